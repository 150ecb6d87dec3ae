import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';

test.each([
  ['plain text', 'Order approval', 'Order approval'],
  ['a comma', 'by phone, then by mail', '"by phone, then by mail"'],
  ['quotes', '“so to say” and "really"', '"“so to say” and ""really"""'],
  ['several lines', 'first\nsecond', '"first\nsecond"'],
  ['Chinese text', '口头同意后直接下单', '口头同意后直接下单'],
  ['a formula stays text', '=1+1', "'=1+1"],
  ['a formula with a comma', '@SUM(A1,A2)', '"\'@SUM(A1,A2)"'],
])('a cell of the file: %s', (_name, text, written) => {
  expect(csvOf([[text]])).toBe(`\uFEFF${written}\r\n`);
});

test('rows end as Excel expects it', () => {
  expect(
    csvOf([
      ['a', 'b'],
      ['c', ''],
    ]),
  ).toBe('\uFEFFa,b\r\nc,\r\n');
});
