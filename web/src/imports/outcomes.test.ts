import { describe, expect, it } from 'vitest';
import { en } from '../i18n/en.ts';
import { ApiError } from '../lib/api-error.ts';
import { faultsByFile } from './file-faults.ts';
import { outcomeCounts, rowsOfFiles, stepOf, sumOfOutcomes } from './outcomes.ts';
import { bytesText, faultOfFile } from './upload.ts';

describe('outcomes', () => {
  it('adds up outcomes alone, not the marks that go with them', () => {
    const counts = { created: 5, merged: 2, refused: 1, flagged: 4, trimmed: 9, records: 5 };
    expect(sumOfOutcomes(counts)).toBe(8);
    expect(outcomeCounts(counts).find((one) => one.outcome === 'blank')?.rows).toBe(0);
  });
  it('knows the rows of all files only when each was counted', () => {
    const file = { fileName: 'a.csv', size: 1 };
    expect(
      rowsOfFiles({
        files: [
          { ...file, rows: 3 },
          { ...file, rows: 4 },
        ],
      }),
    ).toBe(7);
    expect(rowsOfFiles({ files: [{ ...file, rows: 3 }, file] })).toBeUndefined();
  });
  it('says on which step an import stands', () => {
    expect(
      (['uploading', 'mapping', 'failed', 'checked', 'undone'] as const).map((state) => stepOf({ state })),
    ).toEqual([0, 1, 1, 2, 3]);
  });
});

describe('chosen files', () => {
  it('refuses what the server would refuse', () => {
    expect(faultOfFile({ name: 'a.csv', size: 10 })).toBeUndefined();
    expect(faultOfFile({ name: 'A.XLSX', size: 10 })).toBeUndefined();
    expect(faultOfFile({ name: 'a.csv', size: 0 })).toBe('empty');
    expect(faultOfFile({ name: 'a.csv', size: 50_000_001 })).toBe('large');
    expect(faultOfFile({ name: 'a/b.csv', size: 10 })).toBe('name');
    expect(faultOfFile({ name: 'a.pdf', size: 10 })).toBe('kind');
  });
  it('writes sizes with one digit behind the point', () => {
    expect(bytesText(999)).toEqual({ n: 999, unit: 'B' });
    expect(bytesText(1_234_567)).toEqual({ n: 1.2, unit: 'MB' });
  });
});

describe('faults of files', () => {
  const i18n = { lang: 'en', t: en, label: (label: { en: string }) => label.en } as const;
  it('stand at their file, with the place, in the page’s language', () => {
    const error = new ApiError(422, 'unreadable-file', {
      faults: [
        {
          field: 'files.1',
          code: 'bad-format',
          message: 'b.csv: A quotation mark is not closed properly. (row 12, column 3)',
          expected: 'csv-quote',
        },
      ],
    });
    expect(faultsByFile(error, i18n).get(1)).toBe('A quotation mark is not closed properly. (row 12, column 3)');
    expect(faultsByFile(new Error('x'), i18n).size).toBe(0);
  });
});
