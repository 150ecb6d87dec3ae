import { may, scopePartition } from '../../shared/access/authorise.ts';
import { entityOf } from '../../shared/entities.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { searchForm, selects } from '../../shared/search/query.ts';
import { searchAll } from '../../shared/search/search.contract.ts';
import type { Ctx, Routes } from '../runtime/http.ts';

/** Types in the order in which people look for them. */
const searched = ['account', 'contact', 'opportunity', 'quote', 'order', 'product', 'partCode', 'activity'] as const;

const detailOf: Record<string, (row: Row) => unknown> = {
  account: (row) => [row['code'], row['city'], row['phone']].filter(Boolean).join(' · '),
  contact: (row) => [row['title'], row['mobile'] ?? row['phone'], row['email']].filter(Boolean).join(' · '),
  opportunity: (row) => row['stage'],
  quote: (row) => row['quoteDate'],
  order: (row) => row['orderDate'],
  product: (row) => row['code'],
  activity: (row) => row['occurredAt'],
};

const hitsOf = async (type: string, ctx: Ctx, query: { q: string; limit: number }) => {
  const entity = entityOf(type);
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, type, ctx.table);
  const selected = selects({ conditions: [], q: query.q, archived: 'no' });
  const start = searchForm(query.q.trim());
  const hits: { row: Row; rank: number }[] = [];
  for (const row of view.partition(scopePartition(ctx.actor, entity))) {
    if (!selected(row)) continue;
    // What begins with the words comes before what merely contains them.
    hits.push({
      row,
      rank: String(row['_q'])
        .split('\n')
        .some((part) => part.startsWith(start))
        ? 0
        : 1,
    });
    if (hits.length >= 2000) break;
  }
  hits.sort((a, b) => a.rank - b.rank || String(a.row[entity.title]).length - String(b.row[entity.title]).length);
  return hits.slice(0, query.limit).map(({ row }) => {
    const detail = detailOf[type]?.(row);
    return {
      type,
      id: row.id,
      title: String(row[entity.title] ?? row.id),
      ...(typeof detail === 'string' && detail !== '' ? { detail } : {}),
    };
  });
};

type Hit = Awaited<ReturnType<typeof hitsOf>>[number];

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
    return [{ type: 'product', id: product.id, title: String(product['name'] ?? product.id), detail: hit.title }];
  });
};

export const searchRoutes: Routes = {
  contracts: [searchAll],
  handlers: {
    [searchAll.id]: async (input, ctx) => {
      const types = searched.filter((type) => may(ctx.actor.roles, `${entityOf(type).domain}:read`));
      const found = await Promise.all(types.map((type) => hitsOf(type, ctx, input.query)));
      const hits = found.flat();
      const codes = hits.filter((hit) => hit.type === 'partCode');
      const others = hits.filter((hit) => hit.type !== 'partCode');
      return { items: [...others, ...(await asProducts(codes, others, ctx))] };
    },
  },
};
