import type { Content, Entering } from '../kernel/entity.ts';
import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { fault } from '../kernel/problem.ts';
import { processLabels } from '../processes.ts';

export const MAX_TIP = 1000;

export const tipStatuses = {
  submitted: { en: 'To be judged', zh: '待评定' },
  'asked-expert': { en: 'With an expert', zh: '请专家看' },
  promoted: { en: 'Promoted', zh: '已推广' },
  declined: { en: 'Declined', zh: '不推广' },
  withdrawn: { en: 'Back with its author', zh: '退回或撤回' },
} as const;

/** An expert's opinion is written by the expert who was asked. */
const check = ({ data }: Content, previous: Content | undefined, { id }: Pick<Entering, 'id'>): FieldFault[] =>
  data['expertOpinion'] !== undefined &&
  data['expertOpinion'] !== previous?.data['expertOpinion'] &&
  data['expertId'] !== id
    ? [fault('expertOpinion', 'not-allowed-value', 'written by the expert who was asked')]
    : [];

/**
 * A way of working that somebody found (REV-3). Until it is judged it is its author's, its expert's and the judges'; once it is
 * promoted, everybody reads it (functions/improvement/tips.ts).
 */
export const tip = defineEntity({
  name: 'tip',
  collection: 'tips',
  label: { en: 'Tip', zh: '技巧' },
  plural: { en: 'Tips', zh: '技巧' },
  domain: 'improvement',
  schemaVersion: 1,
  fields: {
    title: f.text({ en: 'Tip', zh: '技巧' }, { max: 120, example: '报价前先看客户料号' }),
    text: f.longText({ en: 'How it is done', zh: '具体做法' }, { max: MAX_TIP }),
    processKey: f.choice(processLabels, { en: 'Process', zh: '流程' }).optional(),
    page: f.text({ en: 'Page', zh: '页面' }, { max: 200 }).optional(),
    status: f.choice(tipStatuses, { en: 'Status', zh: '状态' }).default('submitted'),
    expertId: f.ref('member', { en: 'Expert', zh: '专家' }).optional(),
    expertOpinion: f.longText({ en: 'Opinion of the expert', zh: '专家意见' }, { max: MAX_TIP }).optional(),
    judgement: f.longText({ en: 'Reason of the judgement', zh: '评定理由' }, { computed: true }).optional(),
    judgedBy: f.ref('member', { en: 'Judged by', zh: '评定人' }, { computed: true }).optional(),
    judgedAt: f.datetime({ en: 'Judged at', zh: '评定时间' }, { computed: true }).optional(),
  },
  keys: [],
  title: 'title',
  search: ['title', 'text'],
  defaultSort: '-createdAt',
  owned: true,
  seenBy: 'problems:write',
  people: ['expertId'],
  process: { field: 'status', of: () => 'tip' },
  check,
  // Its words are its author's: what a judge would write otherwise goes into the judgement.
  refuses: (current, next, { id }) =>
    id !== current.ownerId && (['title', 'text'] as const).some((name) => current.data[name] !== next.data[name])
      ? 'The words of a tip are its author’s.'
      : undefined,
  // Long texts are not kept in rows; what everybody reads is.
  listExtras: ({ data }) =>
    data['status'] === 'promoted' ? { published: { text: data['text'], judgement: data['judgement'] } } : {},
  example: {
    title: '报价前先看客户料号',
    text: '在产品行输入客户自己的料号，系统会带出我们的产品和上次价格。',
    processKey: 'quote',
    page: '/quotes/new',
  },
});
