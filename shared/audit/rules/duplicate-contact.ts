import { defineGroupRule } from '../../kernel/rule.ts';
import { strongKeys } from '../../matching/matching.ts';
import { noSettings } from '../audited.ts';
import { duplicateFaults } from '../duplicates.ts';

/** One person entered twice: the same name together with the same mailbox or number. A name alone proves nothing. */
export const duplicateContact = defineGroupRule({
  id: 'duplicate-contact',
  area: 'master-data',
  severity: 'medium',
  types: ['contact'],
  label: { en: 'Contact entered twice', zh: '联系人重复' },
  explanation: {
    en: 'The person gets everything twice, and a change of number or job reaches only one of the two records.',
    zh: '同一个人会收到两遍信息，换了号码或职务也只改到其中一条。',
  },
  help: {
    en: 'Merge the two: choose field by field what stays; the merge can be undone. A person who changed firms keeps one record under the new account.',
    zh: '合并两条记录，逐项选择保留的值，合并后可以撤销。换了公司的人只保留一条，挂到新客户名下。',
  },
  settings: noSettings,
  dueDays: 14,
  keys: (row) => strongKeys('contact', row),
  evaluateGroup: (_key, rows, context) => duplicateFaults('contact', rows, context),
});
