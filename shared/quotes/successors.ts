import { dealLine } from '../commerce/deal.ts';
import type { Shape } from '../kernel/field.ts';
import { fieldsOf } from '../kernel/field.ts';
import type { Rec } from '../kernel/record.ts';
import { order } from '../sales/order.ts';
import { quote } from './quote.ts';

type Body = Record<string, unknown>;

/** States of a quote of which an order can be made. */
const orderable: readonly string[] = ['approved', 'sent', 'accepted'];
/** States of a quote that a revision can take the place of; a draft is simply changed, what is under approval is recalled first. */
const revisable: readonly string[] = ['approved', 'sent', 'declined', 'expired'];

/** Whether an order can be made of a quote; its validity is asked for apart. */
export const mayBeOrdered = (rec: Rec): boolean => orderable.includes(String(rec.data['status']));
/** The customer has taken it already: the day on which the order is entered does not matter then. */
export const isTaken = (rec: Rec): boolean => rec.data['status'] === 'accepted';
export const mayBeRevised = (rec: Rec): boolean => revisable.includes(String(rec.data['status']));

const entered = (shape: Shape): ReadonlySet<string> =>
  new Set(fieldsOf(shape).flatMap((field) => (field.computed ? [] : [field.name])));
const ofHead = entered(quote.fields);
const ofOrder = entered(order.fields);
const ofLine = entered(dealLine);

const only = (names: ReadonlySet<string>, data: Body, without: readonly string[] = []): Body =>
  Object.fromEntries(Object.entries(data).filter(([name]) => names.has(name) && !without.includes(name)));

const linesOf = (rec: Rec, without: readonly string[] = []): Body[] =>
  (rec.lines ?? []).map((line) => only(ofLine, line, without));

const customOf = (rec: Rec): Body => (rec.data['custom'] === undefined ? {} : { custom: rec.data['custom'] });
const ownerOf = (rec: Rec): Body => (rec.ownerId === undefined ? {} : { ownerId: rec.ownerId });

/** The order of a quote: whoever has the quote has the order. `given` are the order's own fields (dates, the customer's number). */
export const orderBody = (rec: Rec, given: Body): Body => ({
  // A quote and an order share the names of what they have in common.
  ...only(new Set([...ofHead].filter((name) => ofOrder.has(name))), rec.data, ['number', 'status', 'note']),
  ...given,
  quoteId: rec.id,
  ...ownerOf(rec),
  lines: linesOf(rec),
});

/** Number of the next revision: `QT2026-00042-R2`. */
export const revisionNumber = (number: unknown, revision: number): string | undefined => {
  if (typeof number !== 'string' || number === '') return undefined;
  const suffix = `-R${revision}`;
  return `${number.replace(/-R\d+$/, '').slice(0, 60 - suffix.length)}${suffix}`;
};

const fresh = ['number', 'status', 'quoteDate', 'validUntil', 'outcomeReason'] as const;

/** When a quote is made and until when it holds (YYYY-MM-DD). */
interface Dates {
  quoteDate: string;
  validUntil: string;
}

/** The draft that takes the place of a quote. */
export const revisionBody = (rec: Rec, dates: Dates): Body => {
  const revision = (typeof rec.data['revision'] === 'number' ? rec.data['revision'] : 1) + 1;
  const number = revisionNumber(rec.data['number'], revision);
  return {
    ...only(ofHead, rec.data, fresh),
    ...customOf(rec),
    ...dates,
    ...(number === undefined ? {} : { number }),
    revision,
    revisionOf: rec.id,
    ...ownerOf(rec),
    lines: linesOf(rec),
  };
};

/** A new draft with the same lines. Why a price was what it was is said anew: it belonged to another day. */
export const copyBody = (rec: Rec, dates: Dates): Body => ({
  ...only(ofHead, rec.data, fresh),
  ...customOf(rec),
  ...dates,
  copiedFrom: rec.id,
  lines: linesOf(rec, ['reason', 'remark']),
});
