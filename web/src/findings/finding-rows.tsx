import { useI18n } from '../i18n/index.tsx';
import { Icon, iconOfType } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { useFormat } from '../lib/format.ts';
import { usePhone } from '../lib/hooks.ts';
import type { WebRecord } from '../lib/records.ts';
import { useRules } from '../lib/rules.ts';
import type { SelectionState } from '../views/selection.ts';
import { useFixedHere } from './fixed-here.ts';
import { DueMark, isOpen, SeverityMark, StateMark } from './marks.tsx';
import { isExample, shownText } from './texts.ts';
import { usePlaceWords } from './use-places.ts';

interface Props {
  rows: readonly WebRecord[];
  active: string | undefined;
  /** Columns that say nothing new where all rows have the same. */
  hide: { rule: boolean; owner: boolean };
  /** What is chosen; undefined for somebody who may change nothing. */
  selection: SelectionState | undefined;
  onOpen: (finding: WebRecord) => void;
}

function Values({ finding }: { finding: WebRecord }) {
  const { t } = useI18n();
  const format = useFormat();
  const { found, expected } = finding;
  return (
    <span className="fnd-values">
      {typeof found === 'string' ? <code>{shownText(found, finding, format)}</code> : <em>{t.findings.missing}</em>}
      {typeof expected === 'string' && expected !== '' ? (
        <>
          {isExample(finding) ? <span>{t.findings.example}</span> : <Icon name="right" size={12} />}
          <code className={isExample(finding) ? '' : 'right'}>{shownText(expected, finding, format)}</code>
        </>
      ) : null}
    </span>
  );
}

const useRuleName = (): ((finding: WebRecord) => string) => {
  const { label } = useI18n();
  const rules = useRules();
  return (finding) => {
    const rule = rules.data?.items.find((one) => one.id === finding['rule']);
    return rule ? label(rule.label) : String(finding['rule']);
  };
};

const titleOf = (finding: WebRecord): string => String(finding['subjectTitle'] || finding['subjectId']);

function Card({ finding, onOpen }: { finding: WebRecord; onOpen: (finding: WebRecord) => void }) {
  const { t } = useI18n();
  const place = usePlaceWords();
  const rule = useRuleName();
  const fixed = useFixedHere().has(finding.id);
  return (
    <li>
      <button type="button" className="fnd-card" onClick={() => onOpen(finding)}>
        <span className="fnd-card-head">
          <strong>
            <Icon name={iconOfType(String(finding['subjectType']))} />
            {titleOf(finding)}
          </strong>
          <SeverityMark finding={finding} />
        </span>
        <span className="q-quiet">
          {rule(finding)} · {place(finding)}
        </span>
        <Values finding={finding} />
        <span>
          {fixed ? (
            <span className="badge good">{t.findings.fixedHere}</span>
          ) : isOpen(finding) ? (
            <DueMark finding={finding} />
          ) : (
            <StateMark finding={finding} />
          )}
        </span>
      </button>
    </li>
  );
}

/** Findings as rows, or as cards on a phone. */
export function FindingRows({ rows, active, hide, selection, onOpen }: Props) {
  const { t } = useI18n();
  const phone = usePhone();
  const place = usePlaceWords();
  const rule = useRuleName();
  const fixedHere = useFixedHere();
  const { columns } = t.findings;
  if (phone)
    return (
      <ul>
        {rows.map((finding) => (
          <Card key={finding.id} finding={finding} onOpen={onOpen} />
        ))}
      </ul>
    );
  return (
    <table className="q-table fnd-table">
      <thead>
        <tr>
          {selection ? (
            <th scope="col" className="fnd-check">
              <input
                type="checkbox"
                aria-label={t.findings.chooseAll}
                checked={rows.every(selection.has)}
                onChange={() => selection.toggle(rows)}
              />
            </th>
          ) : null}
          <th scope="col">{columns.due}</th>
          <th scope="col">{columns.record}</th>
          {hide.rule ? null : <th scope="col">{columns.rule}</th>}
          <th scope="col">{columns.where}</th>
          <th scope="col">{columns.found}</th>
          {hide.owner ? null : <th scope="col">{columns.owner}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((finding) => (
          <tr
            key={finding.id}
            data-finding={finding.id}
            className={finding.id === active ? 'active' : ''}
            onClick={() => onOpen(finding)}
          >
            {selection ? (
              // biome-ignore lint/a11y/useKeyWithClickEvents: X chooses by the keyboard
              <td className="fnd-check" onClick={(event) => event.stopPropagation()}>
                <input
                  type="checkbox"
                  aria-label={t.views.bulk.selectRow}
                  checked={selection.has(finding)}
                  onChange={() => selection.toggle([finding])}
                />
              </td>
            ) : null}
            <td className="nowrap">
              {fixedHere.has(finding.id) && isOpen(finding) ? (
                <span className="badge good">
                  <Icon name="check" size={12} />
                  {t.findings.fixedHere}
                </span>
              ) : isOpen(finding) ? (
                <DueMark finding={finding} />
              ) : (
                <StateMark finding={finding} />
              )}
            </td>
            <td>
              <button
                type="button"
                className="fnd-open"
                aria-current={finding.id === active}
                onClick={(event) => {
                  event.stopPropagation();
                  onOpen(finding);
                }}
              >
                <Icon name={iconOfType(String(finding['subjectType']))} />
                <span className="ellipsis">{titleOf(finding)}</span>
              </button>
            </td>
            {hide.rule ? null : (
              <td>
                <span className="fnd-cell" title={rule(finding)}>
                  <span className={`fnd-level ${String(finding['severity'])}`} aria-hidden="true" />
                  <span className="ellipsis">{rule(finding)}</span>
                </span>
              </td>
            )}
            <td>{place(finding)}</td>
            <td>
              <Values finding={finding} />
            </td>
            {hide.owner ? null : (
              <td className="fnd-owner">{finding.ownerId ? <Person id={finding.ownerId} /> : null}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
