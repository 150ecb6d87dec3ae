import '../receivables/money.css';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { addDays } from '../../../shared/kernel/time.ts';
import { newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { instantOf } from '../lib/dates.ts';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useSlow } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { createRecord } from '../lib/records.ts';
import { useRefTitle } from '../lib/titles.ts';
import { type AffectedAccount, affectedQuery } from './api.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A new complaint of another customer about the same goods. */
const sameFault = (record: WebRecord, accountId: string): string => {
  const params = new URLSearchParams({ accountId });
  for (const name of ['productId', 'batch', 'severity', 'subject'])
    if (text(record[name])) params.set(name, text(record[name]));
  return `/complaints/new?${params}`;
};

function Row({ record, one }: { record: WebRecord; one: AffectedAccount }) {
  const i18n = useI18n();
  const words = i18n.t.complaints.affected;
  const format = useFormat();
  const { workspaceId: ws, memberId, timeZone, canWrite } = useWorkspace();
  const [, navigate] = useLocation();
  const product = useRefTitle(text(record['productId']) || undefined);
  // Pressed twice it is one task.
  const key = useRef<string>(undefined);
  const name = one.name ?? words.hidden;
  const tell = async () => {
    key.current ??= newKey();
    try {
      const made = await createRecord(ws, 'activity', {
        body: {
          kind: 'task',
          subject: words.noteSubject(product ?? '', text(record['batch'])).slice(0, 200),
          accountId: one.accountId,
          ownerId: memberId,
          dueAt: instantOf(addDays(format.today(), 1), '18:00', timeZone),
        },
        idempotencyKey: key.current,
      });
      for (const what of ['list', 'page']) void queryClient.invalidateQueries({ queryKey: [what, ws, 'activity'] });
      toast({
        text: words.noteMade(name),
        action: { label: words.open, run: () => navigate(`/activities/${made.id}`) },
      });
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
    }
  };
  return (
    <tr>
      <th scope="row">
        {one.name === undefined ? (
          <span className="quiet-hint">{name}</span>
        ) : (
          <Link href={`/accounts/${one.accountId}`}>{name}</Link>
        )}
        {one.own ? <span className="badge info">{words.own}</span> : null}
      </th>
      <td className="number" data-label={words.quantity}>
        {format.number(one.quantity)}
      </td>
      <td data-label={words.shipments}>
        <span className="q-row">
          {one.shipments.map((shipment) => (
            <Link key={shipment.id} href={`/shipments/${shipment.id}`} className="chip ref">
              {[shipment.number ?? '…', shipment.date ? format.date(shipment.date) : ''].filter(Boolean).join(' · ')}
            </Link>
          ))}
        </span>
      </td>
      <td data-label={words.complaints}>
        <span className="q-row">
          {one.complaints.map((other) => (
            <Link key={other.id} href={`/complaints/${other.id}`} className="chip ref">
              {other.number ?? other.id}
            </Link>
          ))}
          {one.complaints.length === 0 && !one.own ? <span className="quiet-hint">{words.none}</span> : null}
        </span>
      </td>
      <td>
        {one.own || one.name === undefined ? null : (
          <div className="mo-actions">
            {canWrite('complaints') && one.complaints.length === 0 ? (
              <Link className="btn small quiet" href={sameFault(record, one.accountId)}>
                {words.take}
              </Link>
            ) : null}
            {canWrite('activities') ? (
              <button type="button" className="btn small quiet" onClick={() => void tell()}>
                {words.note}
              </button>
            ) : null}
          </div>
        )}
      </td>
    </tr>
  );
}

/** Who got the same goods, told from the shipments. */
export function AffectedTable({ record }: { record: WebRecord }) {
  const i18n = useI18n();
  const words = i18n.t.complaints.affected;
  const format = useFormat();
  const { workspaceId: ws } = useWorkspace();
  const answer = useQuery(affectedQuery(ws, record));
  const slow = useSlow(answer.isPending);
  if (answer.error)
    return (
      <p className="form-problem" role="alert">
        {errorText(answer.error, i18n)}{' '}
        <button type="button" className="link" onClick={() => void answer.refetch()}>
          {i18n.t.common.retry}
        </button>
      </p>
    );
  if (!answer.data) return slow ? <span className="skeleton tall" /> : null;
  const { by, from = '', to = '', items, total, beyond } = answer.data;
  if (by === 'nothing') return <p className="quiet-text">{words.ask}</p>;
  const others = items.some((one) => !one.own);
  return (
    <div className="cp-affected">
      <p className={by === 'batch' ? 'quiet-hint' : 'cp-by-product'}>
        {by === 'batch' ? words.batch(text(record['batch'])) : words.product(format.date(from), format.date(to))}
      </p>
      {others || beyond > 0 ? null : <p className="quiet-text">{words.nobody}</p>}
      {items.length > 0 ? (
        <div className="q-scroll">
          <table className="q-table mo-table mo-cards">
            <thead>
              <tr>
                <th scope="col">{words.account}</th>
                <th scope="col" className="number">
                  {words.quantity}
                </th>
                <th scope="col">{words.shipments}</th>
                <th scope="col">{words.complaints}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {items.map((one) => (
                <Row key={one.accountId} record={record} one={one} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {total > items.length ? (
        <p className="quiet-hint">{words.more(format.number(items.length), format.number(total))}</p>
      ) : null}
      {beyond > 0 ? <p className="cp-by-product">{words.beyond(format.number(beyond))}</p> : null}
    </div>
  );
}
