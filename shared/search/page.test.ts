import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row } from '../kernel/rule.ts';
import { findRows } from './find.ts';
import { ListView } from './list-view.ts';
import { pageOf } from './page.ts';
import type { Selection } from './query.ts';
import { selects } from './query.ts';
import { madeUp, rowWith, viewOf } from './search.fixture.ts';
import { parseQuery } from './words.ts';

const ROWS = Array.from({ length: 5_000 }, (_, n) => ({ ...madeUp(n), city: `city ${n % 17}`, size: n % 90 }));

const words = fc.constantFrom(
  ...[
    'ocean',
    'oce',
    'cean',
    '张',
    '张三',
    '三丰',
    'zhang',
    'zhangsan',
    'zsf',
    'zh',
    'li',
    'lw',
    'zeng',
    'shan',
    'chongqing',
    'cq',
  ],
  ...[
    '1380',
    '00012',
    'c-0000',
    'c000',
    'person12',
    'company7.example',
    '经理',
    '采购',
    'mü',
    'a',
    '3',
    'ltd',
    'ocean 12',
    'wang 139',
    '+86 138 0123',
    'zzz',
  ],
);
const conditions = fc.constantFrom<Selection['conditions']>(
  [],
  [{ field: 'city', op: 'eq', value: 'CITY 3' }],
  [{ field: 'size', op: 'eq', value: '7' }],
  [{ field: 'size', op: 'lt', value: '2' }],
);
const change = fc.oneof(
  fc.record({
    act: fc.constant('rename' as const),
    n: fc.nat(4_999),
    name: fc.constantFrom('Ocean', '张三丰', 'Zed', '重庆'),
  }),
  fc.record({ act: fc.constant('archive' as const), n: fc.nat(4_999) }),
  fc.record({ act: fc.constant('own' as const), n: fc.nat(4_999) }),
  fc.record({ act: fc.constant('add' as const), name: fc.constantFrom('Ocean New', '曾三', 'C-000012') }),
  fc.record({ act: fc.constant('ask' as const), q: words, conditions }),
);

const nameOf = (selection: Selection) => JSON.stringify(selection);
const query = (selection: Selection, partition: string) => ({
  partition,
  sort: 'city',
  selection,
  name: nameOf(selection),
  limit: 10_000,
});
const byId = (rows: Iterable<Row>) => [...rows].map(({ id }) => id).sort();

describe('a list that is searched and filtered', () => {
  it('has exactly the rows that reading through all would have, whatever changed meanwhile', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 4, maxLength: 25 }), words, conditions, (changes, q, filter) => {
        const view = viewOf(ROWS);
        view.index();
        let made = 0;
        const next = (row: Row, more: Record<string, unknown>) =>
          view.apply([{ ...row, ...more, version: (row['version'] as number) + 1 }]);
        const at = (n: number) => view.rows.get(ROWS[n]!.id)!;
        for (const one of changes) {
          if (one.act === 'rename') next(at(one.n), { name: one.name, _q: rowWith('', [one.name])['_q'] });
          else if (one.act === 'archive') next(at(one.n), { archivedAt: '2026-01-01' });
          else if (one.act === 'own') next(at(one.n), { ownerId: 'mem_1', city: 'city 3' });
          else if (one.act === 'add')
            view.apply([{ ...rowWith(`new${made++}`, [one.name]), ownerId: 'mem_1', city: 'city 3' }]);
          else pageOf(view, query({ q: one.q, conditions: one.conditions, archived: 'no' }, 'all'));
        }
        for (const partition of ['all', 'o:mem_1']) {
          const selection: Selection = { q, conditions: filter, archived: 'no' };
          const page = pageOf(view, query(selection, partition));
          const through = [...view.ordered(partition, 'city')].filter(selects(selection));
          expect(page.rows.map(({ id }) => id)).toEqual(through.map(({ id }) => id));
          expect(page.total).toBe(through.length);
          // One made of the same rows from the beginning finds the same.
          const anew = new ListView();
          anew.apply([...view.rows.values()]);
          expect(byId(pageOf(anew, query(selection, partition)).rows)).toEqual(byId(page.rows));
        }
      }),
      { numRuns: 12 },
    );
  });

  it.each(['city', '-city', 'size', '-name'])('is the same walked page by page, sorted by %s', (sort) => {
    const view = viewOf(ROWS.map((row, n) => (n % 5 ? row : { ...row, city: undefined })));
    for (const q of ['person12', 'oce', undefined]) {
      const selection: Selection = { q, conditions: [], archived: 'no' };
      const all = [...view.ordered('all', sort)].filter(selects(selection));
      const walked: Row[] = [];
      let after: ReturnType<typeof pageOf>['last'];
      do {
        const page = pageOf(view, { ...query(selection, 'all'), sort, after, limit: 97 });
        expect(page.total).toBe(all.length);
        walked.push(...page.rows);
        after = page.last;
      } while (after);
      expect(walked).toEqual(all);
    }
  });

  it('keeps its count as rows come, change and go', () => {
    const view = viewOf(ROWS);
    const selection: Selection = { conditions: [{ field: 'size', op: 'lt', value: '80' }], archived: 'no' };
    const total = () => pageOf(view, { ...query(selection, 'all'), limit: 1 }).total;
    const before = total();
    const [row] = [...view.ordered('all', 'size')];
    view.apply([{ ...row!, version: 2, size: 85 }]);
    expect(total()).toBe(before - 1);
    view.apply([
      { ...row!, version: 3, size: 3 },
      { ...rowWith('new', ['New']), size: 1 },
    ]);
    expect(total()).toBe(before + 1);
    view.apply([{ ...row!, version: 4, size: 3, removedAt: '2026-01-01' }]);
    expect(total()).toBe(before);
  });
});

describe('a search box over rows that change', () => {
  const search = { partition: 'all', limit: 50, titleField: 'name', self: 'me', recentFrom: '2026-06-01' };
  const found = (view: ListView, q: string) => findRows(view, { ...search, query: parseQuery(q) }).hits;

  it('finds what a row is called now, and never what it was called', () => {
    const view = viewOf(ROWS);
    expect(found(view, 'unheard-of')).toEqual([]);
    const row = view.rows.get(ROWS[7]!.id)!;
    view.apply([{ ...row, ...rowWith(row.id, ['Unheard-of 甲骨文']), version: 2 }]);
    expect(found(view, 'unheard').map(({ row: { id } }) => id)).toEqual([row.id]);
    expect(found(view, 'jiaguwen').map(({ row: { id } }) => id)).toEqual([row.id]);
    expect(found(view, 'person7@').map(({ row: { id } }) => id)).not.toContain(row.id);
    view.apply([{ ...row, ...rowWith(row.id, ['Other']), version: 3 }]);
    expect(found(view, 'unheard')).toEqual([]);
  });

  it('finds everything after thousands of changes that came one by one', () => {
    const view = viewOf(ROWS);
    view.index();
    for (let n = 0; n < 9_000; n += 300)
      view.apply(Array.from({ length: 300 }, (_, i) => rowWith(`late${n + i}`, [`Latecomer ${n + i}`])));
    for (const n of [0, 299, 4_095, 4_096, 8_999]) expect(found(view, `latecomer ${n}`)[0]!.row.id).toBe(`late${n}`);
    expect(found(view, String((ROWS[11] as Row)['name'])).length).toBeGreaterThan(0);
  });
});
