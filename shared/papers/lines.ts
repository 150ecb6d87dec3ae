import { dealTotals } from '../commerce/deal.ts';
import { taxed } from '../kernel/money.ts';
import { amountText, moneyText, quantityText, rateText } from './format.ts';
import type { Labelled, PaperTable } from './paper.ts';
import type { PaperSource } from './source.ts';
import { textOf } from './source.ts';
import type { PaperTexts } from './texts.ts';
import { paperTexts } from './texts.ts';

type Line = PaperSource['doc']['lines'][number];

export const currencyOf = ({ doc }: PaperSource): string => textOf(doc.data, 'currency');
const included = ({ doc }: PaperSource): boolean => doc.data['taxIncluded'] === true;

const productOf = (line: Line, { records }: PaperSource) =>
  typeof line['productId'] === 'string' ? records.get(line['productId'])?.data : undefined;

/** Our code with the customer's own under it. */
const codeCell = (line: Line, source: PaperSource): string =>
  [textOf(productOf(line, source), 'code'), textOf(line, 'customerCode')].filter((one) => one !== '').join('\n');

/** Name and specification of the product with what the line says beyond them. */
const productCell = (line: Line, source: PaperSource): string => {
  const product = productOf(line, source);
  const batch = textOf(line, 'batch');
  const parts = [
    textOf(product, 'name'),
    textOf(product, 'specification'),
    textOf(line, 'description'),
    batch === '' ? '' : paperTexts[source.language].batch(batch),
  ];
  return [...new Set(parts.filter((part) => part !== ''))].join('\n');
};

const unitCell = (line: Line, source: PaperSource): string =>
  textOf(line, 'unit') || textOf(productOf(line, source), 'unit');

const goods = (line: Line, index: number, source: PaperSource): string[] => [
  String(index + 1),
  codeCell(line, source),
  productCell(line, source),
  quantityText(line['quantity']),
  unitCell(line, source),
];

const goodsColumns = ({ columns }: PaperTexts) =>
  [
    { label: columns.no, width: 5, align: 'center' },
    { label: columns.code, width: 18, align: 'left' },
    { label: columns.product, width: 29, align: 'left' },
    { label: columns.quantity, width: 9, align: 'right' },
    { label: columns.unit, width: 7, align: 'center' },
  ] as const;

/** Lines of goods without a price: what is on the lorry. */
export const goodsTable = (source: PaperSource, texts: PaperTexts): PaperTable => ({
  columns: goodsColumns(texts),
  rows: source.doc.lines.map((line, index) => goods(line, index, source)),
});

/** Lines with price, tax rate and amount. A price correction says how much less a unit costs. */
export const pricedTable = (source: PaperSource, texts: PaperTexts): PaperTable => {
  const { columns } = texts;
  const currency = currencyOf(source);
  const less = source.doc.data['kind'] === 'price';
  const price = less
    ? included(source)
      ? columns.lessIncluded
      : columns.lessNet
    : included(source)
      ? columns.priceIncluded
      : columns.priceNet;
  return {
    columns: [
      ...goodsColumns(texts),
      { label: price, width: 13, align: 'right' },
      { label: columns.rate, width: 7, align: 'right' },
      { label: included(source) ? columns.amountIncluded : columns.amountNet, width: 15, align: 'right' },
    ],
    rows: source.doc.lines.map((line, index) => [
      ...goods(line, index, source),
      amountText(less ? line['perUnit'] : line['unitPrice'], currency),
      rateText(line['taxRate']),
      amountText(line['amount'], currency),
    ]),
  };
};

const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** Tax of the lines by rate, minor units: what each line says of its tax, or what the one rule makes of its amount. */
const taxByRate = (source: PaperSource): Map<number, number> => {
  const sums = new Map<number, number>();
  for (const line of source.doc.lines) {
    const rate = number(line['taxRate']) ?? 0;
    const tax =
      number(line['taxAmount']) ?? taxed(number(line['amount']) ?? 0, rate, included(source) ? 'included' : 'net').tax;
    sums.set(rate, (sums.get(rate) ?? 0) + tax);
  }
  return new Map([...sums].sort(([a], [b]) => b - a));
};

/** The sum with tax as the document says it, minor units; of an imported one that says none, the sum of its lines. */
export const grossOf = (source: PaperSource): number =>
  number(source.doc.data['total']) ?? dealTotals(source.doc.lines as Line[], source.doc.data['taxIncluded']).gross;

/** Net, tax by rate, and the total: the document's own figures. */
export const totalRows = (source: PaperSource, texts: PaperTexts): Labelled[] => {
  const { totals } = texts;
  const money = (minor: number) => moneyText(minor, currencyOf(source), source.language);
  const gross = grossOf(source);
  const byRate = taxByRate(source);
  const summed = [...byRate.values()].reduce((sum, one) => sum + one, 0);
  const tax = number(source.doc.data['taxAmount']) ?? summed;
  const rows: Labelled[] = [{ label: totals.net, value: money(gross - tax) }];
  // Where the lines do not add up to the document's tax (an import), the document's own figure stands alone.
  if (summed === tax && byRate.size > 0)
    for (const [rate, part] of byRate) rows.push({ label: `${totals.tax} ${rateText(rate)}`, value: money(part) });
  else rows.push({ label: totals.tax, value: money(tax) });
  return [...rows, { label: totals.total, value: money(gross) }];
};
