import { expect, test } from 'vitest';
import { paperLanguages } from '../../shared/papers/paper.ts';
import type { ReportPaper } from '../../shared/papers/report-paper.ts';
import { packOfMonth } from '../../shared/review/pack.fixture.ts';
import { packPaper } from '../../shared/review/pack-paper.ts';
import { pdfPages, pdfText } from '../../test/harness/pdf-text.ts';
import { wordsOfReport } from '../../test/harness/report-words.ts';
import { ruleNames } from '../runtime/rule-names.ts';
import { renderReport } from './report.ts';

const without = (text: string) => text.replace(/\s/g, '');
const paperIn = (language: 'zh-CN' | 'en'): ReportPaper => packPaper(packOfMonth('2026-10'), ruleNames, language);

test.each(paperLanguages)('a review in %s has each of its words and figures on numbered pages', async (language) => {
  const paper = paperIn(language);
  const pdf = await renderReport(paper);
  const text = pdfText(pdf);
  for (const words of wordsOfReport(paper)) expect(text).toContain(without(words));
  const pages = pdfPages(pdf);
  expect(pages.length).toBeGreaterThan(2);
  pages.forEach((lines, page) => {
    const number =
      language === 'en' ? `Page ${page + 1} of ${pages.length}` : `第 ${page + 1} 页，共 ${pages.length} 页`;
    expect(lines.at(-1)).toContain(number);
  });
  expect(Buffer.from(pdf).toString('latin1')).toContain('/MediaBox [0 0 595.28 841.89]');
});

test('a goal whose day came without it is missed on paper as on the page', () => {
  const goal = { key: 'findings.open', value: 12, before: 20, goal: 5, goalBy: '2026-09-30', state: 'better' as const };
  const paper = (goalBy: string) =>
    JSON.stringify(packPaper({ ...packOfMonth('2026-10'), measures: [{ ...goal, goalBy }] }, ruleNames, 'en').blocks);
  expect(paper('2026-09-30')).toContain('"missed"');
  expect(paper('2026-11-30')).not.toContain('"missed"');
  expect(paper('2026-11-30')).toContain('"better"');
});

test('the same review is the same bytes', async () => {
  const [first, second] = [await renderReport(paperIn('en')), await renderReport(structuredClone(paperIn('en')))];
  expect(Buffer.compare(first, second)).toBe(0);
});

test('charts stay on their page, whatever the figures are', async () => {
  const huge = {
    ...paperIn('en'),
    blocks: [
      {
        kind: 'bars',
        caption: 'Bars',
        rows: [
          { label: 'a', value: -5, text: '-5' },
          { label: 'W'.repeat(200), value: 1e15, before: 9e15, text: '1e15' },
        ],
        most: 100,
      },
      {
        kind: 'columns',
        caption: 'Columns',
        columns: [
          { label: 'Jan', value: -3, text: '-3' },
          { label: 'Feb', value: 1e12, text: '1M' },
        ],
      },
    ],
  } satisfies ReportPaper;
  const pages = pdfPages(await renderReport(huge));
  expect(pages).toHaveLength(1);
  expect(pages[0]).toEqual(expect.arrayContaining(['Bars', '-5', 'Columns', '-3', '1M']));
});
