import { expect, it } from 'vitest';
import { groupFaults, record } from '../testing.ts';
import { productSeveralCodes } from './product-several-codes.ts';

type Data = Record<string, unknown>;
const found = (a: Data, b: Data) =>
  groupFaults(productSeveralCodes, [
    record('product', { code: 'A-100', ...a }),
    record('product', { code: 'B-200', ...b }),
  ]).length;

it.each<[string, Data, Data]>([
  ['case, spaces and dashes', { name: 'Sport-100 Helmet, Red' }, { name: 'sport 100  helmet red' }],
  ['full width', { name: 'Bolt M8x20' }, { name: 'Ｂｏｌｔ　Ｍ８×２０' }],
  ['the unit that it is sold in', { name: 'Bolt M8', unit: 'pcs' }, { name: 'Bolt M8', unit: '件' }],
  ['the unit of a measure', { name: 'Oil 0.5 l' }, { name: 'Oil 500ml' }],
  ['a measure in Chinese', { name: '链条油 1公斤' }, { name: '链条油 1000 克' }],
  [
    'specification in the name',
    { name: 'Helmet red', specification: 'size L' },
    { name: 'Helmet', specification: 'red, size L' },
  ],
])('one product: %s', (_name, a, b) => {
  expect(found(a, b)).toBe(1);
});

it.each<[string, Data, Data]>([
  ['another size', { name: 'Road-150 Red, 62' }, { name: 'Road-150 Red, 56' }],
  ['another colour', { name: 'Sport-100 Helmet- Red' }, { name: 'Sport-100 Helmet- Black' }],
  ['another number in the name', { name: 'HL Road Frame 1' }, { name: 'HL Road Frame 2' }],
  ['another specification', { name: 'Bolt', specification: 'M8×20' }, { name: 'Bolt', specification: 'M8×25' }],
  ['1.5 is not 15', { name: 'Cable 1.5 mm' }, { name: 'Cable 15 mm' }],
  ['1 11 is not 11 1', { name: 'Screw 1 11' }, { name: 'Screw 11 1' }],
  ['one code in two spellings is another rule’s', { code: 'A-100', name: 'Helmet' }, { code: 'a100', name: 'Helmet' }],
])('two products: %s', (_name, a, b) => {
  expect(found(a, b)).toBe(0);
});

it('takes the dated prices of one record for one product', () => {
  const lines = [{ from: '2011-07-01', to: '2012-06-30' }, { from: '2012-07-01' }];
  expect(groupFaults(productSeveralCodes, [record('product', { code: 'A-1', name: 'Helmet' }, { lines })])).toEqual([]);
});

it('is one finding for three codes', () => {
  const [a, b, c] = ['A-1', 'A-2', 'A-3'].map((code) => record('product', { code, name: 'Helmet' }));
  expect(groupFaults(productSeveralCodes, [a!, b!, c!])).toMatchObject([
    { subjectId: a!.id, locator: 'code', related: [b!.id, c!.id] },
  ]);
});
