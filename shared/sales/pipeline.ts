import { defineEntity } from '../kernel/entity.ts';
import type { Label } from '../kernel/field.ts';
import * as f from '../kernel/field.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { fault, outside } from '../kernel/problem.ts';

/** Stages of the standard funnel with their labels. */
export const stages = {
  prospecting: { en: 'Prospecting', zh: '初步接触' },
  qualification: { en: 'Qualification', zh: '需求确认' },
  proposal: { en: 'Proposal', zh: '方案报价' },
  negotiation: { en: 'Negotiation', zh: '商务谈判' },
  won: { en: 'Won', zh: '赢单' },
  lost: { en: 'Lost', zh: '输单' },
} as const;
export type Stage = keyof typeof stages;
export const stageNames = Object.keys(stages) as Stage[];
export const openStages = ['prospecting', 'qualification', 'proposal', 'negotiation'] as const;
export type OpenStage = (typeof openStages)[number];
export const isOpenStage = (stage: unknown): stage is OpenStage => (openStages as readonly unknown[]).includes(stage);

/** Days in a stage after which a deal is called stuck, where its pipeline says nothing. */
export const MAX_DAYS = 14;

/** What entry refuses: a stage twice, a chance beyond 0 to 100, a limit that is no number of days, a funnel without an open stage. */
const lineFaults = (lines: readonly Record<string, unknown>[]): FieldFault[] => [
  ...lines.flatMap((line, index) => [
    ...(lines.findIndex((one) => one['stage'] === line['stage']) < index
      ? [fault(`lines.${index}.stage`, 'duplicate')]
      : []),
    ...outside(`lines.${index}.probability`, line['probability'], [0, 100]),
    ...outside(`lines.${index}.maxDays`, line['maxDays'], [1, 3650]),
  ]),
  ...(lines.some((line) => isOpenStage(line['stage'])) ? [] : [fault('lines', 'required')]),
];

/** A sales funnel: which stages, and how likely a deal in each is to be won (percent). */
export const pipeline = defineEntity({
  name: 'pipeline',
  collection: 'pipelines',
  label: { en: 'Pipeline', zh: '销售漏斗' },
  plural: { en: 'Pipelines', zh: '销售漏斗' },
  domain: 'opportunities',
  schemaVersion: 1,
  fields: { name: f.text({ en: 'Name', zh: '名称' }, { max: 80, example: 'Standard' }) },
  lines: {
    stage: f.choice(stages, { en: 'Stage', zh: '阶段' }),
    probability: f.integer({ en: 'Chance, %', zh: '成交概率（%）' }, { example: 40 }),
    labelZh: f.text({ en: 'Called in Chinese', zh: '中文叫法' }, { max: 40 }).optional(),
    labelEn: f.text({ en: 'Called in English', zh: '英文叫法' }, { max: 40 }).optional(),
    maxDays: f.integer({ en: 'Stuck after days', zh: '停留上限（天）' }, { example: MAX_DAYS }).optional(),
  },
  keys: [{ field: 'name' }],
  title: 'name',
  search: ['name'],
  defaultSort: 'name',
  owned: false,
  check: (next) => lineFaults(next.lines ?? []),
  example: {
    name: 'Standard',
    lines: [
      { stage: 'prospecting', probability: 10 },
      { stage: 'won', probability: 100 },
    ],
  },
});

/** The funnel that every workspace begins with. */
export const standardPipeline = {
  name: '标准销售漏斗',
  lines: [
    { stage: 'prospecting', probability: 10 },
    { stage: 'qualification', probability: 25 },
    { stage: 'proposal', probability: 50 },
    { stage: 'negotiation', probability: 75 },
    { stage: 'won', probability: 100 },
    { stage: 'lost', probability: 0 },
  ],
} as const;

/** Lines of a pipeline, of whatever form they were read in. */
type Lines = readonly Readonly<Record<string, unknown>>[];

/** The open stages that a pipeline has, in the order of the funnel. A deal without a pipeline has all of them. */
export const stagesOf = (lines: Lines | undefined): readonly OpenStage[] =>
  lines === undefined ? openStages : openStages.filter((stage) => lines.some((line) => line['stage'] === stage));

/** How likely a deal in a stage is to be won, percent; nothing for a stage that the pipeline does not have. */
export const probabilityIn = (lines: Lines | undefined, stage: string): number => {
  const line = (lines ?? (standardPipeline.lines as Lines)).find((one) => one['stage'] === stage);
  const percent = Number(line?.['probability'] ?? 0);
  return Number.isFinite(percent) ? percent : 0;
};

/** Days after which a deal in a stage is stuck. */
export const maxDaysIn = (lines: Lines | undefined, stage: string): number => {
  const days = lines?.find((line) => line['stage'] === stage)?.['maxDays'];
  return typeof days === 'number' && days > 0 ? days : MAX_DAYS;
};

/** What a pipeline calls a stage. */
export const stageLabelIn = (lines: Lines | undefined, stage: string): Label => {
  const own = lines?.find((line) => line['stage'] === stage);
  const { en, zh } = stages[stage as Stage] ?? { en: stage, zh: stage };
  const named = (name: string, other: string) => {
    const text = own?.[name] ?? own?.[other];
    return typeof text === 'string' && text !== '' ? text : undefined;
  };
  return { en: named('labelEn', 'labelZh') ?? en, zh: named('labelZh', 'labelEn') ?? zh };
};

/** The pipeline that deals without one follow: the oldest of the workspace, which it began with. */
export const standardOf = <P extends { id: string }>(pipelines: readonly P[]): P | undefined =>
  pipelines.reduce<P | undefined>((first, one) => (first === undefined || one.id < first.id ? one : first), undefined);

/**
 * Whether a deal may go from one stage to another in its pipeline: forward to the next stage that the pipeline has, back to any,
 * won from its proposal on (or its last stage, where it has none), lost from anywhere.
 */
export const leadsTo = (lines: Lines | undefined, from: string, to: string): 'yes' | 'not-there' | 'skips' => {
  if (to === 'lost') return 'yes';
  const own = stagesOf(lines);
  const rank = (stage: string) => (openStages as readonly string[]).indexOf(stage);
  if (to === 'won' && isOpenStage(from)) {
    const least = own.includes('proposal') ? 'proposal' : own.at(-1);
    return least === undefined || rank(from) >= rank(least) ? 'yes' : 'skips';
  }
  if (isOpenStage(to) && !own.includes(to)) return 'not-there';
  const between = own.some((stage) => rank(stage) > rank(from) && rank(stage) < rank(to));
  return between && rank(from) >= 0 ? 'skips' : 'yes';
};
