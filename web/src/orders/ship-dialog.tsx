import { useId, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { shipment } from '../../../shared/shipments/shipment.ts';
import { shipOrder } from '../../../shared/shipments/shipments.contract.ts';
import { call, newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { toast } from '../kit/toast.tsx';
import { codeText, errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { parseDraft } from '../records/draft.ts';
import { FieldEditor } from '../records/editors.tsx';
import { useFieldSpecs } from '../records/fields.ts';
import { absorb, reloadRecord } from '../records/save.ts';
import { RefChip } from '../records/value.tsx';
import { openLines, toShip } from './ship-lines.ts';

interface Props {
  record: WebRecord;
  onClose: () => void;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A shipment of an order: what is open stands there, and is changed where only a part goes out. */
export default function ShipDialog({ record, onClose }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.orders.ship;
  const id = useId();
  const format = useFormat();
  const [, navigate] = useLocation();
  const { workspaceId: ws, timeZone, currency } = useWorkspace();
  const lines = useMemo(() => openLines(record.lines ?? []), [record.lines]);
  const all = () => new Map(lines.map(({ at, open }) => [at, String(open)]));
  const [typed, setTyped] = useState<ReadonlyMap<number, string>>(all);
  const [batches, setBatches] = useState<ReadonlyMap<number, string>>(new Map());
  const [date, setDate] = useState(format.today());
  const [rest, setRest] = useState({ carrier: '', trackingNumber: '', address: text(record['deliveryAddress']) });
  const [faults, setFaults] = useState<ReadonlyMap<number, string>>(new Map());
  const [dateFault, setDateFault] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const key = useRef({ of: '', id: '' });
  const spec = useFieldSpecs(shipment).find((one) => one.name === 'shipDate');

  const send = async (as: 'submitted' | 'draft') => {
    const { lines: out, faults: wrong } = toShip(lines, typed);
    setFaults(
      new Map(
        [...wrong].map(([at, why]) => [
          at,
          why === 'bad' ? words.bad : words.tooMuch(format.number(lines.find((one) => one.at === at)?.open ?? 0)),
        ]),
      ),
    );
    setProblem(wrong.size === 0 && out.length === 0 ? words.nothing : undefined);
    if (!spec) return;
    const read = parseDraft(date, spec, { currency, timeZone, today: format.today() });
    const badDate = 'fault' in read ? codeText(read.fault, i18n) : undefined;
    setDateFault(badDate);
    if (wrong.size > 0 || out.length === 0 || badDate || busy) return;
    const shipDate = 'value' in read ? text(read.value) : '';
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value.trim() !== ''));
    const named = out.map((line) => {
      const batch = batches.get(line.orderLine)?.trim();
      return batch ? { ...line, batch } : line;
    });
    const body = { lines: named, submit: as === 'submitted', ...(shipDate ? { shipDate } : {}), ...given };
    const of = JSON.stringify(body);
    if (key.current.of !== of) key.current = { of, id: newKey() };
    setBusy(true);
    try {
      const made = (await call(shipOrder, {
        params: { workspaceId: ws, id: record.id },
        body,
        idempotencyKey: key.current.id,
      })) as unknown as WebRecord;
      absorb(ws, made);
      void reloadRecord(ws, record).catch(() => undefined);
      void queryClient.invalidateQueries({ queryKey: ['page', ws, 'receivable'] });
      toast({
        text: words.made(titleOf(made)),
        action: { label: t.records.openRecord, run: () => navigate(`/shipments/${made.id}`) },
      });
      onClose();
    } catch (error) {
      setProblem(errorText(error, i18n));
      setBusy(false);
    }
  };
  const field = (name: keyof typeof rest, label: string) => (
    <div className="form-line">
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <input
        id={`${id}-${name}`}
        className="input"
        maxLength={name === 'address' ? 300 : 80}
        value={rest[name]}
        onChange={(event) => setRest({ ...rest, [name]: event.target.value })}
      />
    </div>
  );
  return (
    <Dialog
      kind="dialog"
      title={words.title(titleOf(record))}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn primary" disabled={busy} onClick={() => void send('submitted')}>
            {busy ? t.common.saving : words.submit}
          </button>
          <button type="button" className="btn" disabled={busy} onClick={() => void send('draft')}>
            {words.draft}
          </button>
        </>
      }
    >
      {problem ? (
        <p className="form-problem" role="alert">
          {problem}
        </p>
      ) : null}
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void send('submitted');
        }}
      >
        <table className="ship-lines">
          <thead>
            <tr>
              <th>#</th>
              <th>{t.work.approvals.product}</th>
              <th className="number">{words.open}</th>
              <th className="number">{words.now}</th>
              <th>{words.batch}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ at, open, line }) => (
              <tr key={at}>
                <td>{at}</td>
                <td>
                  {typeof line['productId'] === 'string' ? (
                    <RefChip id={line['productId']} />
                  ) : (
                    text(line['description'])
                  )}
                </td>
                <td className="number">
                  {format.number(open)} {text(line['unit'])}
                </td>
                <td className="number">
                  <input
                    className="input"
                    inputMode="decimal"
                    aria-label={`${words.now}: ${t.record.lines.line(at)}`}
                    aria-invalid={faults.has(at)}
                    value={typed.get(at) ?? ''}
                    onFocus={(event) => event.currentTarget.select()}
                    onChange={(event) => setTyped(new Map(typed).set(at, event.target.value))}
                  />
                  {faults.has(at) ? (
                    <div className="form-fault" role="alert">
                      {faults.get(at)}
                    </div>
                  ) : null}
                </td>
                <td>
                  <input
                    className="input ship-batch"
                    maxLength={60}
                    aria-label={`${words.batch}: ${t.record.lines.line(at)}`}
                    value={batches.get(at) ?? ''}
                    onChange={(event) => setBatches(new Map(batches).set(at, event.target.value))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="ship-all">
          <button type="button" className="link" onClick={() => setTyped(all())}>
            {words.all}
          </button>{' '}
          <button type="button" className="link" onClick={() => setTyped(new Map())}>
            {words.none}
          </button>
        </p>
        <div className="ship-fields">
          {spec ? (
            <div className="form-line">
              <label htmlFor={`${id}-date`}>{words.date}</label>
              <FieldEditor
                id={`${id}-date`}
                spec={spec}
                draft={date}
                invalid={dateFault !== undefined}
                onDraft={(draft) => setDate(draft)}
              />
              {dateFault ? (
                <div className="form-fault" role="alert">
                  {dateFault}
                </div>
              ) : null}
            </div>
          ) : null}
          {field('carrier', words.carrier)}
          {field('trackingNumber', words.tracking)}
          {field('address', words.address)}
        </div>
        {/* Enter in a field sends; a form needs a button for that. */}
        <button type="submit" className="hidden-text" tabIndex={-1} aria-hidden="true" />
      </form>
    </Dialog>
  );
}
