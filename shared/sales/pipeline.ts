import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';

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
export const openStages: readonly Stage[] = ['prospecting', 'qualification', 'proposal', 'negotiation'];

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
    probability: f.integer({ en: 'Probability in percent', zh: '成交概率（%）' }, { example: 40 }),
  },
  keys: [{ field: 'name' }],
  title: 'name',
  search: ['name'],
  defaultSort: 'name',
  owned: false,
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
