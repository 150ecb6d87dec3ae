import { useQuery } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { Link } from 'wouter';
import { getCredit } from '../../../shared/credit/credit.contract.ts';
import { order } from '../../../shared/sales/order.ts';
import { call, newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { processQuery, takeStep } from '../process/api.ts';
import { parseDraft } from '../records/draft.ts';
import { FieldEditor } from '../records/editors.tsx';
import { useFieldSpecs } from '../records/fields.ts';
import { saveRecord } from '../records/save.ts';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** What stands against the customer's limit, for those who see credit. */
function Credit({ accountId }: { accountId: string }) {
  const { t } = useI18n();
  const words = t.orders.hold;
  const format = useFormat();
  const { workspaceId: ws, can, shows } = useWorkspace();
  const answer = useQuery({
    queryKey: ['credit', ws, accountId],
    queryFn: () => call(getCredit, { params: { workspaceId: ws, id: accountId } }),
    enabled: can('receivables:read') && shows({ sensitive: 'credit' }),
    retry: false,
  });
  const credit = answer.data;
  if (!credit) return null;
  const subject = credit.group?.limit !== undefined ? credit.group : credit.account;
  const overdue = Object.fromEntries(subject.lines.map((line) => [line.currency, line.overdue]));
  return (
    <dl className="hold-credit">
      {subject.limit === undefined ? null : (
        <div>
          <dt>{words.limit}</dt>
          <dd>{format.money(subject.limit, subject.limitCurrency)}</dd>
        </div>
      )}
      <div>
        <dt>{words.exposure}</dt>
        <dd>{format.money(subject.exposure, subject.limitCurrency)}</dd>
      </div>
      {subject.available === undefined ? null : (
        <div>
          <dt>{words.available}</dt>
          <dd className={subject.available < 0 ? 'bad' : ''}>
            {format.money(subject.available, subject.limitCurrency)}
          </dd>
        </div>
      )}
      {format.sums(overdue) ? (
        <div>
          <dt>{words.overdue}</dt>
          <dd className="bad">{format.sums(overdue)}</dd>
        </div>
      ) : null}
      <div>
        <Link href={`/accounts/${accountId}`}>{words.credit}</Link>
      </div>
    </dl>
  );
}

/** The way out of a hold: until when, and why. */
function AskRelease({ record }: { record: WebRecord }) {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.orders.hold;
  const id = useId();
  const format = useFormat();
  const { workspaceId: ws, timeZone, currency } = useWorkspace();
  const process = useQuery(processQuery(ws, record));
  const spec = useFieldSpecs(order).find((one) => one.name === 'releaseUntil');
  const [until, setUntil] = useState(text(record['releaseUntil']) ?? '');
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState<{ until?: string; reason?: string }>({});
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const key = useRef(newKey());
  const options = process.data?.options ?? [];
  const offers = (action: string) =>
    options.some((one) => one.action === action && !one.refusals.some((refusal) => refusal.rule === 'wrong-role'));
  if (!spec || (!offers('release') && !offers('try-again'))) return null;

  const run = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
      key.current = newKey();
      toast({ text: t.common.saved });
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const ask = () => {
    const read = parseDraft(until, spec, { currency, timeZone, today: format.today() });
    const day = 'value' in read ? text(read.value) : undefined;
    const found = {
      ...(day ? {} : { until: words.needDate }),
      ...(reason.trim() ? {} : { reason: words.needReason }),
    };
    setFaults(found);
    if (!day || !reason.trim()) return;
    void run(async () => {
      const dated = record['releaseUntil'] === day ? record : await saveRecord(ws, record, { releaseUntil: day });
      await takeStep(ws, dated, { action: 'release', comment: reason.trim(), key: key.current });
    });
  };
  const again = () => void run(() => takeStep(ws, record, { action: 'try-again', key: key.current }));
  return (
    <form
      className="hold-form"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      {problem ? (
        <p className="form-problem" role="alert">
          {errorText(problem, i18n)}
        </p>
      ) : null}
      {offers('release') ? (
        <>
          <div className="form-line hold-until">
            <label htmlFor={`${id}-until`}>{words.until}</label>
            <FieldEditor
              id={`${id}-until`}
              spec={spec}
              draft={until}
              invalid={faults.until !== undefined}
              onDraft={(draft) => setUntil(draft)}
            />
            {faults.until ? (
              <div className="form-fault" role="alert">
                {faults.until}
              </div>
            ) : null}
          </div>
          <div className="form-line hold-reason">
            <label htmlFor={`${id}-reason`}>{words.reason}</label>
            <input
              id={`${id}-reason`}
              className="input"
              maxLength={500}
              value={reason}
              aria-invalid={faults.reason !== undefined}
              onChange={(event) => setReason(event.target.value)}
            />
            {faults.reason ? (
              <div className="form-fault" role="alert">
                {faults.reason}
              </div>
            ) : null}
          </div>
          <button type="submit" className="btn primary" disabled={busy}>
            {words.ask}
          </button>
        </>
      ) : null}
      {offers('try-again') ? (
        <button type="button" className="btn" disabled={busy} onClick={again}>
          {words.retry}
        </button>
      ) : null}
    </form>
  );
}

/** Why an order is held, and the way out; or until when it is released. */
export function HoldBox({ record }: { record: WebRecord }) {
  const { t } = useI18n();
  const words = t.orders.hold;
  const format = useFormat();
  const { canWrite } = useWorkspace();
  const status = record['status'];
  const accountId = text(record['accountId']);
  const released = text(record['releasedUntil']);
  if (status === 'approved' || status === 'partially-shipped') {
    if (!released) return null;
    const by = text(record['releasedBy']);
    return (
      <p className="hold-released">
        <Icon name="clock" size={14} />
        {words.released(format.date(released))}
        {by ? <Person id={by} /> : null}
      </p>
    );
  }
  if (status !== 'on-hold' && status !== 'pending-release') return null;
  const reason = text(record['holdReason']) as keyof typeof words.why | undefined;
  return (
    <section className="hold" aria-label={words.title}>
      <div className="hold-words">
        <h2>
          <Icon name="lock" size={16} />
          {words.title}
        </h2>
        <p>{words.why[reason ?? 'none'] ?? words.why.none}</p>
        {status === 'on-hold' ? (
          <p className="quiet-hint">{words.ways}</p>
        ) : (
          <p>{words.waits(format.date(text(record['releaseUntil']) ?? ''))}</p>
        )}
      </div>
      {accountId ? <Credit accountId={accountId} /> : null}
      {status === 'on-hold' && canWrite('orders') && !record.archivedAt ? (
        <AskRelease key={record.id} record={record} />
      ) : null}
    </section>
  );
}
