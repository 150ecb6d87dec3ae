import { defineRule } from '../../kernel/rule.ts';
import { countryCodeOf } from '../../standards/countries.ts';
import { vatExample } from '../../standards/tax-id.ts';
import { auditedTypes, noSettings } from '../audited.ts';
import { faultsWith } from '../standard-faults.ts';

const wrong = faultsWith(['bad-tax-id'], '91350100M000100Y43');

/**
 * A tax id whose check character or form is wrong, where the data standard says that the field holds one: a unified social credit
 * code in China, a VAT number in the European Union. What other countries write is not judged.
 */
export const badTaxId = defineRule({
  id: 'bad-tax-id',
  area: 'master-data',
  severity: 'high',
  types: auditedTypes,
  label: { en: 'Tax id cannot be right', zh: '税号有误' },
  explanation: {
    en: 'An invoice with a wrong tax id is not valid: the customer cannot deduct it, sends it back, and pays later.',
    zh: '税号错了，发票就作废：客户无法抵扣，只能退票重开，回款也跟着推迟。',
  },
  help: {
    en: 'Copy the code from the business licence or from the customer’s own invoice, and check the country of the record: it says which form is asked for.',
    zh: '按营业执照或客户自己开具的发票核对税号；同时检查国家/地区是否填对，税号按所在国家的规则校验。',
  },
  settings: noSettings,
  dueDays: 7,
  evaluate: (record, context) => {
    const country = record.data['country'];
    const example = typeof country === 'string' ? vatExample(countryCodeOf(country)) : undefined;
    return wrong(record, context).map((fault) => (example === undefined ? fault : { ...fault, expected: example }));
  },
});
