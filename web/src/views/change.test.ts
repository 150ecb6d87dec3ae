import { expect, test } from 'vitest';
import { account } from '../../../shared/customers/account.ts';
import type { FieldSpec } from '../records/fields.ts';
import { fieldSpecs } from '../records/fields.ts';
import type { ChangeLine } from './change.ts';
import { bulkFields, changeOf, howsOf } from './change.ts';

const own: FieldSpec = {
  name: 'custom.wheels',
  type: 'number',
  label: { en: 'Wheels', zh: '轮数' },
  required: false,
  place: 'custom',
};
const specs = [...fieldSpecs(account, { shows: () => true }), own];
const context = { currency: 'CNY', timeZone: 'Asia/Shanghai', today: '2026-11-22' };
const line = (field: string, how: ChangeLine['how'], draft = ''): ChangeLine => ({ key: 1, field, how, draft });

test.each([
  [line('city', 'set', '上海'), { set: { city: '上海' } }],
  [line('city', 'empty'), { set: { city: null } }],
  [line('ownerId', 'set', 'mem_2'), { set: { ownerId: 'mem_2' } }],
  [line('custom.wheels', 'set', '2'), { set: { custom: { wheels: 2 } } }],
  [line('tags', 'add', 'vip，华东'), { add: { tags: ['vip', '华东'] } }],
  [line('tags', 'remove', 'vip'), { remove: { tags: ['vip'] } }],
])('%j', (one, change) => expect(changeOf([one], specs, context)).toEqual({ change, faults: new Map() }));

test('a value that cannot be read, or none at all, is told beside its line', () => {
  expect(changeOf([line('custom.wheels', 'set', 'two')], specs, context).faults.get(1)?.code).toBe('type');
  expect(changeOf([line('city', 'set')], specs, context).faults.get(1)?.code).toBe('required');
});

test('names and computed fields are no business of many records at once', () => {
  const names = bulkFields(specs, account.title).map((one) => one.name);
  expect(names).toContain('city');
  expect(names).toContain('ownerId');
  expect(names).not.toContain(account.title);
  expect(names).not.toContain('updatedAt');
});

test('what a record must have cannot be emptied', () => {
  expect(howsOf({ ...own, required: true })).toEqual(['set']);
  expect(howsOf(own)).toEqual(['set', 'empty']);
});
