import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';

/** A person at an account (SAL-1). */
export const contact = defineEntity({
  name: 'contact',
  collection: 'contacts',
  label: { en: 'Contact', zh: '联系人' },
  plural: { en: 'Contacts', zh: '联系人' },
  domain: 'contacts',
  schemaVersion: 1,
  fields: {
    name: f.text(
      { en: 'Name', zh: '姓名' },
      { max: 100, example: '王小明', aliases: ['name', 'contact', 'full name', '联系人'] },
    ),
    accountId: f
      .ref('account', { en: 'Account', zh: '客户' }, { aliases: ['account', 'company', 'customer', '客户编码'] })
      .optional(),
    title: f
      .text({ en: 'Job title', zh: '职务' }, { max: 80, aliases: ['title', 'job title', 'position', '职位'] })
      .optional(),
    role: f
      .choice(
        {
          decision: { en: 'Decides', zh: '决策人' },
          influence: { en: 'Influences', zh: '影响人' },
          purchase: { en: 'Buys', zh: '采购' },
          use: { en: 'Uses', zh: '使用人' },
          finance: { en: 'Pays', zh: '财务' },
        },
        { en: 'Role in the deal', zh: '角色' },
        { aliases: ['role'] },
      )
      .optional(),
    email: f
      .email(
        { en: 'E-mail', zh: '邮箱' },
        { example: 'wang@example.com', aliases: ['email', 'e-mail', 'mail', '电子邮件'] },
      )
      .optional(),
    phone: f.phone({ en: 'Phone', zh: '电话' }, { aliases: ['phone', 'telephone', 'tel', '座机'] }).optional(),
    mobile: f
      .phone(
        { en: 'Mobile', zh: '手机' },
        { example: '+86 138 0013 8000', aliases: ['mobile', 'cell', 'cellphone', '手机号'] },
      )
      .optional(),
    birthDate: f
      .date({ en: 'Date of birth', zh: '出生日期' }, { aliases: ['birthday', 'birth date', '生日'] })
      .optional(),
    primary: f.boolean({ en: 'Main contact', zh: '主要联系人' }).optional(),
    note: f.longText({ en: 'Note', zh: '备注' }, { aliases: ['note', 'remark', '说明'] }).optional(),
  },
  keys: [],
  title: 'name',
  search: ['name', 'email', 'phone', 'mobile', 'title'],
  defaultSort: 'name',
  owned: true,
  relation: (record) => {
    const parent = record.data['accountId'];
    return typeof parent === 'string' ? { parentId: parent, kind: 'contact', at: record.createdAt } : undefined;
  },
  mergeable: true,
  importable: true,
  example: { name: '王小明', email: 'wang@example.com', mobile: '+86 138 0013 8000', title: '采购经理' },
});
