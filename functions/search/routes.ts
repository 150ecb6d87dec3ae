import type * as z from 'zod';
import { may, scopePartition } from '../../shared/access/authorise.ts';
import { entityOf, isEntity } from '../../shared/entities.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { findRows } from '../../shared/search/find.ts';
import { marksOf, matchOf } from '../../shared/search/marks.ts';
import type { Found, Reason } from '../../shared/search/rank.ts';
import type { searchHit } from '../../shared/search/search.contract.ts';
import { searchAll } from '../../shared/search/search.contract.ts';
import type { Query } from '../../shared/search/words.ts';
import { parseQuery } from '../../shared/search/words.ts';
import type { Ctx, Routes } from '../runtime/http.ts';

/** Types in the order in which people look for them. */
const searched = [
  'account',
  'contact',
  'lead',
  'opportunity',
  'quote',
  'order',
  'shipment',
  'receivable',
  'complaint',
  'enquiry',
  'product',
  'partCode',
  'activity',
] as const;

/** A change within so many milliseconds is a recent one: it comes before others. */
const RECENT = 7 * 86_400_000;

const detailOf: Record<string, (row: Row) => unknown> = {
  account: (row) => [row['code'], row['city'], row['phone']].filter(Boolean).join(' · '),
  contact: (row) => [row['title'], row['mobile'] ?? row['phone'], row['email']].filter(Boolean).join(' · '),
  lead: (row) => [row['company'], row['phone'] ?? row['email']].filter(Boolean).join(' · '),
  opportunity: (row) => row['stage'],
  quote: (row) => row['quoteDate'],
  order: (row) => row['orderDate'],
  shipment: (row) => row['shipDate'],
  receivable: (row) => row['dueDate'],
  complaint: (row) => row['number'],
  enquiry: (row) => row['number'],
  product: (row) => row['code'],
  activity: (row) => row['occurredAt'],
};

type Hit = z.infer<typeof searchHit>;

const hitOf = (type: string, { row, reason, formerly }: Found, query: Query): Hit => {
  const entity = entityOf(type);
  const titleOf = (one: Row) => String(one[entity.title] ?? one.id);
  const title = titleOf(row);
  const detail = detailOf[type]?.(row);
  const accept = reason === 'similar' ? 'similar' : 'exactly';
  const match = formerly ? undefined : matchOf(entity, row, query, accept);
  return {
    type,
    id: row.id,
    title,
    ...(typeof detail === 'string' && detail !== '' ? { detail } : {}),
    reason,
    marks: marksOf(title, query, accept),
    ...(match ? { match } : {}),
    ...(formerly ? { formerly: titleOf(formerly) } : {}),
  };
};

const hitsOf = async (type: string, ctx: Ctx, input: { query: Query; limit: number }): Promise<Hit[]> => {
  const entity = entityOf(type);
  const view = await ctx.deps.lists.searchable(ctx.actor.ws, type, ctx.table);
  const { hits } = findRows(view, {
    ...input,
    partition: scopePartition(ctx.actor, entity),
    titleField: entity.title,
    self: ctx.actor.id,
    recentFrom: new Date(ctx.deps.now() - RECENT).toISOString(),
  });
  return hits.map((hit) => hitOf(type, hit, input.query));
};

/** A customer's part code leads to the company's product (OTC-7), which is found once however many of its codes are. */
const asProducts = async (codes: readonly Hit[], known: readonly Hit[], ctx: Ctx): Promise<Hit[]> => {
  if (codes.length === 0) return [];
  const view = (type: string) => ctx.deps.lists.fresh(ctx.actor.ws, type, ctx.table);
  const [parts, products] = await Promise.all([view('partCode'), view('product')]);
  const seen = new Set(known.map((hit) => hit.id));
  return codes.flatMap((hit): Hit[] => {
    const product = products.rows.get(String(parts.rows.get(hit.id)?.['productId']));
    if (!product || product['archivedAt'] || product['removedAt'] || seen.has(product.id)) return [];
    seen.add(product.id);
    const title = String(product['name'] ?? product.id);
    return [{ type: 'product', id: product.id, title, detail: hit.title, reason: hit.reason, marks: [] }];
  });
};

/** So many hits as typed, and nothing that is merely similar is shown beside them. */
const PLENTY = 3;

const withoutGuesses = (hits: readonly Hit[]): readonly Hit[] => {
  const sure = hits.filter((hit) => hit.reason !== 'similar');
  return sure.length >= PLENTY ? sure : hits;
};

/** Found just so, as it is typed, by its sound, by a guess: a customer whose name goes on before the word is no worse than a deal that begins with it. */
const classOf: Record<Reason, number> = {
  exact: 0,
  name: 0,
  start: 1,
  word: 1,
  part: 1,
  pinyin: 2,
  initials: 2,
  similar: 3,
};

/** The kinds by their best hits, each kind together; of kinds alike, those that people look for more come first. */
const grouped = (kinds: readonly (readonly Hit[])[]): Hit[] => {
  const best = (hits: readonly Hit[]) => Math.min(...hits.map((hit) => classOf[hit.reason]));
  return kinds
    .filter((hits) => hits.length > 0)
    .map((hits, at) => ({ hits, at, best: best(hits) }))
    .sort((a, b) => a.best - b.best || a.at - b.at)
    .flatMap(({ hits }) => hits);
};

export const searchRoutes: Routes = {
  contracts: [searchAll],
  handlers: {
    [searchAll.id]: async (input, ctx) => {
      const query = parseQuery(input.query.q);
      const types = searched.filter((type) => isEntity(type) && may(ctx.actor.roles, `${entityOf(type).domain}:read`));
      const found = await Promise.all(types.map((type) => hitsOf(type, ctx, { query, limit: input.query.limit })));
      const of = (type: string): Hit[] => found[types.indexOf(type as never)] ?? [];
      const products = [...of('product'), ...(await asProducts(of('partCode'), of('product'), ctx))];
      const kinds = types
        .filter((type) => type !== 'partCode')
        .map((type) => (type === 'product' ? products : of(type)));
      return { items: [...withoutGuesses(grouped(kinds))] };
    },
  },
};
