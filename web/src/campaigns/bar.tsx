import './campaigns.css';
import { outcomes } from '../../../shared/campaigns/verification.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';

const kinds = ['confirmed', 'corrected', 'retired', 'escalated'] as const;
export type Counts = Readonly<Record<'records' | (typeof kinds)[number], number>>;

/** How the records of somebody's portions have ended so far. */
export function OutcomeBar({ counts, legend }: { counts: Counts; legend?: 'shown' }) {
  const { label } = useI18n();
  const format = useFormat();
  const shown = kinds.filter((kind) => counts[kind] > 0);
  const text = shown.map((kind) => `${label(outcomes[kind])} ${format.number(counts[kind])}`).join(', ');
  return (
    <>
      <div className="vc-bar" role="img" aria-label={text} title={text}>
        {shown.map((kind) => (
          <span
            key={kind}
            className={`vc-${kind}`}
            style={{ width: `${(counts[kind] / Math.max(1, counts.records)) * 100}%` }}
          />
        ))}
      </div>
      {legend ? (
        <div className="vc-legend">
          {shown.map((kind) => (
            <span key={kind}>
              <i className={`vc-${kind}`} />
              {label(outcomes[kind])} {format.number(counts[kind])}
            </span>
          ))}
        </div>
      ) : null}
    </>
  );
}

/** Adds counts up. */
export const sumCounts = (all: readonly Counts[]): Counts => {
  const sum = { records: 0, confirmed: 0, corrected: 0, retired: 0, escalated: 0 };
  for (const one of all) for (const name of Object.keys(sum) as (keyof Counts)[]) sum[name] += one[name];
  return sum;
};
