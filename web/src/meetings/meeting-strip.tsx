import '../receivables/money.css';
import { useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { ApiError } from '../lib/api-error.ts';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { ExtraProps } from '../records/extras.tsx';
import { reloadRecord } from '../records/save.ts';
import { RefChip } from '../records/value.tsx';
import { isPeriod, monthName } from '../review/period.ts';
import { makeNext, propose } from './api.ts';

/** What is most wanted of a meeting: an agenda before it, the next one after it, and its neighbours. */
export default function MeetingStrip({ record }: ExtraProps) {
  const i18n = useI18n();
  const { t, lang } = i18n;
  const words = t.meetings.strip;
  const format = useFormat();
  const { workspaceId: ws, can, canWrite } = useWorkspace();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const key = useRef('');
  const { status, cadence, previousId, nextId } = record;
  const writes = canWrite('improvement') && !record.archivedAt;
  const mayPropose = writes && can('reviews:read') && (status === 'planned' || status === 'held');
  const mayGoOn = writes && (status === 'closed' || status === 'finished') && nextId === undefined;
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
  const agenda = () =>
    attempt(async () => {
      const before = record.lines?.length ?? 0;
      const made = await propose(ws, record).catch((error: unknown) => {
        // In a state that takes an agenda the only thing in the way is that its month has no review.
        if (error instanceof ApiError && error.code === 'conflict') return undefined;
        throw error;
      });
      if (!made) {
        const period = typeof record['period'] === 'string' ? record['period'] : '';
        toast({
          text: words.noReview(isPeriod(period) ? monthName(period, lang) : ''),
          tone: 'bad',
          action: { label: words.toReview, run: () => navigate(isPeriod(period) ? `/reviews/${period}` : '/reviews') },
        });
        return;
      }
      const count = (made.lines?.length ?? 0) - before;
      toast({ text: count > 0 ? words.proposed(format.number(count)) : words.proposedNone });
    });
  const next = () =>
    attempt(async () => {
      key.current ||= newKey();
      const made = await makeNext(ws, record, key.current);
      await reloadRecord(ws, record);
      toast({
        text: words.made(format.date(String(made['date']))),
        action: { label: words.open, run: () => navigate(`/meetings/${made.id}`) },
      });
    });
  return (
    <section className="mo-strip no-print" aria-label={words.label}>
      {typeof previousId === 'string' ? (
        <span className="mo-fact">
          {words.previous} <RefChip id={previousId} />
        </span>
      ) : null}
      {typeof nextId === 'string' ? (
        <span className="mo-fact">
          {words.following} <RefChip id={nextId} />
        </span>
      ) : null}
      {mayGoOn && cadence !== 'once' ? <span className="mo-fact">{words.carriesItself}</span> : null}
      <span className="spread" />
      <Link className="btn small" href={`/meetings/${record.id}/print`}>
        <Icon name="print" />
        {words.print}
      </Link>
      {mayPropose ? (
        <button type="button" className="btn small" disabled={busy} onClick={() => void agenda()}>
          <Icon name="review" />
          {words.propose}
        </button>
      ) : null}
      {mayGoOn ? (
        <button type="button" className="btn primary small" disabled={busy} onClick={() => void next()}>
          <Icon name="plus" />
          {words.next}
        </button>
      ) : null}
    </section>
  );
}
