import { describe, expect, it } from 'vitest';
import { headerWords } from './header-words.ts';
import { suggestKeyJoin } from './key-join.ts';
import type { FieldInfo } from './mapping.ts';
import { suggestMapping } from './suggest.ts';

const field = (name: string, type: FieldInfo['type'], more: Partial<FieldInfo> = {}): FieldInfo => ({
  name,
  type,
  label: { en: name, zh: '' },
  ...more,
});

const account: FieldInfo[] = [
  field('code', 'text', { label: { en: 'Account code', zh: '客户编码' } }),
  field('name', 'text', { label: { en: 'Name', zh: '名称' } }),
  field('gender', 'enum', { values: ['male', { value: 'female', label: { en: 'Female', zh: '女' } }] }),
  field('maritalStatus', 'enum', { values: ['married', 'single'] }),
  field('birthDate', 'date'),
  field('createdAt', 'datetime'),
  field('country', 'country'),
  field('phone', 'phone'),
  field('mobile', 'phone'),
  field('email', 'email'),
  field('creditLimit', 'money'),
];
const order: FieldInfo[] = [
  field('number', 'text', { label: { en: 'Order number', zh: '订单号' } }),
  field('accountId', 'ref', { label: { en: 'Customer', zh: '客户' } }),
  field('orderDate', 'date'),
  field('lines.shipDate', 'date'),
  field('dueDate', 'date'),
  field('lines.productCode', 'text', { label: { en: 'Product', zh: '产品编码' } }),
  field('lines.amount', 'money'),
  field('lines.quantity', 'number'),
  field('lines.unitPrice', 'money', { label: { en: 'Unit price', zh: '单价' } }),
  field('note', 'longText', { label: { en: 'Note', zh: '备注' } }),
];

const targets = (header: string[], rows: string[][], fields: FieldInfo[]) =>
  suggestMapping(header, rows, fields).columns.map((column) => column.field);

describe('suggestMapping', () => {
  it('reads the headers of a customer table with a prefix', () => {
    const header = [
      'cst_id',
      'cst_key',
      'cst_firstname',
      'cst_lastname',
      'cst_marital_status',
      'cst_gndr',
      'cst_create_date',
    ];
    const rows = [
      ['11000', 'AW00011000', ' Jon', 'Yang ', 'M', 'M', '2025-10-06'],
      ['11001', 'AW00011001', 'Eve', 'Huang', 'S', 'F', '2025-10-06'],
    ];
    const { columns, confidence } = suggestMapping(header, rows, account);
    expect(columns).toEqual([
      { column: 'cst_id', field: null },
      { column: 'cst_key', field: 'code' },
      { column: 'cst_firstname', field: 'name', join: ' ' },
      { column: 'cst_lastname', field: 'name', join: ' ' },
      { column: 'cst_marital_status', field: 'maritalStatus', values: { M: 'married', S: 'single' } },
      { column: 'cst_gndr', field: 'gender', values: { M: 'male', F: 'female' } },
      { column: 'cst_create_date', field: 'createdAt', format: 'yyyy-MM-dd' },
    ]);
    expect(confidence['cst_key']).toBe(1);
    expect(confidence['cst_id']).toBe(0);
  });

  it('reads the headers of order lines', () => {
    const header = [
      ...['sls_ord_num', 'sls_prd_key', 'sls_cust_id', 'sls_order_dt', 'sls_ship_dt', 'sls_due_dt'],
      ...['sls_sales', 'sls_quantity', 'sls_price'],
    ];
    const row = ['SO43697', 'BK-R93R-62', '21768', '20101229', '20110105', '20110110', '3578', '1', '3578'];
    expect(targets(header, [row], order)).toEqual([
      ...['number', 'lines.productCode', 'accountId', 'orderDate', 'lines.shipDate', 'dueDate'],
      ...['lines.amount', 'lines.quantity', 'lines.unitPrice'],
    ]);
    expect(suggestMapping(header, [row], order).columns[3]?.format).toBe('yyyyMMdd');
  });

  it('reads Chinese headers', () => {
    const header = ['客户名称', '电话', '手机', '邮箱', '国家', '信用额度(元)'];
    expect(targets(header, [['甲公司', '021-55550000', '13900000000', 'a@b.cn', '中国', '1,000.00']], account)).toEqual(
      [...['name', 'phone', 'mobile', 'email', 'country', 'creditLimit']],
    );
    expect(targets(['订单号', '产品编码', '单价', '数量', '备注'], [['S1', 'P1', '1.5', '2', '']], order)).toEqual([
      ...['number', 'lines.productCode', 'lines.unitPrice', 'lines.quantity', 'note'],
    ]);
  });

  it('looks at values where names say nothing, and against names where values do not fit', () => {
    expect(targets(['x'], [['ann@example.com'], ['bob@example.com']], account)).toEqual(['email']);
    expect(targets(['x'], [['+86 139 0000 0000'], ['+86 21 5555 0000']], account)).toEqual(['phone']);
    expect(targets(['Birth date'], [['yes'], ['no']], account)).toEqual([null]);
    expect(targets(['x'], [['12'], ['13']], account)).toEqual([null]);
    expect(targets(['x'], [['2025-10-06'], ['2025-10-07']], account)).toEqual([null]);
  });

  it('proposes no format where day and month cannot be told apart', () => {
    const format = (text: string) => suggestMapping(['Birth date'], [[text]], account).columns[0]?.format;
    expect(format('31/12/1980')).toBe('dd/MM/yyyy');
    expect(format('03/04/1980')).toBeUndefined();
  });

  it('recognises the decimal comma', () => {
    const { columns } = suggestMapping(['Unit price'], [['1.234,50'], ['12,00']], order);
    expect(columns[0]).toEqual({ column: 'Unit price', field: 'lines.unitPrice', format: 'decimal-comma' });
  });

  it('gives a field once and knows aliases', () => {
    expect(targets(['Country', 'country'], [], account)).toEqual(['country', null]);
    expect(targets(['Debitor'], [], [field('code', 'text', { aliases: ['Debitor'] })])).toEqual(['code']);
    expect(targets([], [], account)).toEqual([]);
  });
});

describe('headerWords', () => {
  it('is the same for every way to write a name', () => {
    for (const text of ['CustomerNo', 'customer_number', 'Cust. ID', '客户编号', ' ＣＩＤ ', 'customer-key']) {
      expect(headerWords(text), text).toEqual(['customer', 'code']);
    }
    expect(headerWords('E-Mail')).toEqual(['email']);
    expect(headerWords('金额(元)')).toEqual(['amount']);
  });
});

describe('suggestKeyJoin', () => {
  const known = ['AW00011000', 'AW00011001', 'AW00011002'];
  it.each<[string, string[], unknown]>([
    ['the same keys', known, {}],
    ['a prefix on some', ['NASAW00011000', 'AW00011001', 'NASAW00011002'], { stripText: ['NAS'] }],
    ['dashes', ['AW-00011000', 'AW-00011001', 'AW-00011002'], { stripText: ['-'] }],
    ['both', ['NASAW-00011000', 'AW-00011001', 'NASAW-00011002'], { stripText: ['NAS', '-'] }],
    ['numbers alone', ['11000', '11001', '11002'], { insertText: 'AW000' }],
    ['other characters in front', ['12-AW00011000', '34-AW00011001', '56-AW00011002'], { skipPrefix: 3 }],
  ])('%s', (_, keys, way) => {
    expect(suggestKeyJoin(known, keys)).toEqual({ ...(way as object), share: 1 });
  });
  it('finds nothing for strangers', () => {
    expect(suggestKeyJoin(known, ['X1', 'X2'])).toBeUndefined();
    expect(suggestKeyJoin([], ['X1'])).toBeUndefined();
  });
});
