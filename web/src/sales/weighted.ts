import { probabilityIn, stageNames } from '../../../shared/sales/pipeline.ts';
import type { Summary, WebRecord } from '../lib/records.ts';

type Sums = Record<string, number>;
type Lines = WebRecord['lines'];

/** Sums of a summary by stage. */
const sumsOf = (summary: Summary | undefined, stage: string): Sums =>
  summary?.groups.find((group) => group.value === stage)?.sums ?? {};

/** What part of a board belongs to one pipeline. */
export interface PipelinePart {
  lines: Lines;
  summary: Summary | undefined;
}

/**
 * Amounts by stage, each times its chance: those of pipelines by their own chances, what is left by the standard's. Percent points are
 * added up and rounded once a stage.
 */
export const weightedSums = (
  whole: Summary | undefined,
  parts: readonly PipelinePart[],
  standard: Lines,
): Readonly<Record<string, Sums>> =>
  Object.fromEntries(
    stageNames.map((stage) => {
      const points: Sums = {};
      const add = (sums: Sums, percent: number) => {
        for (const [unit, value] of Object.entries(sums)) points[unit] = (points[unit] ?? 0) + value * percent;
      };
      const rest = probabilityIn(standard, stage);
      add(sumsOf(whole, stage), rest);
      for (const { lines, summary } of parts) add(sumsOf(summary, stage), probabilityIn(lines, stage) - rest);
      return [
        stage,
        Object.fromEntries(Object.entries(points).map(([unit, value]) => [unit, Math.round(value / 100)])),
      ];
    }),
  );
