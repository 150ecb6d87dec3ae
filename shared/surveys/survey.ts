import type { Content } from '../kernel/entity.ts';
import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { fault, outside } from '../kernel/problem.ts';
import { isSurveyKind, scales, surveyKinds } from './scales.ts';

/** What makes somebody be asked. */
export const surveyTriggers = {
  'complaint-closed': { en: 'A complaint was closed', zh: '客诉关闭后' },
  'shipment-delivered': { en: 'Goods were delivered', zh: '货物签收后' },
  quarter: { en: 'Each quarter, who ordered', zh: '每季度（有订单的客户）' },
  'by-hand': { en: 'By hand', zh: '手工发放' },
} as const;
export type SurveyTrigger = keyof typeof surveyTriggers;

/** Longest question, characters: it is read on a telephone. */
const MAX_QUESTION = 200;
/** Days that a link may hold. */
const LIFE = [1, 90] as const;

const complete = (next: Content): Content => {
  const { kind, threshold } = next.data;
  return threshold === undefined && isSurveyKind(kind)
    ? { ...next, data: { ...next.data, threshold: scales[kind].threshold } }
    : next;
};

/** Who is asked by a rule that is set up, or set going again, is asked about what happens from then on. */
const derive = (next: Content, previous: Content | undefined, now: string): Content => {
  const { activeSince, ...data } = next.data;
  if (data['active'] === false) return { ...next, data };
  const goesOn =
    previous !== undefined && previous.data['active'] !== false && previous.data['trigger'] === data['trigger'];
  return { ...next, data: { ...data, activeSince: goesOn ? (activeSince ?? now) : now } };
};

const check = ({ data }: Content, previous?: Content): FieldFault[] => {
  const { kind } = data;
  const scale = isSurveyKind(kind) ? scales[kind] : undefined;
  return [
    ...outside('expiresDays', data['expiresDays'], LIFE),
    ...(scale ? outside('threshold', data['threshold'], [scale.least, scale.most]) : []),
    // Scores of two scales cannot be added up.
    ...(previous && previous.data['kind'] !== kind
      ? [fault('kind', 'not-allowed-value', String(previous.data['kind']))]
      : []),
  ];
};

/** A question to customers (SRV-5): what is asked, when, and below which score somebody calls them. */
export const survey = defineEntity({
  name: 'survey',
  collection: 'surveys',
  label: { en: 'Survey', zh: '满意度调查' },
  plural: { en: 'Surveys', zh: '满意度调查' },
  domain: 'surveys',
  schemaVersion: 1,
  fields: {
    name: f.text({ en: 'Name', zh: '名称' }, { max: 120, example: '客诉关闭后满意度' }),
    kind: f.choice(surveyKinds, { en: 'Kind', zh: '类型' }).default('csat'),
    trigger: f.choice(surveyTriggers, { en: 'Sent', zh: '发送时机' }).default('by-hand'),
    active: f.boolean({ en: 'Active', zh: '启用' }).default(true),
    threshold: f.integer({ en: 'Follow up below', zh: '低于此分回访' }, { example: 4 }).optional(),
    expiresDays: f.integer({ en: 'Link holds, days', zh: '链接有效天数' }, { example: 14 }).default(14),
    questionZh: f.text({ en: 'Question in Chinese', zh: '中文问题' }, { max: MAX_QUESTION }).optional(),
    questionEn: f.text({ en: 'Question in English', zh: '英文问题' }, { max: MAX_QUESTION }).optional(),
    responsibleId: f.ref('member', { en: 'Answers for it', zh: '负责人' }).optional(),
    activeSince: f.datetime({ en: 'Active since', zh: '启用时间' }, { computed: true }).optional(),
  },
  keys: [],
  title: 'name',
  search: ['name'],
  defaultSort: 'name',
  owned: false,
  complete,
  derive,
  check,
  example: { name: '客诉关闭后满意度', kind: 'csat', trigger: 'complaint-closed', threshold: 4, expiresDays: 14 },
});

/** Surveys that a company begins with: one click each. */
export const surveyPresets = [
  { kind: 'csat', trigger: 'complaint-closed' },
  { kind: 'ces', trigger: 'shipment-delivered' },
  { kind: 'nps', trigger: 'quarter' },
] as const;
