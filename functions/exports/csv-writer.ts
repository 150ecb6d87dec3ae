import { byteOrderMark, csvLine } from '../../shared/imports/export-cell.ts';
import { plainCell } from '../../shared/views/export-cells.ts';
import type { RowWriter, Sink } from './xlsx-writer.ts';

/** Letters that are written at a time. */
const CHUNK = 64 * 1024;

/** Writes a CSV file row by row: marked as UTF-8, so that spreadsheets read Chinese, and without a cell that would run. */
export const csvWriter = (headings: readonly string[], sink: Sink): RowWriter => {
  let text = byteOrderMark + csvLine(headings);
  const flush = (): void => {
    if (text !== '') sink(Buffer.from(text, 'utf8'));
    text = '';
  };
  return {
    row: (cells) => {
      text += csvLine(cells.map(plainCell));
      if (text.length > CHUNK) flush();
    },
    end: flush,
  };
};
