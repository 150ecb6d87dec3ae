import './archive.css';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import type { ReviewHeader } from './api.ts';
import { monthName, monthShort } from './period.ts';

/** Points of a line in a box of 100 by 40, the newest on the right; the lowest figure is at the bottom unless all are alike. */
export const linePoints = (values: readonly number[]): string => {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const step = values.length > 1 ? 100 / (values.length - 1) : 0;
  const height = (value: number) => (most === least ? 20 : 38 - ((value - least) / (most - least)) * 36);
  return values
    .map((value, at) => `${Math.round(at * step * 10) / 10},${Math.round(height(value) * 10) / 10}`)
    .join(' ');
};

interface Points {
  name: string;
  points: readonly { period: string; value: number }[];
}

function Trend({ name, points }: Points) {
  const { t, lang } = useI18n();
  const format = useFormat();
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return null;
  const words = t.reviewArchive.trendOf(name, monthName(first.period, lang), monthName(last.period, lang));
  return (
    <section className="ra-trend">
      <h3>{name}</h3>
      <strong>{format.number(last.value)}</strong>
      <svg viewBox="0 0 100 40" preserveAspectRatio="none" role="img" aria-label={words}>
        <polyline className="ra-line" points={linePoints(points.map(({ value }) => value))} />
      </svg>
      <p className="ra-trend-ends" aria-hidden="true">
        <span>
          {monthShort(first.period, lang)} · {format.number(first.value)}
        </span>
        <span>
          {monthShort(last.period, lang)} · {format.number(last.value)}
        </span>
      </p>
    </section>
  );
}

/** How the main figures went over the reviews of a list, newest first. */
export function Trends({ reviews }: { reviews: readonly ReviewHeader[] }) {
  const { t } = useI18n();
  const oldest = [...reviews].reverse();
  const points = (of: (review: ReviewHeader) => number | undefined): Points['points'] =>
    oldest.flatMap((review) => {
      const value = of(review);
      return value === undefined ? [] : [{ period: review.period, value }];
    });
  if (reviews.length < 2) return null;
  return (
    <div className="ra-trends">
      <Trend name={t.reviews.columns.open} points={points((one) => one.openFindings)} />
      <Trend name={t.reviewArchive.columns.overdue} points={points((one) => one.overdueFindings)} />
      <Trend name={t.reviews.columns.orders} points={points((one) => one.orders)} />
    </div>
  );
}
