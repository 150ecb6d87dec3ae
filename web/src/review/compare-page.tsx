import './review.css';
import './print.css';
import './compare.css';
import { keepPreviousData, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { compareReviews } from '../../../shared/review/compare.contract.ts';
import { isWeek } from '../../../shared/review/week.ts';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { call } from '../client.ts';
import { Reworded, useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { MoreButton } from '../kit/more-button.tsx';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { reviewsQuery } from './api.ts';
import { ComparedTable } from './compared-table.tsx';
import { isPeriod, monthName } from './period.ts';
import { wordsOfWeek } from './week-words.ts';

const comparisonQuery = (workspaceId: string, a: string, b: string) =>
  queryOptions({
    queryKey: ['review-comparison', workspaceId, a, b],
    queryFn: ({ signal }) => call(compareReviews, { params: { workspaceId }, query: { a, b }, signal }),
    // What is frozen does not change.
    staleTime: 60 * 60_000,
  });

interface PickProps {
  label: string;
  value: string;
  periods: readonly string[];
  onChange: (period: string) => void;
}

function Pick({ label, value, periods, onChange }: PickProps) {
  const { lang } = useI18n();
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <select id={id} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        {[...new Set([value, ...periods])]
          .sort()
          .reverse()
          .map((one) => (
            <option key={one} value={one}>
              {monthName(one, lang)}
            </option>
          ))}
      </select>
    </>
  );
}

function Table({ a, b }: { a: string; b: string }) {
  const { t } = useI18n();
  const { workspaceId } = useWorkspace();
  const answer = useQuery({ ...comparisonQuery(workspaceId, a, b), placeholderData: keepPreviousData });
  if (a === b) return <p className="message">{t.reviews.compare.same}</p>;
  if (answer.error) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <Waiting />;
  const { a: of, b: to, rows } = answer.data;
  if (!of.frozenAt || !to.frozenAt) return <p className="message">{t.reviews.compare.missing}</p>;
  return <ComparedTable periods={[of.period, to.period]} rows={rows} />;
}

function Page() {
  const { t } = useI18n();
  const words = t.reviews.compare;
  const { workspaceId } = useWorkspace();
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const list = useInfiniteQuery(reviewsQuery(workspaceId));
  const made = list.data?.pages.flatMap((page) => page.items.map((one) => one.period)) ?? [];
  useTitle(words.title);
  const named = (key: string, fallback: string | undefined) => {
    const value = asked.get(key) ?? '';
    return isPeriod(value) ? value : fallback;
  };
  const months = made.filter((one) => !isWeek(one));
  const b = named('b', months[0] ?? made[0]);
  // A month is compared with a month, a week with a week.
  const alike = made.filter((one) => b !== undefined && isWeek(one) === isWeek(b));
  const a = named(
    'a',
    alike.find((one) => one !== b),
  );
  const go = (of: string, to: string) => navigate(`/reviews/compare?a=${of}&b=${to}`, { replace: true });
  const body = () => {
    if (list.isPending) return <Waiting />;
    if (list.isError && made.length === 0) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
    if (!a || !b)
      return (
        <div className="message">
          <p>{words.need}</p>
          <Link className="btn" href="/reviews">
            {t.reviews.back}
          </Link>
        </div>
      );
    return (
      <>
        <div className="rv-maker no-print">
          <Pick label={words.a} value={a} periods={alike} onChange={(of) => go(of, b)} />
          <Pick label={words.b} value={b} periods={alike} onChange={(to) => go(a, to)} />
          <MoreButton list={list} />
        </div>
        <Table a={a} b={b} />
      </>
    );
  };
  return (
    <>
      <header className="page-head">
        <Link href="/reviews" className="btn quiet small square no-print" aria-label={t.reviews.back}>
          <Icon name="left" />
        </Link>
        <h1>{words.title}</h1>
        <span className="spread" />
        {a && b ? (
          <button type="button" className="btn no-print" onClick={() => window.print()}>
            <Icon name="print" />
            {t.reviews.print}
          </button>
        ) : null}
      </header>
      <div className="q-body rv-body">{body()}</div>
    </>
  );
}

/** Any two months side by side, or any two weeks. */
export default function ComparePage() {
  const asked = new URLSearchParams(useSearch());
  return isWeek(asked.get('b') ?? '') ? (
    <Reworded change={wordsOfWeek}>
      <Page />
    </Reworded>
  ) : (
    <Page />
  );
}
