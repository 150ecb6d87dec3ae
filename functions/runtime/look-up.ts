import { lookedUp as measureNames } from '../../shared/commerce/deal.ts';
import type { CommercePolicy } from '../../shared/commerce/policy.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import { decimalsOf } from '../../shared/kernel/money.ts';
import type { FieldFault } from '../../shared/kernel/problem.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { localDate } from '../../shared/kernel/time.ts';
import type { LineMeasure } from '../../shared/pricing/measure.ts';
import { inBasis, measureLine } from '../../shared/pricing/measure.ts';
import { costOn, pricesOn, resolvePrice } from '../../shared/pricing/resolve.ts';
import { standingOf, stateOf } from '../../shared/process/standing.ts';
import type { Ctx } from './http.ts';
import type { PriceSheet } from './price-sheet.ts';
import { priceSheet } from './price-sheet.ts';
import { governedBy } from './process.ts';
import { recordsOf } from './products.ts';
import { policyOf } from './settings.ts';

/** Fields of a priced document by which its prices are looked up anew. */
export const pricedBy = ['accountId', 'currency', 'taxIncluded', 'lines', 'quoteDate', 'orderDate'] as const;

/** Decimals of a quantity where the product says nothing. */
const DECIMALS = 3;

type Line = Record<string, unknown>;

const num = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const bare = (line: Line): Line =>
  Object.fromEntries(Object.entries(line).filter(([name]) => !(measureNames as readonly string[]).includes(name)));

/** Quantities that are finer than their product is counted. */
export const fineFaults = (lines: readonly Line[], products: ReadonlyMap<string, Rec>): FieldFault[] =>
  lines.flatMap((line, index) => {
    const quantity = num(line['quantity']);
    const allowed = num(products.get(String(line['productId']))?.data['decimals']) ?? DECIMALS;
    return quantity !== undefined && decimalsOf(quantity) > allowed
      ? [fault(`lines.${index}.quantity`, 'too-fine', String(allowed))]
      : [];
  });

interface Measuring {
  rec: Rec;
  sheet: PriceSheet;
  products: ReadonlyMap<string, Rec>;
  today: string;
  policy: CommercePolicy;
}

const measureOf = (line: Line, { rec, sheet, products, today, policy }: Measuring): LineMeasure => {
  const product = products.get(String(line['productId']));
  if (!product) return {};
  const quantity = num(line['quantity']);
  const prices = pricesOn(product);
  const taxIncluded = rec.data['taxIncluded'] === true;
  // By the product's tax, not by the one typed: a high rate on one document would make a low price for the next.
  const rate = num(product.data['taxRate']) ?? policy.taxRate;
  const tax = { listed: policy.pricesIncludeTax, document: taxIncluded, rate };
  const listed = (amount: number) => inBasis(amount, tax);
  const { resolved, floor } = resolvePrice(prices, sheet.listed(product.id), {
    ...sheet.asked,
    quantity: quantity ?? 1,
  });
  return measureLine(
    { quantity, unitPrice: num(line['unitPrice']) },
    {
      resolved: resolved && { ...resolved, price: listed(resolved.price) },
      floor: floor === undefined ? undefined : listed(floor),
      cost: costOn(prices, sheet.asked),
      entries: sheet.given(product.id),
      documentId: rec.id,
      currency: sheet.asked.currency,
      taxIncluded,
      today,
      lastPriceDays: policy.lastPriceDays,
    },
  );
};

/**
 * A priced document with what its prices are measured by: list price, floor, last approved price, and the price of another live
 * quote. It is judged by the prices of today, whatever its date: an old date brings no old price back, one ahead no price before its time.
 * @throws Problem invalid-input where a quantity is finer than its product is counted
 */
export const lookedUp = async (entity: Entity, rec: Rec, ctx: Ctx): Promise<Rec> => {
  if (!entity.priced || !rec.lines || rec.lines.length === 0) return rec;
  const accountId = text(rec.data['accountId']);
  const productIds = rec.lines.flatMap((line) => text(line['productId']) ?? []);
  const records = await recordsOf([...(accountId ? [accountId] : []), ...productIds], ctx);
  const faults = fineFaults(rec.lines, records);
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
  const today = localDate(ctx.now, ctx.workspace.timeZone);
  const sheet = await priceSheet(
    {
      account: accountId ? records.get(accountId) : undefined,
      currency: text(rec.data['currency']) ?? ctx.workspace.currency,
      date: today,
      productIds,
    },
    ctx,
  );
  const measuring = { rec, sheet, products: records, today, policy: await policyOf(ctx.workspace, ctx.deps) };
  const lines = rec.lines.map((line) => ({ ...bare(line), ...measureOf(line, measuring) }));
  const content = { data: rec.data, lines };
  const complete = entity.complete ? entity.complete(content) : content;
  const derived = entity.derive ? entity.derive(complete, undefined, ctx.now) : complete;
  return { ...rec, data: derived.data, ...(derived.lines ? { lines: derived.lines } : {}) };
};

/** Whether a document is still worked on, so that its prices follow those of today. */
export const isFree = async (entity: Entity, rec: Rec, ctx: Ctx): Promise<boolean> => {
  const governed = entity.priced ? await governedBy(entity, rec, ctx.workspace, ctx.deps) : undefined;
  return governed !== undefined && stateOf(governed.definition, standingOf(governed, rec).state)?.edit === 'free';
};

/** Whether a change of a priced document asks for its prices anew: what they hang on, or the step that lets it out. */
export const asksPrices = (entity: Entity, body: Record<string, unknown>): boolean =>
  entity.priced === true && [...pricedBy, entity.process?.field].some((name) => name !== undefined && name in body);
