import { currencyExponent } from '../kernel/money.ts';
import type { Rec } from '../kernel/record.ts';
import type { NoticeEvent } from './events.ts';
import { titleOf } from './events.ts';

/** An amount in minor units as people of both languages read it: CNY 3,953.87. */
const amountText = (amount: unknown, currency: unknown): string => {
  if (typeof amount !== 'number' || typeof currency !== 'string') return '';
  const digits = currencyExponent(currency);
  const figure = new Intl.NumberFormat('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${currency} ${figure.format(amount / 10 ** digits)}`;
};

/** A reminder of a receivable that came due, told to whoever owns it and to finance. */
export const reminderEvents = (before: Rec | undefined, after: Rec): NoticeEvent[] => {
  const { reminder, balance, currency } = after.data;
  if (after.type !== 'receivable' || !before || typeof reminder !== 'number') return [];
  if (reminder <= Number(before.data['reminder'] ?? 0)) return [];
  const owed = amountText(balance, currency);
  return [
    {
      key: `${after.id}#reminder${reminder}`,
      kind: 'payment-overdue',
      about: {
        subjectType: after.type,
        subjectId: after.id,
        title: [titleOf(after), owed].filter((part) => part !== '').join(' · '),
        ...(after.process ? { process: after.process.id, state: after.process.state } : {}),
      },
      to: {
        assignees: [...(after.ownerId ? [`m:${after.ownerId}`] : []), 'r:finance'],
        teamId: after.teamId,
        owned: true,
        except: [],
      },
    },
  ];
};

/** A reminder that somebody set on an activity, told to whoever owns it. */
export const activityReminders = (before: Rec | undefined, after: Rec): NoticeEvent[] => {
  const { remindedAt, dueAt, remindAt } = after.data;
  if (after.type !== 'activity' || !before || typeof remindedAt !== 'string') return [];
  if (remindedAt === before.data['remindedAt']) return [];
  return [
    {
      key: `${after.id}#remind#${String(remindAt)}`,
      kind: 'reminder',
      about: {
        subjectType: after.type,
        subjectId: after.id,
        title: titleOf(after),
        ...(typeof dueAt === 'string' ? { due: dueAt } : {}),
      },
      to: { assignees: [`m:${after.ownerId ?? after.createdBy}`], owned: true, except: [] },
    },
  ];
};
