import '../styles/form.css';
import '../receivables/money.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { recordQuery } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { Field } from '../receivables/field.tsx';
import { useSubmit } from '../receivables/use-submit.ts';
import { RefChip } from '../records/value.tsx';
import { openOf, readShipment } from './open-lines.ts';
import { ship } from './ship.ts';

const texts = ['carrier', 'tracking', 'address'] as const;
const most = { carrier: 80, tracking: 80, address: 300 } as const;

function Form({ order, onClose }: { order: WebRecord; onClose: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const format = useFormat();
  const { workspaceId: ws } = useWorkspace();
  const [, navigate] = useLocation();
  const lines = order.lines ?? [];
  const all = lines.map((line) => (openOf(line) > 0 ? String(openOf(line)) : ''));
  const [typed, setTyped] = useState<readonly string[]>(all);
  const [head, setHead] = useState({ date: '', carrier: '', tracking: '', address: '' });
  const [tried, setTried] = useState(false);
  const sending = useSubmit();
  const words = t.shipping.dialog;
  const { wanted, faults } = readShipment(lines, typed);
  const save = async (then: 'submit' | 'draft') => {
    setTried(true);
    if (wanted.length === 0 || faults.size > 0) return;
    const body = {
      ...(head.date ? { shipDate: head.date } : {}),
      ...(head.carrier.trim() ? { carrier: head.carrier.trim() } : {}),
      ...(head.tracking.trim() ? { trackingNumber: head.tracking.trim() } : {}),
      ...(head.address.trim() ? { address: head.address.trim() } : {}),
      lines: wanted,
      submit: then === 'submit',
    };
    const made = await sending.submit(body, (idempotencyKey) => ship(ws, order.id, { body, idempotencyKey }));
    if (!made) return;
    onClose();
    toast({
      text: then === 'submit' ? t.shipping.made(titleOf(made)) : t.shipping.madeDraft(titleOf(made)),
      action: { label: t.shipping.open, run: () => navigate(`/shipments/${made.id}`) },
    });
  };
  if (all.every((one) => one === '')) return <p className="q-text">{words.complete}</p>;
  return (
    <div className="form">
      {sending.problem ? (
        <p className="form-problem" role="alert">
          {errorText(sending.problem, i18n)}
        </p>
      ) : null}
      <div className="q-row">
        <button type="button" className="btn small" onClick={() => setTyped(all)}>
          {words.all}
        </button>
        <button type="button" className="btn small quiet" onClick={() => setTyped([])}>
          {words.none}
        </button>
      </div>
      <table className="q-table mo-table mo-cards">
        <thead>
          <tr>
            <th scope="col">{words.columns.product}</th>
            <th scope="col" className="number">
              {words.columns.ordered}
            </th>
            <th scope="col" className="number">
              {words.columns.rest}
            </th>
            <th scope="col" className="number">
              {words.columns.now}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => {
            const fault = faults.get(index);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an order in approval stay in their order
              <tr key={index}>
                <th scope="row">
                  {typeof line['productId'] === 'string' ? (
                    <RefChip id={line['productId']} />
                  ) : (
                    String(line['description'] ?? index + 1)
                  )}
                </th>
                <td className="number" data-label={words.columns.ordered}>
                  {format.number(Number(line['quantity'] ?? 0))} {String(line['unit'] ?? '')}
                </td>
                <td className="number" data-label={words.columns.rest}>
                  {format.number(openOf(line))}
                </td>
                <td className="number" data-label={words.columns.now}>
                  <span>
                    <input
                      className="input mo-input"
                      inputMode="decimal"
                      autoComplete="off"
                      aria-label={`${words.columns.now} ${index + 1}`}
                      aria-invalid={fault !== undefined}
                      disabled={openOf(line) === 0}
                      value={typed[index] ?? ''}
                      onFocus={({ target }) => target.select()}
                      onChange={({ target }) =>
                        setTyped(lines.map((_, at) => (at === index ? target.value : (typed[at] ?? ''))))
                      }
                    />
                    {fault ? (
                      <span className="mo-line-fault">
                        {fault === 'tooMuch' ? words.tooMuch(format.number(openOf(line))) : words.notNumber}
                      </span>
                    ) : null}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {tried && wanted.length === 0 ? (
        <p className="form-fault" role="alert">
          {words.nothing}
        </p>
      ) : null}
      <Field label={words.date} hint={words.dateHint}>
        {(input) => (
          <input
            {...input}
            type="date"
            className="input"
            value={head.date}
            onChange={({ target }) => setHead({ ...head, date: target.value })}
          />
        )}
      </Field>
      {texts.map((name) => (
        <Field key={name} label={words[name]} hint={name === 'address' ? words.addressHint : undefined}>
          {(input) => (
            <input
              {...input}
              className="input"
              autoComplete="off"
              maxLength={most[name]}
              placeholder={name === 'address' ? String(order['deliveryAddress'] ?? '') : undefined}
              value={head[name]}
              onChange={({ target }) => setHead({ ...head, [name]: target.value })}
            />
          )}
        </Field>
      ))}
      <div className="q-row">
        <button type="button" className="btn primary" disabled={sending.busy} onClick={() => void save('submit')}>
          {words.submit}
        </button>
        <button type="button" className="btn" disabled={sending.busy} onClick={() => void save('draft')}>
          {words.draft}
        </button>
        <button type="button" className="btn quiet" onClick={onClose}>
          {t.common.cancel}
        </button>
      </div>
    </div>
  );
}

/** A shipment of a part of an order, or of all that is open, with how it travels. */
export default function ShipDialog({ orderId, onClose }: { orderId: string; onClose: () => void }) {
  const { t } = useI18n();
  const { workspaceId: ws } = useWorkspace();
  const order = useQuery({ ...recordQuery(ws, 'order', orderId), staleTime: 0 });
  return (
    <Dialog title={t.shipping.dialog.title(order.data ? titleOf(order.data) : '')} onClose={onClose}>
      {order.data?.lines ? (
        <Form order={order.data} onClose={onClose} />
      ) : order.error ? (
        <Failed error={order.error} onRetry={() => void order.refetch()} />
      ) : (
        <Waiting />
      )}
    </Dialog>
  );
}
