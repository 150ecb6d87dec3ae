import { defineRule } from '../../kernel/rule.ts';
import { isBlank, standardPaths } from '../../standards/check.ts';
import { auditedTypes, cameUnreadable, noSettings } from '../audited.ts';

/**
 * A value that the data standard requires and that is not there, in the record or in one of its lines. A value that came
 * with an import and could not be read is there: `bad-date`, `orphan-reference` or `unreadable-value` speaks of it.
 */
export const requiredMissing = defineRule({
  id: 'required-missing',
  area: 'master-data',
  severity: 'medium',
  types: auditedTypes,
  label: { en: 'Required value is missing', zh: '必填项为空' },
  explanation: {
    en: 'Whoever works with the record next has to ask for what is missing, or guesses. Totals and lists that use the field come out wrong.',
    zh: '缺的内容，后面的人只能再去问，或者凭猜测处理；用到该字段的合计和清单也会出错。',
  },
  help: {
    en: 'Ask the customer or look it up on the source document, then fill in the field. Do not put a filler such as "-" or "none".',
    zh: '向客户核实或查原始单据后补填，不要用“-”“无”之类的内容凑数。',
  },
  settings: noSettings,
  dueDays: 14,
  evaluate: (record, { standard }) =>
    standardPaths(standard, record.data, record.lines).flatMap(({ path, rule, value }) =>
      rule.required && isBlank(value) && !cameUnreadable(record, path)
        ? [{ locator: path, ...(rule.example === undefined ? {} : { expected: rule.example }) }]
        : [],
    ),
});
