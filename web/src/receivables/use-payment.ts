import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { fieldFaults } from '../../../shared/kernel/problem.ts';
import { MAX_ALLOCATIONS } from '../../../shared/receivables/payment.ts';
import { createPayment } from '../../../shared/receivables/receivables.contract.ts';
import { call } from '../client.ts';
import { parseDate } from '../lib/dates.ts';
import { faultsByField } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { moneyDraft, parseMoney } from '../lib/money.ts';
import type { WebRecord } from '../lib/records.ts';
import { recall, remember } from '../lib/storage.ts';
import { balanceIn, oldestFirst } from './amounts.ts';
import { absorbMoney, owedQuery } from './api.ts';
import { useSubmit } from './use-submit.ts';

export interface PaymentDraft {
  accountId: string;
  date: string;
  amount: string;
  currency: string;
  method: string;
  reference: string;
  note: string;
}

const isLast = (value: unknown): value is { method: string; currency: string } =>
  typeof value === 'object' && value !== null && 'method' in value && 'currency' in value;

/** Where money goes, as typed: amounts by receivable. */
export type Allocations = Readonly<Record<string, string>>;

const none: readonly WebRecord[] = [];

/** What is wrong with an allocation, if anything. */
export type AllocationFault = 'notAmount' | 'tooMuch';

/** Allocations read as minor units, with what is wrong with them by receivable. */
export const readAllocations = (typed: Allocations, open: readonly WebRecord[], currency: string) => {
  const given = new Map<string, number>();
  const faults = new Map<string, AllocationFault>();
  for (const row of open) {
    const text = typed[row.id]?.trim();
    if (!text) continue;
    const amount = parseMoney(text, currency);
    if (amount === undefined || amount < 0) faults.set(row.id, 'notAmount');
    else if (amount > balanceIn(row)) faults.set(row.id, 'tooMuch');
    if (amount) given.set(row.id, amount);
  }
  return { given, faults, sum: [...given.values()].reduce((sum, one) => sum + one, 0) };
};

interface Given {
  accountId?: string | undefined;
  receivable?: WebRecord | undefined;
}

/** A payment while it is typed: head, open receivables, allocation, sending. */
export const usePayment = ({ accountId, receivable }: Given) => {
  const format = useFormat();
  const { workspaceId: ws, currency: own } = useWorkspace();
  const last = recall(`last:${ws}:payment`, isLast);
  const start = (): PaymentDraft => ({
    accountId: accountId ?? String(receivable?.['accountId'] ?? ''),
    date: format.today(),
    amount: '',
    currency: String(receivable?.['currency'] ?? last?.currency ?? own),
    method: last?.method ?? 'transfer',
    reference: '',
    note: '',
  });
  const [draft, setDraft] = useState<PaymentDraft>(start);
  const [typed, setTyped] = useState<Allocations>({});
  const [tried, setTried] = useState(false);
  const sending = useSubmit();
  const { currency } = draft;
  const owed = useQuery({ ...owedQuery(ws, draft.accountId), enabled: draft.accountId !== '' });
  const all = owed.data?.items ?? none;
  const open = useMemo(() => all.filter((row) => (row['currency'] ?? own) === currency), [all, currency, own]);
  const amount = parseMoney(draft.amount, currency);
  const read = readAllocations(typed, open, currency);
  const rest = (amount ?? 0) - read.sum;

  // A payment that was opened from a receivable is for it, unless somebody says otherwise.
  const wanted = receivable?.id;
  const balance = receivable ? balanceIn(receivable) : 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as it is opened; what is typed afterwards is not overwritten
  useEffect(() => {
    if (!wanted || balance <= 0) return;
    setDraft((now) => ({ ...now, amount: moneyDraft(balance, now.currency) }));
    setTyped({ [wanted]: moneyDraft(balance, currency) });
  }, [wanted]);
  // The currency in which a customer owes is the likeliest.
  const only = new Set(all.map((row) => String(row['currency'] ?? own)));
  const likely = only.size === 1 ? [...only][0] : undefined;
  useEffect(() => {
    if (likely) setDraft((now) => (now.amount === '' ? { ...now, currency: likely } : now));
  }, [likely]);

  const change = (part: Partial<PaymentDraft>) => {
    sending.forget();
    if (part.accountId !== undefined || part.currency !== undefined) setTyped({});
    setDraft({ ...draft, ...part });
  };
  const allocate = (id: string, text: string) => setTyped({ ...typed, [id]: text });
  /** What is left goes to one receivable, as far as it owes. */
  const takeRest = (row: WebRecord) => {
    const free = rest + (read.given.get(row.id) ?? 0);
    const part = Math.max(0, Math.min(free, balanceIn(row)));
    allocate(row.id, part === 0 ? '' : moneyDraft(part, currency));
  };
  const fill = () => {
    const owedNow = open.map((row) => ({ id: row.id, balance: balanceIn(row) }));
    const given = oldestFirst(amount ?? 0, owedNow, MAX_ALLOCATIONS);
    setTyped(Object.fromEntries([...given].map(([id, part]) => [id, moneyDraft(part, currency)])));
  };
  const date = parseDate(draft.date, format.today());
  const { t, label } = format.i18n;
  const required = label(fieldFaults.required);
  const server = faultsByField(sending.problem);
  const missing: Partial<Record<keyof PaymentDraft, string>> = tried
    ? {
        ...(draft.accountId ? {} : { accountId: required }),
        ...(date ? {} : { date: required }),
        ...(amount && amount > 0 ? {} : { amount: draft.amount ? t.receivables.pay.notAmount : required }),
      }
    : {};
  const ready =
    draft.accountId !== '' &&
    date !== undefined &&
    amount !== undefined &&
    amount > 0 &&
    read.faults.size === 0 &&
    rest >= 0 &&
    read.given.size <= MAX_ALLOCATIONS;

  const submit = async (): Promise<WebRecord | undefined> => {
    setTried(true);
    if (!ready || !date || !amount) return undefined;
    const body = {
      accountId: draft.accountId,
      date,
      currency,
      amount,
      method: draft.method,
      ...(draft.reference.trim() ? { reference: draft.reference.trim() } : {}),
      ...(draft.note.trim() ? { note: draft.note.trim() } : {}),
      ...(read.given.size > 0
        ? { allocations: [...read.given].map(([receivableId, part]) => ({ receivableId, amount: part })) }
        : {}),
    };
    const answer = await sending.submit(body, (idempotencyKey) =>
      call(createPayment, { params: { workspaceId: ws }, body, idempotencyKey }),
    );
    if (!answer) return undefined;
    remember(`last:${ws}:payment`, { method: draft.method, currency });
    setTried(false);
    setTyped({});
    setDraft({ ...start(), accountId: '', currency, date: draft.date });
    return absorbMoney(ws, answer);
  };
  return {
    draft,
    change,
    all,
    open,
    reading: owed.isFetching && !owed.data,
    typed,
    allocate,
    takeRest,
    fill,
    clear: () => setTyped({}),
    amount,
    read,
    rest,
    missing,
    server,
    problem: sending.problem,
    busy: sending.busy,
    submit,
  };
};

export type PaymentState = ReturnType<typeof usePayment>;
