import { expect, it } from 'vitest';
import { groupFaults, record } from '../testing.ts';
import { duplicateContact } from './duplicate-contact.ts';

type Data = Record<string, unknown>;
const found = (a: Data, b: Data) => groupFaults(duplicateContact, [record('contact', a), record('contact', b)]).length;

it.each<[string, Data, Data, number]>([
  [
    'name and mailbox',
    { name: '王小明', email: 'wang@example.com' },
    { name: '王 小明', email: 'WANG@example.com' },
    1,
  ],
  [
    'phone of one is mobile of the other',
    { name: 'Li Na', phone: '+86 138 0013 8000' },
    { name: 'na li', mobile: '13800138000' },
    1,
  ],
  [
    'both mailbox and mobile: still one',
    { name: 'Li Na', email: 'l@example.com', mobile: '13800138000' },
    { name: 'Li Na', email: 'l@example.com', mobile: '13800138000' },
    1,
  ],
  ['the same name, no contact data', { name: '王伟' }, { name: '王伟' }, 0],
  ['the same name at one account', { name: '王伟', accountId: 'acc_1' }, { name: '王伟', accountId: 'acc_1' }, 0],
  [
    'colleagues at one switchboard',
    { name: 'Li Na', phone: '021-58881234' },
    { name: 'Wang Wei', phone: '021-58881234' },
    0,
  ],
])('%s', (_name, a, b, count) => {
  expect(found(a, b)).toBe(count);
});
