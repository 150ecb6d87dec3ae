import { Link } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { useFormat } from '../lib/format.ts';
import { useRules } from '../lib/rules.ts';
import type { AuditRun } from './api.ts';
import { RunFailures } from './run-failures.tsx';

/** What a run saw, rule by rule, and by which versions. */
export function RunDetails({ run }: { run: AuditRun }) {
  const { t, label } = useI18n();
  const format = useFormat();
  const rules = useRules();
  const byRule = Object.entries(run.byRule)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a);
  const most = Math.max(1, ...byRule.map(([, count]) => count));
  return (
    <div className="aud-details">
      <p className="q-quiet">
        {t.audit.versions(format.number(run.ruleVersion), format.number(run.standardVersion))} ·{' '}
        {t.audit.onlyRules(format.number(run.rules.length))}
        {run.seed ? ` · ${t.audit.seed(run.seed)}` : null} ·{' '}
        <span title={t.audit.unitsHint}>
          {t.audit.units(format.number(Math.round(run.units.read)), format.number(Math.round(run.units.write)))}
        </span>
        {run.by.startsWith('mem_') ? (
          <>
            {' '}
            · <Person id={run.by} />
          </>
        ) : null}
      </p>
      {run.drawn ? <p>{t.audit.drawn(format.number(run.drawn.records), format.number(run.drawn.probation))}</p> : null}
      {run.failures && run.failures.length > 0 ? (
        <RunFailures failures={run.failures} />
      ) : run.counts.ruleErrors > 0 ? (
        <p className="q-fault">
          <Icon name="warning" size={14} /> {t.audit.ruleErrors(format.number(run.counts.ruleErrors))}
        </p>
      ) : null}
      {byRule.length === 0 ? (
        <p>{t.audit.noFaults}</p>
      ) : (
        <ul className="aud-bars" aria-label={t.audit.byRule}>
          {byRule.map(([id, count]) => {
            const rule = rules.data?.items.find((one) => one.id === id);
            return (
              <li key={id}>
                <Link href={`/findings?filter=rule:eq:${id}`}>{rule ? label(rule.label) : id}</Link>
                <span className="aud-bar" aria-hidden="true">
                  <span style={{ width: `${(count / most) * 100}%` }} />
                </span>
                <span className="number">{format.number(count)}</span>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
