import { defineRule } from '../../kernel/rule.ts';
import { noSettings } from '../audited.ts';

/** Id under which the audit reports a rule that threw. */
export const RULE_FAILED = 'rule-failed';

/**
 * A rule that could not be carried out. It looks at no record: the audit itself opens its findings, one for each rule that
 * threw, and closes them after a sweep in which the rule ran through.
 */
export const ruleFailed = defineRule({
  id: RULE_FAILED,
  area: 'process',
  severity: 'high',
  types: [],
  label: { en: 'An audit rule could not be carried out', zh: '稽核规则执行出错' },
  explanation: {
    en: 'The other rules ran as usual, but this one has seen none of the records named here. Its faults may go unnoticed.',
    zh: '其他规则照常执行，但该规则没有检查到这里列出的记录，相应的错误可能被漏掉。',
  },
  help: {
    en: 'Check the settings of the rule. If they are right, tell whoever runs the system, with the text under “Found”.',
    zh: '先检查该规则的设置；设置无误时，请把“实际值”中的内容告知系统维护人员。',
  },
  settings: noSettings,
  dueDays: 3,
  evaluate: () => [],
});
