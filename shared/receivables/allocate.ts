import type { FieldFault } from '../kernel/problem.ts';
import { fault } from '../kernel/problem.ts';
import type { Rec } from '../kernel/record.ts';
import { addDays } from '../kernel/time.ts';
import { MAX_ALLOCATIONS } from './payment.ts';
import { balanceOf, owedStates } from './receivable.ts';
import { nextReminder } from './reminders.ts';

/** Most allocations of one payment in all: taking it back has to fit into one transaction. */
export const MAX_SETTLED = 30;

/** A part of a payment and the receivable that it settles, minor units. */
export interface Allocation {
  receivableId: string;
  amount: number;
}

/** A receivable that money can go to; the balance in minor units. */
export interface Owed {
  id: string;
  number: string;
  /** One without a due date comes last. */
  dueDate?: string | undefined;
  balance: number;
}

/** Money can go to a receivable in these states; while a write-off is decided on, its balance is not touched. */
const payable: readonly string[] = owedStates.filter((state) => state !== 'pending-write-off');

/** Whether money can go to a receivable of a customer. */
export const isPayable = (data: Record<string, unknown>, of: { accountId: unknown; currency: unknown }): boolean =>
  data['accountId'] === of.accountId &&
  data['currency'] === of.currency &&
  payable.includes(String(data['status'])) &&
  balanceOf({ data }) > 0;

/** The order in which debts are settled: oldest due first, then by number. */
export const byDueDate = (a: Owed, b: Owed): number => {
  const key = ({ dueDate, number, id }: Owed) => `${dueDate ?? '~'}\n${number}\n${id}`;
  return key(a) < key(b) ? -1 : 1;
};

/** Money laid over what is owed, the oldest due first, as far as it goes. @param money minor units @param most allocations */
export const oldestFirst = (money: number, owed: readonly Owed[], most: number = MAX_ALLOCATIONS): Allocation[] => {
  const allocations: Allocation[] = [];
  let left = money;
  for (const { id, balance } of [...owed].sort(byDueDate)) {
    if (left <= 0 || allocations.length >= most) break;
    if (balance <= 0) continue;
    const amount = Math.min(left, balance);
    allocations.push({ receivableId: id, amount });
    left -= amount;
  }
  return allocations;
};

/** What somebody chose: whose money, how much of it is left, and the receivables as they are now. */
export interface Chosen {
  allocations: readonly Allocation[];
  /** Minor units. */
  money: number;
  accountId: unknown;
  currency: unknown;
  receivable: (id: string) => Rec | undefined;
}

/** What is wrong with chosen allocations; `more-than-open` where only the amount is. */
export const chosenFaults = (chosen: Chosen): FieldFault[] => {
  let left = chosen.money;
  const seen = new Set<string>();
  return chosen.allocations.flatMap(({ receivableId, amount }, index): FieldFault[] => {
    const at = (name: string) => `allocations.${index}.${name}`;
    const rec = chosen.receivable(receivableId);
    if (!rec) return [fault(at('receivableId'), 'no-such-record')];
    if (seen.has(receivableId)) return [fault(at('receivableId'), 'duplicate')];
    seen.add(receivableId);
    if (rec.data['accountId'] !== chosen.accountId || rec.data['currency'] !== chosen.currency)
      return [fault(at('receivableId'), 'not-allowed-value', `${chosen.accountId}, ${chosen.currency}`)];
    const open = owedStates.includes(String(rec.data['status'])) ? Math.max(0, balanceOf(rec)) : 0;
    const most = Math.min(open, left);
    left -= amount;
    return amount > most ? [fault(at('amount'), 'more-than-open', String(Math.max(0, most)))] : [];
  });
};

/** What becomes of a receivable: its fields, the state that it goes to, and the name of the step. */
export interface Settled {
  data: Record<string, unknown>;
  to: string;
  action: string;
}

const numberIn = (rec: Rec, name: string): number =>
  typeof rec.data[name] === 'number' ? (rec.data[name] as number) : 0;

const settledBy = (rec: Rec, data: Record<string, unknown>, on: string): Settled => {
  const issued = String(rec.data['issueDate'] ?? '');
  return {
    data: { ...data, settledDate: on > issued ? on : issued, nextReminder: undefined },
    to: 'paid',
    action: 'settle',
  };
};

/** A receivable that an amount (minor units) was paid on. What is overdue stays so until nothing is owed. @param on date of payment */
export const paidOn = (rec: Rec, amount: number, on: string): Settled => {
  const data = { paid: numberIn(rec, 'paid') + amount };
  if (balanceOf({ data: { ...rec.data, ...data } }) <= 0) return settledBy(rec, data, on);
  return { data, to: rec.data['status'] === 'overdue' ? 'overdue' : 'partially-paid', action: 'pay-part' };
};

/** A receivable that an amount (minor units) of a credit note goes to: nothing was paid, so it stays where it stands until nothing is owed. */
export const creditedOn = (rec: Rec, amount: number, on: string): Settled => {
  const data = { credited: numberIn(rec, 'credited') + amount };
  if (balanceOf({ data: { ...rec.data, ...data } }) <= 0) return settledBy(rec, data, on);
  return { data, to: String(rec.data['status']), action: 'credit' };
};

/** How a workspace counts and reminds. */
export interface Dunning {
  today: string;
  graceDays: number;
  reminderDays: readonly number[];
}

/** Whether a receivable counts as overdue: the days of grace after its due date are over. */
export const isOverdue = (dueDate: unknown, { today, graceDays }: Pick<Dunning, 'today' | 'graceDays'>): boolean =>
  typeof dueDate === 'string' && today > addDays(dueDate, graceDays);

/** A receivable that owes an amount (minor units) again, because the payment was taken back. */
export const owedAgain = (rec: Rec, amount: number, dunning: Dunning): Settled => {
  const paid = numberIn(rec, 'paid') - amount;
  const { dueDate, total } = rec.data;
  const late = isOverdue(dueDate, dunning);
  const whole = balanceOf({ data: { ...rec.data, paid } }) >= Number(total ?? 0);
  return {
    data: {
      paid,
      settledDate: undefined,
      nextReminder: late ? nextReminder(String(dueDate), dunning.today, dunning.reminderDays) : undefined,
    },
    to: late ? 'overdue' : whole ? 'open' : 'partially-paid',
    action: 'reopen',
  };
};
