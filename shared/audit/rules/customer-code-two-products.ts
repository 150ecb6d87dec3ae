import type { GroupFault, Row, RuleContext } from '../../kernel/rule.ts';
import { defineGroupRule } from '../../kernel/rule.ts';
import { normalisePartCode } from '../../pricing/part-code.ts';
import { noSettings } from '../audited.ts';
import { MAX_RELATED, textIn } from '../duplicates.ts';

/** Aliases that are followed: a customer is rarely merged more often. */
const MAX_HOPS = 5;

/** The record that an id stands for after merges. */
const resolved = (type: string, id: string, context: Pick<RuleContext, 'row'>): string => {
  let winner = id;
  for (let hops = 0; hops < MAX_HOPS; hops++) {
    const alias = context.row(type, winner)?.['aliasOf'];
    if (typeof alias !== 'string') return winner;
    winner = alias;
  }
  return winner;
};

/**
 * One part code of a customer that names two products: an import let it in, or two customers that turned out to be one had it each.
 * Codes are compared without case, spaces and dashes.
 */
export const customerCodeTwoProducts = defineGroupRule({
  id: 'customer-code-two-products',
  area: 'master-data',
  severity: 'high',
  types: ['partCode'],
  label: { en: 'One customer part code on two products', zh: '同一客户料号对应两个产品' },
  explanation: {
    en: 'The customer writes a code and gets one of two products. Which one is luck, and the wrong one comes back.',
    zh: '客户按料号下单，发出去的是两个产品中的哪一个全凭运气，发错就要退货。',
  },
  help: {
    en: 'Ask the customer which product the code stands for now, and archive the other entry.',
    zh: '向客户确认该料号现在对应哪个产品，并归档另一条。',
  },
  settings: noSettings,
  dueDays: 3,
  keys: (row) => {
    const code = normalisePartCode(textIn(row, 'code') ?? '');
    return code === '' || textIn(row, 'accountId') === undefined ? [] : [code];
  },
  evaluateGroup: (_key, rows, context) => {
    if (rows.length < 2) return undefined;
    const byAccount = Map.groupBy(rows, (row) => resolved('account', textIn(row, 'accountId')!, context));
    return [...byAccount.values()].flatMap((own): GroupFault[] => {
      const products = new Set(own.map((row) => resolved('product', textIn(row, 'productId') ?? '', context)));
      if (products.size < 2) return [];
      const [oldest, ...others] = [...own].sort((a, b) => (a.id < b.id ? -1 : 1)) as [Row, ...Row[]];
      const named = [...products].map((id) => textIn(context.row('product', id) ?? oldest, 'code') ?? id);
      return [
        {
          subjectId: oldest.id,
          subjectType: 'partCode',
          locator: 'productId',
          found: named.slice(0, 6).join(', ').slice(0, 300),
          expected: '1',
          related: others.slice(0, MAX_RELATED).map((row) => row.id),
        },
      ];
    });
  },
});
