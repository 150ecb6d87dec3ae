import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import { outside } from '../kernel/problem.ts';
import { approvedProduct } from '../pricing/keep-past.ts';

/** A product with its dated prices and costs; the period without an end is the present one. */
export const product = defineEntity({
  name: 'product',
  collection: 'products',
  label: { en: 'Product', zh: '产品' },
  plural: { en: 'Products', zh: '产品' },
  domain: 'products',
  schemaVersion: 1,
  fields: {
    code: f.text(
      { en: 'Product code', zh: '产品编码' },
      {
        max: 60,
        dataClass: 'critical',
        example: 'HL-U509-R',
        aliases: ['code', 'key', 'product key', 'sku', 'item code', '料号', '编码'],
      },
    ),
    name: f.text(
      { en: 'Name', zh: '名称' },
      {
        max: 160,
        example: 'Sport-100 Helmet, red',
        aliases: ['name', 'nm', 'product', 'description', '产品名称', '品名'],
      },
    ),
    specification: f
      .text({ en: 'Specification', zh: '规格' }, { max: 200, aliases: ['spec', 'specification', '规格型号', '型号'] })
      .optional(),
    categoryId: f
      .ref('category', { en: 'Category', zh: '类别' }, { aliases: ['category', 'category code', '产品类别'] })
      .optional(),
    line: f.text({ en: 'Product line', zh: '产品线' }, { max: 60, aliases: ['line', 'product line'] }).optional(),
    unit: f
      .text({ en: 'Unit', zh: '单位' }, { max: 20, example: 'pcs', aliases: ['unit', 'uom', '计量单位'] })
      .optional(),
    status: f
      .choice(
        { active: { en: 'Active', zh: '在售' }, retired: { en: 'Retired', zh: '停售' } },
        { en: 'Status', zh: '状态' },
        { aliases: ['status'] },
      )
      .default('active'),
    price: f
      .money(
        { en: 'List price', zh: '标准价' },
        { dataClass: 'critical', example: 3499, aliases: ['price', 'list price', '单价', '售价', '价格'] },
      )
      .optional(),
    cost: f
      .money(
        { en: 'Cost', zh: '成本' },
        { sensitive: 'cost', dataClass: 'critical', example: 1309, aliases: ['cost', '成本价'] },
      )
      .optional(),
    floorPrice: f
      .money(
        { en: 'Floor price', zh: '底价' },
        { sensitive: 'cost', dataClass: 'critical', aliases: ['floor', '底价'] },
      )
      .optional(),
    currency: f.currency().optional(),
    taxRate: f.number({ en: 'Tax rate %', zh: '税率%' }, { aliases: ['tax rate', 'vat', '税率'] }).optional(),
    /** Decimals that a quantity of it may have. */
    decimals: f.integer({ en: 'Decimals of quantities', zh: '数量小数位' }, { aliases: ['decimals'] }).optional(),
    externalCode: f.text({ en: 'Former code', zh: '旧编码' }, { max: 60, aliases: ['id', 'old code'] }).optional(),
    note: f.longText({ en: 'Note', zh: '备注' }, { aliases: ['note', 'remark'] }).optional(),
  },
  lines: {
    from: f
      .date({ en: 'Valid from', zh: '生效日期' }, { aliases: ['start date', 'start dt', 'valid from', '开始日期'] })
      .optional(),
    to: f
      .date({ en: 'Valid to', zh: '失效日期' }, { aliases: ['end date', 'end dt', 'valid to', '结束日期'] })
      .optional(),
    price: f.money({ en: 'Price', zh: '价格' }, { dataClass: 'critical' }).optional(),
    cost: f
      .money({ en: 'Cost', zh: '成本' }, { sensitive: 'cost', dataClass: 'critical', aliases: ['cost'] })
      .optional(),
    sourceKey: f.text({ en: 'Key at the source', zh: '来源键' }, { max: 60, aliases: ['id'] }).optional(),
  },
  keys: [{ field: 'code' }],
  title: 'name',
  search: ['name', 'code', 'specification', 'externalCode'],
  defaultSort: 'code',
  owned: false,
  // Dated prices of each period: the price rules ask which were in force.
  listExtras: (record) => ({
    pricePeriods: (record.lines ?? []).map((line) => [line['from'] ?? null, line['to'] ?? null, line['price'] ?? null]),
  }),
  changes: {
    code: 'product-change',
    price: 'price-change',
    cost: 'price-change',
    floorPrice: 'price-change',
    lines: 'price-change',
  },
  approved: approvedProduct,
  check: ({ data }, previous) =>
    data['taxRate'] === previous?.data['taxRate'] ? [] : outside('taxRate', data['taxRate'], [0, 100]),
  mergeable: true,
  importable: true,
  example: { code: 'HL-U509-R', name: 'Sport-100 Helmet, red', unit: 'pcs', price: 3499, cost: 1309, currency: 'CNY' },
});
