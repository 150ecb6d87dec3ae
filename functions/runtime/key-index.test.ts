import { expect, it } from 'vitest';
import type { Row } from '../../shared/kernel/rule.ts';
import { blockingKeys } from '../../shared/matching/matching.ts';
import { ListView } from '../../shared/search/list-view.ts';
import { keyIndexOf } from './key-index.ts';

const row = (id: number, version: number, code: string, more: object = {}): Row => ({
  id: `acc_${id}`,
  version,
  code,
  name: `Firm ${code}`,
  ...more,
});

it.each([
  ['a few at a time', 7],
  ['more at once than are noted down one by one', 900],
])('finds each record by what it says now, whatever it said before: %s', (_what, many) => {
  const view = new ListView();
  const now = new Map<number, Row>();
  for (let round = 0; round < 12; round++) {
    const rows = Array.from({ length: many }, (_, index) => {
      const id = (index * 31 + round * 17) % 1000;
      const isGone = (index + round) % 11 === 0;
      return row(id, round + 1, `C${(id * 7 + round) % 700}`, isGone ? { removedAt: 'now' } : {});
    });
    view.apply(rows);
    for (const one of rows) now.set(Number(one.id.slice(4)), view.rows.get(one.id)!);
    const index = keyIndexOf(view, 'account');
    for (const one of now.values()) {
      const found = blockingKeys('account', one).map((key) => index.at(key).includes(one.id));
      expect(found.every((is) => is === (one['removedAt'] === undefined))).toBe(true);
    }
    for (const code of ['C1', 'C350', 'C699']) {
      const is = [...now.values()].filter((one) => one['code'] === code && one['removedAt'] === undefined);
      expect([...index.at(`code:${code.toLowerCase()}`)].sort()).toEqual(is.map((one) => one.id).sort());
    }
  }
});

it('looks at no more records of a datum that a crowd shares than are worth comparing', () => {
  const view = new ListView();
  view.apply(Array.from({ length: 500 }, (_, id) => row(id, 1, `C${id}`, { phone: '021 5888 1234' })));
  expect(keyIndexOf(view, 'account').at('phone:58881234')).toHaveLength(60);
});
