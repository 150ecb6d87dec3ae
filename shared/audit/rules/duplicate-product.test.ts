import { expect, it } from 'vitest';
import { groupFaults, record } from '../testing.ts';
import { duplicateProduct } from './duplicate-product.ts';

type Data = Record<string, unknown>;
const found = (a: Data, b: Data) => groupFaults(duplicateProduct, [record('product', a), record('product', b)]).length;

it.each<[string, Data, Data, number]>([
  ['one code in two spellings', { code: 'HL-U509-R', name: 'Helmet' }, { code: 'hl u509r', name: 'Sport helmet' }, 1],
  ['one name, once without code', { code: 'HL-U509', name: 'Helmet, red' }, { name: 'helmet red' }, 1],
  ['one name under two codes is another rule’s', { code: 'A-1', name: 'Helmet' }, { code: 'B-2', name: 'Helmet' }, 0],
  [
    'another number in the code',
    { code: 'BK-R93R-62', name: 'Road-150 Red, 62' },
    { code: 'BK-R93R-56', name: 'Road-150 Red, 56' },
    0,
  ],
  ['a dash that parts other numbers', { code: 'P-1-11', name: 'a' }, { code: 'P-11-1', name: 'b' }, 0],
  ['a longer code', { code: 'HL-U509', name: 'black' }, { code: 'HL-U509-R', name: 'red' }, 0],
])('%s', (_name, a, b, count) => {
  expect(found(a, b)).toBe(count);
});
