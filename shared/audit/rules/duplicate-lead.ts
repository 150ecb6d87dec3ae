import { defineGroupRule } from '../../kernel/rule.ts';
import { openLeadStates } from '../../leads/lead.ts';
import { strongKeys } from '../../matching/matching.ts';
import { noSettings } from '../audited.ts';
import { duplicateFaults } from '../duplicates.ts';

/** Leads that somebody works on, or may take from the pool. One that was converted or is dead may rightly come again. */
const isLive = (status: unknown): boolean => status === 'recycled' || openLeadStates.includes(String(status));

/** One enquirer who is two leads: the same name together with the same mailbox or number. Colleagues of one firm are several leads. */
export const duplicateLead = defineGroupRule({
  id: 'duplicate-lead',
  area: 'master-data',
  severity: 'medium',
  types: ['lead'],
  label: { en: 'Lead entered twice', zh: '线索重复' },
  explanation: {
    en: 'Two people call one enquirer, often with two offers. The counts of leads, and what each campaign brought, are too high by one.',
    zh: '两个人跟同一个客户，报价可能还不一样；线索数量和市场活动的效果也都多算了一条。',
  },
  help: {
    en: 'Merge the two: choose field by field what stays; the merge can be undone. Agree on who goes on. Heed the warning that appears while a lead is typed in.',
    zh: '合并两条线索，逐项选择保留的值，合并后可以撤销，并商定由谁继续跟进。新建线索时留意录入过程中的重复提示。',
  },
  settings: noSettings,
  dueDays: 3,
  keys: (row) => strongKeys('lead', row),
  evaluateGroup: (_key, rows, context) =>
    duplicateFaults(
      'lead',
      rows.filter((row) => isLive(row['status'])),
      context,
    ),
});
