import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';

/** The prices of one product in one list: dated and by quantity. The row with the largest quantity that is reached counts. */
export const price = defineEntity({
  name: 'price',
  collection: 'prices',
  label: { en: 'Price', zh: '价格' },
  plural: { en: 'Prices', zh: '价格' },
  domain: 'prices',
  schemaVersion: 1,
  fields: {
    priceListId: f.ref('priceList', { en: 'Price list', zh: '价格表' }),
    productId: f.ref('product', { en: 'Product', zh: '产品' }),
    /** List and product: no list has a product twice. */
    key: f.text({ en: 'Key', zh: '键' }, { max: 100, computed: true }).optional(),
    note: f.text({ en: 'Note', zh: '备注' }, { max: 300 }).optional(),
  },
  lines: {
    from: f.date({ en: 'Valid from', zh: '生效日期' }, { aliases: ['from', 'valid from', '生效日期'] }).optional(),
    to: f.date({ en: 'Valid to', zh: '失效日期' }, { aliases: ['to', 'valid to', '失效日期'] }).optional(),
    minQuantity: f
      .number({ en: 'From quantity', zh: '起订量' }, { example: 100, aliases: ['quantity', '起订量'] })
      .optional(),
    price: f.money(
      { en: 'Price', zh: '价格' },
      { dataClass: 'critical', example: 3299, aliases: ['price', '价格', '单价'] },
    ),
    floorPrice: f
      .money(
        { en: 'Floor price', zh: '底价' },
        { sensitive: 'cost', dataClass: 'critical', example: 2999, aliases: ['floor', 'floor price', '底价'] },
      )
      .optional(),
  },
  keys: [{ field: 'key' }],
  title: 'key',
  search: ['key'],
  defaultSort: 'key',
  owned: false,
  derive: (next) => ({ ...next, data: { ...next.data, key: `${next.data['priceListId']}|${next.data['productId']}` } }),
  changes: { lines: 'price-change' },
  changesFree: { ref: 'priceListId', field: 'status', states: ['draft'] },
  relation: (record) => ({ parentId: String(record.data['productId']), kind: 'price', at: record.createdAt }),
  listExtras: (record) => ({
    pricePeriods: (record.lines ?? []).map((line) => [
      line['from'] ?? null,
      line['to'] ?? null,
      line['price'] ?? null,
      line['minQuantity'] ?? null,
    ]),
  }),
  example: { priceListId: 'plt_1', productId: 'prd_1', lines: [{ from: '2027-01-01', minQuantity: 1, price: 3299 }] },
});
