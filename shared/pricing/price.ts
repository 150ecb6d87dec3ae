import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { fault } from '../kernel/problem.ts';
import { approvedRows } from './keep-past.ts';

/** Rows that contradict themselves or each other. */
export const rowFaults = (rows: readonly Record<string, unknown>[]): FieldFault[] => {
  const seen = new Set<string>();
  return rows.flatMap((row, index) => {
    const { from, to, minQuantity } = row;
    if (typeof from === 'string' && typeof to === 'string' && to < from)
      return [fault(`lines.${index}.to`, 'out-of-order')];
    // Two rows that begin on one day for one quantity: nobody could say which holds.
    const start = `${from ?? ''}|${Number(minQuantity ?? 0) <= 1 ? 0 : minQuantity}`;
    if (seen.has(start)) return [fault(`lines.${index}.${from === undefined ? 'minQuantity' : 'from'}`, 'duplicate')];
    seen.add(start);
    return typeof row['price'] === 'number' && row['price'] < 0 ? [fault(`lines.${index}.price`, 'too-small')] : [];
  });
};

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
  // A price stays with its list and its product: it would else come into force, or go, without anybody's agreement.
  check: (next, previous) => [
    ...(previous
      ? (['priceListId', 'productId'] as const).flatMap((name) =>
          next.data[name] === previous.data[name]
            ? []
            : [fault(name, 'not-allowed-value', String(previous.data[name]))],
        )
      : []),
    ...rowFaults(next.lines ?? []),
  ],
  changes: { lines: 'price-change' },
  approved: approvedRows,
  changesFree: { ref: 'priceListId', field: 'status', states: ['draft'] },
  relation: (record) => ({ parentId: String(record.data['productId']), kind: 'price', at: record.createdAt }),
  listExtras: (record) => ({
    pricePeriods: (record.lines ?? []).map((line) => [
      line['from'] ?? null,
      line['to'] ?? null,
      line['price'] ?? null,
      line['minQuantity'] ?? null,
      line['floorPrice'] ?? null,
    ]),
  }),
  example: { priceListId: 'plt_1', productId: 'prd_1', lines: [{ from: '2027-01-01', minQuantity: 1, price: 3299 }] },
});
