import { defineRule } from '../../kernel/rule.ts';
import { auditedTypes, noSettings } from '../audited.ts';
import { faultsWith } from '../standard-faults.ts';

/** A country that is in no list: an abbreviation of somebody's own, or a spelling that the standard does not allow. */
export const badCountry = defineRule({
  id: 'bad-country',
  area: 'master-data',
  severity: 'low',
  types: auditedTypes,
  label: { en: 'Country is not one of the standard', zh: '国家/地区不规范' },
  explanation: {
    en: 'One country under several spellings falls apart into several in every report, and shipping papers need the right one.',
    zh: '同一个国家写法不一，统计时就成了好几个；出货文件也必须写对。',
  },
  help: {
    en: 'Choose the country from the list instead of typing it.',
    zh: '从列表中选择国家/地区，不要手工输入。',
  },
  settings: noSettings,
  dueDays: 30,
  evaluate: faultsWith(['bad-country'], 'CN, US, DE …'),
});
