import { defineRule } from '../../kernel/rule.ts';
import { valueAt } from '../../standards/check.ts';
import { customFaults } from '../../standards/custom.ts';
import { auditedTypes, noSettings, shownText, valuesOfType } from '../audited.ts';
import { faultsWith } from '../standard-faults.ts';

const byStandard = faultsWith(['not-allowed-value', 'bad-format']);

/** A value outside the allowed list or the pattern of the standard, or outside a field's own list of values. */
export const valueNotAllowed = defineRule({
  id: 'value-not-allowed',
  area: 'master-data',
  severity: 'medium',
  types: auditedTypes,
  label: { en: 'Value is not allowed', zh: '取值不符合标准' },
  explanation: {
    en: 'Values outside the standard cannot be grouped or compared: the same thing appears under several names, and each report counts it as several.',
    zh: '标准以外的取值无法归类比较：同一事物有几种叫法，每张报表里就成了几样东西。',
  },
  help: {
    en: 'Choose one of the allowed values, or write the value in the form that is shown. If the value is right and missing in the standard, ask the data steward to add it.',
    zh: '改用标准允许的值，或按示例的格式填写；如果该值本身没错而标准里没有，请数据管理员补充标准。',
  },
  settings: noSettings,
  dueDays: 14,
  evaluate: (record, context) => {
    const faults = new Map(byStandard(record, context).map((fault) => [fault.locator, fault]));
    for (const { locator, info, value } of valuesOfType(record, 'enum')) {
      const allowed = (info.values ?? []).map((one) => one.value);
      if (faults.has(locator) || allowed.includes(String(value))) continue;
      faults.set(locator, { locator, found: shownText(value), expected: allowed.join(', ') });
    }
    for (const { field, expected } of customFaults(context.standard, record.data['custom'])) {
      if (faults.has(field)) continue;
      faults.set(field, {
        locator: field,
        found: shownText(valueAt(record.data, field)),
        ...(expected === undefined ? {} : { expected }),
      });
    }
    return [...faults.values()];
  },
});
