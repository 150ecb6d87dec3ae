import { expect, test } from 'vitest';
import type { Line } from './lines-diff.ts';
import { changedFields, countKinds, diffLines } from './lines-diff.ts';

const spring = { from: '2026-01-01', to: '2026-06-30', price: 3499 };
const autumn = { from: '2026-07-01', price: 3699 };

const cases: { name: string; before: Line[]; after: Line[]; kinds: string[] }[] = [
  { name: 'nothing changed', before: [spring, autumn], after: [spring, autumn], kinds: ['same', 'same'] },
  {
    name: 'the order of fields is no change',
    before: [spring],
    after: [{ price: 3499, to: '2026-06-30', from: '2026-01-01' }],
    kinds: ['same'],
  },
  { name: 'an empty value is no value', before: [autumn], after: [{ ...autumn, to: null }], kinds: ['same'] },
  {
    name: 'another price of the same period',
    before: [spring, autumn],
    after: [spring, { ...autumn, price: 3899 }],
    kinds: ['same', 'changed'],
  },
  { name: 'a new period at the end', before: [spring], after: [spring, autumn], kinds: ['same', 'added'] },
  { name: 'a new period at the beginning', before: [autumn], after: [spring, autumn], kinds: ['added', 'same'] },
  {
    name: 'a period taken out stands where it stood',
    before: [spring, autumn],
    after: [autumn],
    kinds: ['removed', 'same'],
  },
  { name: 'all taken out', before: [spring, autumn], after: [], kinds: ['removed', 'removed'] },
  {
    name: 'two lines that say the same count twice',
    before: [spring],
    after: [spring, spring],
    kinds: ['same', 'added'],
  },
  {
    name: 'the key at the source tells a line whose period moved',
    before: [{ ...spring, sourceKey: 'k1' }],
    after: [{ from: '2026-02-01', price: 3499, sourceKey: 'k1' }],
    kinds: ['changed'],
  },
];

test.each(cases)('the difference of lines: $name', ({ before, after, kinds }) => {
  expect(diffLines(before, after).map((one) => one.kind)).toEqual(kinds);
});

test('a changed line says which values differ, and the kinds are counted', () => {
  const differences = diffLines([spring, autumn], [spring, { ...autumn, price: 3899, to: '2026-12-31' }]);
  const changed = differences.find((one) => one.kind === 'changed');
  expect(changedFields(changed?.before ?? {}, changed?.after ?? {}).sort()).toEqual(['price', 'to']);
  expect(countKinds(differences)).toEqual({ same: 1, added: 0, removed: 0, changed: 1 });
});
