import type { PaperColumn, PaperLanguage } from '../papers/paper.ts';
import type { ReportBar, ReportBlock } from '../papers/report-paper.ts';
import type { PackFigure } from './measures.ts';
import { written } from './narrative.ts';
import { paperWords } from './paper-words.ts';
import { isWeek } from './week.ts';

/** Bars of one chart; the others are counted. All figures stand in the table behind. */
const MOST_BARS = 15;
/** The language of labels. */
export const langOf = (language: PaperLanguage): 'en' | 'zh' => (language === 'en' ? 'en' : 'zh');
/** The name of a figure, with its currency. */
export const nameOf = (figure: PackFigure, language: PaperLanguage): string =>
  `${figure.label[langOf(language)]}${figure.currency ? ` (${figure.currency})` : ''}`;
/** A value as a figure is written. */
export const textOf = (value: number, figure: PackFigure, language: PaperLanguage): string =>
  written(value, figure, langOf(language));

interface Row {
  key: string;
  value: number;
  before?: number | undefined;
}

/** A chart of bars; nothing where there is no row. `most`: what a full bar is. */
export const bars = (
  caption: string,
  rows: readonly Row[],
  { language, nameBy, most }: { language: PaperLanguage; nameBy: (row: Row) => string; most?: number },
): ReportBlock[] => {
  if (rows.length === 0) return [];
  const t = paperWords[language];
  const unit = most === 100 ? 'percent' : 'count';
  const text = (value: number) => written(value, { unit }, langOf(language));
  const drawn = rows.slice(0, MOST_BARS).map(
    (row): ReportBar => ({
      label: nameBy(row),
      value: row.value,
      ...(row.before === undefined ? {} : { before: row.before, note: t.was(text(row.before)) }),
      text: text(row.value),
    }),
  );
  const rest = rows.length - drawn.length;
  return [
    { kind: 'bars', caption, rows: drawn, ...(most ? { most } : {}) },
    ...(rest > 0 ? [{ kind: 'text', text: t.more(rest) } as const] : []),
  ];
};

const shortOf = (period: string, language: PaperLanguage): string =>
  isWeek(period)
    ? paperWords[language].shortWeek(Number(period.slice(6)))
    : paperWords[language].shortMonth(Number(period.slice(5)));

/** Large amounts above a column: thousands and millions. */
const compact = (value: number): string => {
  const [size, unit] = Math.abs(value) >= 1e6 ? [1e6, 'M'] : Math.abs(value) >= 1e4 ? [1e3, 'k'] : [1, ''];
  return value === 0 ? '' : `${Math.round((value / size) * 10) / 10}${unit}`;
};

/** A chart of columns by month or week; nothing where all are 0. */
export const columns = (
  caption: string,
  points: readonly { month: string; value: number }[],
  language: PaperLanguage,
): ReportBlock[] =>
  points.some(({ value }) => value > 0)
    ? [
        {
          kind: 'columns',
          caption,
          columns: points.map(({ month, value }) => ({
            label: shortOf(month, language),
            value,
            text: compact(value),
          })),
        },
      ]
    : [];

/** Amounts of each month, a chart a currency, in whole units of it. */
export const amountColumns = (
  caption: string,
  months: readonly { month: string; amounts: Readonly<Record<string, number>> }[],
  language: PaperLanguage,
): ReportBlock[] =>
  [...new Set(months.flatMap(({ amounts }) => Object.keys(amounts)))].sort().flatMap((currency) =>
    columns(
      currency ? `${caption} · ${currency}` : caption,
      months.map(({ month, amounts }) => ({
        month,
        value: Math.round(
          Number(written(amounts[currency] ?? 0, { unit: 'money', currency }, 'en').replace(/[^\d.-]/g, '')),
        ),
      })),
      language,
    ),
  );

/** A heading. */
export const heading = (text: string): ReportBlock => ({ kind: 'heading', text });
/** Blocks under their heading, which stands over something or not at all. */
export const under = (text: string, blocks: readonly ReportBlock[]): ReportBlock[] =>
  blocks.length > 0 ? [heading(text), ...blocks] : [];

/** The head of a table’s column; `width` in shares of the whole. */
export const column = (label: string, width: number, align: PaperColumn['align'] = 'right'): PaperColumn => ({
  label,
  width,
  align,
});
