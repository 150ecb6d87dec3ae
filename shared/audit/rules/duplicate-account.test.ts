import { expect, it } from 'vitest';
import { groupFaults, record } from '../testing.ts';
import { duplicateAccount } from './duplicate-account.ts';

type Data = Record<string, unknown>;
const found = (...data: Data[]) =>
  groupFaults(
    duplicateAccount,
    data.map((one) => record('account', one)),
  ).length;

it.each<[string, Data, Data]>([
  ['the code with a dash', { code: 'AW00011000' }, { code: 'AW-00011000' }],
  ['the code in small letters and full width', { code: 'C000123' }, { code: 'ｃ000123 ' }],
  [
    'the code without zeros, of one name',
    { code: 'C000123', name: 'Ocean Ltd' },
    { code: 'C123', name: 'ocean limited' },
  ],
  ['the tax id', { taxId: '91310000MA1FL0XX0X' }, { taxId: '91310000ma1fl0xx0x' }],
  [
    'name and mailbox',
    { name: 'Ocean Machines Ltd.', email: 'Info@Ocean.cn' },
    { name: 'OCEAN MACHINES LIMITED', email: 'info@ocean.cn' },
  ],
  [
    'name and phone in two spellings',
    { name: '上海远洋机械有限公司', phone: '+86 21 5888 1234' },
    { name: '上海远洋 机械有限责任公司', phone: '021-58881234' },
  ],
  [
    'name and address',
    { name: 'Jon Yang', address: '3761 N. 14th St', city: 'Rockhampton' },
    { name: 'Yang, Jon', address: '3761 N 14th St.', city: 'Rockhampton' },
  ],
])('one customer: %s', (_name, a, b) => {
  expect(found(a, b)).toBe(1);
});

it.each<[string, Data, Data]>([
  ['the same name and nothing else', { name: 'Jordan King' }, { name: 'Jordan King' }],
  [
    'the same name in the same city',
    { name: 'Jordan King', city: 'Berlin', country: 'DE' },
    { name: 'Jordan King', city: 'Berlin', country: 'DE' },
  ],
  [
    'the same name at different numbers',
    { name: 'Jordan King', phone: '+49 30 901820' },
    { name: 'Jordan King', phone: '+49 30 901821' },
  ],
  [
    'the same mailbox of different names',
    { name: 'A Ltd', email: 'office@group.cn' },
    { name: 'B Ltd', email: 'office@group.cn' },
  ],
  [
    'a number in the name',
    { name: 'Plant 1', email: 'office@group.cn' },
    { name: 'Plant 2', email: 'office@group.cn' },
  ],
  ['codes of other digits', { code: 'C-1-11' }, { code: 'C-11-1' }],
  ['zeros in the code of another name', { code: 'C000123', name: 'A' }, { code: 'C123', name: 'B' }],
  [
    'father and son',
    { name: 'Li Wei', phone: '13800138000', birthDate: '1960-01-01' },
    { name: 'Li Wei', phone: '13800138000', birthDate: '1990-01-01' },
  ],
  ['a filler instead of a number', { name: 'Li Wei', phone: '0000000' }, { name: 'Li Wei', phone: '0000000' }],
])('two customers: %s', (_name, a, b) => {
  expect(found(a, b)).toBe(0);
});

it('is one finding at the oldest, whatever they share, and names the others', () => {
  const same = { name: 'Ocean Ltd', email: 'info@ocean.cn', phone: '021-58881234', taxId: '91310000MA1FL0XX0X' };
  const [a, b, c] = [
    record('account', same),
    record('account', same),
    record('account', { ...same, email: undefined }),
  ];
  const faults = groupFaults(duplicateAccount, [c!, b!, a!]);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatchObject({ subjectId: a!.id, locator: '', related: [b!.id, c!.id] });
});

it('lets a linked branch stand, and passes over what is archived or merged', () => {
  const same = { name: 'Ocean Ltd', email: 'info@ocean.cn' };
  const head = record('account', same);
  expect(groupFaults(duplicateAccount, [head, record('account', { ...same, parentId: head.id })])).toEqual([]);
  expect(
    groupFaults(duplicateAccount, [head, record('account', same, { archivedAt: '2026-11-01T00:00:00.000Z' })]),
  ).toEqual([]);
  expect(groupFaults(duplicateAccount, [head, record('account', same, { aliasOf: head.id })])).toEqual([]);
});
