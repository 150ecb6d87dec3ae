import type { Contribution } from '../kernel/projection.ts';
import { defineProjection } from '../kernel/projection.ts';
import type { Rec } from '../kernel/record.ts';
import { localMonth } from '../kernel/time.ts';

/** Kinds of records that count as a person's work when they enter one by hand. What a step makes by itself (a receivable) is nobody's. */
export const enteredTypes = [
  'account',
  'contact',
  'lead',
  'enquiry',
  'opportunity',
  'quote',
  'order',
  'shipment',
  'payment',
  'creditNote',
  'complaint',
  'activity',
  'product',
  'category',
  'priceList',
  'campaign',
] as const;
const entered: ReadonlySet<string> = new Set(enteredTypes);

/** One counter item a person and month; behind the range that a review freezes (`~`), for it shows nobody's own figures. */
export const operatorPrefix = '~operator#';
export const operatorItem = (memberId: string): string => `${operatorPrefix}${memberId}`;

/** What was imported was typed by nobody. */
const isTyped = (rec: Rec): boolean => rec.createdBy.startsWith('mem_') && !rec.source.startsWith('import');

const one = (period: string, memberId: string, field: string): Contribution => ({
  period,
  item: operatorItem(memberId),
  field,
  amount: 1,
});

/**
 * Records that a person entered and findings that were opened on theirs, by month (STR-5). Of findings those on records of the same kinds:
 * what is wrong with anything else (an access that nobody uses, a step of a proposal) is in no relation to what was entered. An archived
 * record counts: it was entered. What is removed counts no longer.
 */
export const operatorWork = defineProjection({
  id: 'operator-work',
  types: [...enteredTypes, 'finding'],
  contribute: (rec, { timeZone }) => {
    if (rec.removedAt) return [];
    if (rec.type === 'finding') {
      const opened = String(rec.data['openedAt'] ?? rec.createdAt);
      return rec.ownerId && entered.has(String(rec.data['subjectType']))
        ? [one(localMonth(opened, timeZone), rec.ownerId, `findings|${String(rec.data['rule'] ?? '')}`)]
        : [];
    }
    return entered.has(rec.type) && isTyped(rec)
      ? [one(localMonth(rec.createdAt, timeZone), rec.createdBy, `entered|${rec.type}`)]
      : [];
  },
});
