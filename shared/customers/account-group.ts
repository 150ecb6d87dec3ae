import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';

/** A group of accounts: for prices, and for a credit limit that its accounts share. */
export const accountGroup = defineEntity({
  name: 'accountGroup',
  collection: 'account-groups',
  label: { en: 'Customer group', zh: '客户组' },
  plural: { en: 'Customer groups', zh: '客户组' },
  domain: 'accounts',
  schemaVersion: 1,
  fields: {
    name: f.text({ en: 'Name', zh: '名称' }, { max: 120, example: '战略客户', aliases: ['group', '客户组'] }),
    creditLimit: f
      .money({ en: 'Shared credit limit', zh: '集团信用额度' }, { sensitive: 'credit', dataClass: 'critical' })
      .optional(),
    currency: f.currency().optional(),
    note: f.longText({ en: 'Note', zh: '备注' }).optional(),
  },
  keys: [{ field: 'name' }],
  title: 'name',
  search: ['name'],
  defaultSort: 'name',
  owned: false,
  changes: { creditLimit: 'account-change', currency: 'account-change' },
  example: { name: '战略客户' },
});
