import { entityOf } from '../../../shared/entities.ts';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { entityFields } from '../../../shared/kernel/entity.ts';
import { isExample, shownText } from '../findings/texts.ts';
import { useI18n } from '../i18n/index.tsx';
import { toneOf } from '../kit/tones.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { useRules } from '../lib/rules.ts';
import { lineSpecs, useFieldSpecs } from './fields.ts';

const severities = entityFields(entityOf('finding')).find((field) => field.name === 'severity')?.values ?? [];

interface Props {
  entity: Entity;
  findings: readonly WebRecord[];
  onFix: (locator: string) => void;
}

/** What the audit says about the record; a click leads to the field. */
export default function FindingsTab({ entity, findings, onFix }: Props) {
  const { t, label } = useI18n();
  const format = useFormat();
  const workspace = useWorkspace();
  const rules = useRules();
  const specs = useFieldSpecs(entity);
  const lines = entity.lines ? lineSpecs(entity.lines, workspace) : [];
  const words = t.record.health;
  if (findings.length === 0) return <p className="quiet-text">{words.none}</p>;

  const place = (locator: string): string => {
    const line = /^lines\.(\d+)\.(.+)$/.exec(locator);
    const spec = line ? lines.find((one) => one.name === line[2]) : specs.find((one) => one.name === locator);
    const broken = rules.data?.items.find((one) => one.id === locator);
    const name = spec || broken ? label((spec ?? broken)!.label) : locator || words.whole;
    return line ? `${t.record.lines.line(Number(line[1]) + 1)} · ${name}` : name;
  };
  return (
    <ul className="record-findings">
      {findings.map((finding) => {
        const rule = rules.data?.items.find((one) => one.id === finding['rule']);
        const locator = String(finding['locator'] ?? '');
        const severity = String(finding['severity'] ?? '');
        const known = severities.find((one) => one.value === severity);
        const { found, expected, dueDate: due } = finding;
        return (
          <li key={finding.id} className="record-finding">
            <div className="record-finding-head">
              <span className={`badge ${toneOf(severity)}`}>{known ? label(known.label) : severity}</span>
              <strong>{rule ? label(rule.label) : String(finding['rule'])}</strong>
              <span className="quiet-hint">{place(locator)}</span>
              {typeof due === 'string' ? (
                <span className={`badge ${due < format.today() ? 'bad' : ''}`}>{words.due(format.day(due))}</span>
              ) : null}
              <span className="spread" />
              {locator ? (
                <button type="button" className="btn small" onClick={() => onFix(locator)}>
                  {words.fix}
                </button>
              ) : null}
            </div>
            {rule ? (
              <p>
                {label(rule.explanation)} {label(rule.help)}
              </p>
            ) : null}
            <dl className="record-finding-values">
              {typeof found === 'string' ? (
                <div>
                  <dt>{words.found}</dt>
                  <dd>{shownText(found, finding, format)}</dd>
                </div>
              ) : null}
              {typeof expected === 'string' ? (
                <div>
                  <dt>{isExample(finding) ? t.findings.example : words.expected}</dt>
                  <dd>{shownText(expected, finding, format)}</dd>
                </div>
              ) : null}
            </dl>
          </li>
        );
      })}
    </ul>
  );
}
