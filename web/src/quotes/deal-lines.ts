import type { Line } from '../../../shared/commerce/deal.ts';
import { lineAmount } from '../../../shared/kernel/money.ts';
import type { ApprovalLevel, ProcessDefinition } from '../../../shared/kernel/process.ts';
import { deviationFrom } from '../../../shared/pricing/measure.ts';
import type { GivenPriceInfo, LinePrice } from '../../../shared/pricing/pricing.contract.ts';
import type { DraftContext } from '../records/draft.ts';
import { draftOf } from '../records/draft.ts';
import { isBlank } from '../records/fields.ts';
import type { LineDraft } from '../records/lines.ts';
import { withDraft } from '../records/lines.ts';

/** List price of a quantity, minor units: the break that it reaches, else the price below all breaks. */
export const listAt = (info: LinePrice | undefined, quantity: number | undefined): number | undefined => {
  if (!info) return undefined;
  const reached = info.breaks
    .filter((one) => one.minQuantity <= (quantity ?? 1))
    .sort((a, b) => b.minQuantity - a.minQuantity)[0];
  return reached?.price ?? info.listPrice;
};

/** Percent by which a price lies below the lower one of list and last approved price; undefined without anything to measure by. */
export const belowPercent = (price: number | undefined, ...references: (number | undefined)[]): number | undefined =>
  price === undefined
    ? undefined
    : deviationFrom(
        price,
        references.filter((one) => one !== undefined),
      );

/** Percent below (+) or above (-) the list price, two decimals. */
export const offList = (price: number | undefined, list: number | undefined): number | undefined =>
  price === undefined || list === undefined || list <= 0 ? undefined : Math.round((1 - price / list) * 10_000) / 100;

/** The price that lies a percentage below the list, minor units. */
export const priceOff = (list: number, percent: number): number => lineAmount(1 - percent / 100, list);

/** Money earned on a line over its cost, minor units, and in percent of its amount. */
export const marginOf = (
  line: { quantity: number | undefined; amount: number | undefined },
  cost: number | undefined,
): { money: number; percent: number } | undefined => {
  if (cost === undefined || line.quantity === undefined || line.amount === undefined || line.amount === 0)
    return undefined;
  const money = line.amount - lineAmount(line.quantity, cost);
  return { money, percent: Math.round((money / line.amount) * 1000) / 10 };
};

/** Another quote that the customer can still take and that says another price; prices of the list contradict nobody's. */
export const otherLive = (
  info: LinePrice | undefined,
  now: { price: number | undefined; quantity: number | undefined },
  today: string,
): GivenPriceInfo | undefined => {
  if (now.price === undefined) return undefined;
  const atList = now.price === listAt(info, now.quantity);
  return info?.given.find(
    (one) =>
      one.live &&
      one.unitPrice !== now.price &&
      (one.until === undefined || one.until >= today) &&
      !(atList && one.unitPrice === listAt(info, one.quantity)),
  );
};

/** The sizes by which a process chooses the levels of an approval. */
export interface Sizes {
  /** Percent. */
  deviation: number;
  /** Minor units of the workspace's own currency; undefined for another one. */
  amount: number | undefined;
}

/** The levels of approval that a document of these sizes goes to, as far as price and amount decide. */
export const levelsFor = (definition: Pick<ProcessDefinition, 'states'>, sizes: Sizes): ApprovalLevel[] =>
  (definition.states.find((state) => state.id === 'pending-approval')?.approval?.levels ?? []).filter(({ over }) => {
    if (!over) return true;
    if (over.measure === 'price-deviation') return sizes.deviation >= over.atLeast;
    if (over.measure === 'amount') return sizes.amount !== undefined && sizes.amount >= over.atLeast;
    return false;
  });

const money = (value: number, context: DraftContext): string => draftOf(value, { type: 'money' }, context);
const blank = (line: LineDraft, name: string): boolean => isBlank(line.drafts[name] ?? line.original[name]);

/** A line whose product became known: name, unit, tax rate and list price stand where nothing was entered. */
export const withKnown = (line: LineDraft, info: LinePrice, context: DraftContext): LineDraft => {
  if (!info.productId) return line;
  let next = line.unknown === undefined ? line : withDraft(line, 'productId', info.productId);
  const offer = (name: string, value: string | number | undefined) => {
    if (value !== undefined && blank(next, name)) next = withDraft(next, name, String(value));
  };
  offer('customerCode', info.foundBy === 'customer-code' ? info.customerCode : undefined);
  offer('description', info.name);
  offer('quantity', 1);
  offer('unit', info.unit);
  offer('taxRate', info.taxRate);
  const quantity = Number(next.drafts['quantity'] ?? next.original['quantity']);
  const list = listAt(info, Number.isNaN(quantity) ? undefined : quantity);
  offer('unitPrice', list === undefined ? undefined : money(list, context));
  return next;
};

/** A price that stood at the list goes with the list when the quantity reaches another break. */
export const followList = (
  line: LineDraft,
  info: LinePrice | undefined,
  step: { price: number | undefined; before: number | undefined; after: number | undefined },
  context: DraftContext,
): LineDraft => {
  const before = listAt(info, step.before);
  const after = listAt(info, step.after);
  return before !== undefined && after !== undefined && before !== after && step.price === before
    ? withDraft(line, 'unitPrice', money(after, context))
    : line;
};

/** A line as it was answered, with whatever was typed while the answer was on its way. */
export const settled = (line: LineDraft, sent: LineDraft, saved: Line): LineDraft => {
  const drafts = Object.fromEntries(Object.entries(line.drafts).filter(([name, text]) => sent.drafts[name] !== text));
  const { unknown, ...rest } = line;
  return {
    ...rest,
    ...(unknown !== undefined && unknown !== sent.unknown ? { unknown } : {}),
    original: saved,
    drafts,
  };
};
