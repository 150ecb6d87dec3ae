import './improvement.css';
import type { NeedStage } from '../../../shared/improvement/need.ts';
import { outcomes } from '../../../shared/improvement/yardsticks.ts';
import { useI18n } from '../i18n/index.tsx';
import type { ExtraProps } from '../records/extras.tsx';
import { Bars, MeasureName, numberOf, toneOfEffect } from './figures.tsx';

/** What was expected of a need against what it brought, and what comes next. */
export default function NeedStrip({ record }: ExtraProps) {
  const { t, label } = useI18n();
  const words = t.improvement.needs;
  const outcome = outcomes[record['outcome'] as keyof typeof outcomes];
  const tone = toneOfEffect(record['outcome']);
  const priority = numberOf(record['priority']);
  const target = numberOf(record['target']);
  const measured = target !== undefined || record['beforeAt'] !== undefined || record['actualAt'] !== undefined;
  return (
    <section className="im-strip no-print" aria-label={words.benefit}>
      <p>{words.next[record['status'] as NeedStage] ?? ''}</p>
      <p className="im-meta">
        {priority === undefined ? null : (
          <span className="badge info" title={words.priorityHint}>
            {words.priority(String(priority))}
          </span>
        )}
        <MeasureName record={record} />
        {outcome ? <span className={`badge ${tone}`}>{label(outcome)}</span> : null}
      </p>
      {measured ? (
        <Bars
          record={record}
          missing={words.notYet}
          bars={[
            { name: words.before, value: numberOf(record['before']) },
            { name: words.target, value: target, tone: 'goal' },
            {
              name: words.actual,
              value: numberOf(record['actual']),
              tone: tone === 'good' || tone === 'bad' ? tone : undefined,
            },
          ]}
        />
      ) : null}
    </section>
  );
}
