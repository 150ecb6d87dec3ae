import { dealTotals, totalOf } from '../commerce/deal.ts';
import { taxed } from '../kernel/money.ts';
import type { Rec } from '../kernel/record.ts';
import { paperKinds, printedPart } from './kinds.ts';
import type { Paper, PaperLanguage } from './paper.ts';
import type { Printable } from './printables.ts';
import type { PaperSource } from './source.ts';

const record = (type: string, id: string, data: Record<string, unknown>): Rec => ({
  type,
  id,
  ws: 'ws_main',
  version: 1,
  schemaVersion: 1,
  createdAt: '2026-11-20T02:00:00.000Z',
  createdBy: 'mem_1',
  updatedAt: '2026-11-21T02:00:00.000Z',
  updatedBy: 'mem_1',
  via: 'web',
  occurredAt: '2026-11-20T02:00:00.000Z',
  enteredAt: '2026-11-20T02:00:00.000Z',
  source: 'web',
  data,
});

const products = [
  ['HL-U509-R', '运动头盔 Sport-100', '红色 M码'],
  ['BK-R93R-62', '公路自行车 Road-150 Red', '62 cm 碳纤维车架'],
  ['CA-1098', 'AWC Logo Cap', 'One size'],
] as const;

/** Records that the documents below refer to. */
export const referredRecords = (): Map<string, Rec> => {
  const all = [
    ...products.map(([code, name, specification], at) =>
      record('product', `prd_${at}`, { code, name, specification, unit: '件' }),
    ),
    record('account', 'acc_1', {
      code: 'C000123',
      name: '上海远洋机械有限公司',
      address: '世纪大道 1500 号东方大厦 18 层',
      city: '上海市',
      region: '上海市',
      country: 'CN',
      postcode: '200122',
      taxId: '91310115MA1K4ABCD1',
    }),
    record('contact', 'con_1', { name: '王小明', mobile: '+86 138 0013 8000', email: 'wang@yuanyang.example' }),
    record('member', 'mem_1', { name: '陈丽' }),
    record('order', 'ord_1', { number: 'SO2026-00017', customerOrder: 'PO-7781' }),
    record('shipment', 'shp_1', { number: 'SH2026-00031' }),
    record('receivable', 'rcv_1', { number: 'IN2026-00031' }),
  ];
  return new Map(all.map((one) => [one.id, one]));
};

const lineOf = (at: number, taxIncluded: boolean): Record<string, unknown> => {
  const [quantity, unitPrice, taxRate] = [10 + at * 3, 3499 + at * 1111, at % 5 === 4 ? 9 : 13];
  const amount = quantity * unitPrice;
  return {
    productId: `prd_${at % products.length}`,
    quantity,
    unit: '件',
    unitPrice,
    taxRate,
    amount,
    ...(at % 2 === 1 ? { customerCode: `YY-88${at}` } : {}),
    taxAmount: taxed(amount, taxRate, taxIncluded ? 'included' : 'net').tax,
    // What is not for customers.
    cost: 1309,
    floorPrice: 2900,
    remark: 'between us',
  };
};

/** A document of a kind with everything that it may say. */
export const documentOf = (kind: Printable, { lines = 5, taxIncluded = true } = {}): Rec => {
  const made = Array.from({ length: lines }, (_, at) => lineOf(at, taxIncluded));
  const { tax, gross } = dealTotals(made, taxIncluded);
  const data = {
    number: 'NO2026-00042',
    status: 'approved',
    accountId: 'acc_1',
    contactId: 'con_1',
    quoteDate: '2026-11-20',
    orderDate: '2026-11-20',
    issueDate: '2026-11-21',
    date: '2026-11-21',
    shipDate: '2026-11-21',
    dueDate: '2026-12-15',
    validUntil: '2026-12-20',
    currency: 'CNY',
    taxIncluded,
    paymentDays: 30,
    deliveryTerms: '送货上门',
    deliveryAddress: '外高桥保税区富特西一路 99 号',
    terms: '1. 交货期十五个工作日。\n2. 质保期一年。',
    note: 'between us',
    customerOrder: 'PO-7781',
    orderId: 'ord_1',
    shipmentId: 'shp_1',
    receivableId: 'rcv_1',
    carrier: '顺丰速运',
    trackingNumber: 'SF1234567890',
    address: '外高桥保税区富特西一路 99 号',
    kind: 'return',
    reason: '两只头盔有划痕',
    amount: totalOf(made),
    taxAmount: tax,
    total: gross,
    approvedAt: '2026-11-20T08:00:00.000Z',
  };
  return { ...record(kind, 'doc_1', data), lines: made, ownerId: 'mem_1' };
};

/** What a document's paper is made of. */
export const sourceOf = (kind: Printable, rec: Rec, language: PaperLanguage): PaperSource => ({
  doc: printedPart(paperKinds[kind], rec),
  language,
  seller: {
    name: '常青自行车（上海）有限公司',
    nameEn: 'Evergreen Bicycles (Shanghai) Co., Ltd.',
    address: '上海市嘉定区墨玉路 185 号',
    addressEn: '185 Moyu Road, Jiading, Shanghai 201805',
    taxId: '91310000MA1FL00001',
    phone: '+86 21 6000 8888',
    email: 'sales@evergreen.example',
    bank: '中国工商银行上海市安亭支行',
    account: '1001 2345 6789 0123 456',
  },
  workspace: { name: 'Evergreen', country: 'CN' },
  records: referredRecords(),
});

export const paperOf = (kind: Printable, rec: Rec, language: PaperLanguage): Paper =>
  paperKinds[kind].build(sourceOf(kind, rec, language));
