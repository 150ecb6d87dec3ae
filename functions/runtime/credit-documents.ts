import type { ByCurrency } from '../../shared/credit/parts.ts';
import { addAll, holdsOf, sumOfHolds } from '../../shared/credit/parts.ts';
import { entities } from '../../shared/entities.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { familyOf, idsOf } from '../../shared/matching/aliases.ts';
import type { ListView } from '../../shared/search/list-view.ts';
import { recordKey } from '../../shared/table/keys.ts';
import type { CreditCtx } from './credit-subjects.ts';
import { toRec } from './stored.ts';
import type { Item } from './table.ts';

/** Kinds of documents that take credit. */
export const holdingTypes: readonly string[] = entities.filter((one) => one.holds).map((one) => one.name);

/** A row of the list index as far as a document's holds ask: fields and envelope. */
const asRecord = (row: Row): Rec => ({ ...row, data: row }) as unknown as Rec;

/** Documents of a kind by account: those that take credit now, and whether there are others. */
type Holding = ReadonlyMap<string, readonly string[]>;
/** With the currencies of all documents of the kind. */
interface Index {
  revision: number;
  holding: Holding;
  currencies: ReadonlySet<string>;
}
const indexes = new WeakMap<ListView, Index>();

/** What a list says of who takes credit, kept beside the view until the view changes. */
export const indexOf = (view: ListView): Index => {
  const known = indexes.get(view);
  if (known?.revision === view.revision) return known;
  const holding = new Map<string, string[]>();
  const currencies = new Set<string>();
  for (const row of view.rows.values()) {
    if (typeof row['currency'] === 'string') currencies.add(row['currency']);
    if (typeof row['accountId'] !== 'string') continue;
    const own = holding.get(row['accountId']) ?? [];
    if (holdsOf(asRecord(row)).length > 0) own.push(row.id);
    holding.set(row['accountId'], own);
  }
  const index = { revision: view.revision, holding, currencies };
  indexes.set(view, index);
  return index;
};

const indexed = (view: ListView): Holding => indexOf(view).holding;

/** The lists of all kinds of documents that take credit. */
export const viewsOf = ({ deps, table, workspace }: CreditCtx): Promise<ListView[]> =>
  Promise.all(holdingTypes.map((type) => deps.lists.fresh(workspace.id, type, table)));

/** Documents that take credit of the accounts, by the list index; ids. */
const holding = async (accounts: readonly string[], ctx: CreditCtx): Promise<string[]> =>
  (await viewsOf(ctx)).flatMap((view) => accounts.flatMap((id) => indexed(view).get(id) ?? []));

/** A document that cannot be read: what its account takes is not known. */
export class Unreadable extends Error {}

const heldBy = (item: Item): ReturnType<typeof holdsOf> => {
  try {
    return holdsOf(toRec(item));
  } catch (error) {
    throw new Unreadable(`${String(item['id'])}: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** What each account takes by its documents, read consistently. @throws Unreadable */
export const countedOf = async (
  accounts: readonly string[],
  ctx: CreditCtx,
): Promise<ReadonlyMap<string, ByCurrency>> => {
  const ids = await holding(accounts, ctx);
  const items = await ctx.table.batchGet(ids.map((id) => recordKey(ctx.workspace.id, id)));
  return sumOfHolds(items.flatMap((item) => (item ? heldBy(item) : [])));
};

/** What an account takes by its documents, and by those of the records that it took in; one that was merged itself takes nothing. */
export const countedFor = async (
  account: Pick<Rec, 'id' | 'aliases' | 'aliasOf'>,
  ctx: CreditCtx,
): Promise<ByCurrency> => {
  if (account.aliasOf !== undefined) return new Map();
  const counted = await countedOf(idsOf(account), ctx);
  return addAll(...counted.values());
};

/** The ids under which documents name each account; none for one that was merged into another. */
export const familiesOf = async (
  accounts: readonly string[],
  ctx: CreditCtx,
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const { rows } = await ctx.deps.lists.fresh(ctx.workspace.id, 'account', ctx.table);
  return new Map(
    accounts.map((id) => [
      id,
      rows.get(id)?.['aliasOf'] === undefined ? [...new Set([id, ...familyOf(rows, id)])] : [],
    ]),
  );
};
