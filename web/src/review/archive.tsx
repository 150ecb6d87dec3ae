import './archive.css';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { isWeek } from '../../../shared/review/week.ts';
import { useI18n } from '../i18n/index.tsx';
import { Tabs } from '../kit/tabs.tsx';
import { useFormat } from '../lib/format.ts';
import type { ReviewHeader } from './api.ts';
import { links } from './links.ts';
import { PdfButton } from './pdf-button.tsx';
import { monthName } from './period.ts';
import { Trends } from './trends.tsx';

interface RowProps {
  review: ReviewHeader;
  ticked: boolean;
  onTick: () => void;
}

function Row({ review, ticked, onTick }: RowProps) {
  const { t, lang } = useI18n();
  const format = useFormat();
  const { period } = review;
  const name = monthName(period, lang);
  return (
    <tr>
      <td className="ra-tick">
        <input type="checkbox" checked={ticked} aria-label={t.reviewArchive.tick(name)} onChange={onTick} />
      </td>
      <td className="nowrap">
        <Link className="q-main" href={links.review(period)}>
          {name}
        </Link>
        {review.provisional ? <span className="badge warn">{t.reviews.provisional}</span> : null}
      </td>
      <td className="number">
        <Link href={links.openFindings()}>{format.number(review.openFindings)}</Link>
      </td>
      <td className="number">
        {review.overdueFindings === undefined ? null : (
          <Link href={links.review(period)}>{format.number(review.overdueFindings)}</Link>
        )}
      </td>
      <td className="number">
        <Link href={links.orders(period)}>{format.number(review.orders)}</Link>
      </td>
      <td>{format.instant(review.frozenAt)}</td>
      <td>{review.provisional ? null : <PdfButton report={{ period }} name={name} className="btn quiet small" />}</td>
    </tr>
  );
}

function Table({ reviews }: { reviews: readonly ReviewHeader[] }) {
  const { t } = useI18n();
  const words = t.reviewArchive;
  const [, navigate] = useLocation();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const { columns } = t.reviews;
  // The third one takes the place of the one that was ticked first.
  const tick = (period: string) =>
    setTicked((now) => (now.includes(period) ? now.filter((one) => one !== period) : [...now, period].slice(-2)));
  const [a, b] = [...ticked].sort();
  return (
    <>
      <div className="q-scroll">
        <table className="q-table rv-list">
          <thead>
            <tr>
              <th scope="col" className="ra-tick">
                <span className="hidden-text">{words.compare}</span>
              </th>
              <th scope="col">{words.columns.period}</th>
              <th scope="col" className="number">
                {columns.open}
              </th>
              <th scope="col" className="number">
                {words.columns.overdue}
              </th>
              <th scope="col" className="number">
                {columns.orders}
              </th>
              <th scope="col">{columns.frozen}</th>
              <th scope="col">{words.columns.file}</th>
            </tr>
          </thead>
          <tbody>
            {reviews.map((review) => (
              <Row
                key={review.period}
                review={review}
                ticked={ticked.includes(review.period)}
                onTick={() => tick(review.period)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className="ra-bar" aria-live="polite">
        {ticked.length > 0 ? (
          <>
            <span>{words.ticked(ticked.length)}</span>
            <button
              type="button"
              className="btn primary"
              disabled={!a || !b}
              onClick={() => navigate(`/reviews/compare?a=${a}&b=${b}`)}
            >
              {words.compare}
            </button>
            <button type="button" className="btn quiet" onClick={() => setTicked([])}>
              {words.clear}
            </button>
          </>
        ) : null}
      </div>
    </>
  );
}

/** All reviews: months and weeks, each with the trend of its main figures; two of them ticked are compared. */
export function Archive({ reviews, current }: { reviews: readonly ReviewHeader[]; current: string }) {
  const { t } = useI18n();
  const words = t.reviewArchive;
  const [kind, setKind] = useState<'months' | 'weeks'>('months');
  const weeks = reviews.filter((one) => isWeek(one.period));
  const months = reviews.filter((one) => !isWeek(one.period));
  const shown = kind === 'weeks' ? weeks : months;
  return (
    <Tabs
      label={words.kinds}
      active={kind}
      onChange={(key) => setKind(key === 'weeks' ? 'weeks' : 'months')}
      tabs={[
        { key: 'months', label: words.months, count: months.length },
        { key: 'weeks', label: words.weeks, count: weeks.length },
      ]}
    >
      <div className="ra-panel">
        {kind === 'weeks' ? (
          <p className="q-text">
            {weeks.length === 0 ? `${words.noWeeks} ` : null}
            <Link href={links.review(current)}>{words.look}</Link>
          </p>
        ) : null}
        <Trends reviews={shown} />
        {shown.length > 0 ? <Table key={kind} reviews={shown} /> : null}
      </div>
    </Tabs>
  );
}
