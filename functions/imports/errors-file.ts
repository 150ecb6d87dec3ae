import { toCsv } from '../../shared/imports/export-cell.ts';
import type { RowResult } from '../../shared/imports/fold.ts';
import type { Deps } from '../runtime/deps.ts';
import { readRows } from './read-file.ts';
import type { StoredImport } from './store.ts';
import { errorsObject, reportObject, uploadKey } from './store.ts';

/**
 * The refused and flagged rows as a CSV with the columns of their file and what is wrong in front: mended, it can be imported
 * again. @returns how many rows it holds
 */
export const writeErrorsFile = async (job: StoredImport, deps: Deps): Promise<number> => {
  const wanted = job.files.map(() => new Map<number, RowResult>());
  for (let portion = 0; portion < job.portions; portion++) {
    const bytes = await deps.objects.get(reportObject(job, job.attempt, portion));
    if (!bytes) continue;
    for (const row of JSON.parse(Buffer.from(bytes).toString('utf8')) as RowResult[])
      wanted[row.file]?.set(row.row, row);
  }
  const lines: string[][] = [];
  for (const [index, file] of job.files.entries()) {
    const rows = wanted[index]!;
    if (rows.size === 0) continue;
    const bytes = await deps.objects.get(uploadKey(job, index));
    if (!bytes) continue;
    const source = await readRows(bytes, file.fileName);
    lines.push(['file', 'row', 'outcome', 'problem', ...source.header]);
    for await (const row of source.rows) {
      const result = rows.get(row.rowNumber);
      if (!result) continue;
      const problem = result.problem
        ? `${result.problem.field ?? ''}: ${result.problem.message}`
        : `could not be read: ${(result.flagged ?? []).join(', ')}`;
      lines.push([file.fileName, String(row.rowNumber), result.outcome, problem, ...row.cells]);
    }
  }
  if (lines.length > 0) await deps.objects.put(errorsObject(job), toCsv(lines), 'text/csv; charset=utf-8');
  return wanted.reduce((sum, rows) => sum + rows.size, 0);
};
