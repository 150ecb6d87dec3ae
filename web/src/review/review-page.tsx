import './review.css';
import './print.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { ReviewPack } from '../../../shared/review/review.contract.ts';
import { isWeek, movedBy, periodAt } from '../../../shared/review/week.ts';
import type { PageProps } from '../app/route.tsx';
import { Failed, Note, Waiting } from '../audit/parts/states.tsx';
import { Reworded, useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Menu } from '../kit/menu.tsx';
import { toast } from '../kit/toast.tsx';
import { ApiError } from '../lib/api-error.ts';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { dropPack, mailPack, makePack, packQuery } from './api.ts';
import { PackView } from './pack-view.tsx';
import { PdfButton } from './pdf-button.tsx';
import { isPeriod, monthName } from './period.ts';
import { wordsOfWeek } from './week-words.ts';

/** Sending a review, and throwing it away with a way back. */
function Actions({ pack }: { pack: ReviewPack }) {
  const i18n = useI18n();
  const { t, lang } = i18n;
  const format = useFormat();
  const { workspaceId, can } = useWorkspace();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const { period } = pack;
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
    } finally {
      setBusy(false);
    }
  };
  const mail = () =>
    attempt(async () => {
      const count = await mailPack(workspaceId, period);
      if (count > 0) toast({ text: t.reviews.mailed(format.number(count), count === 1) });
      else
        toast({
          text: t.reviews.mailedNobody,
          action: { label: t.reviews.members, run: () => navigate('/members') },
        });
    });
  const drop = () =>
    attempt(async () => {
      await dropPack(workspaceId, period);
      navigate('/reviews');
      toast({
        text: t.reviews.dropped(monthName(period, lang)),
        action: {
          label: t.common.undo,
          run: () => void attempt(async () => void (await makePack(workspaceId, period))),
        },
      });
    });
  return (
    <div className="rv-actions no-print">
      {can('reviews:write') && !pack.provisional ? (
        <button type="button" className="btn" disabled={busy} onClick={() => void mail()}>
          <Icon name="email" />
          {t.reviews.mail}
        </button>
      ) : null}
      {pack.provisional ? null : <PdfButton report={{ period }} />}
      <button type="button" className="btn" onClick={() => window.print()}>
        <Icon name="note" />
        {t.reviews.print}
      </button>
      {can('reviews:write') && !pack.provisional ? (
        <Menu
          button={<Icon name="more" />}
          label={t.common.more}
          className="btn quiet square"
          side="end"
          items={[{ key: 'drop', label: t.reviews.drop, icon: 'archive', danger: true, onSelect: () => void drop() }]}
        />
      ) : null}
    </div>
  );
}

function Missing({ period, current }: { period: string; current: string }) {
  const i18n = useI18n();
  const { t, lang } = i18n;
  const { workspaceId, can } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const month = monthName(period, lang);
  const tooLate = isWeek(period) && movedBy(period, 1) !== current;
  const make = async () => {
    setBusy(true);
    try {
      await makePack(workspaceId, period);
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
      setBusy(false);
    }
  };
  return (
    <div className="message">
      <h2>{t.reviews.missing(month)}</h2>
      <p>
        {tooLate ? t.reviews.missingWeek : can('reviews:write') ? t.reviews.missingWriter : t.reviews.missingReader}
      </p>
      {can('reviews:write') && !tooLate ? (
        <button type="button" className="btn primary" disabled={busy} onClick={() => void make()}>
          {busy ? t.reviews.making : t.reviews.make(month)}
        </button>
      ) : null}
    </div>
  );
}

/** What paper needs to say about itself. */
function PrintHead({ pack }: { pack: ReviewPack }) {
  const { t, lang } = useI18n();
  const format = useFormat();
  return (
    <header className="rv-paper-head">
      <div>
        <strong>{pack.workspaceName}</strong>
        <h1>{t.reviews.of(monthName(pack.period, lang))}</h1>
      </div>
      <div>
        {pack.provisional ? <strong>{t.reviews.provisional}</strong> : null}
        <span>{t.reviews.made(format.instant(pack.frozenAt))}</span>
      </div>
    </header>
  );
}

function Body({ period, current }: { period: string; current: string }) {
  const { t, lang } = useI18n();
  const format = useFormat();
  const { workspaceId, can } = useWorkspace();
  // A month under way is worked out by the same request that makes one.
  const readable = period < current || (period === current && can('reviews:write'));
  const answer = useQuery({ ...packQuery(workspaceId, period, current), enabled: readable });
  const title = t.reviews.of(monthName(period, lang));
  useTitle(title);
  const pack = answer.data;
  const body = () => {
    if (period > current) return <p className="message">{t.reviews.future}</p>;
    if (!readable) return <p className="message">{t.reviews.runningReader(monthName(period, lang))}</p>;
    if (pack) {
      const when = format.instant(pack.frozenAt);
      return (
        <>
          <PrintHead pack={pack} />
          {pack.provisional ? (
            <Note tone="warn">{t.reviews.provisionalText(when)}</Note>
          ) : (
            <p className="rv-note no-print">{t.reviews.frozenText(when)}</p>
          )}
          {pack.week?.since ? (
            <p className="rv-note">
              {t.reviewArchive.measured(format.instant(pack.week.since), format.instant(pack.week.until))}
            </p>
          ) : null}
          {pack.previous ? null : <p className="rv-note">{t.reviews.firstText}</p>}
          <PackView pack={pack} />
        </>
      );
    }
    if (answer.error instanceof ApiError && answer.error.code === 'not-found')
      return <Missing period={period} current={current} />;
    if (answer.error) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
    return <Waiting />;
  };
  return (
    <>
      <header className="page-head">
        <Link href="/reviews" className="btn quiet small square no-print" aria-label={t.reviews.back}>
          <Icon name="left" />
        </Link>
        <h1>{title}</h1>
        {pack?.provisional ? <span className="badge warn">{t.reviews.provisional}</span> : null}
        <span className="spread" />
        {pack ? <Actions pack={pack} /> : null}
      </header>
      <div className="q-body rv-body">{body()}</div>
    </>
  );
}

/** The review of one month or week. */
export default function ReviewPage({ params }: PageProps) {
  const { t } = useI18n();
  const { timeZone } = useWorkspace();
  const period = params['period'] ?? '';
  if (!isPeriod(period)) return <p className="message">{t.reviews.badPeriod}</p>;
  const body = <Body key={period} period={period} current={periodAt(new Date().toISOString(), timeZone, period)} />;
  return isWeek(period) ? <Reworded change={wordsOfWeek}>{body}</Reworded> : body;
}
