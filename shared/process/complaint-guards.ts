import { addDays } from '../kernel/time.ts';
import type { Guard } from './guard.ts';
import { lines, text } from './guard.ts';

/** Guards of complaints: a part of the list in guards.ts. */
export const complaintGuards: readonly Guard[] = [
  {
    id: 'contact-logged',
    label: { en: 'The contact with the customer is logged', zh: '已记录与客户的联系' },
    help: {
      en: 'Write down what the customer was asked and what they answered, at the head of the complaint.',
      zh: '请在客诉页面顶部记录问了什么、客户怎么回答。',
    },
    types: ['complaint'],
    test: (rec) => (Number(rec.data['contacts'] ?? 0) > 0 ? [] : [{ field: 'contacts' }]),
  },
  {
    id: 'affected-told',
    label: { en: 'Others who are affected are taken care of', zh: '已处理其他受影响的客户' },
    help: {
      en: 'Look at who got the same product and batch, and write down what they were told.',
      zh: '请查看同产品、同批次的其他客户，并写明对他们的处理。',
    },
    types: ['complaint'],
    test: (rec) =>
      text(rec, 'othersAffected') === 'yes' && text(rec, 'affectedNote').trim() === ''
        ? [{ field: 'affectedNote' }]
        : [],
  },
  {
    id: 'actions-done',
    label: {
      en: 'Something was corrected and prevented, and all actions are done',
      zh: '有纠正和预防措施，且全部完成',
    },
    help: {
      en: 'Enter at least one corrective and one preventive action, and the day on which each was done.',
      zh: '纠正措施和预防措施至少各一项，并填写每项的完成日期。',
    },
    types: ['complaint'],
    test: (rec, _value, { today }) => [
      ...((['corrective', 'preventive'] as const).every((kind) =>
        lines(rec).some((line) => (line['kind'] ?? 'corrective') === kind),
      )
        ? []
        : [{ field: 'lines' }]),
      ...lines(rec).flatMap((line, index) =>
        typeof line['doneDate'] === 'string' && line['doneDate'] <= today ? [] : [{ field: `lines.${index}.doneDate` }],
      ),
    ],
  },
  {
    id: 'verification-ahead',
    label: { en: 'The verification leaves time for it to come back', zh: '验证日期留有足够的观察期' },
    help: {
      en: 'Choose a later date: what is looked at the next day proves nothing.',
      zh: '请选择更晚的日期：第二天就验证说明不了问题。',
    },
    value: { label: { en: 'Days at least', zh: '至少天数' }, fallback: 7 },
    types: ['complaint'],
    test: (rec, value, { today }) =>
      text(rec, 'verifyOn') >= addDays(today, Math.trunc(value)) ? [] : [{ field: 'verifyOn' }],
  },
  {
    id: 'verification-due',
    label: { en: 'The date of verification has come', zh: '已到验证日期' },
    help: {
      en: 'Wait until the date of verification. If it came back before, use “Not solved”.',
      zh: '请等到验证日期；若已复发，请使用“未解决，重新调查”。',
    },
    types: ['complaint'],
    test: (rec, _value, { today }) =>
      text(rec, 'verifyOn') !== '' && text(rec, 'verifyOn') <= today ? [] : [{ field: 'verifyOn' }],
  },
  {
    id: 'customer-content',
    label: { en: 'The customer does not say that it is unsolved', zh: '客户未表示问题没有解决' },
    help: {
      en: 'The customer says that it is not solved: use “Not solved” and find the cause again.',
      zh: '客户表示尚未解决：请使用“未解决，重新调查”。',
    },
    types: ['complaint'],
    test: (rec) => (text(rec, 'confirmed') === 'no' ? [{ field: 'confirmed' }] : []),
  },
];
