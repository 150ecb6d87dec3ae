import { Link } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useRules } from '../lib/rules.ts';
import { useRefTitle } from '../lib/titles.ts';
import { hrefOfId } from '../records/value.tsx';
import type { RunFailure } from './api.ts';

/** Records that are linked with one failure. */
const LINKED = 5;

function RecordLink({ id }: { id: string }) {
  const title = useRefTitle(id);
  const href = hrefOfId(id);
  return href ? <Link href={href}>{title || id}</Link> : <span>{id}</span>;
}

/** What a run could not do, each with its reason and the records at which it happened. */
export function RunFailures({ failures }: { failures: readonly RunFailure[] }) {
  const { t, label } = useI18n();
  const format = useFormat();
  const rules = useRules();
  const titleOf = ({ of, id, times }: RunFailure): string => {
    if (of === 'record') return t.audit.failedRecord;
    if (of === 'part') return id === 'plan' ? t.audit.failedPlan : t.audit.failedPart(format.number(Number(id)));
    const rule = rules.data?.items.find((one) => one.id === id);
    return t.audit.failedRule(rule ? label(rule.label) : id, format.number(times));
  };
  return (
    <section className="aud-failures" aria-label={t.audit.failures}>
      <h3>
        <Icon name="warning" size={14} /> {t.audit.failures}
      </h3>
      <ul>
        {failures.map((failure) => (
          <li key={`${failure.of} ${failure.id}`}>
            <strong>{titleOf(failure)}</strong>{' '}
            {failure.at.slice(0, LINKED).map((id) => (
              <RecordLink key={id} id={id} />
            ))}
            <span className="q-quiet">{failure.message === '' ? t.audit.wordless : failure.message}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
