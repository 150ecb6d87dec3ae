import { defineRule } from '../../kernel/rule.ts';
import { auditedTypes, noSettings } from '../audited.ts';
import { faultsWith } from '../standard-faults.ts';

/** An address that no mail can be sent to. */
export const badEmail = defineRule({
  id: 'bad-email',
  area: 'master-data',
  severity: 'medium',
  types: auditedTypes,
  label: { en: 'E-mail address cannot be right', zh: '邮箱地址有误' },
  explanation: {
    en: 'Quotes, surveys and reminders to this address come back or go to somebody else.',
    zh: '发往该地址的报价、回访和提醒会被退回，甚至寄给不相干的人。',
  },
  help: {
    en: 'Copy the address from a mail that the customer has sent. One address in a field, without name or brackets.',
    zh: '从客户来信中复制地址。一个字段只填一个地址，不带姓名和括号。',
  },
  settings: noSettings,
  dueDays: 14,
  evaluate: faultsWith(['bad-email'], 'name@example.com'),
});
