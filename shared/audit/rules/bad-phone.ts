import { defineRule } from '../../kernel/rule.ts';
import { auditedTypes, noSettings } from '../audited.ts';
import { faultsWith } from '../standard-faults.ts';

/** A phone number that no one can dial. Without a country code it belongs to the workspace's own country. */
export const badPhone = defineRule({
  id: 'bad-phone',
  area: 'master-data',
  severity: 'medium',
  types: auditedTypes,
  label: { en: 'Phone number cannot be right', zh: '电话号码有误' },
  explanation: {
    en: 'A number that cannot be dialled is found out only when the customer has to be reached in a hurry.',
    zh: '打不通的号码往往到急着联系客户时才被发现。',
  },
  help: {
    en: 'Take the number from a business card or a recent e-mail and write it with country and area code: +86 21 5888 1234.',
    zh: '按名片或最近的邮件核对号码，写全国家代码和区号，例如 +86 21 5888 1234。',
  },
  settings: noSettings,
  dueDays: 14,
  evaluate: faultsWith(['bad-phone'], '+86 21 5888 1234'),
});
