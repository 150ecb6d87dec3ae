import type { Row } from '../kernel/rule.ts';
import type { CauseBranch } from './complaints.contract.ts';

/** Levels that are followed in what an import may have brought; entry refuses far fewer. */
const MAX_FOLLOWED = 50;

const text = (row: Row, name: string): string | undefined => {
  const value = row[name];
  return typeof value === 'string' ? value : undefined;
};

/** Each cause's parent. One whose parent is gone, or that stands below its own child, is a root: a circle that an import brought is cut at its first code. */
const parentsOf = (causes: readonly Row[]): Map<string, string | undefined> => {
  const parents = new Map(causes.map((row) => [row.id, text(row, 'parentId')]));
  const known = new Set(parents.keys());
  for (const [id, parent] of parents) {
    const seen = new Set([id]);
    let above = parent;
    while (above !== undefined && known.has(above) && !seen.has(above) && seen.size < MAX_FOLLOWED) {
      seen.add(above);
      above = parents.get(above);
    }
    if (!known.has(parent ?? '') || above === id || seen.size === MAX_FOLLOWED) parents.set(id, undefined);
  }
  return parents;
};

const byCode = (a: Row, b: Row): number => {
  const [x, y] = [String(a['code'] ?? ''), String(b['code'] ?? '')];
  return x === y ? (a.id < b.id ? -1 : 1) : x < y ? -1 : 1;
};

/**
 * The tree of causes, each directly above what belongs to it, with the complaints of each and of its whole branch. Every cause stands
 * in it once, whatever its parents say.
 * @param complaints rows of the period; each counts once, at the cause that it names
 */
export const causeTreeOf = (
  causes: Iterable<Row>,
  complaints: Iterable<Row>,
): { items: CauseBranch[]; unknown: number; total: number } => {
  const rows = [...causes].filter((row) => row['removedAt'] === undefined).sort(byCode);
  const parents = parentsOf(rows);
  const own = new Map<string, number>();
  let [unknown, total] = [0, 0];
  for (const row of complaints) {
    total++;
    const id = text(row, 'causeId');
    if (id === undefined || !parents.has(id)) unknown++;
    else own.set(id, (own.get(id) ?? 0) + 1);
  }
  const below = new Map<string | undefined, Row[]>();
  for (const row of rows) {
    const parent = parents.get(row.id);
    const beside = below.get(parent);
    if (beside) beside.push(row);
    else below.set(parent, [row]);
  }
  const items: CauseBranch[] = [];
  const place = (row: Row, depth: number): number => {
    const [code, name, nameEn] = [text(row, 'code'), text(row, 'name'), text(row, 'nameEn')];
    const parentId = parents.get(row.id);
    const item: CauseBranch = {
      id: row.id,
      ...(code === undefined ? {} : { code }),
      ...(name === undefined ? {} : { name }),
      ...(nameEn === undefined ? {} : { nameEn }),
      ...(parentId === undefined ? {} : { parentId }),
      // One that was put away keeps its complaints, or their number would change by it.
      inUse: row['inUse'] !== false && row['archivedAt'] === undefined,
      version: Number(row['version']),
      depth,
      own: own.get(row.id) ?? 0,
      all: 0,
    };
    items.push(item);
    item.all = item.own + (below.get(row.id) ?? []).reduce((sum, child) => sum + place(child, depth + 1), 0);
    return item.all;
  };
  for (const root of below.get(undefined) ?? []) place(root, 0);
  return { items, unknown, total };
};
