import type { CommercePolicy } from '../../shared/commerce/policy.ts';
import { releaseRunOut } from '../../shared/credit/release.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { lookAt } from '../../shared/receivables/reminders.ts';
import type { Due, Looks } from '../runtime/alarms.ts';
import { policyOf } from '../runtime/settings.ts';

interface Day {
  /** YYYY-MM-DD in the workspace's zone. */
  today: string;
  policy: CommercePolicy;
}

const expiry = (rec: Rec, { today }: Day): Due => {
  const { validUntil, status } = rec.data;
  return typeof validUntil === 'string' && validUntil < today && (status === 'approved' || status === 'sent')
    ? { follow: { to: 'expired', action: 'expire' } }
    : {};
};

/** What was released over the limit and is not shipped by the day agreed is held again; the next release is asked for anew. */
const releaseOver = (rec: Rec, { today }: Day): Due => {
  if (!releaseRunOut(rec, today) || !(Number(rec.data['openTotal']) > 0)) return {};
  return {
    whole: true,
    follow: {
      data: { holdReason: 'release', releasedUntil: undefined, releasedBy: undefined },
      to: 'on-hold',
      action: 'hold',
    },
  };
};

const owed = (rec: Rec, { today, policy }: Day): Due => {
  const { again, ...look } = lookAt(rec, {
    today,
    graceDays: policy.credit.graceDays,
    reminderDays: policy.reminderDays,
  });
  if (again !== undefined) return { again };
  return look.data || look.to ? { follow: { ...look, action: look.to ? 'fall-due' : 'remind' } } : {};
};

const sellingLooks: Readonly<Record<string, (rec: Rec, day: Day) => Due>> = {
  quote: expiry,
  order: releaseOver,
  receivable: owed,
};

/** What the clock does on a document: expiry of a quote, an overdue receivable with its reminders, a release that ran out. */
export const receivableLooks: Looks = Object.fromEntries(
  Object.entries(sellingLooks).map(([type, look]) => [
    type,
    async (rec, today, ctx) => look(rec, { today, policy: await policyOf(ctx.workspace, ctx.deps) }),
  ]),
);
