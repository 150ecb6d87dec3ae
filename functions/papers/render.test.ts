import { describe, expect, test } from 'vitest';
import { paperKinds } from '../../shared/papers/kinds.ts';
import type { Paper } from '../../shared/papers/paper.ts';
import { paperLanguages, wordsOf } from '../../shared/papers/paper.ts';
import type { Printable } from '../../shared/papers/printables.ts';
import { documentOf, paperOf } from '../../shared/papers/source.fixture.ts';
import { pdfPages, pdfText } from '../../test/harness/pdf-text.ts';
import { renderPaper } from './render.ts';

const kinds = Object.keys(paperKinds) as Printable[];
const without = (text: string) => text.replace(/\s/g, '');
const quote = (parts: Partial<Paper> = {}): Paper => ({ ...paperOf('quote', documentOf('quote'), 'zh-CN'), ...parts });

describe.each(paperLanguages)('drawn in %s', (language) => {
  test.each(kinds)('%s: every word and figure of the paper can be read in the file', async (kind) => {
    const paper = paperOf(kind, documentOf(kind), language);
    const text = pdfText(await renderPaper(paper));
    for (const words of wordsOf(paper)) expect(text).toContain(without(words));
  });
});

test('the same paper is the same bytes', async () => {
  const [first, second] = [await renderPaper(quote()), await renderPaper(structuredClone(quote()))];
  expect(Buffer.compare(first, second)).toBe(0);
});

test('a table of 300 lines goes on over the pages, each with its head and its number, and the sum is not left alone', async () => {
  const paper = paperOf('order', documentOf('order', { lines: 300 }), 'en');
  const pages = pdfPages(await renderPaper(paper));
  expect(pages.length).toBeGreaterThan(8);
  pages.forEach((lines, page) => {
    if (page < pages.length - 1 || lines.includes('300')) expect(lines).toContain('Code / your part no.');
    expect(lines.at(-1)).toContain(`Page ${page + 1} of ${pages.length}`);
  });
  const text = without(pages.flat().join(''));
  for (const row of paper.tables[0]!.rows) expect(text).toContain(without(row.slice(0, 4).join('')));
  const last = pages.find((lines) => lines.includes('300'))!;
  expect(last).toContain(paper.totals.at(-1)!.value);
});

test('what is not approved says so on each page', async () => {
  const rec = documentOf('order', { lines: 60 });
  const pages = pdfPages(await renderPaper(paperOf('order', { ...rec, data: { ...rec.data, status: 'draft' } }, 'en')));
  for (const lines of pages) expect(lines).toContain('DRAFT');
  expect(pages.length).toBeGreaterThan(1);
});

test.each([
  ['rare characters', '䶮喆堃镕㸃', '䶮喆堃镕㸃'],
  ['what the font does not have', '𠮷 😀👨‍👩‍👧 שלום مرحبا', '□□□□□□□□□□□□□□'],
  ['accents, in one piece or two', 'Zu\u0308rich Zürich', 'ZürichZürich'],
  ['accents that the font does not have', 'Žiżek Łódź', 'ZizekLódz'],
  ['controls and marks of direction', 'a\u0007b\u202ec\u200bd\ufe0f', 'abcd'],
  ['half a pair', 'x\ud83dy', 'xy'],
  ['a long word', 'W'.repeat(300), 'W'.repeat(300)],
  ['words of the language itself', '__proto__ constructor', '__proto__constructor'],
  ['nothing', '', ''],
])('a name with %s', async (_, name, shown) => {
  const text = pdfText(
    await renderPaper(quote({ customer: { heading: '客户', name, lines: [] }, tables: [], notes: [] })),
  );
  expect(text).toContain(`客户${shown}报价单号`);
});

test('terms that fill pages go on over them', async () => {
  const terms = Array.from({ length: 120 }, (_, line) => `${line + 1}. 条款`).join('\n');
  const pages = pdfPages(await renderPaper(quote({ notes: [{ label: '备注', value: terms }] })));
  expect(pages.length).toBeGreaterThan(2);
  expect(pages.flat().filter((line) => line.endsWith('. 条款'))).toHaveLength(120);
});

test('a figure too wide for its place is made smaller, never broken', async () => {
  const [table] = quote().tables;
  const row = ['1', 'A', 'B', '1', '件', '9,007,199,254,740.99', '13%', '9,007,199,254,740.99'];
  const pages = pdfPages(await renderPaper(quote({ tables: [{ ...table!, rows: [row] }] })));
  expect(pages.flat().filter((line) => line === '9,007,199,254,740.99')).toHaveLength(2);
});

test('a description as long as a letter goes on over the pages', async () => {
  const [table] = quote().tables;
  const words = Array.from({ length: 1500 }, (_, at) => `w${at}`);
  const row = ['1', 'A', words.join(' '), '1', '件', '1.00', '13%', '1.00'];
  const pages = pdfPages(await renderPaper(quote({ tables: [{ ...table!, rows: [row] }] })));
  expect(pages.length).toBeGreaterThan(2);
  const shown = new Set(pages.flat().flatMap((line) => line.split(' ')));
  expect(words.filter((word) => !shown.has(word))).toEqual([]);
});
