import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';

/** The form in which customers' part codes are compared: `ab-12 / x` and `AB12X` are one code. */
export const normalisePartCode = (code: string): string => code.toUpperCase().replace(/[\s\-_./\\]+/g, '');

/** Account and compared code: under this a customer's code is found. */
export const partCodeKey = (accountId: unknown, code: unknown): string =>
  `${accountId}|${normalisePartCode(String(code ?? ''))}`;

/** A customer's own code for a product (OTC-7). */
export const partCode = defineEntity({
  name: 'partCode',
  collection: 'part-codes',
  label: { en: 'Customer part code', zh: '客户料号' },
  plural: { en: 'Customer part codes', zh: '客户料号' },
  domain: 'accounts',
  schemaVersion: 1,
  fields: {
    accountId: f.ref('account', { en: 'Account', zh: '客户' }, { aliases: ['account', 'customer', '客户编码'] }),
    code: f.text(
      { en: 'Customer part code', zh: '客户料号' },
      { max: 60, example: 'YY-88231', aliases: ['customer part', 'customer code', '客户料号'] },
    ),
    productId: f.ref('product', { en: 'Product', zh: '产品' }, { aliases: ['product', 'product code', '产品编码'] }),
    description: f.text({ en: 'Customer’s name for it', zh: '客户品名' }, { max: 200 }).optional(),
    /** Account and compared code: a code names one product. */
    key: f.text({ en: 'Key', zh: '键' }, { max: 120, computed: true }).optional(),
  },
  keys: [{ field: 'key' }],
  title: 'code',
  // The key too: a code is found however its letters and digits are parted.
  search: ['code', 'description', 'key'],
  defaultSort: 'code',
  owned: false,
  derive: (next) => ({
    ...next,
    data: { ...next.data, key: partCodeKey(next.data['accountId'], next.data['code']) },
  }),
  relation: (record) => ({ parentId: String(record.data['accountId']), kind: 'part', at: record.createdAt }),
  importable: true,
  example: { accountId: 'acc_1', code: 'YY-88231', productId: 'prd_1' },
});
