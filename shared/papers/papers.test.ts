import { describe, expect, test } from 'vitest';
import { amountText, dateText, moneyText, quantityText } from './format.ts';
import { paperKinds, printedPart } from './kinds.ts';
import { paperLanguages, wordsOf } from './paper.ts';
import type { Printable } from './printables.ts';
import { documentOf, paperOf, sourceOf } from './source.fixture.ts';
import { statementPaper } from './statement-paper.ts';

const kinds = Object.keys(paperKinds) as Printable[];
const pricedKinds = kinds.filter((kind) => kind !== 'shipment');
const labelled = (rows: readonly { label: string; value: string }[], label: string) =>
  rows.find((row) => row.label === label)?.value;
/** Minor units back from what is printed. */
const minor = (text: string | undefined) => Number(text?.replace(/[^\d-]/g, ''));

describe('figures', () => {
  test.each([
    [0, 'CNY', '0.00'],
    [5, 'CNY', '0.05'],
    [-123456, 'CNY', '-1,234.56'],
    [1234567, 'JPY', '1,234,567'],
    [1234567, 'KWD', '1,234.567'],
    [900719925474099, 'CNY', '9,007,199,254,740.99'],
    [undefined, 'CNY', ''],
    [1234, '人民币', '12.34'],
    [1234, '', '12.34'],
  ])('%s of %s are %s', (value, currency, text) => {
    expect(amountText(value, currency)).toBe(text);
  });

  test('a currency stands before its amount as the language has it', () => {
    expect([moneyText(-100, 'CNY', 'zh-CN'), moneyText(100, 'USD', 'zh-CN'), moneyText(100, 'CNY', 'en')]).toEqual([
      '-¥1.00',
      'USD 1.00',
      'CNY 1.00',
    ]);
  });

  test('a quantity has no more decimals than it needs, and a date is written as people do', () => {
    expect([12000, 0.5, 1.25, 0.000001].map(quantityText)).toEqual(['12,000', '0.5', '1.25', '0.000001']);
    expect([dateText('2026-01-09', 'zh-CN'), dateText('2026-01-09', 'en')]).toEqual(['2026年1月9日', '9 Jan 2026']);
  });
});

describe.each(paperLanguages)('a paper in %s', (language) => {
  test.each(pricedKinds)('%s: every line and total is the document’s own', (kind) => {
    for (const taxIncluded of [true, false]) {
      const rec = documentOf(kind, { taxIncluded });
      const paper = paperOf(kind, rec, language);
      const rows = paper.tables[0]!.rows;
      expect(rows.map((row) => [row[3], minor(row[5]), row[6], minor(row[7])])).toEqual(
        rec.lines!.map((line) => [
          String(line['quantity']),
          line['unitPrice'],
          `${String(line['taxRate'])}%`,
          line['amount'],
        ]),
      );
      const [net, ...rest] = paper.totals.map(({ value }) => minor(value));
      const gross = rest.pop();
      expect(gross).toBe(rec.data['total']);
      expect(rest.reduce((sum, tax) => sum + tax, 0)).toBe(rec.data['taxAmount']);
      expect(rest).toHaveLength(2);
      expect(net! + rest.reduce((sum, tax) => sum + tax, 0)).toBe(gross);
    }
  });

  test('a delivery note says nothing of prices', () => {
    const words = wordsOf(paperOf('shipment', documentOf('shipment'), language)).join('\n');
    for (const price of ['34.99', '349.90', '13%', 'CNY', '¥']) expect(words).not.toContain(price);
    expect(words).toContain('YY-881');
  });

  test.each(kinds)('%s: what is between colleagues stays there', (kind) => {
    const words = wordsOf(paperOf(kind, documentOf(kind), language)).join('\n');
    for (const secret of ['between us', '13.09', '29.00']) expect(words).not.toContain(secret);
  });

  test.each(kinds)('%s names both parties, its number and its date', (kind) => {
    const paper = paperOf(kind, documentOf(kind), language);
    expect(paper.customer.name).toBe('上海远洋机械有限公司');
    expect(paper.seller.name).toBe(
      language === 'en' ? 'Evergreen Bicycles (Shanghai) Co., Ltd.' : '常青自行车（上海）有限公司',
    );
    expect(paper.fileName).toBe(`${paper.title} NO2026-00042.pdf`);
    expect(paper.meta[0]?.value).toBe('NO2026-00042');
    expect(
      paper.meta.some(
        ({ value }) => value === dateText('2026-11-20', language) || value === dateText('2026-11-21', language),
      ),
    ).toBe(true);
  });
});

test('the sum stands in capitals where the custom is: yuan, in Chinese', () => {
  const rec = documentOf('quote');
  expect(paperOf('quote', rec, 'zh-CN').inWords?.value).toMatch(/^人民币.+[整分]$/);
  expect(paperOf('quote', rec, 'en').inWords).toBeUndefined();
  const dollars = { ...rec, data: { ...rec.data, currency: 'USD' } };
  expect(paperOf('quote', dollars, 'zh-CN').inWords).toBeUndefined();
});

describe('what a paper is worth', () => {
  test.each([
    ['quote', 'draft', '草稿'],
    ['quote', 'pending-approval', '草稿'],
    ['quote', 'approved', undefined],
    ['quote', 'sent', undefined],
    ['quote', 'accepted', undefined],
    ['quote', 'expired', '已过期'],
    ['quote', 'superseded', '已修订'],
    ['quote', 'cancelled', '作废'],
    ['order', 'on-hold', '草稿'],
    ['order', 'pending-release', '草稿'],
    ['order', 'shipped', undefined],
    ['shipment', 'draft', '草稿'],
    ['shipment', 'delivered', undefined],
    ['receivable', 'overdue', undefined],
    ['creditNote', 'pending-approval', '草稿'],
  ] as const)('%s, %s: %s', (kind, status, mark) => {
    const rec = documentOf(kind);
    expect(paperOf(kind, { ...rec, data: { ...rec.data, status } }, 'zh-CN').watermark).toBe(mark);
  });

  test('an archived document is void', () => {
    expect(paperOf('order', { ...documentOf('order'), archivedAt: '2026-11-22T00:00:00.000Z' }, 'en').watermark).toBe(
      'VOID',
    );
  });

  test('what happens to an invoice later is not on it: payments move neither its words nor its date', () => {
    const rec = documentOf('receivable');
    const later = {
      ...rec,
      version: 7,
      updatedAt: '2027-01-05T00:00:00.000Z',
      data: { ...rec.data, status: 'paid', paid: rec.data['total'], balance: 0 },
    };
    expect(printedPart(paperKinds.receivable, later)).toEqual(printedPart(paperKinds.receivable, rec));
  });
});

test('a receivable that came without lines has its totals all the same', () => {
  const rec = { ...documentOf('receivable'), lines: [] };
  const { tables, totals } = paperOf(
    'receivable',
    { ...rec, data: { ...rec.data, total: 50_000, taxAmount: 0 } },
    'en',
  );
  expect([tables.length, totals.at(-1)?.value]).toEqual([0, 'CNY 500.00']);
});

test('a statement shows opening, movements and closing as they were worked out', () => {
  const source = { ...sourceOf('receivable', documentOf('receivable'), 'zh-CN') };
  const paper = statementPaper(
    {
      accountId: 'acc_1',
      name: '上海远洋机械有限公司',
      currency: 'CNY',
      from: '2026-10-01',
      to: '2026-11-30',
      opening: 100_000,
      closing: 250_000,
      lines: [
        {
          date: '2026-10-09',
          type: 'receivable',
          id: 'rcv_1',
          number: 'IN2026-00031',
          dueDate: '2026-11-08',
          charge: 200_000,
          credit: 0,
          balance: 300_000,
        },
        {
          date: '2026-11-02',
          type: 'payment',
          id: 'pay_1',
          number: 'PM2026-00009',
          charge: 0,
          credit: 50_000,
          balance: 250_000,
        },
      ],
      open: [
        {
          id: 'rcv_1',
          number: 'IN2026-00031',
          issueDate: '2026-10-09',
          dueDate: '2026-11-08',
          total: 200_000,
          balance: 150_000,
          overdueDays: 22,
        },
      ],
      buckets: { current: 100_000, days30: 150_000, days60: 0, days90: 0, over90: 0 },
    },
    source,
  );
  expect(paper.tables[0]!.rows.map((row) => row.slice(4))).toEqual([
    ['', '', '1,000.00'],
    ['2,000.00', '', '3,000.00'],
    ['', '500.00', '2,500.00'],
  ]);
  expect(paper.tables[1]!.rows).toEqual([
    ['IN2026-00031', '2026年10月9日', '2026年11月8日', '22', '2,000.00', '1,500.00'],
  ]);
  expect(paper.tables[2]!.rows[0]).toEqual(['1,000.00', '1,500.00', '0.00', '0.00', '0.00']);
  expect(labelled(paper.totals, '期末余额')).toBe('¥2,500.00');
});
