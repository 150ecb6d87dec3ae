import type { GivenPrice } from '../kernel/beside.ts';
import type { Content } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import { lineAmount, MAX_AMOUNT, taxed } from '../kernel/money.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { fault, outside } from '../kernel/problem.ts';

import type { Rec } from '../kernel/record.ts';

export type Line = Record<string, unknown>;

const num = (line: Line, name: string): number | undefined =>
  typeof line[name] === 'number' ? (line[name] as number) : undefined;

/** Why a price departs from the list or from what another colleague quoted: the stock of reasons. */
export const priceReasons = {
  volume: { en: 'Quantity', zh: '数量大' },
  contract: { en: 'Frame contract', zh: '框架合同' },
  competition: { en: 'A competitor’s offer', zh: '竞争对手报价' },
  strategic: { en: 'Strategic customer', zh: '战略客户' },
  clearance: { en: 'Clearing stock', zh: '清库存' },
  cost: { en: 'Cost has changed', zh: '成本变动' },
  specification: { en: 'Another version or service', zh: '规格或服务不同' },
  correction: { en: 'The other price was wrong', zh: '原报价有误' },
  other: { en: 'Other (see remark)', zh: '其他（见说明）' },
} as const;

/** Fields of a line that sells something: on quotes and orders alike. What is computed is looked up on every write in a free state. */
export const dealLine = {
  productId: f
    .ref(
      'product',
      { en: 'Product', zh: '产品' },
      { aliases: ['product', 'product key', 'prd key', 'sku', '产品编码', '料号'] },
    )
    .optional(),
  customerCode: f
    .text({ en: 'Customer part code', zh: '客户料号' }, { max: 60, aliases: ['customer part code', '客户料号'] })
    .optional(),
  description: f.text({ en: 'Description', zh: '说明' }, { max: 300 }).optional(),
  quantity: f.number({ en: 'Quantity', zh: '数量' }, { example: 10, aliases: ['quantity', 'qty', '数量'] }).optional(),
  unit: f.text({ en: 'Unit', zh: '单位' }, { max: 20, aliases: ['unit', '单位'] }).optional(),
  unitPrice: f
    .money({ en: 'Unit price', zh: '单价' }, { example: 3499, aliases: ['price', 'unit price', '单价'] })
    .optional(),
  /** Percent. */
  taxRate: f.number({ en: 'Tax rate %', zh: '税率%' }, { aliases: ['tax', 'vat', '税率'] }).optional(),
  amount: f
    .money({ en: 'Amount', zh: '金额' }, { example: 34990, aliases: ['sales', 'amount', 'line total', '金额'] })
    .optional(),
  reason: f.choice(priceReasons, { en: 'Why this price', zh: '价格理由' }).optional(),
  remark: f.text({ en: 'Remark on the price', zh: '价格说明' }, { max: 300 }).optional(),
  /** List price per unit for this customer, quantity and day, minor units of the document's currency. */
  listPrice: f.money({ en: 'List price', zh: '标准价' }, { computed: true }).optional(),
  /** Where the list price stands: id of a price (list), or of the product. */
  priceSource: f.text({ en: 'Price from', zh: '价格来源' }, { max: 60, computed: true }).optional(),
  floorPrice: f.money({ en: 'Floor price', zh: '底价' }, { computed: true, sensitive: 'cost' }).optional(),
  cost: f.money({ en: 'Cost', zh: '成本' }, { computed: true, sensitive: 'cost' }).optional(),
  /** The last approved price of this product for this customer. */
  lastPrice: f.money({ en: 'Last approved price', zh: '上次批准价' }, { computed: true }).optional(),
  lastDocument: f.text({ en: 'Last approved on', zh: '上次批准单据' }, { max: 60, computed: true }).optional(),
  /** Percent below the price that it is measured by; 0 for list, last approved, or above. Absent where there is nothing to measure by. */
  deviation: f.number({ en: 'Off the price %', zh: '偏离%' }, { computed: true }).optional(),
  belowFloor: f.boolean({ en: 'Below floor', zh: '低于底价' }, { computed: true }).optional(),
  /** Another live quote to the same customer with another price, by number. */
  conflict: f.text({ en: 'Other live quote', zh: '另一有效报价' }, { max: 60, computed: true }).optional(),
  conflictPrice: f.money({ en: 'Its price', zh: '其价格' }, { computed: true }).optional(),
};

/** Names of what the system looks up for a line. */
export const lookedUp = [
  'listPrice',
  'priceSource',
  'floorPrice',
  'cost',
  'lastPrice',
  'lastDocument',
  'deviation',
  'belowFloor',
  'conflict',
  'conflictPrice',
] as const;

/** Fields of the head of a document that sells something. */
export const dealHead = {
  currency: f.currency().optional(),
  taxIncluded: f.boolean({ en: 'Prices include tax', zh: '单价含税' }).optional(),
  /** Days from the invoice until it is due. */
  paymentDays: f.integer({ en: 'Payment terms in days', zh: '账期（天）' }, { example: 30 }).optional(),
  deliveryTerms: f.text({ en: 'Delivery terms', zh: '交货条款' }, { max: 200 }).optional(),
  deliveryAddress: f.text({ en: 'Delivery address', zh: '收货地址' }, { max: 300 }).optional(),
  amount: f.money({ en: 'Amount', zh: '金额' }, { computed: true }).optional(),
  taxAmount: f.money({ en: 'Tax', zh: '税额' }, { computed: true }).optional(),
  total: f.money({ en: 'Total with tax', zh: '价税合计' }, { computed: true }).optional(),
  lane: f
    .choice(
      { fast: { en: 'Fast lane', zh: '快速通道' }, deviation: { en: 'Price approval', zh: '价格审批' } },
      { en: 'Lane', zh: '通道' },
      { computed: true },
    )
    .optional(),
  /** The largest of any line, percent. */
  deviation: f.number({ en: 'Largest deviation %', zh: '最大偏离%' }, { computed: true }).optional(),
  /** Money earned over the cost of the lines whose cost is known, minor units. */
  margin: f.money({ en: 'Margin', zh: '毛利' }, { computed: true, sensitive: 'cost' }).optional(),
};

/** Quantity x unit price in minor units; undefined when one of them is missing. */
export const expectedAmount = (line: Line): number | undefined => {
  const quantity = num(line, 'quantity');
  const price = num(line, 'unitPrice');
  return quantity === undefined || price === undefined ? undefined : lineAmount(quantity, price);
};

/** A line as it is stored: its amount is worked out unless one was given, or it is beyond what an amount can be. */
export const completeLine = (line: Line): Line => {
  const amount = expectedAmount(line);
  return line['amount'] === undefined && amount !== undefined && Math.abs(amount) <= MAX_AMOUNT
    ? { ...line, amount }
    : line;
};

/** Sum of the line amounts, minor units. */
export const totalOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, line) => sum + (num(line, 'amount') ?? 0), 0);

/** Net, tax and gross of lines, minor units: the tax is rounded once a line. */
export const dealTotals = (lines: readonly Line[], taxIncluded: unknown) => {
  const sum = { net: 0, tax: 0, gross: 0 };
  for (const line of lines) {
    const part = taxed(num(line, 'amount') ?? 0, num(line, 'taxRate') ?? 0, taxIncluded === true ? 'included' : 'net');
    sum.net += part.net;
    sum.tax += part.tax;
    sum.gross += part.gross;
  }
  return sum;
};

/** A line that cannot be measured against any price counts as this deviation (percent): the first level looks at it. */
export const UNMEASURED = 0.01;

/** A line below its floor, unless it is at a price that somebody approved. */
const belowFloor = (line: Line): boolean => line['belowFloor'] === true && line['deviation'] !== 0;

/** How far a document departs from its prices, percent; below floor counts as all of it. */
export const deviationOf = (lines: readonly Line[]): number =>
  Math.max(
    lines.length === 0 ? UNMEASURED : 0,
    ...lines.map((line) => (belowFloor(line) ? 100 : (num(line, 'deviation') ?? UNMEASURED))),
  );

const netOf = (line: Line, taxIncluded: unknown): number =>
  taxed(num(line, 'amount') ?? 0, num(line, 'taxRate') ?? 0, taxIncluded === true ? 'included' : 'net').net;

/** What is earned over the cost, without tax; undefined where no line's cost is known. */
const marginOf = (lines: readonly Line[], taxIncluded: unknown): number | undefined => {
  let margin: number | undefined;
  for (const line of lines) {
    const cost = num(line, 'cost');
    const quantity = num(line, 'quantity');
    if (cost === undefined || quantity === undefined) continue;
    margin = (margin ?? 0) + netOf(line, taxIncluded) - lineAmount(quantity, cost);
  }
  return margin;
};

/** Lane and deviation of a document whose prices were looked up; an imported one has none. */
const laneOf = (lines: readonly Line[]): Record<string, unknown> => {
  if (!lines.some((line) => num(line, 'deviation') !== undefined || num(line, 'taxRate') !== undefined)) return {};
  const deviation = deviationOf(lines);
  return { deviation, lane: deviation === 0 ? 'fast' : 'deviation' };
};

/** The head of a document from its lines. `amount` stays the sum of the lines as they are written. */
export const deriveDeal = (next: Content): Content => {
  const lines = next.lines ?? [];
  const { taxIncluded } = next.data;
  const { tax, gross } = dealTotals(lines, taxIncluded);
  const margin = marginOf(lines, taxIncluded);
  const { margin: _margin, deviation: _deviation, lane: _lane, ...data } = next.data;
  return {
    ...next,
    data: {
      ...data,
      amount: totalOf(lines),
      taxAmount: tax,
      total: gross,
      ...laneOf(lines),
      ...(margin === undefined ? {} : { margin }),
    },
  };
};

/** Lines whose amount is not quantity x price, where this change brought it about. */
export const amountFaults = ({ lines = [] }: Content, previous: Content | undefined): FieldFault[] =>
  lines.flatMap((line, index) => {
    const right = expectedAmount(line);
    if (right === undefined || Math.abs(right) > MAX_AMOUNT || line['amount'] === right) return [];
    // A line that stood so before (an import's fault) is the audit's business, not that of whoever edits another one.
    const old = previous?.lines?.[index];
    if (old && (['amount', 'quantity', 'unitPrice'] as const).every((name) => old[name] === line[name])) return [];
    return [fault(`lines.${index}.amount`, 'not-allowed-value', String(right))];
  });

/** Days that a customer is given to pay, at most. */
export const MAX_PAYMENT_DAYS = 3_650;

/** Values that no sale has, where this change brought them about: a tax that gives money away, terms or amounts without end. */
const rangeFaults = ({ data, lines = [] }: Content, previous: Content | undefined): FieldFault[] => {
  const rates = lines.flatMap((line, index) =>
    line['taxRate'] === previous?.lines?.[index]?.['taxRate']
      ? []
      : outside(`lines.${index}.taxRate`, line['taxRate'], [0, 100]),
  );
  const days = data['paymentDays'];
  const terms = days === previous?.data['paymentDays'] ? [] : outside('paymentDays', days, [0, MAX_PAYMENT_DAYS]);
  const amounts = lines.flatMap((line, index) =>
    outside(`lines.${index}.amount`, expectedAmount(line) ?? line['amount'], [-MAX_AMOUNT, MAX_AMOUNT]),
  );
  const whole = amounts.length > 0 || rates.length > 0 ? 0 : dealTotals(lines, data['taxIncluded']).gross;
  return [...rates, ...terms, ...amounts, ...outside('lines', whole, [-MAX_AMOUNT, MAX_AMOUNT])];
};

/** What is wrong with the figures of a document that sells something. */
export const dealFaults = (next: Content, previous: Content | undefined): FieldFault[] => [
  ...amountFaults(next, previous),
  ...rangeFaults(next, previous),
];

/** The prices of the lines that name a product. */
export const pricesOf = (record: Rec): GivenPrice[] =>
  (record.lines ?? []).flatMap((line) =>
    typeof line['productId'] === 'string' && typeof line['unitPrice'] === 'number'
      ? [
          {
            productId: line['productId'],
            unitPrice: line['unitPrice'],
            quantity: num(line, 'quantity') ?? 0,
            atList: line['unitPrice'] === line['listPrice'],
          },
        ]
      : [],
  );
