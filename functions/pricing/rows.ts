import { sees } from '../../shared/access/authorise.ts';
import { canonicalJson } from '../../shared/kernel/canonical.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { price, rowFaults } from '../../shared/pricing/price.ts';
import { priceList } from '../../shared/pricing/price-list.ts';
import { putRows } from '../../shared/pricing/pricing.contract.ts';
import { recordKey } from '../../shared/table/keys.ts';
import type { Change } from '../runtime/commit.ts';
import { commitPlan, pause } from '../runtime/commit.ts';
import { envelopeOf } from '../runtime/envelope.ts';
import type { Ctx, Handler, Input } from '../runtime/http.ts';
import { idempotencyKeyOf, idempotencyWrite, replayOf } from '../runtime/idempotency.ts';
import { priceGuard } from '../runtime/price-sheet.ts';
import { productsByCode } from '../runtime/products.ts';
import { loadedRecord } from '../runtime/records.ts';
import { toRec } from '../runtime/stored.ts';
import type { Write } from '../runtime/table.ts';
import { lostRace, WriteRefused } from '../runtime/table.ts';

interface AskedRow {
  code: string;
  from?: string;
  to?: string;
  minQuantity?: number;
  price: number;
  floorPrice?: number;
}

interface Answer {
  created: number;
  changed: number;
  unchanged: number;
  refused: { row: number; code: string; problem: string }[];
}

/** Prices in one transaction: each is a record and, when new, its key; one write is left for the check of the list, one for the request. */
export const PRICES_AT_ONCE = 49;
const TRIES = 10;

/** A new price of a product in a list. */
export const newPrice = (
  { priceListId, productId, lines }: { priceListId: string; productId: string; lines: Record<string, unknown>[] },
  ctx: Ctx,
): Rec => {
  const content = price.derive({ data: { priceListId, productId }, lines });
  return {
    ...envelopeOf(price, ctx),
    data: content.data,
    lines,
  };
};

/** The rows by product; those that name none, and those of a product whose rows contradict each other, are refused. */
const byProduct = async (rows: readonly AskedRow[], ctx: Ctx) => {
  const found = await productsByCode(
    rows.map((row) => row.code),
    undefined,
    ctx,
  );
  const products = new Map<string, { index: number; line: Record<string, unknown> }[]>();
  const refused: Answer['refused'] = [];
  for (const [index, { code, ...line }] of rows.entries()) {
    const productId = found.get(code)?.productId;
    if (productId === undefined) refused.push({ row: index, code, problem: 'no-such-record' });
    else products.set(productId, [...(products.get(productId) ?? []), { index, line }]);
  }
  for (const [productId, parts] of products) {
    const faults = rowFaults(parts.map((part) => part.line));
    if (faults.length === 0) continue;
    products.delete(productId);
    const codeAt = (place: number) => faults.find((one) => one.field.startsWith(`lines.${place}.`))?.code;
    // The rows of a product are taken together or not at all: half of a price is a wrong one.
    for (const [place, { index }] of parts.entries())
      refused.push({ row: index, code: rows[index]!.code, problem: codeAt(place) ?? faults[0]!.code });
  }
  return { products, refused: refused.sort((a, b) => a.row - b.row) };
};

/** The rows of a product take the place of its prices in the list; undefined where they are the same. */
const nextPrice = (current: Rec, lines: Record<string, unknown>[], ctx: Ctx): Change | undefined => {
  if (canonicalJson(current.lines ?? []) === canonicalJson(lines)) return undefined;
  const { reason: _reason, onBehalfOf: _behalf, approvedBy: _by, ...kept } = current;
  const updatedAt = ctx.now;
  return {
    current,
    next: { ...kept, version: current.version + 1, updatedAt, updatedBy: ctx.actor.id, via: ctx.via, lines },
  };
};

const planned = async (list: Rec, rows: readonly AskedRow[], ctx: Ctx) => {
  const { products, refused } = await byProduct(rows, ctx);
  const ids = [...products.keys()];
  const guards = await ctx.table.batchGet(ids.map((id) => priceGuard(list.ws, list.id, id)));
  const items = await ctx.table.batchGet(
    guards.flatMap((guard) => (guard ? [recordKey(list.ws, String(guard['id']))] : [])),
  );
  const present = new Map(items.flatMap((item) => (item ? [[String(item['id']), toRec(item)] as const] : [])));
  const answer: Answer = { created: 0, changed: 0, unchanged: 0, refused };
  const changes: Change[] = [];
  for (const [index, productId] of ids.entries()) {
    const lines = products.get(productId)!.map((part) => part.line);
    const current = present.get(String(guards[index]?.['id'] ?? ''));
    const change = current
      ? nextPrice(current, lines, ctx)
      : { next: newPrice({ priceListId: list.id, productId, lines }, ctx) };
    if (change) changes.push(change);
    if (!change) answer.unchanged++;
    else if (current) answer.changed++;
    else answer.created++;
  }
  return { changes, answer };
};

/** Changes in transactions of bounded size, each on condition that the list is as it was read; `once` goes into the last one. */
const inPortions = async (
  changes: readonly Change[],
  guard: Write,
  once: readonly Write[],
  ctx: Ctx,
): Promise<void> => {
  for (let at = 0; at === 0 || at < changes.length; at += PRICES_AT_ONCE) {
    const portion = changes.slice(at, at + PRICES_AT_ONCE);
    const last = at + PRICES_AT_ONCE >= changes.length;
    if (portion.length === 0 && once.length === 0) return;
    const [first, ...others] = portion;
    const guarded = first ? [{ ...first, writes: [guard] }, ...others] : [];
    await commitPlan({ changes: guarded, once: last ? once : [] }, ctx);
  }
};

const draftOf = (item: Record<string, unknown> | undefined): Rec => {
  const list = item ? toRec(item) : undefined;
  if (!list || list.type !== priceList.name || list.removedAt) throw new Problem('not-found');
  if (list.archivedAt || list.data['status'] !== 'draft')
    throw new Problem('conflict', 'This price list is not a draft. Copy it, or ask for a change of its prices.');
  return list;
};

/** What a repeated request is answered: what the first one was. */
const replayed = async (input: Input, ctx: Ctx): Promise<Answer | undefined> => {
  const keys = idempotencyKeyOf(input, ctx.actor.ws, ctx.actor.id);
  const [item] = keys.length > 0 ? await ctx.table.batchGet(keys) : [];
  return item ? (JSON.parse(replayOf(putRows.id, input, item)) as Answer) : undefined;
};

const isLost = (error: unknown): boolean =>
  error instanceof WriteRefused ||
  lostRace(error) ||
  (error instanceof Problem && ['conflict', 'duplicate-key'].includes(error.code));

/** Puts prices into a draft list, as pasted from a spreadsheet. Each product's rows are one write, so that doing it again does nothing. */
export const rows: Handler = {
  keys: ({ params }) => [recordKey(params.workspaceId, params.id)],
  handle: async (input, ctx) => {
    const asked = input.body.rows as AskedRow[];
    loadedRecord(priceList, input.params.id, ctx);
    if (!sees(ctx.actor.roles, 'cost') && asked.some((row) => row.floorPrice !== undefined))
      throw new Problem('forbidden', 'Your role does not see floorPrice.');
    const key = recordKey(ctx.actor.ws, input.params.id);
    for (let tries = 1; ; tries++) {
      const known = await replayed(input, ctx);
      if (known) return known;
      const list = draftOf(await ctx.table.get(key));
      const { changes, answer } = await planned(list, asked, ctx);
      const once = idempotencyWrite(putRows.id, input, ctx, JSON.stringify(answer));
      try {
        await inPortions(changes, { op: 'check', key, field: 'version', equals: list.version }, once, ctx);
        return answer;
      } catch (error) {
        // Somebody else wrote the same prices meanwhile: they are read again.
        if (!isLost(error) || tries === TRIES) throw isLost(error) ? new Problem('conflict') : error;
        await pause(tries);
      }
    }
  },
};
