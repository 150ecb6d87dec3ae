import { defineGroupRule } from '../../kernel/rule.ts';
import { strongKeys } from '../../matching/matching.ts';
import { noSettings } from '../audited.ts';
import { duplicateFaults } from '../duplicates.ts';

/**
 * One customer entered twice: the same code or tax id in another spelling, or the same name, typing mistakes allowed for, together
 * with the same mailbox, phone or address. A name alone proves nothing: two people may share it. A branch that is linked is there on purpose.
 */
export const duplicateAccount = defineGroupRule({
  id: 'duplicate-account',
  area: 'master-data',
  severity: 'high',
  types: ['account'],
  label: { en: 'Customer entered twice', zh: '客户重复' },
  explanation: {
    en: 'Half of the history stands at one record, half at the other. Two people court one customer, and the credit limit is granted twice.',
    zh: '往来记录一半在这边、一半在那边，两个人跟同一个客户，信用额度也给了两份。',
  },
  help: {
    en: 'Merge the two: choose field by field what stays; the merge can be undone. Heed the warning that appears while a customer is typed in.',
    zh: '合并两条记录：逐项选择保留哪一个值，合并后可以撤销。新建客户时留意录入过程中出现的重复提示。',
  },
  settings: noSettings,
  dueDays: 14,
  keys: (row) => strongKeys('account', row),
  evaluateGroup: (_key, rows, context) => duplicateFaults('account', rows, context),
});
