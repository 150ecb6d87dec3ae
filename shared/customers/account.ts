import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import { fault } from '../kernel/problem.ts';

export const lostReasons = {
  price: { en: 'Price', zh: '价格' },
  quality: { en: 'Quality', zh: '质量' },
  delivery: { en: 'Delivery', zh: '交期' },
  service: { en: 'Service', zh: '服务' },
  competitor: { en: 'Went to a competitor', zh: '转向竞争对手' },
  'need-gone': { en: 'No need any more', zh: '不再需要' },
  'no-contact': { en: 'Contact lost', zh: '失去联系' },
  closed: { en: 'Closed down', zh: '停业注销' },
  moved: { en: 'Moved away', zh: '搬迁' },
  other: { en: 'Other', zh: '其他' },
} as const;

/** One that is a customer again was not lost: nothing is left of why. */
const withoutLoss = (data: Record<string, unknown>): Record<string, unknown> => {
  if (data['status'] === 'lost') return data;
  const { lostReason: _reason, lostOn: _on, lostNote: _note, ...kept } = data;
  return kept;
};

/** A customer of the company: a firm or a person (SAL-1). */
export const account = defineEntity({
  name: 'account',
  collection: 'accounts',
  label: { en: 'Account', zh: '客户' },
  plural: { en: 'Accounts', zh: '客户' },
  domain: 'accounts',
  schemaVersion: 1,
  fields: {
    code: f
      .text(
        { en: 'Account code', zh: '客户编码' },
        {
          max: 40,
          dataClass: 'controlled',
          example: 'C000123',
          aliases: ['code', 'key', 'customer key', 'account number', 'customer number', '编号', '客户代码', 'cid'],
        },
      )
      .optional(),
    name: f.text(
      { en: 'Name', zh: '名称' },
      {
        max: 160,
        example: '上海远洋机械有限公司',
        aliases: [
          'name',
          'account',
          'company',
          'customer',
          'customer name',
          '客户名称',
          '公司',
          '企业名称',
          '公司名称',
        ],
      },
    ),
    kind: f
      .choice(
        { company: { en: 'Company', zh: '企业' }, person: { en: 'Person', zh: '个人' } },
        { en: 'Kind', zh: '类型' },
        { aliases: ['kind', 'customer type'] },
      )
      .default('company'),
    firstName: f
      .text({ en: 'First name', zh: '名' }, { max: 60, aliases: ['first name', 'firstname', 'given name'] })
      .optional(),
    lastName: f
      .text({ en: 'Last name', zh: '姓' }, { max: 60, aliases: ['last name', 'lastname', 'surname', 'family name'] })
      .optional(),
    gender: f.text({ en: 'Gender', zh: '性别' }, { max: 20, aliases: ['gender', 'gndr', 'gen', 'sex'] }).optional(),
    birthDate: f
      .date({ en: 'Date of birth', zh: '出生日期' }, { aliases: ['birthday', 'bdate', 'birth date', '生日'] })
      .optional(),
    status: f
      .choice(
        {
          prospect: { en: 'Prospect', zh: '潜在客户' },
          customer: { en: 'Customer', zh: '成交客户' },
          lost: { en: 'Lost', zh: '流失客户' },
        },
        { en: 'Status', zh: '状态' },
        { aliases: ['status', '客户状态'] },
      )
      .default('prospect'),
    phone: f
      .phone(
        { en: 'Phone', zh: '电话' },
        {
          example: '+86 21 5888 1234',
          aliases: ['phone', 'telephone', 'tel', 'mobile', '手机', '联系电话', '电话号码'],
        },
      )
      .optional(),
    email: f
      .email(
        { en: 'E-mail', zh: '邮箱' },
        { example: 'info@example.com', aliases: ['email', 'e-mail', 'mail', '电子邮件', '邮箱地址'] },
      )
      .optional(),
    website: f.url({ en: 'Website', zh: '网站' }, { aliases: ['website', 'url', '网址'] }).optional(),
    industry: f.text({ en: 'Industry', zh: '行业' }, { max: 80, aliases: ['industry', '所属行业'] }).optional(),
    taxId: f
      .text(
        { en: 'Tax id', zh: '统一社会信用代码' },
        { max: 40, dataClass: 'critical', aliases: ['tax id', 'vat', 'uscc', '税号', '信用代码'] },
      )
      .optional(),
    country: f
      .country({ en: 'Country', zh: '国家/地区' }, { example: 'CN', aliases: ['country', 'cntry', '国家'] })
      .optional(),
    region: f
      .text({ en: 'Province or state', zh: '省/州' }, { max: 80, aliases: ['state', 'province', 'region', '省份'] })
      .optional(),
    city: f.text({ en: 'City', zh: '城市' }, { max: 80, aliases: ['city', 'town', '市'] }).optional(),
    address: f.text({ en: 'Address', zh: '地址' }, { max: 300, aliases: ['address', 'street', '详细地址'] }).optional(),
    postcode: f
      .text({ en: 'Postcode', zh: '邮编' }, { max: 20, aliases: ['zip', 'postal code', '邮政编码'] })
      .optional(),
    parentId: f
      .ref('account', { en: 'Parent account', zh: '上级客户' }, { aliases: ['parent', 'parent account'] })
      .optional(),
    groupId: f
      .ref('accountGroup', { en: 'Price group', zh: '价格组' }, { aliases: ['group', 'price group', '客户组'] })
      .optional(),
    creditGroupId: f
      .ref(
        'accountGroup',
        { en: 'Shares the credit of', zh: '共用信用的客户组' },
        { sensitive: 'credit', dataClass: 'critical' },
      )
      .optional(),
    paymentDays: f
      .integer(
        { en: 'Payment terms in days', zh: '账期（天）' },
        { dataClass: 'controlled', aliases: ['payment terms', '账期'] },
      )
      .optional(),
    language: f
      .choice(
        { 'zh-CN': { en: 'Chinese', zh: '中文' }, en: { en: 'English', zh: '英文' } },
        { en: 'Language of documents', zh: '单据语言' },
      )
      .optional(),
    creditLimit: f
      .money(
        { en: 'Credit limit', zh: '信用额度' },
        { sensitive: 'credit', dataClass: 'critical', aliases: ['credit limit'] },
      )
      .optional(),
    currency: f.currency().optional(),
    // A lost customer has a reason from the list, so that the reasons can be counted (SRV-6).
    lostReason: f
      .choice(lostReasons, { en: 'Why it was lost', zh: '流失原因' }, { aliases: ['lost reason', '流失原因'] })
      .optional(),
    lostOn: f.date({ en: 'Lost on', zh: '流失日期' }, { aliases: ['lost on', '流失日期'] }).optional(),
    lostNote: f.longText({ en: 'How it was lost', zh: '流失经过' }).optional(),
    customerSince: f
      .date(
        { en: 'Customer since', zh: '建档日期' },
        { aliases: ['create date', 'created', 'since', '创建日期', '成交日期'] },
      )
      .optional(),
    tags: f.tags({ en: 'Tags', zh: '标签' }, { aliases: ['tags', 'labels'] }).optional(),
    note: f.longText({ en: 'Note', zh: '备注' }, { aliases: ['note', 'remark', 'comment', '说明'] }).optional(),
  },
  keys: [{ field: 'code' }],
  title: 'name',
  search: ['name', 'code', 'phone', 'email', 'taxId', 'city'],
  defaultSort: 'name',
  owned: true,
  relation: (record) => {
    const parent = record.data['parentId'];
    return typeof parent === 'string' ? { parentId: parent, kind: 'account', at: record.createdAt } : undefined;
  },
  changes: {
    taxId: 'account-change',
    creditLimit: 'account-change',
    // The currency of the limit: the same figure in another one is another limit.
    currency: 'account-change',
    creditGroupId: 'account-change',
    // The group's price lists hold for the account.
    groupId: 'account-change',
  },
  // Why and when a customer was lost is said when it is; what an import leaves out is for the audit to ask.
  check: ({ data }, previous) =>
    data['status'] === 'lost' && previous?.data['status'] !== 'lost'
      ? (['lostReason', 'lostOn'] as const).flatMap((name) =>
          data[name] === undefined ? [fault(name, 'required')] : [],
        )
      : [],
  derive: (next) => ({ ...next, data: withoutLoss(next.data) }),
  // Whoever could make a customer of the cheap group would not need to ask for its prices.
  changesFromStart: { fields: ['groupId'], unless: 'prices:write' },
  mergeable: true,
  importable: true,
  example: {
    name: '上海远洋机械有限公司',
    code: 'C000123',
    kind: 'company',
    phone: '+86 21 5888 1234',
    email: 'info@example.com',
    country: 'CN',
    city: '上海',
  },
});
