import * as z from 'zod';
import { workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { isPeriod, periodPattern } from './week.ts';

export const measureGroups = [
  'findings',
  'overdue',
  'quality',
  'orders',
  'selling',
  'service',
  'people',
  'waiting',
  'funnel',
  'records',
] as const;
export type MeasureGroup = (typeof measureGroups)[number];
/** `money`: minor units of the currency. `minutes`: business minutes. `percent`, `score`: as they are read. */
export const measureUnits = ['count', 'money', 'percent', 'minutes', 'score'] as const;
export type MeasureUnit = (typeof measureUnits)[number];
/** Which way a figure should go. */
export const measureWishes = ['more', 'less', 'none'] as const;
export type MeasureWish = (typeof measureWishes)[number];

const measured = z.object({
  key: z.string(),
  group: z.enum(measureGroups),
  unit: z.enum(measureUnits),
  wish: z.enum(measureWishes),
  label: z.object({ en: z.string(), zh: z.string() }),
  currency: z.string().optional(),
});
/** What is measured, without its value. */
export type Measured = z.infer<typeof measured>;

const comparedRow = measured.extend({
  a: z.number().optional(),
  b: z.number().optional(),
  change: z.number().optional().meta({ description: 'b less a; absent where one of the two was not measured.' }),
  percent: z
    .number()
    .optional()
    .meta({ description: 'The change in whole percent of a; absent where a is 0, and for percentages.' }),
});
export type ComparedRow = z.infer<typeof comparedRow>;

const side = z.object({
  period: z.string(),
  frozenAt: z.string().optional().meta({ description: 'Absent where that period has no pack.' }),
});

/** Two review packs side by side; without rows where one of them was never made. */
export const comparison = z.object({ a: side, b: side, rows: z.array(comparedRow) });
export type Comparison = z.infer<typeof comparison>;

const period = z
  .string()
  .regex(periodPattern, 'bad-format')
  .refine(isPeriod, 'bad-format')
  .meta({ example: '2026-11' });

export const compareReviews = defineEndpoint({
  group: 'core',
  tag: 'Monthly review',
  id: 'reviews.compare',
  method: 'GET',
  path: '/v1/workspaces/{workspaceId}/reviews/compare',
  permission: 'reviews:read',
  params: workspacePath,
  query: z.strictObject({ a: period, b: period }),
  output: comparison,
  status: 200,
  errors: [],
  example: { query: { a: '2026-09', b: '2026-10' } },
  summary: 'The figures of two review packs side by side, two months or two weeks, with what changed from a to b',
});
