import type { Row } from '../../kernel/rule.ts';
import { defineGroupRule } from '../../kernel/rule.ts';
import { noSettings } from '../audited.ts';
import { contactKeys, duplicateFault, sameBirth, textIn } from '../duplicates.ts';
import { addressForm, codeForm, codeWithoutZeros, emailForm, nameForm, phoneForm } from '../text-form.ts';

/** A branch that is linked to its head office is there on purpose. */
const withoutBranches = (rows: readonly Row[]): readonly Row[] => {
  const ids = new Set(rows.map((row) => row.id));
  const parents = new Set<unknown>();
  return rows.filter((row) => {
    const parent = row['parentId'];
    if (parent === undefined) return true;
    if (ids.has(String(parent)) || parents.has(parent)) return false;
    parents.add(parent);
    return true;
  });
};

/**
 * One customer entered twice: the same code or tax id in another spelling, or the same name together with the same mailbox,
 * phone or address. A name alone proves nothing: two people may share it.
 */
export const duplicateAccount = defineGroupRule({
  id: 'duplicate-account',
  area: 'master-data',
  severity: 'high',
  types: ['account'],
  label: { en: 'Customer entered twice', zh: '客户重复' },
  explanation: {
    en: 'Half of the history stands at one record, half at the other. Two people court one customer, and the credit limit is granted twice.',
    zh: '往来记录一半在这边、一半在那边，两个人跟同一个客户，信用额度也给了两份。',
  },
  help: {
    en: 'Compare both records, carry over what only one of them has, and archive the newer one. Search by phone and tax id before you create a customer.',
    zh: '对比两条记录，把只有一方有的资料补过去，再归档较新的一条。新建客户前先按电话和税号查一遍。',
  },
  settings: noSettings,
  dueDays: 14,
  keys: (row) => {
    const name = nameForm(textIn(row, 'name') ?? '');
    const code = textIn(row, 'code');
    const tax = textIn(row, 'taxId');
    const phone = textIn(row, 'phone');
    const email = textIn(row, 'email');
    const address = textIn(row, 'address');
    return [
      ...(code === undefined ? [] : [`code:${codeForm(code)}`]),
      // Leading zeros are a spelling only where the name says so too.
      ...(code === undefined || name === '' ? [] : [`zero:${codeWithoutZeros(code)}|${name}`]),
      ...(tax === undefined ? [] : [`tax:${codeForm(tax)}`]),
      ...contactKeys(name, {
        mail: [email && emailForm(email)],
        phone: [phone && phoneForm(phone)],
        address: [address && addressForm(address, textIn(row, 'city'))],
      }),
    ];
  },
  evaluateGroup: (key, rows) =>
    duplicateFault(key.startsWith('code:') || key.startsWith('zero:') ? rows : sameBirth(withoutBranches(rows))),
});
