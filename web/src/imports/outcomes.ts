import { outcomes } from '../../../shared/imports/imports.contract.ts';
import type { PartLook } from '../audit/parts/stacked-bar.tsx';
import type { ImportJob, Outcome } from './api.ts';

/** How an outcome looks in a bar. */
export const looks: Record<Outcome, PartLook> = {
  created: 'good',
  updated: 'info',
  unchanged: 'plain',
  merged: 'merged',
  refused: 'bad',
  blank: 'blank',
};

export type Counts = Readonly<Record<string, number>>;

/** Rows by outcome; each row has exactly one. */
export const outcomeCounts = (counts: Counts): { outcome: Outcome; rows: number }[] =>
  outcomes.map((outcome) => ({ outcome, rows: counts[outcome] ?? 0 }));

export const sumOfOutcomes = (counts: Counts): number => outcomeCounts(counts).reduce((sum, one) => sum + one.rows, 0);

/** Rows of all files, where they were counted. */
export const rowsOfFiles = (job: Pick<ImportJob, 'files'>): number | undefined =>
  job.files.every((file) => file.rows !== undefined)
    ? job.files.reduce((sum, file) => sum + (file.rows ?? 0), 0)
    : undefined;

/** Whether the import had come as far as rows being written when it was last seen. */
export const hasLedger = (job: Pick<ImportJob, 'state'>): boolean => ['done', 'undoing', 'undone'].includes(job.state);

/** The step of the way on which an import stands, from 0. */
export const stepOf = (job: Pick<ImportJob, 'state'>): 0 | 1 | 2 | 3 => {
  if (job.state === 'uploading' || job.state === 'reading') return 0;
  if (job.state === 'mapping' || job.state === 'failed') return 1;
  return job.state === 'checking' || job.state === 'checked' ? 2 : 3;
};
