import { defineGroupRule } from '../../kernel/rule.ts';
import { strongKeys } from '../../matching/matching.ts';
import { noSettings } from '../audited.ts';
import { duplicateFaults, textIn } from '../duplicates.ts';

/**
 * One product entered twice under one code in two spellings, or once without any. The same product under different codes is
 * `product-several-codes`; another size or colour is another product.
 */
export const duplicateProduct = defineGroupRule({
  id: 'duplicate-product',
  area: 'master-data',
  severity: 'high',
  types: ['product'],
  label: { en: 'Product entered twice', zh: '产品重复' },
  explanation: {
    en: 'Stock, price and cost are kept for two records of one thing. An order may take the one whose price was forgotten.',
    zh: '同一产品的库存、价格和成本分在两条记录上，下单时可能选中没有更新价格的那一条。',
  },
  help: {
    en: 'Keep the record with the code as the code rule writes it and archive the other one.',
    zh: '保留编码写法符合规则的一条，归档另一条。',
  },
  settings: noSettings,
  dueDays: 14,
  keys: (row) => strongKeys('product', row),
  evaluateGroup: (key, rows, context) => {
    if (!key.startsWith('code:') && rows.every((row) => textIn(row, 'code') !== undefined)) return undefined;
    return duplicateFaults('product', rows, context);
  },
});
