import './review.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { localMonth } from '../../../shared/kernel/time.ts';
import { weekAt } from '../../../shared/review/week.ts';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { MoreButton } from '../kit/more-button.tsx';
import { errorText } from '../lib/faults.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { makePack, reviewsQuery } from './api.ts';
import { Archive } from './archive.tsx';
import { CadenceForm } from './cadence-form.tsx';
import { links } from './links.ts';
import { likelyMonth, monthName, openMonths } from './period.ts';

/** Makes the review of a month that has none. */
function Maker({ made, current }: { made: readonly string[]; current: string }) {
  const i18n = useI18n();
  const { t, lang } = i18n;
  const { workspaceId } = useWorkspace();
  const [, navigate] = useLocation();
  const [chosen, setChosen] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const id = useId();
  const open = openMonths(current, made);
  const period = chosen && open.includes(chosen) ? chosen : likelyMonth(current, open);
  if (!period) return null;
  const running = period === current;
  const make = async () => {
    // A month under way is not kept: its page works it out.
    if (running) return navigate(links.review(period));
    setBusy(true);
    setProblem(undefined);
    try {
      await makePack(workspaceId, period);
      navigate(links.review(period));
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  const month = monthName(period, lang);
  return (
    <form
      className="rv-maker"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <label htmlFor={id}>{t.reviews.month}</label>
      <select
        id={id}
        className="input"
        value={period}
        disabled={busy}
        aria-describedby={`${id}-hint`}
        onChange={(event) => setChosen(event.target.value)}
      >
        {open.map((one) => (
          <option key={one} value={one}>
            {monthName(one, lang)}
          </option>
        ))}
      </select>
      <button type="submit" className="btn primary" disabled={busy}>
        {busy ? t.reviews.making : running ? t.reviews.look : t.reviews.make(month)}
      </button>
      <p id={`${id}-hint`} className={problem ? 'form-fault' : 'quiet-hint'} role={problem ? 'alert' : undefined}>
        {problem ? errorText(problem, i18n) : running ? t.reviews.runningText(month) : t.reviews.missingWriter}
      </p>
    </form>
  );
}

/** All reviews, newest first, how often they make themselves, and the way to make one. */
export default function ReviewsPage() {
  const { t } = useI18n();
  const { workspaceId, timeZone, can } = useWorkspace();
  const answer = useInfiniteQuery(reviewsQuery(workspaceId));
  useTitle(t.reviews.title);
  const reviews = answer.data?.pages.flatMap((page) => page.items) ?? [];
  const current = localMonth(new Date().toISOString(), timeZone);
  const maker = can('reviews:write') ? <Maker made={reviews.map((one) => one.period)} current={current} /> : null;
  const body = () => {
    if (answer.isPending) return <Waiting />;
    if (answer.isError && reviews.length === 0)
      return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
    if (reviews.length === 0)
      return (
        <div className="message">
          <Icon name="review" size={28} />
          <p className="q-text">{maker ? t.reviews.empty : t.reviews.emptyReader}</p>
          {maker}
          <CadenceForm />
        </div>
      );
    return (
      <>
        <p className="q-text">{t.reviewArchive.intro}</p>
        {maker}
        <CadenceForm />
        <Archive reviews={reviews} current={weekAt(new Date().toISOString(), timeZone)} />
      </>
    );
  };
  return (
    <>
      <header className="page-head">
        <Icon name="review" size={18} />
        <h1>{t.reviews.title}</h1>
        <span className="spread" />
        {reviews.length > 1 ? (
          <Link className="btn" href="/reviews/compare">
            {t.reviews.compare.title}
          </Link>
        ) : null}
        <Link className="btn" href="/reviews/goals">
          {t.reviewParts.goals.title}
        </Link>
        <Link className="btn" href="/committee-report">
          {t.meetings.report.title}
        </Link>
      </header>
      <div className="q-body">
        {body()}
        <MoreButton list={answer} />
      </div>
    </>
  );
}
