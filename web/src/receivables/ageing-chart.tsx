import { Link } from 'wouter';
import { ageingBuckets, type Buckets } from '../../../shared/receivables/receivables.contract.ts';
import { share } from '../audit/parts/stacked-bar.tsx';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { receivablesHref } from './amounts.ts';
import type { Ageing } from './api.ts';

interface BarProps {
  total: Ageing['totals'][number];
  today: string;
  /** Only what this account owes. */
  accountId?: string;
}

/** What is owed in one currency as a bar of its ages; each part opens its receivables. */
export function AgeingBar({ total, today, accountId }: BarProps) {
  const { t } = useI18n();
  const format = useFormat();
  const words = t.receivables.ageing;
  const { currency, buckets } = total;
  const of = { currency, ...(accountId ? { accountId } : {}) };
  const shown = ageingBuckets.filter((bucket) => buckets[bucket] > 0);
  return (
    <div data-currency={currency}>
      <div className="mo-bar-head">
        <Link className="q-main" href={receivablesHref(today, of)}>
          {currency} {format.money(total.total, currency)}
        </Link>
        {total.overdue > 0 ? (
          <Link className="mo-bad" href={receivablesHref(today, { ...of, bucket: 'overdue' })}>
            {words.overdue} {format.money(total.overdue, currency)} ({share(total.overdue, total.total)})
          </Link>
        ) : null}
      </div>
      <div className="mo-bar" role="presentation">
        {shown.map((bucket) => {
          const text = `${words.buckets[bucket]}: ${format.money(buckets[bucket], currency)}`;
          return (
            <Link
              key={bucket}
              className={`mo-${bucket}`}
              style={{ flexGrow: buckets[bucket] / Math.max(1, total.total) }}
              href={receivablesHref(today, { ...of, bucket })}
              title={text}
              aria-label={text}
              tabIndex={-1}
            />
          );
        })}
      </div>
      <ul className="mo-legend" aria-label={words.chart}>
        {ageingBuckets.map((bucket) => (
          <li key={bucket} data-bucket={bucket}>
            <Link href={receivablesHref(today, { ...of, bucket })}>
              <span className={`mo-dot mo-${bucket}`} />
              {words.buckets[bucket]} <strong>{format.money(buckets[bucket], currency)}</strong>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The same in a row's height. */
export function MiniBar({ buckets, currency }: { buckets: Buckets; currency: string }) {
  const { t } = useI18n();
  const format = useFormat();
  const parts = ageingBuckets.filter((bucket) => buckets[bucket] > 0);
  const text = parts
    .map((bucket) => `${t.receivables.ageing.buckets[bucket]} ${format.money(buckets[bucket], currency)}`)
    .join(', ');
  return (
    <div className="mo-mini" role="img" aria-label={text} title={text}>
      {parts.map((bucket) => (
        <span key={bucket} className={`mo-${bucket}`} style={{ flexGrow: buckets[bucket] }} />
      ))}
    </div>
  );
}
