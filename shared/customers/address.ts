import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';

/** One of several addresses of an account: where goods, invoices or visitors go (SAL-1). The account's own fields are the main one. */
export const address = defineEntity({
  name: 'address',
  collection: 'addresses',
  label: { en: 'Address', zh: '地址' },
  plural: { en: 'Addresses', zh: '地址' },
  domain: 'accounts',
  schemaVersion: 1,
  fields: {
    name: f.text(
      { en: 'Name', zh: '名称' },
      { max: 80, example: '松江二厂仓库', aliases: ['address name', '地址名称'] },
    ),
    accountId: f.ref('account', { en: 'Account', zh: '客户' }, { aliases: ['account', 'customer', '客户编码'] }),
    kind: f
      .choice(
        {
          shipping: { en: 'Goods', zh: '收货' },
          billing: { en: 'Invoices', zh: '开票' },
          office: { en: 'Office', zh: '办公' },
          other: { en: 'Other', zh: '其他' },
        },
        { en: 'For', zh: '用途' },
        { aliases: ['kind', 'use', '用途'] },
      )
      .default('shipping'),
    contactName: f.text({ en: 'Who is there', zh: '收件人' }, { max: 80 }).optional(),
    phone: f.phone({ en: 'Phone', zh: '电话' }, { aliases: ['phone', '电话'] }).optional(),
    country: f.country({ en: 'Country', zh: '国家/地区' }, { aliases: ['country', '国家'] }).optional(),
    region: f.text({ en: 'Province or state', zh: '省/州' }, { max: 80 }).optional(),
    city: f.text({ en: 'City', zh: '城市' }, { max: 80 }).optional(),
    address: f.text({ en: 'Address', zh: '地址' }, { max: 300, example: '松江区新桥镇申港路 88 号 2 号门' }),
    postcode: f.text({ en: 'Postcode', zh: '邮编' }, { max: 20 }).optional(),
    note: f.longText({ en: 'Note', zh: '备注' }).optional(),
  },
  keys: [],
  title: 'name',
  search: ['name', 'address', 'city', 'contactName', 'phone'],
  defaultSort: 'name',
  owned: false,
  relation: (record) => ({ parentId: String(record.data['accountId']), kind: 'address', at: record.createdAt }),
  importable: true,
  example: {
    name: '松江二厂仓库',
    accountId: 'acc_1',
    kind: 'shipping',
    address: '松江区新桥镇申港路 88 号 2 号门',
    city: '上海',
  },
});
