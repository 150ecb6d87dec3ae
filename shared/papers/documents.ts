import { inCapitals } from './capitals.ts';
import { currencyText, dateText } from './format.ts';
import { currencyOf, goodsTable, grossOf, pricedTable, totalRows } from './lines.ts';
import type { Labelled, Paper } from './paper.ts';
import { customerOf, sellerOf } from './parties.ts';
import type { PaperSource } from './source.ts';
import { referred, textOf } from './source.ts';
import type { PaperTexts } from './texts.ts';
import { paperTexts } from './texts.ts';

/** Characters that a file system or a header may take amiss. */
const unfit = /[\p{Cc}\\/:*?"<>|]+/gu;

/** `报价单 QT2026-00042.pdf` */
export const paperFileName = (title: string, number: string): string =>
  `${[title, number.replace(unfit, '-').slice(0, 80)].filter((part) => part !== '').join(' ')}.pdf`;

/** Labels with their values, without those that have none. */
export const known = (...rows: readonly (readonly [label: string, value: string])[]): Labelled[] =>
  rows.flatMap(([label, value]) => (value === '' ? [] : [{ label, value }]));

type Titled = keyof PaperTexts['titles'];

/** What all papers have in common. */
export const sheet = (source: PaperSource, kind: Titled, number: string) => {
  const texts = paperTexts[source.language];
  const title = texts.titles[kind];
  const { standing, madeAt } = source.doc;
  return {
    language: source.language,
    title,
    fileName: paperFileName(title, number),
    madeAt,
    ...(standing === 'clean' ? {} : { watermark: texts.watermarks[standing] }),
    seller: sellerOf(source, texts),
    customer: customerOf(source, texts),
    signatures: texts.signatures[kind],
    foot: [`${title} ${number}`.trim(), texts.page].join('   ·   '),
  };
};

/** Where the money goes. */
export const bankNote = ({ seller, language }: PaperSource, texts: PaperTexts): Labelled[] => {
  const { notes } = texts;
  const name = language === 'en' ? seller.nameEn || seller.name : seller.name || seller.nameEn;
  const colon = language === 'zh-CN' ? '：' : ': ';
  if (seller.account === '') return [];
  const parts = known([notes.accountName, name], [notes.bankName, seller.bank], [notes.bankAccount, seller.account]);
  return known([notes.bank, parts.map(({ label, value }) => `${label}${colon}${value}`).join('\n')]);
};

const paymentNote = ({ doc }: PaperSource, { notes }: PaperTexts): string => {
  const days = doc.data['paymentDays'];
  if (typeof days !== 'number') return '';
  return days === 0 ? notes.atOnce : notes.days.replace('{days}', String(days));
};

const inWords = (source: PaperSource, texts: PaperTexts): Pick<Paper, 'inWords'> =>
  source.language === 'zh-CN' && currencyOf(source) === 'CNY'
    ? { inWords: { label: texts.inWords, value: inCapitals(grossOf(source)) } }
    : {};

const priced = (source: PaperSource, texts: PaperTexts) => ({
  tables: source.doc.lines.length > 0 ? [pricedTable(source, texts)] : [],
  totals: totalRows(source, texts),
  ...inWords(source, texts),
});

const numberOf = (source: PaperSource, field: string): string => textOf(referred(source, field)?.data, 'number');

type Build = (source: PaperSource) => Paper;

export const quotePaper: Build = (source) => {
  const texts = paperTexts[source.language];
  const { data } = source.doc;
  const { meta, notes } = texts;
  const revision = Number(data['revision'] ?? 0);
  return {
    ...sheet(source, 'quote', textOf(data, 'number')),
    meta: known(
      [meta.quote, textOf(data, 'number')],
      [meta.revision, revision > 0 ? String(revision) : ''],
      [meta.date, dateText(data['quoteDate'], source.language)],
      [meta.validUntil, dateText(data['validUntil'], source.language)],
      [meta.currency, currencyText(textOf(data, 'currency'), source.language)],
      [meta.seller, textOf(referred(source, 'ownerId')?.data, 'name')],
    ),
    ...priced(source, texts),
    notes: [
      ...known(
        [notes.payment, paymentNote(source, texts)],
        [notes.deliveryTerms, textOf(data, 'deliveryTerms')],
        [notes.deliveryAddress, textOf(data, 'deliveryAddress')],
        [notes.terms, textOf(data, 'terms')],
      ),
      ...bankNote(source, texts),
    ],
  };
};

export const orderPaper: Build = (source) => {
  const texts = paperTexts[source.language];
  const { data } = source.doc;
  const { meta, notes } = texts;
  return {
    ...sheet(source, 'order', textOf(data, 'number')),
    meta: known(
      [meta.order, textOf(data, 'number')],
      [meta.customerOrder, textOf(data, 'customerOrder')],
      [meta.quote, numberOf(source, 'quoteId')],
      [meta.date, dateText(data['orderDate'], source.language)],
      [meta.delivery, dateText(data['dueDate'], source.language)],
      [meta.currency, currencyText(textOf(data, 'currency'), source.language)],
      [meta.seller, textOf(referred(source, 'ownerId')?.data, 'name')],
    ),
    ...priced(source, texts),
    notes: [
      ...known(
        [notes.payment, paymentNote(source, texts)],
        [notes.deliveryTerms, textOf(data, 'deliveryTerms')],
        [notes.deliveryAddress, textOf(data, 'deliveryAddress')],
      ),
      ...bankNote(source, texts),
    ],
  };
};

/** Without a price: it travels with the goods. */
export const deliveryPaper: Build = (source) => {
  const texts = paperTexts[source.language];
  const { data } = source.doc;
  const { meta, notes } = texts;
  const order = referred(source, 'orderId')?.data;
  return {
    ...sheet(source, 'shipment', textOf(data, 'number')),
    meta: known(
      [meta.shipment, textOf(data, 'number')],
      [meta.order, textOf(order, 'number')],
      [meta.customerOrder, textOf(order, 'customerOrder')],
      [meta.shipDate, dateText(data['shipDate'], source.language)],
      [meta.carrier, textOf(data, 'carrier')],
      [meta.tracking, textOf(data, 'trackingNumber')],
    ),
    tables: [goodsTable(source, texts)],
    totals: [],
    notes: known(
      [notes.deliveryAddress, textOf(data, 'address') || textOf(order, 'deliveryAddress')],
      [notes.received, notes.receivedText],
    ),
  };
};

export const invoicePaper: Build = (source) => {
  const texts = paperTexts[source.language];
  const { data } = source.doc;
  const { meta } = texts;
  const order = referred(source, 'orderId')?.data;
  return {
    ...sheet(source, 'receivable', textOf(data, 'number')),
    meta: known(
      [meta.receivable, textOf(data, 'number')],
      [meta.issueDate, dateText(data['issueDate'], source.language)],
      [meta.dueDate, dateText(data['dueDate'], source.language)],
      [meta.order, textOf(order, 'number')],
      [meta.customerOrder, textOf(order, 'customerOrder')],
      [meta.shipment, numberOf(source, 'shipmentId')],
      [meta.currency, currencyText(textOf(data, 'currency'), source.language)],
    ),
    ...priced(source, texts),
    notes: bankNote(source, texts),
  };
};

export const creditNotePaper: Build = (source) => {
  const texts = paperTexts[source.language];
  const { data } = source.doc;
  const { meta } = texts;
  return {
    ...sheet(source, 'creditNote', textOf(data, 'number')),
    meta: known(
      [meta.creditNote, textOf(data, 'number')],
      [meta.date, dateText(data['date'], source.language)],
      [meta.receivable, numberOf(source, 'receivableId')],
      [meta.order, numberOf(source, 'orderId')],
      [meta.currency, currencyText(textOf(data, 'currency'), source.language)],
    ),
    ...priced(source, texts),
    notes: known([meta.reason, textOf(data, 'reason')]),
  };
};
