import './deal.css';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { copyQuote, orderOfQuote, reviseQuote } from '../../../shared/quotes/quotes.contract.ts';
import { call, newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { PrintButton } from '../papers/print-button.tsx';
import type { ExtraProps } from '../records/extras.tsx';
import { absorb, reloadRecord } from '../records/save.ts';
import { RefChip } from '../records/value.tsx';
import { saveOpen } from './unsaved.ts';

type Made = 'order' | 'order-submit' | 'revise' | 'copy';

/** States from which each can be made of a quote. */
const from: Readonly<Record<Exclude<Made, 'order-submit'>, readonly string[] | undefined>> = {
  order: ['approved', 'sent', 'accepted'],
  revise: ['approved', 'sent', 'declined', 'expired'],
  copy: undefined,
};

/** What can be made of a quote, and what it was made of. */
export default function QuoteStrip({ record }: ExtraProps) {
  const i18n = useI18n();
  const words = i18n.t.quotes.actions;
  const { workspaceId: ws, canWrite } = useWorkspace();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  // One key for one intention, so that a lost answer does not make two of it.
  const keys = useRef(new Map<string, string>());
  const status = String(record['status']);
  const may = (what: keyof typeof from): boolean => !record.archivedAt && (from[what]?.includes(status) ?? true);
  const ordered = typeof record['orderId'] === 'string';

  const make = async (what: Made) => {
    const intention = `${what} ${record.version}`;
    const idempotencyKey = keys.current.get(intention) ?? newKey();
    keys.current.set(intention, idempotencyKey);
    const common = { params: { workspaceId: ws, id: record.id }, idempotencyKey };
    setBusy(true);
    try {
      if (!(await saveOpen(record.id))) return toast({ text: words.saveFirst, tone: 'bad' });
      const made = (what === 'revise'
        ? await call(reviseQuote, { ...common, body: {} })
        : what === 'copy'
          ? await call(copyQuote, { ...common, body: {} })
          : await call(orderOfQuote, { ...common, body: { submit: what === 'order-submit' } })) as unknown as WebRecord;
      absorb(ws, made);
      if (what !== 'copy') void reloadRecord(ws, record).catch(() => undefined);
      for (const list of ['list', 'page', 'summary'])
        void queryClient.invalidateQueries({ queryKey: [list, ws, made.type] });
      const number = String(made['number'] ?? '');
      toast({
        text:
          what === 'revise' ? words.revised(number) : what === 'copy' ? words.copied(number) : words.ordered(number),
      });
      navigate(`/${made.type === 'order' ? 'orders' : 'quotes'}/${made.id}`);
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
    } finally {
      setBusy(false);
    }
  };
  const link = (name: string): string | undefined => (typeof record[name] === 'string' ? record[name] : undefined);
  const superseded = link('supersededBy');
  const origins = [
    ['orderId', words.isOrder],
    ['revisionOf', words.revisionOf],
    ['copiedFrom', words.copiedFrom],
  ] as const;
  return (
    <>
      {superseded ? (
        <p className="record-note deal-superseded">
          {words.superseded} <RefChip id={superseded} />
        </p>
      ) : null}
      <div className="deal-strip no-print">
        {may('order') && !ordered && canWrite('orders') ? (
          <>
            <button type="button" className="btn" disabled={busy} onClick={() => void make('order')}>
              <Icon name="order" />
              {words.order}
            </button>
            <button type="button" className="btn" disabled={busy} onClick={() => void make('order-submit')}>
              <Icon name="check" />
              {words.orderSubmit}
            </button>
          </>
        ) : null}
        {may('revise') && !superseded && !ordered && canWrite('quotes') ? (
          <button type="button" className="btn" disabled={busy} onClick={() => void make('revise')}>
            <Icon name="change" />
            {words.revise}
          </button>
        ) : null}
        {may('copy') && canWrite('quotes') ? (
          <button type="button" className="btn" disabled={busy} onClick={() => void make('copy')}>
            <Icon name="copy" />
            {words.copy}
          </button>
        ) : null}
        <PrintButton what={{ kind: 'quote', id: record.id }} />
        <span className="spread" />
        {origins.map(([name, text]) => {
          const id = link(name);
          return id ? (
            <span key={name} className="deal-origin">
              <span className="quiet-hint">{text}</span> <RefChip id={id} />
            </span>
          ) : null;
        })}
      </div>
    </>
  );
}
