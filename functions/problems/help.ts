import { localDate } from '../../shared/kernel/time.ts';
import { problemEntry } from '../../shared/problems/entry.ts';
import type { Help } from '../../shared/problems/help.ts';
import { helpOfRow, pageOfAddress, rankedHelp, wholeBook } from '../../shared/problems/help.ts';
import type { HelpItem, HelpQuery } from '../../shared/problems/problems.contract.ts';
import type { ListView } from '../../shared/search/list-view.ts';
import { parseQuery } from '../../shared/search/words.ts';
import { makeCursor, readCursor } from '../runtime/cursor.ts';
import type { Ctx, Handler } from '../runtime/http.ts';

/** What the product itself says: read when somebody asks for it first, not at the start of the function. */
const builtIn = async (): Promise<readonly Help[]> => (await import('../../shared/problems/built-in.ts')).builtInHelp();

interface Book {
  revision: number;
  own: readonly Help[];
  whole: readonly Help[];
}

/** The book of each list that is held in memory, made anew when one of its entries changed. */
const books = new WeakMap<ListView, Book>();

const bookNow = async (ctx: Ctx): Promise<Book> => {
  const [product, view] = await Promise.all([
    builtIn(),
    ctx.deps.lists.fresh(ctx.actor.ws, problemEntry.name, ctx.table),
  ]);
  const known = books.get(view);
  if (known?.revision === view.revision) return known;
  const own = [...view.rows.values()].flatMap((row) => helpOfRow(row) ?? []);
  const book = { revision: view.revision, own, whole: wholeBook(own, product) };
  books.set(view, book);
  return book;
};

const isProduct = (one: Help): boolean => one.id.startsWith('builtin:');

const bookOf = async ({ id, from, kind }: HelpQuery, ctx: Ctx): Promise<readonly Help[]> => {
  const { own, whole } = await bookNow(ctx);
  // By its name an entry of the product is found though the company has one of its own in its place.
  if (id !== undefined) return [...own, ...(await builtIn())].filter((one) => one.id === id);
  return whole.filter(
    (one) => (from === 'all' || isProduct(one) === (from === 'product')) && (kind === undefined || one.kind === kind),
  );
};

const shown = ({ about: _about, ...one }: Help, today: string): HelpItem => ({
  ...one,
  ...(one.reviewOn !== undefined && one.reviewOn < today ? { stale: true } : {}),
});

/** Help on what is asked about, a page of it. Only what is published, or comes with the product. */
export const help: Handler['handle'] = async (input, ctx) => {
  const query = input.query as HelpQuery;
  const { code, rule, step, page, q, limit, cursor } = query;
  const bound = JSON.stringify([ctx.actor.ws, ctx.actor.roles, { ...query, limit: 0, cursor: '' }]);
  const begin = readCursor<number>(cursor, bound) ?? 0;
  const found = rankedHelp(await bookOf(query, ctx), {
    code,
    rule,
    step,
    ...(page === undefined ? {} : { page: pageOfAddress(page) }),
    ...(q === undefined ? {} : { query: parseQuery(q) }),
    roles: ctx.actor.roles,
  });
  const today = localDate(ctx.now, ctx.workspace.timeZone);
  return {
    items: found.slice(begin, begin + limit).map((one) => shown(one, today)),
    total: found.length,
    ...(begin + limit < found.length ? { cursor: makeCursor(begin + limit, bound) } : {}),
  };
};
