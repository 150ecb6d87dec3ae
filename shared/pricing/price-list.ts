import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import { fault } from '../kernel/problem.ts';

export const priceListStatuses = {
  draft: { en: 'Draft', zh: '草稿' },
  'pending-approval': { en: 'Pending approval', zh: '待审批' },
  active: { en: 'In force', zh: '生效' },
  retired: { en: 'Retired', zh: '停用' },
  cancelled: { en: 'Cancelled', zh: '取消' },
} as const;

/**
 * A price list (OTC-1): for everybody, a group of customers or one customer, in one currency, between dates. The more particular list
 * goes before the more general one; the product's own list price comes last. Prices of a draft are free to change, those of a list
 * in force change one by one by approval, or all at once by a new list that replaces it.
 */
export const priceList = defineEntity({
  name: 'priceList',
  collection: 'price-lists',
  label: { en: 'Price list', zh: '价格表' },
  plural: { en: 'Price lists', zh: '价格表' },
  domain: 'prices',
  schemaVersion: 1,
  fields: {
    name: f.text({ en: 'Name', zh: '名称' }, { max: 120, example: '2027 标准价格表' }),
    status: f.choice(priceListStatuses, { en: 'Status', zh: '状态' }).default('draft'),
    currency: f.currency(),
    groupId: f.ref('accountGroup', { en: 'Customer group', zh: '客户组' }).optional(),
    accountId: f.ref('account', { en: 'Account', zh: '客户' }).optional(),
    from: f.date({ en: 'Valid from', zh: '生效日期' }).optional(),
    to: f.date({ en: 'Valid to', zh: '失效日期' }).optional(),
    /** The list that this one takes the place of on the day it comes into force. */
    replacesId: f.ref('priceList', { en: 'Replaces', zh: '替代' }).optional(),
    activeAt: f.datetime({ en: 'In force since', zh: '生效时间' }, { computed: true }).optional(),
    retiredAt: f.datetime({ en: 'Retired', zh: '停用时间' }, { computed: true }).optional(),
    note: f.longText({ en: 'Note', zh: '备注' }).optional(),
  },
  keys: [{ field: 'name' }],
  title: 'name',
  search: ['name'],
  defaultSort: 'name',
  owned: false,
  process: { field: 'status', of: () => 'price-list' },
  check: ({ data: { from, to } }) =>
    typeof from === 'string' && typeof to === 'string' && to < from ? [fault('to', 'out-of-order')] : [],
  example: { name: '2027 标准价格表', currency: 'CNY', from: '2027-01-01' },
});
