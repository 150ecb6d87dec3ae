import { defineGroupRule } from '../../kernel/rule.ts';
import { noSettings } from '../audited.ts';
import { contactKeys, duplicateFault, sameBirth, textIn } from '../duplicates.ts';
import { emailForm, nameForm, phoneForm } from '../text-form.ts';

/** One person entered twice: the same name together with the same mailbox or number. A name alone proves nothing. */
export const duplicateContact = defineGroupRule({
  id: 'duplicate-contact',
  area: 'master-data',
  severity: 'medium',
  types: ['contact'],
  label: { en: 'Contact entered twice', zh: '联系人重复' },
  explanation: {
    en: 'The person gets everything twice, and a change of number or job reaches only one of the two records.',
    zh: '同一个人会收到两遍信息，换了号码或职务也只改到其中一条。',
  },
  help: {
    en: 'Carry over what only one of the records has and archive the newer one. A person who changed firms keeps one record under the new account.',
    zh: '把只有一方有的资料补齐，再归档较新的一条。换了公司的人只保留一条，挂到新客户名下。',
  },
  settings: noSettings,
  dueDays: 14,
  keys: (row) => {
    const numbers = [textIn(row, 'phone'), textIn(row, 'mobile')].map((number) => number && phoneForm(number));
    const email = textIn(row, 'email');
    return [
      ...new Set(
        contactKeys(nameForm(textIn(row, 'name') ?? ''), { mail: [email && emailForm(email)], phone: numbers }),
      ),
    ];
  },
  evaluateGroup: (_key, rows) => duplicateFault(sameBirth(rows)),
});
