import { sees } from '../../shared/access/authorise.ts';
import { product } from '../../shared/catalog/product.ts';
import { account } from '../../shared/customers/account.ts';
import { kindOfId } from '../../shared/kernel/id.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { isLive } from '../../shared/pricing/given.ts';
import { inBasis, lastApproved } from '../../shared/pricing/measure.ts';
import type { GivenPriceInfo, LinePrice } from '../../shared/pricing/pricing.contract.ts';
import type { Listed, ListTerms, ProductPrices } from '../../shared/pricing/resolve.ts';
import { breaksOn, costOn, holdsOn, inForce, pricesOn, resolvePrice, rowsOf } from '../../shared/pricing/resolve.ts';
import { recordKey, relatedPartition } from '../../shared/table/keys.ts';
import type { Ctx, Handler } from '../runtime/http.ts';
import type { PriceSheet } from '../runtime/price-sheet.ts';
import { allLists, priceSheet } from '../runtime/price-sheet.ts';
import type { Found } from '../runtime/products.ts';
import { partCodesOf, productsByCode, recordsOf } from '../runtime/products.ts';
import { loadedRecord } from '../runtime/records.ts';
import { policyOf } from '../runtime/settings.ts';
import { toRec } from '../runtime/stored.ts';

/** Former prices that are shown beside a line. */
const SHOWN = 5;

interface AskedLine {
  productId?: string;
  code?: string;
  quantity?: number;
}

/** Without what is not known. */
const known = <T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const num = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

const givenTo = (sheet: PriceSheet, productId: string, today: string, documentId: string | undefined) =>
  sheet
    .given(productId)
    .filter((entry) => entry.documentId !== documentId)
    .slice(0, SHOWN)
    .map(
      ({ atList: _list, taxIncluded: _tax, live: _live, approved, until, ...entry }): GivenPriceInfo => ({
        ...entry,
        type: kindOfId(entry.documentId) === 'order' ? 'order' : 'quote',
        live: isLive({ ...entry, ...(_live ? { live: _live } : {}), ...(until ? { until } : {}) }, today),
        approved: approved === true,
        ...(until ? { until } : {}),
      }),
    );

interface Looking {
  sheet: PriceSheet;
  today: string;
  documentId: string | undefined;
  /** Whether the workspace's and the document's prices hold the tax. */
  tax: { listed: boolean; document: boolean };
  taxRate: number;
  lastPriceDays: number;
  showsCost: boolean;
}

const linePriceOf = (
  asked: AskedLine,
  { of, foundBy, customerCode }: { of: Rec; foundBy: Found['foundBy'] | 'id'; customerCode: string | undefined },
  { sheet, today, documentId, tax, taxRate, lastPriceDays, showsCost }: Looking,
): LinePrice => {
  const quantity = asked.quantity ?? 1;
  const prices = pricesOn(of);
  const listed = sheet.listed(of.id);
  const held = resolvePrice(prices, listed, { ...sheet.asked, quantity });
  const inMoney = (amount: number) => inBasis(amount, { ...tax, rate: num(of.data['taxRate']) ?? taxRate });
  const resolved = held.resolved && { ...held.resolved, price: inMoney(held.resolved.price) };
  const floor = held.floor === undefined ? undefined : inMoney(held.floor);
  const from = listed.find((one) => one.id === resolved?.source);
  const last = lastApproved(quantity, {
    resolved,
    floor,
    cost: undefined,
    entries: sheet.given(of.id),
    documentId: documentId ?? '',
    currency: sheet.asked.currency,
    taxIncluded: tax.document,
    today,
    lastPriceDays,
  });
  return {
    ...known({
      productId: of.id,
      code: text(of.data['code']),
      name: text(of.data['name']),
      unit: text(of.data['unit']),
      taxRate: num(of.data['taxRate']),
      decimals: num(of.data['decimals']),
      foundBy,
      customerCode,
      listPrice: resolved?.price,
      priceSource: resolved?.source,
      priceListName: resolved?.list?.name,
      lastPrice: last?.unitPrice,
      lastDocument: last?.number,
      ...(showsCost ? { floorPrice: floor, cost: costOn(prices, sheet.asked) } : {}),
    }),
    breaks: from ? breaksOn(from.rows, sheet.asked.date).map((one) => ({ ...one, price: inMoney(one.price) })) : [],
    given: givenTo(sheet, of.id, today, documentId),
  };
};

/** What is known of prices before they are quoted (OTC-2): the same reads by which the document is measured when it is written. */
export const lookUp: Handler = {
  keys: ({ params, body }) => (body.accountId ? [recordKey(params.workspaceId, body.accountId)] : []),
  handle: async ({ body }, ctx) => {
    const lines = body.lines as AskedLine[];
    const accountId = body.accountId as string | undefined;
    const of = accountId ? (await recordsOf([accountId], ctx)).get(accountId) : undefined;
    if (accountId && of?.type !== account.name)
      throw new Problem('invalid-input', undefined, [fault('accountId', 'no-such-record')]);
    const codes = lines.flatMap((line) => (line.productId ? [] : (line.code ?? [])));
    const found = codes.length > 0 ? await productsByCode(codes, accountId, ctx) : new Map<string, Found>();
    const named = lines.map((line): { productId: string; foundBy: Found['foundBy'] | 'id' } | undefined =>
      line.productId ? { productId: line.productId, foundBy: 'id' } : found.get(line.code ?? ''),
    );
    const productIds = [...new Set(named.flatMap((one) => one?.productId ?? []))];
    const [products, policy] = await Promise.all([recordsOf(productIds, ctx), policyOf(ctx.workspace, ctx.deps)]);
    const ownCodes =
      accountId && products.size > 0 ? await partCodesOf(accountId, products.values(), ctx) : new Map<string, string>();
    const looking: Looking = {
      sheet: await priceSheet({ account: of, currency: body.currency, date: body.date, productIds }, ctx),
      today: localDate(ctx.now, ctx.workspace.timeZone),
      documentId: body.documentId,
      tax: { listed: policy.pricesIncludeTax, document: body.taxIncluded ?? policy.pricesIncludeTax },
      taxRate: policy.taxRate,
      lastPriceDays: policy.lastPriceDays,
      showsCost: sees(ctx.actor.roles, 'cost'),
    };
    return {
      lines: named.map((one, index): LinePrice => {
        const rec = one ? products.get(one.productId) : undefined;
        if (!one || !rec) return { breaks: [], given: [] };
        const typed = one.foundBy === 'customer-code' ? lines[index]!.code : undefined;
        const customerCode = typed ?? ownCodes.get(rec.id);
        return linePriceOf(lines[index]!, { of: rec, foundBy: one.foundBy, customerCode }, looking);
      }),
    };
  },
};

/** A product's prices in every list that is or was in force. The index has no lines: the records are read. */
const everywhere = async (productId: string, lists: readonly ListTerms[], ctx: Ctx): Promise<Listed[]> => {
  const ids: string[] = [];
  const partition = relatedPartition(ctx.actor.ws, productId);
  for await (const item of ctx.table.queryAll({ index: 'related', partition, begins: 'price#' }))
    if (!toRec(item).archivedAt) ids.push(String(item['id']));
  const used = new Map(
    lists
      .filter((list) => inForce({ ...list, from: list.from ?? '', to: undefined }, '9999-12-31'))
      .map((list) => [list.id, list]),
  );
  return [...(await recordsOf(ids, ctx)).values()].flatMap((rec) => {
    const list = used.get(String(rec.data['priceListId']));
    return list && !rec.archivedAt ? [{ id: rec.id, list, rows: rowsOf(rec.lines) }] : [];
  });
};

const largest = (a: string | undefined, b: string | undefined) => ((a ?? '') > (b ?? '') ? a : b);
const smallest = (a: string | undefined, b: string | undefined) => ((a ?? '9999') < (b ?? '9999') ? a : b);

interface Period {
  source: string;
  list: string;
  currency: string;
  from?: string | undefined;
  to?: string | undefined;
  minQuantity: number;
  price: number;
  floorPrice?: number | undefined;
  current?: boolean;
}

const listPeriods = (listed: readonly Listed[], showsCost: boolean): Period[] =>
  listed.flatMap(({ id, list, rows }) =>
    rows.map((row) => ({
      source: id,
      list: list.name,
      currency: list.currency,
      from: largest(row.from, list.from),
      to: smallest(row.to, list.to),
      minQuantity: row.minQuantity ?? 0,
      price: row.price,
      floorPrice: showsCost ? row.floorPrice : undefined,
    })),
  );

/** The prices on the product itself; the undated one holds where no dated one does. */
const ownPeriods = (prices: ProductPrices, ownCurrency: string, date: string): Period[] => {
  const own = { source: prices.id, list: '', currency: prices.currency ?? ownCurrency, minQuantity: 0 };
  const dated = prices.rows.flatMap(({ from, to, price }) =>
    price === undefined ? [] : [{ ...own, from, to, price }],
  );
  const undated =
    prices.price === undefined
      ? []
      : [{ ...own, price: prices.price, current: !dated.some((period) => holdsOn(period, date)) }];
  return [...dated, ...undated];
};

/** The price of a product on any date, and the periods of all lists (OTC-1). */
export const priceOfDate: Handler = {
  keys: ({ params, query }) => [
    recordKey(params.workspaceId, params.id),
    ...(query.accountId ? [recordKey(params.workspaceId, query.accountId)] : []),
  ],
  handle: async ({ params, query }, ctx) => {
    const rec = loadedRecord(product, params.id, ctx);
    const of = query.accountId ? (await recordsOf([query.accountId], ctx)).get(query.accountId) : undefined;
    if (query.accountId && !of)
      throw new Problem('invalid-input', undefined, [fault('query.accountId', 'no-such-record')]);
    const listed = await everywhere(rec.id, await allLists(ctx), ctx);
    const prices = pricesOn(rec);
    const { date, currency, quantity } = query;
    const { resolved, floor } = resolvePrice(prices, listed, {
      accountId: of?.id,
      groupId: text(of?.data['groupId']),
      currency,
      date,
      quantity,
      ownCurrency: ctx.workspace.currency,
    });
    const showsCost = sees(ctx.actor.roles, 'cost');
    const periods = [...listPeriods(listed, showsCost), ...ownPeriods(prices, ctx.workspace.currency, date)];
    return known({
      date,
      price: resolved?.price,
      source: resolved?.source,
      list: resolved?.list?.name,
      floorPrice: showsCost && resolved ? floor : undefined,
      periods: periods
        .filter(({ from, to }) => from === undefined || to === undefined || from <= to)
        .map((period) => known({ ...period, current: period.current ?? holdsOn(period, date) }))
        .sort((a, b) => (a.list < b.list ? -1 : a.list > b.list ? 1 : 0)),
    });
  },
};
