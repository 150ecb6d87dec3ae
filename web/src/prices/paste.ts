import type { EndpointOutput } from '../../../shared/kernel/endpoint.ts';
import { price } from '../../../shared/pricing/price.ts';
import type { putRows } from '../../../shared/pricing/pricing.contract.ts';
import { parseDate } from '../lib/dates.ts';
import { parseMoney } from '../lib/money.ts';
import { parseNumber } from '../lib/numbers.ts';
import { headingsOf, parseClipboard } from '../records/clipboard.ts';
import type { FieldSpec } from '../records/fields.ts';
import { lineSpecs } from '../records/fields.ts';

/** Rows that one request takes. */
export const BATCH = 200;

export interface PriceRow {
  code: string;
  price: number;
  minQuantity?: number;
  from?: string;
  to?: string;
  floorPrice?: number;
}

export type RowFault = 'code' | 'price' | 'date' | 'quantity' | 'floor';
export type Refused = EndpointOutput<typeof putRows>['refused'];

const code: FieldSpec = {
  name: 'code',
  type: 'text',
  label: { en: 'Product code', zh: '产品编码' },
  aliases: ['code', 'sku', 'product', 'item', '编码', '料号', '产品'],
  required: true,
  place: 'field',
};
const columns: readonly FieldSpec[] = [code, ...(price.lines ? lineSpecs(price.lines, { shows: () => true }) : [])];
/** The order of columns that come without headings. */
const usual = ['code', 'price', 'minQuantity', 'from', 'to', 'floorPrice'];

const rowOf = (
  cells: Readonly<Record<string, string>>,
  { currency, today }: { currency: string; today: string },
): PriceRow | RowFault => {
  const text = (name: string) => cells[name]?.trim() ?? '';
  const amount = parseMoney(text('price'), currency);
  const from = text('from') === '' ? undefined : parseDate(text('from'), today);
  const to = text('to') === '' ? undefined : parseDate(text('to'), today);
  const quantity = text('minQuantity') === '' ? undefined : parseNumber(text('minQuantity'));
  const floor = text('floorPrice') === '' ? undefined : parseMoney(text('floorPrice'), currency);
  if (text('code') === '') return 'code';
  if (amount === undefined || amount < 0) return 'price';
  if ((text('from') && !from) || (text('to') && !to)) return 'date';
  if (text('minQuantity') && (quantity === undefined || quantity < 0)) return 'quantity';
  if (text('floorPrice') && (floor === undefined || floor < 0)) return 'floor';
  return {
    code: text('code'),
    price: amount,
    ...(quantity === undefined ? {} : { minQuantity: quantity }),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(floor === undefined ? {} : { floorPrice: floor }),
  };
};

/** Prices out of rows copied from a spreadsheet, with or without headings; and which rows could not be read, counted from 1. */
export const readPrices = (text: string, context: { currency: string; today: string }) => {
  const cells = parseClipboard(text);
  const headings = cells[0] ? headingsOf(cells[0], columns) : undefined;
  const names = headings?.map((one) => one?.name) ?? usual;
  const rows: PriceRow[] = [];
  const bad: { row: number; why: RowFault }[] = [];
  for (const [index, line] of cells.entries()) {
    if (headings && index === 0) continue;
    const named: Record<string, string> = {};
    for (const [at, value] of line.entries()) {
      const name = names[at];
      if (name) named[name] = value;
    }
    const read = rowOf(named, context);
    if (typeof read === 'string') bad.push({ row: index + 1, why: read });
    else rows.push(read);
  }
  return { rows, bad };
};
