import { figureOf } from '../../credit/figure.ts';
import type { Row } from '../../kernel/rule.ts';
import { defineGroupRule } from '../../kernel/rule.ts';
import { noSettings } from '../audited.ts';

/** Kinds of documents that take credit. */
const documents = ['order', 'receivable', 'payment', 'creditNote'] as const;

const accountOf = (row: Row): string[] => {
  const id = row['type'] === 'account' ? row.id : row['accountId'];
  return typeof id === 'string' ? [id] : [];
};

/**
 * A customer's exposure that is not what their open orders, unpaid receivables and unallocated money come to. The two are written in
 * one transaction, so that a difference is somebody's doing past the product, an import that was not followed, or a fault of it.
 */
export const exposureDiffers = defineGroupRule({
  id: 'exposure-differs',
  area: 'documents',
  severity: 'high',
  types: ['account', ...documents],
  label: { en: 'Credit exposure differs from the documents', zh: '信用占用与单据不符' },
  explanation: {
    en: 'Orders are let through or held by this figure. A wrong one lets a customer over the limit, or stops one who has paid.',
    zh: '订单放行还是冻结都看这个数。数字不对，要么让客户超额，要么误停已付款的客户。',
  },
  help: {
    en: 'Have finance rebuild the exposure on the account’s credit page, and tell the administrator: somebody may have altered the table.',
    zh: '请财务在客户的信用页面重新计算信用占用，并告知管理员：数据可能被人绕过系统改动。',
  },
  settings: noSettings,
  dueDays: 1,
  needs: ['credit'],
  keys: accountOf,
  evaluateGroup: (accountId, rows, { credit }) => {
    // An account that is not in use any more has nobody to look after the finding.
    if (!rows.some((row) => row.id === accountId)) return undefined;
    const differences = credit?.(accountId) ?? [];
    if (differences.length === 0) return undefined;
    return {
      subjectId: accountId,
      subjectType: 'account',
      locator: 'creditLimit',
      found: differences.map(({ currency, kept }) => figureOf(kept, currency)).join(', '),
      expected: differences.map(({ currency, counted }) => figureOf(counted, currency)).join(', '),
    };
  },
});
