import '../styles/records.css';
import '../receivables/money.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { daysBetween } from '../../../shared/kernel/time.ts';
import { bindingStates, order, orderStatuses } from '../../../shared/sales/order.ts';
import { shipmentStatuses } from '../../../shared/shipments/shipment.ts';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { toneOf } from '../kit/tones.ts';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import type { WebRecord } from '../lib/records.ts';
import { pageQuery } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { minor } from '../receivables/amounts.ts';
import { useSubmit } from '../receivables/use-submit.ts';
import { RefChip } from '../records/value.tsx';
import { ship } from './ship.ts';

const PartDialog = part(() => import('./part-dialog.tsx'));

/** Orders that the desk shows at once. */
const LIMIT = 200;

const openOrders = {
  filter: [`status:in:${bindingStates.join('|')}`, 'openTotal:gt:0'],
  sort: 'dueDate',
  limit: LIMIT,
};
const underWay = { filter: ['status:in:draft|pending-approval'], sort: '-createdAt', limit: LIMIT };

const statusLabel = (status: unknown): { en: string; zh: string } | undefined =>
  orderStatuses[String(status) as keyof typeof orderStatuses];

interface RowProps {
  row: WebRecord;
  shipments: readonly WebRecord[];
  onPart: () => void;
}

function Row({ row, shipments, onPart }: RowProps) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const format = useFormat();
  const { workspaceId: ws, can } = useWorkspace();
  const [, navigate] = useLocation();
  const sending = useSubmit();
  const words = t.shipping;
  const { dueDate, accountId } = row;
  const late = typeof dueDate === 'string' ? daysBetween(dueDate, format.today()) : 0;
  const status = statusLabel(row['status']);
  const shipAll = async () => {
    const body = { submit: true };
    // A second shipment of the same order, after the first one, is another intention.
    const made = await sending.submit({ body, version: row.version }, (idempotencyKey) =>
      ship(ws, row.id, { body, idempotencyKey }),
    );
    if (made)
      toast({
        text: words.made(titleOf(made)),
        action: { label: words.open, run: () => navigate(`/shipments/${made.id}`) },
      });
  };
  return (
    <tr className={late > 0 ? 'mo-late' : ''} data-order={row.id}>
      <th scope="row">
        <Link href={`/orders/${row.id}`}>{titleOf(row)}</Link>
      </th>
      <td data-label={words.columns.account}>{typeof accountId === 'string' ? <RefChip id={accountId} /> : null}</td>
      <td data-label={words.columns.due}>
        <span>
          {typeof dueDate === 'string' ? format.date(dueDate) : <span className="quiet-hint">{words.noDate}</span>}{' '}
          {late > 0 ? <span className="mo-bad">{words.daysLate(format.number(late))}</span> : null}
        </span>
      </td>
      <td className="number" data-label={words.columns.open}>
        {format.money(minor(row, 'openTotal'), String(row['currency'] ?? '') || undefined)}
      </td>
      <td data-label={words.columns.state}>
        <span className="q-row">
          {shipments.length === 0 && status ? (
            <span className={`badge ${toneOf(String(row['status']))}`}>{label(status)}</span>
          ) : null}
          {shipments.map((one) => {
            const text = shipmentStatuses[String(one['status']) as keyof typeof shipmentStatuses];
            return (
              <Link key={one.id} className={`badge ${toneOf(String(one['status']))}`} href={`/shipments/${one.id}`}>
                {titleOf(one)} · {text ? label(text) : ''}
              </Link>
            );
          })}
        </span>
      </td>
      <td>
        <div className="mo-actions">
          {sending.problem ? (
            <span className="form-fault" role="alert">
              {errorText(sending.problem, i18n)}
            </span>
          ) : null}
          {can('shipments:write') ? (
            <>
              {shipments.length === 0 ? (
                <button
                  type="button"
                  className="btn small primary"
                  title={words.shipHint}
                  disabled={sending.busy}
                  onClick={() => void shipAll()}
                >
                  {words.ship}
                </button>
              ) : null}
              <button type="button" className="btn small quiet" onClick={onPart}>
                {words.part}
              </button>
            </>
          ) : null}
        </div>
      </td>
    </tr>
  );
}

interface PartProps {
  title: string;
  hint?: string;
  rows: readonly WebRecord[];
  byOrder: ReadonlyMap<string, readonly WebRecord[]>;
  onPart: (orderId: string) => void;
}

function Part({ title, hint, rows, byOrder, onPart }: PartProps) {
  const { t } = useI18n();
  const { columns } = t.shipping;
  if (rows.length === 0) return null;
  return (
    <section className="mo-part" aria-label={title}>
      <h2>
        {title} <span className="tab-count">{rows.length}</span>
      </h2>
      {hint ? <p className="quiet-hint">{hint}</p> : null}
      <div className="q-scroll">
        <table className="q-table mo-table mo-cards mo-desk">
          <thead>
            <tr>
              <th scope="col">{columns.order}</th>
              <th scope="col">{columns.account}</th>
              <th scope="col">{columns.due}</th>
              <th scope="col" className="number">
                {columns.open}
              </th>
              <th scope="col">{columns.state}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.id} row={row} shipments={byOrder.get(row.id) ?? []} onPart={() => onPart(row.id)} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** What is to be shipped, the most urgent first: one click makes the shipment and sends it for approval. */
export default function DeskPage() {
  const { t, label } = useI18n();
  const format = useFormat();
  const { workspaceId: ws } = useWorkspace();
  const orders = useQuery(pageQuery(ws, order.name, openOrders));
  const shipments = useQuery(pageQuery(ws, 'shipment', underWay));
  const [parting, setParting] = useState<string>();
  const words = t.shipping;
  useTitle(words.title);
  const byOrder = Map.groupBy(shipments.data?.items ?? [], (one) => String(one['orderId']));
  const rows = orders.data?.items ?? [];
  const today = format.today();
  const isLate = (row: WebRecord) => typeof row['dueDate'] === 'string' && row['dueDate'] < today;
  const free = rows.filter((row) => !byOrder.has(row.id));
  const parts = [
    { title: words.overdue, rows: free.filter(isLate) },
    { title: words.due, rows: free.filter((row) => !isLate(row)) },
    { title: words.waiting, hint: words.waitingHint, rows: rows.filter((row) => byOrder.has(row.id)) },
  ];
  return (
    <>
      <header className="page-head">
        <Icon name="shipment" size={18} />
        <h1>{words.title}</h1>
        <span className="spread" />
        <Link href="/shipments" className="btn quiet">
          {words.list}
        </Link>
      </header>
      <div className="q-body">
        <p className="q-text">{words.intro}</p>
        {orders.data && shipments.data ? (
          rows.length === 0 ? (
            <div className="message">
              <Icon name="shipment" size={28} />
              <p className="q-text">{words.empty}</p>
              <Link className="btn" href="/orders">
                {label(order.plural)}
              </Link>
            </div>
          ) : (
            parts.map((one) => <Part key={one.title} {...one} byOrder={byOrder} onPart={setParting} />)
          )
        ) : orders.error || shipments.error ? (
          <Failed
            error={orders.error ?? shipments.error}
            onRetry={() => {
              void orders.refetch();
              void shipments.refetch();
            }}
          />
        ) : (
          <Waiting />
        )}
        {(orders.data?.total ?? 0) > LIMIT ? <p className="quiet-hint">{words.more(String(LIMIT))}</p> : null}
      </div>
      {parting ? <PartDialog orderId={parting} onClose={() => setParting(undefined)} /> : null}
    </>
  );
}
