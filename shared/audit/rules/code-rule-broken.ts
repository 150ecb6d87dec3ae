import { defineRule } from '../../kernel/rule.ts';
import { followsRule, isBlank, valueAt } from '../../standards/check.ts';
import { auditedTypes, noSettings, shownText } from '../audited.ts';

/** A code that does not have the form of the data standard. A missing one is another rule's business. */
export const codeRuleBroken = defineRule({
  id: 'code-rule-broken',
  area: 'master-data',
  severity: 'medium',
  types: auditedTypes,
  label: { en: 'Code breaks the code rule', zh: '编码不符合编码规则' },
  explanation: {
    en: 'A code outside the rule cannot be sorted, checked or matched with other systems, and people stop trusting codes at all.',
    zh: '不合规则的编码无法归类和校验，也对不上其他系统，久而久之大家就不再相信编码。',
  },
  help: {
    en: 'Look up the right code on the source document and correct it. If the record was never given one, take the next free code of the rule.',
    zh: '查原始单据，改成正确的编码；如果当初没有编码，按规则取下一个可用的编码。',
  },
  settings: noSettings,
  dueDays: 14,
  evaluate: (record, { standard }) => {
    const rule = standard.codeRule;
    const value = rule ? valueAt(record.data, rule.field) : undefined;
    if (!rule || isBlank(value) || followsRule(rule, String(value))) return [];
    return [{ locator: rule.field, found: shownText(value), expected: rule.example }];
  },
});
