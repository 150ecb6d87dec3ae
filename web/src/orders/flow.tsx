import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { receivable } from '../../../shared/receivables/receivable.ts';
import { shipment } from '../../../shared/shipments/shipment.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import type { WebRecord } from '../lib/records.ts';
import { pageQuery } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { PrintButton } from '../papers/print-button.tsx';
import { useFieldSpecs } from '../records/fields.ts';
import { relatedAsk } from '../records/relations.ts';
import { FieldValue, RefChip } from '../records/value.tsx';

const ShipDialog = part(() => import('./ship-dialog.tsx'));

const amountOf = (record: WebRecord, name: string): number =>
  typeof record[name] === 'number' ? (record[name] as number) : 0;

/** Sum of a field over records, minor units. */
const sumOf = (records: readonly WebRecord[], name: string): number =>
  records.reduce((sum, one) => sum + amountOf(one, name), 0);

/** States of an order of which something may go out. */
const shippable: readonly string[] = ['approved', 'partially-shipped'];
const begun: readonly string[] = [...shippable, 'on-hold', 'pending-release', 'shipped', 'completed', 'closed'];

function Documents({
  entity,
  rows,
  note,
}: {
  entity: Entity;
  rows: readonly WebRecord[];
  note: (row: WebRecord) => string;
}) {
  const format = useFormat();
  const status = useFieldSpecs(entity).find((spec) => spec.name === 'status');
  return (
    <ul className="flow-rows">
      {rows.map((row) => (
        <li key={row.id}>
          <Link href={`/${entity.collection}/${row.id}`}>{titleOf(row)}</Link>
          {status ? <FieldValue value={row['status']} spec={status} record={row} /> : null}
          <span className="quiet-hint">{note(row)}</span>
          <span className="flow-money">{format.money(amountOf(row, 'total'), String(row['currency'] ?? ''))}</span>
        </li>
      ))}
    </ul>
  );
}

/** How far an order got: ordered, shipped, invoiced, paid; its quote, shipments and receivables. */
export function Flow({ record }: { record: WebRecord }) {
  const { t } = useI18n();
  const words = t.orders.flow;
  const format = useFormat();
  const { workspaceId: ws, can, canWrite } = useWorkspace();
  const [shipping, setShipping] = useState(false);
  const status = String(record['status']);
  const shown = begun.includes(status);
  const ask = relatedAsk('orderId', record.id);
  const shipments = useQuery({ ...pageQuery(ws, 'shipment', ask), enabled: shown && can('shipments:read') });
  const receivables = useQuery({ ...pageQuery(ws, 'receivable', ask), enabled: shown && can('receivables:read') });
  const quoteId = typeof record['quoteId'] === 'string' ? record['quoteId'] : undefined;
  const print = <PrintButton what={{ kind: 'order', id: record.id }} />;
  if (!shown)
    return (
      <div className="deal-strip no-print">
        {print}
        <span className="spread" />
        {quoteId ? (
          <span className="deal-origin">
            <span className="quiet-hint">{words.quote}</span> <RefChip id={quoteId} />
          </span>
        ) : null}
      </div>
    );
  const currency = String(record['currency'] ?? '') || undefined;
  const owed = receivables.data?.items ?? [];
  const total = amountOf(record, 'total');
  const steps = [
    { key: 'ordered', value: total },
    { key: 'shipped', value: amountOf(record, 'shippedTotal') },
    ...(receivables.data
      ? [
          { key: 'invoiced', value: sumOf(owed, 'total') },
          { key: 'paid', value: sumOf(owed, 'paid') + sumOf(owed, 'credited') },
        ]
      : []),
  ] as { key: 'ordered' | 'shipped' | 'invoiced' | 'paid'; value: number }[];
  const ships = shippable.includes(status) && canWrite('shipments') && !record.archivedAt;
  return (
    <section className="flow" aria-label={words.title}>
      <ol className="flow-steps">
        {steps.map(({ key, value }) => {
          const share = total > 0 ? Math.min(100, Math.round((value / total) * 100)) : 0;
          return (
            <li key={key} className={share >= 100 ? 'full' : ''}>
              <span className="flow-name">{words[key]}</span>
              <strong>{format.money(value, currency)}</strong>
              <span className="flow-bar" role="img" aria-label={`${share}%`}>
                <span style={{ width: `${share}%` }} />
              </span>
            </li>
          );
        })}
      </ol>
      <div className="flow-buttons no-print">
        {ships ? (
          <button type="button" className="btn primary flow-ship" onClick={() => setShipping(true)}>
            <Icon name="shipment" />
            {t.orders.ship.button}
          </button>
        ) : null}
        {print}
      </div>
      <details className="flow-lists" open={(shipments.data?.items.length ?? 0) + owed.length > 0}>
        <summary>
          {words.shipments} {shipments.data?.items.length ?? ''} · {words.receivables}{' '}
          {receivables.data?.items.length ?? ''}
          {quoteId ? (
            <span className="deal-origin">
              <span className="quiet-hint">{words.quote}</span> <RefChip id={quoteId} />
            </span>
          ) : null}
        </summary>
        <div className="flow-columns">
          <div>
            <h3>{words.shipments}</h3>
            {shipments.data?.items.length === 0 ? <p className="quiet-hint">{words.noShipments}</p> : null}
            <Documents
              entity={shipment}
              rows={shipments.data?.items ?? []}
              note={(row) => (typeof row['shipDate'] === 'string' ? format.date(row['shipDate']) : '')}
            />
          </div>
          {can('receivables:read') ? (
            <div>
              <h3>{words.receivables}</h3>
              {receivables.data?.items.length === 0 ? <p className="quiet-hint">{words.noReceivables}</p> : null}
              <Documents
                entity={receivable}
                rows={owed}
                note={(row) =>
                  [
                    typeof row['dueDate'] === 'string' ? words.due(format.date(row['dueDate'])) : '',
                    amountOf(row, 'balance') > 0 ? words.balance(format.money(amountOf(row, 'balance'), currency)) : '',
                  ]
                    .filter(Boolean)
                    .join(' · ')
                }
              />
            </div>
          ) : null}
        </div>
      </details>
      {shipping ? <ShipDialog record={record} onClose={() => setShipping(false)} /> : null}
    </section>
  );
}
