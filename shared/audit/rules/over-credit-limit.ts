import type { Row } from '../../kernel/rule.ts';
import { defineGroupRule } from '../../kernel/rule.ts';
import { owedStates } from '../../receivables/receivable.ts';
import { bindingStates } from '../../sales/order.ts';
import { amountText } from '../amounts.ts';
import { noSettings } from '../audited.ts';
import { MAX_RELATED, textIn } from '../duplicates.ts';

const amountIn = (row: Row, field: string): number => (typeof row[field] === 'number' ? row[field] : 0);

/** What a document takes of its customer's credit, minor units; below zero it gives. */
const taken = (row: Row): number => {
  const status = String(row['status']);
  switch (row['type']) {
    case 'order':
      return bindingStates.includes(status) ? amountIn(row, 'openTotal') : 0;
    case 'receivable':
      return owedStates.includes(status) ? amountIn(row, 'balance') : 0;
    case 'payment':
      return status === 'received' ? -amountIn(row, 'unallocated') : 0;
    case 'creditNote':
      return status === 'approved' ? -amountIn(row, 'unallocated') : 0;
    default:
      return 0;
  }
};

/**
 * A customer who takes more credit than the limit allows, and nobody has released it. What stands in another currency than the limit
 * is left out: the rates are the counters' business. An order that was released, and what was billed of it, covers itself.
 */
export const overCreditLimit = defineGroupRule({
  id: 'over-credit-limit',
  area: 'documents',
  severity: 'high',
  types: ['account', 'order', 'receivable', 'payment', 'creditNote'],
  label: { en: 'Over the credit limit without a release', zh: '超信用额度且未经解冻' },
  explanation: {
    en: 'Beyond the limit each further delivery is the company’s own money at risk, and nobody has said that it may be.',
    zh: '超出额度的每一笔出货，都是拿公司的钱冒险，而没有人批准过。',
  },
  help: {
    en: 'Have what is due paid, hold open orders, or ask for a release or another limit with a reason.',
    zh: '催收到期货款、冻结未出货订单，或说明理由申请解冻、调整额度。',
  },
  settings: noSettings,
  dueDays: 3,
  byTime: true,
  keys: (row) => {
    if (row['type'] === 'account') return typeof row['creditLimit'] === 'number' ? [row.id] : [];
    const account = textIn(row, 'accountId');
    return account === undefined || taken(row) === 0 ? [] : [account];
  },
  evaluateGroup: (key, rows, context) => {
    const account = rows.find((row) => row.id === key);
    const limit = account?.['creditLimit'];
    if (typeof limit !== 'number') return undefined;
    const takers = rows.filter((row) => row.id !== key);
    // An account without a currency is measured by that of its documents, as far as there is one.
    const currencies = new Set(takers.flatMap((row) => textIn(row, 'currency') ?? []));
    const currency = textIn(account!, 'currency') ?? (currencies.size === 1 ? [...currencies][0] : undefined);
    const counted = takers.filter((row) => row['currency'] === currency);
    const sum = (some: readonly Row[]) => some.reduce((all, row) => all + taken(row), 0);
    const covered = (row: Row): boolean => {
      if (row['type'] === 'order') return (textIn(row, 'releasedUntil') ?? '') >= context.today;
      const order = row['type'] === 'receivable' ? textIn(row, 'orderId') : undefined;
      return order !== undefined && textIn(context.row('order', order) ?? row, 'releasedUntil') !== undefined;
    };
    const exposure = sum(counted);
    if (exposure <= limit || sum(counted.filter((row) => !covered(row))) <= limit) return undefined;
    return {
      subjectId: key,
      subjectType: 'account',
      // The figures are for those who may see the limit.
      locator: 'creditLimit',
      found: amountText(exposure, currency),
      expected: `≤ ${amountText(limit, currency)}`,
      related: counted
        .filter((row) => taken(row) > 0)
        .sort((a, b) => taken(b) - taken(a) || (a.id < b.id ? -1 : 1))
        .slice(0, MAX_RELATED)
        .map((row) => row.id),
    };
  },
});
