import { defineGroupRule } from '../../kernel/rule.ts';
import { strongKeys } from '../../matching/matching.ts';
import { codeForm } from '../../matching/text-form.ts';
import { noSettings } from '../audited.ts';
import { duplicateFaults, textIn } from '../duplicates.ts';

/**
 * One product under several codes: the same name and specification, whatever the case, width or unit. Another number, size
 * or colour in either is another product. Dated prices are lines of one record and no second code.
 */
export const productSeveralCodes = defineGroupRule({
  id: 'product-several-codes',
  area: 'master-data',
  severity: 'high',
  types: ['product'],
  label: { en: 'One product under several codes', zh: '一物多码' },
  explanation: {
    en: 'Demand, stock and prices of one thing are split over its codes. Too much is bought, and customers pay different prices for the same.',
    zh: '同一产品的需求、库存和价格分散在几个编码上，容易多采购，同样的东西还会卖出不同的价格。',
  },
  help: {
    en: 'Agree on the code that stays, retire the others and say so in their note. If they do differ, write the difference into name or specification.',
    zh: '确定保留哪个编码，其余停售并在备注中说明；如果确有差别，请写进名称或规格。',
  },
  settings: noSettings,
  dueDays: 14,
  keys: (row) =>
    textIn(row, 'code') === undefined ? [] : strongKeys('product', row).filter((key) => !key.startsWith('code:')),
  evaluateGroup: (_key, rows, context) => {
    const byCode = new Map<string, (typeof rows)[number]>();
    for (const row of [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const code = codeForm(textIn(row, 'code')!);
      if (!byCode.has(code)) byCode.set(code, row);
    }
    return duplicateFaults('product', [...byCode.values()], context, 'code');
  },
});
