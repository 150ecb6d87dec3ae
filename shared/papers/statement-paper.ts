import type { Statement } from '../receivables/receivables.contract.ts';
import { ageingBuckets } from '../receivables/receivables.contract.ts';
import { bankNote, known, sheet } from './documents.ts';
import { amountText, currencyText, dateText, moneyText } from './format.ts';
import type { Paper, PaperTable } from './paper.ts';
import type { PaperSource } from './source.ts';
import { referred, textOf } from './source.ts';
import type { PaperTexts } from './texts.ts';
import { paperTexts } from './texts.ts';

/** Nothing is written where nothing was moved. */
const moved = (minor: number, currency: string): string => (minor === 0 ? '' : amountText(minor, currency));

const movements = (statement: Statement, source: PaperSource, texts: PaperTexts): PaperTable => {
  const { columns, statement: words } = texts;
  const { currency } = statement;
  const date = (value: string | undefined) => dateText(value, source.language);
  return {
    caption: words.movements,
    columns: [
      { label: columns.date, width: 15, align: 'left' },
      { label: columns.type, width: 19, align: 'left' },
      { label: columns.document, width: 19, align: 'left' },
      { label: columns.due, width: 15, align: 'left' },
      { label: columns.charge, width: 15, align: 'right' },
      { label: columns.credit, width: 15, align: 'right' },
      { label: columns.balance, width: 16, align: 'right' },
    ],
    rows: [
      [date(statement.from), words.opening, '', '', '', '', amountText(statement.opening, currency)],
      ...statement.lines.map((line) => [
        date(line.date),
        [words.types[line.type], line.text ?? ''].filter((part) => part !== '').join('\n'),
        line.number,
        date(line.dueDate),
        moved(line.charge, currency),
        moved(line.credit, currency),
        amountText(line.balance, currency),
      ]),
    ],
  };
};

const openOnes = (statement: Statement, source: PaperSource, texts: PaperTexts): PaperTable => {
  const { columns, statement: words } = texts;
  return {
    caption: words.open,
    columns: [
      { label: columns.document, width: 22, align: 'left' },
      { label: columns.issued, width: 18, align: 'left' },
      { label: columns.due, width: 18, align: 'left' },
      { label: columns.overdue, width: 12, align: 'right' },
      { label: columns.total, width: 18, align: 'right' },
      { label: columns.open, width: 18, align: 'right' },
    ],
    rows: statement.open.map((one) => [
      one.number,
      dateText(one.issueDate, source.language),
      dateText(one.dueDate, source.language),
      one.overdueDays > 0 ? String(one.overdueDays) : '',
      amountText(one.total, statement.currency),
      amountText(one.balance, statement.currency),
    ]),
  };
};

const ageing = (statement: Statement, texts: PaperTexts): PaperTable => ({
  caption: texts.statement.ageing,
  columns: ageingBuckets.map((bucket) => ({ label: texts.statement.buckets[bucket], width: 20, align: 'right' })),
  rows: [ageingBuckets.map((bucket) => amountText(statement.buckets[bucket], statement.currency))],
});

/** What an account was billed and paid between two days, for the customer to compare with their own books. */
export const statementPaper = (statement: Statement, source: PaperSource): Paper => {
  const texts = paperTexts[source.language];
  const { meta, notes, totals } = texts;
  const account = referred(source, 'accountId')?.data;
  const code = textOf(account, 'code') || statement.accountId;
  const period = [statement.from, statement.to].map((date) => dateText(date, source.language)).join(' – ');
  return {
    ...sheet(source, 'statement', `${code} ${statement.from} ${statement.to} ${statement.currency}`),
    meta: known(
      [meta.account, textOf(account, 'code')],
      [meta.period, period],
      [meta.currency, currencyText(statement.currency, source.language)],
    ),
    tables: [
      movements(statement, source, texts),
      ...(statement.open.length > 0 ? [openOnes(statement, source, texts), ageing(statement, texts)] : []),
    ],
    totals: [
      { label: texts.statement.opening, value: moneyText(statement.opening, statement.currency, source.language) },
      { label: totals.closing, value: moneyText(statement.closing, statement.currency, source.language) },
    ],
    notes: [...known([notes.check, notes.checkText]), ...bankNote(source, texts)],
  };
};
