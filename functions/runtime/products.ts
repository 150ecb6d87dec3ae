import { kindOfId } from '../../shared/kernel/id.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { idsOf, winnerOf } from '../../shared/matching/aliases.ts';
import { partCodeKey } from '../../shared/pricing/part-code.ts';
import type { ListView } from '../../shared/search/list-view.ts';
import type { Key } from '../../shared/table/keys.ts';
import { guardKey, recordKey } from '../../shared/table/keys.ts';
import { winnerRecord } from './aliases.ts';
import type { Ctx } from './http.ts';
import { keyName } from './http.ts';
import { toRec } from './stored.ts';

/** Records by id: those that the request has read already, and the others in one read. What is gone, or of another kind, is not there. */
export const recordsOf = async (ids: Iterable<string>, ctx: Ctx): Promise<Map<string, Rec>> => {
  const keys = [...new Set(ids)].map((id) => recordKey(ctx.actor.ws, id));
  const missing = keys.filter((key) => !ctx.loaded.has(keyName(key)));
  const read = missing.length > 0 ? await ctx.table.batchGet(missing) : [];
  const items = [...keys.map((key) => ctx.loaded.get(keyName(key))), ...read];
  const recs = items.flatMap((item) => (item ? [toRec(item)] : []));
  return new Map(recs.flatMap((rec) => (rec.removedAt || rec.type !== kindOfId(rec.id) ? [] : [[rec.id, rec]])));
};

/** What a map made from a list is made of; one that changed is made anew. */
const indexes = new WeakMap<ListView, Map<string, { revision: number; index: Map<string, string> }>>();

/** Values of a list's rows by a key of theirs, kept as long as the list stays as it is. Of two the one made first counts. */
const indexed = (view: ListView, name: string, entry: (row: Row) => [string, string] | undefined) => {
  const known = indexes.get(view) ?? new Map();
  indexes.set(view, known);
  const kept = known.get(name);
  if (kept?.revision === view.revision) return kept.index;
  const rows = [...view.rows.values()].filter((row) => !row['archivedAt'] && !row['removedAt']);
  const index = new Map<string, string>();
  for (const row of rows.sort((a, b) => (a.id < b.id ? 1 : -1))) {
    const found = entry(row);
    if (found) index.set(...found);
  }
  known.set(name, { revision: view.revision, index });
  return index;
};

/** The ids under which a customer has entered codes: its own, and those of the records that it took in. */
const familyOf = async (accountId: string, ctx: Ctx): Promise<readonly string[]> => {
  const rec = (await recordsOf([accountId], ctx)).get(accountId);
  return rec ? idsOf(await winnerRecord(rec, ctx)) : [accountId];
};

/** A customer's own code for each of some products, where there is one. */
export const partCodesOf = async (
  accountId: string,
  products: Iterable<Rec>,
  ctx: Ctx,
): Promise<Map<string, string>> => {
  const accounts = await familyOf(accountId, ctx);
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, 'partCode', ctx.table);
  const index = indexed(view, 'product', (row) => [`${row['accountId']}|${row['productId']}`, String(row['code'])]);
  return new Map(
    [...products].flatMap((product) => {
      const places = accounts.flatMap((account) => idsOf(product).map((id) => `${account}|${id}`));
      const place = places.find((one) => index.has(one));
      return place === undefined ? [] : [[product.id, index.get(place)!]];
    }),
  );
};

const byFormerCode = async (code: string, ctx: Ctx): Promise<string | undefined> => {
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, 'product', ctx.table);
  const index = indexed(view, 'former', (row) =>
    typeof row['externalCode'] === 'string' ? [row['externalCode'].trim().toLowerCase(), row.id] : undefined,
  );
  return index.get(code.trim().toLowerCase());
};

/** The product that a code names, and as what it was found. */
export interface Found {
  productId: string;
  foundBy: 'code' | 'customer-code' | 'former-code';
}

/**
 * The products that typed codes name (OTC-7): a code of the customer's, a product code, or one that the product had before; in this
 * order, since the customer's document speaks the customer's language.
 */
export const productsByCode = async (
  codes: Iterable<string>,
  accountId: string | undefined,
  ctx: Ctx,
): Promise<Map<string, Found>> => {
  const wanted = [...new Set(codes)];
  const { ws } = ctx.actor;
  const accounts = accountId === undefined ? [] : await familyOf(accountId, ctx);
  const asProduct = wanted.map((code) => guardKey(ws, 'product', 'code', code.trim().toLowerCase()));
  const asPart = wanted.flatMap((code): Key[] =>
    accounts.map((account) => guardKey(ws, 'partCode', 'key', partCodeKey(account, code).toLowerCase())),
  );
  const guards = await ctx.table.batchGet([...asProduct, ...asPart]);
  const idAt = (index: number) => guards[index]?.['id'] as string | undefined;
  const parts = await recordsOf(
    asPart.flatMap((_key, index) => idAt(wanted.length + index) ?? []),
    ctx,
  );
  const found = new Map<string, Found>();
  for (const [index, code] of wanted.entries()) {
    const [part] = accounts.flatMap(
      (_account, place) => parts.get(idAt(wanted.length + index * accounts.length + place) ?? '') ?? [],
    );
    const own = idAt(index);
    const former = part || own ? undefined : await byFormerCode(code, ctx);
    if (part) found.set(code, { productId: String(part.data['productId']), foundBy: 'customer-code' });
    else if (own) found.set(code, { productId: own, foundBy: 'code' });
    else if (former) found.set(code, { productId: former, foundBy: 'former-code' });
  }
  return found.size === 0 ? found : asTheyAre(found, ctx);
};

/** What was found, led to the products that merged ones became. */
const asTheyAre = async (found: ReadonlyMap<string, Found>, ctx: Ctx): Promise<Map<string, Found>> => {
  const { rows } = await ctx.deps.lists.fresh(ctx.actor.ws, 'product', ctx.table);
  return new Map([...found].map(([code, one]) => [code, { ...one, productId: winnerOf(rows, one.productId) }]));
};
