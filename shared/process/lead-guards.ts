import type { Guard } from './guard.ts';
import { text } from './guard.ts';

/** Guards of leads: a part of the list in guards.ts. */
export const leadGuards: readonly Guard[] = [
  {
    id: 'lead-reachable',
    label: { en: 'There is a way to reach them', zh: '有可用的联系方式' },
    help: { en: 'Enter a mobile, phone number or e-mail address.', zh: '请填写手机、电话或邮箱。' },
    types: ['lead'],
    test: (rec) => (['mobile', 'phone', 'email'].some((name) => text(rec, name) !== '') ? [] : [{ field: 'mobile' }]),
  },
  {
    id: 'lead-converted',
    label: { en: 'It became an account', zh: '已转为客户' },
    help: {
      en: 'Use “Convert”: it makes account, contact and opportunity and takes this step itself.',
      zh: '请使用“转化”：系统会建立客户、联系人和商机，并自动完成这一步。',
    },
    elsewhere: true,
    types: ['lead'],
    test: (rec) => (text(rec, 'accountId') === '' ? [{ field: 'accountId' }] : []),
  },
  {
    id: 'lead-claimed',
    label: { en: 'It was taken from the pool', zh: '已从公海领取' },
    help: {
      en: 'Use “Claim” in the pool, which counts what each colleague takes.',
      zh: '请在公海中“领取”，系统会计入各人的领取数量。',
    },
    elsewhere: true,
    types: ['lead'],
    test: (rec) => (text(rec, 'poolSince') === '' ? [] : [{ field: 'poolSince' }]),
  },
];
