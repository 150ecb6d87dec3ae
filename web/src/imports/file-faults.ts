import { fileFaults } from '../../../shared/imports/source.ts';
import type { I18n } from '../i18n/index.tsx';
import { ApiError } from '../lib/api-error.ts';
import type { ImportJob } from './api.ts';

/** What is wrong with a file, in the user's language, with its place; the server's own words for a code that is not known here. */
const wording = (code: string, message: string, i18n: I18n): string => {
  const known = Object.entries(fileFaults).find(([name]) => name === code)?.[1];
  if (!known) return message;
  const row = /\brow (\d+)/.exec(message)?.[1] ?? '';
  const column = /\bcolumn (\d+)/.exec(message)?.[1] ?? '';
  const place = i18n.t.imports.faults.place(row, column);
  return place ? `${i18n.label(known)} (${place})` : i18n.label(known);
};

/** The faults of files in a refused request, by the file's index. */
export const faultsByFile = (error: unknown, i18n: I18n): ReadonlyMap<number, string> => {
  const map = new Map<number, string>();
  if (!(error instanceof ApiError)) return map;
  for (const fault of error.faults) {
    const index = /^files\.(\d+)$/.exec(fault.field)?.[1];
    if (index !== undefined) map.set(Number(index), wording(fault.expected ?? '', fault.message, i18n));
  }
  return map;
};

/** Why an import stopped. */
export const problemText = (problem: NonNullable<ImportJob['problem']>, i18n: I18n): string => {
  const text = wording(problem.code, problem.row ? `row ${problem.row}` : problem.message, i18n);
  return problem.file ? `${i18n.t.imports.faults.inFile(problem.file)} ${text}` : text;
};
