import type { Content } from '../kernel/entity.ts';
import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { beyondTime, fault, ofTouched, outside } from '../kernel/problem.ts';
import { effectDay, effectOf, effects, USUAL_WEEKS, WEEKS, yardstickLabels, yardstickOf } from './yardsticks.ts';

/** A measure of one rule's findings names the rule. */
export const measuredBy = (data: Readonly<Record<string, unknown>>): FieldFault[] => {
  const rule = data['rule'];
  if (data['measure'] === 'findings-of-rule' && rule === undefined) return [fault('rule', 'required')];
  return typeof rule === 'string' && !/^[a-z][a-z0-9-]*$/.test(rule) ? [fault('rule', 'bad-format')] : [];
};

/** What the readings belong to: another measure is another reading. */
const subject = ['measure', 'rule'] as const;
const moved = (next: Content, previous: Content | undefined): boolean =>
  previous !== undefined && subject.some((name) => next.data[name] !== previous.data[name]);

const check = (next: Content, previous: Content | undefined): FieldFault[] => [
  ...measuredBy(next.data),
  ...outside('weeks', next.data['weeks'], WEEKS),
  ...ofTouched(beyondTime('day', next.data['day']), next, previous),
  // Whoever chose the measure after the effect was known would choose the one that improved.
  ...(moved(next, previous) && previous?.data['afterAt'] !== undefined
    ? [fault('measure', 'not-allowed-value', 'as it was when the effect was measured')]
    : []),
];

const num = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

const derive = (next: Content, previous: Content | undefined): Content => {
  const { effect: _effect, measureOn: _on, ...kept } = next.data;
  const { before: _before, beforeAt: _at, ...unread } = kept;
  const data = moved(next, previous) && kept['afterAt'] === undefined ? unread : kept;
  const measure = yardstickOf(data['measure']);
  if (!measure) return { data };
  const entered = typeof data['beforeAt'] === 'string' ? data['beforeAt'].slice(0, 10) : undefined;
  const day = typeof data['day'] === 'string' ? data['day'] : undefined;
  const changed = day !== undefined && (entered === undefined || day > entered) ? day : entered;
  return {
    data: {
      ...data,
      ...(changed === undefined ? {} : { measureOn: effectDay(changed, num(data['weeks']) ?? USUAL_WEEKS, measure) }),
      ...(data['afterAt'] === undefined ? {} : { effect: effectOf(measure, num(data['before']), num(data['after'])) }),
    },
  };
};

/** A small improvement, day by day (REV-6), and the measure that it was to move: read by the system before, and some weeks later. */
export const improvement = defineEntity({
  name: 'improvement',
  collection: 'improvements',
  label: { en: 'Improvement', zh: '改善' },
  plural: { en: 'Improvements', zh: '改善' },
  domain: 'improvement',
  schemaVersion: 1,
  fields: {
    change: f.text({ en: 'What was changed', zh: '改了什么' }, { max: 200, example: '报价页默认带出客户料号' }),
    day: f.date({ en: 'Day', zh: '日期' }),
    measure: f.choice(yardstickLabels, { en: 'Measure that it moves', zh: '影响的指标' }),
    rule: f.text({ en: 'Audit rule', zh: '稽核规则' }, { max: 60 }).optional(),
    weeks: f.integer({ en: 'Look again after weeks', zh: '几周后复看' }).default(USUAL_WEEKS),
    before: f.number({ en: 'Before', zh: '改善前' }, { computed: true }).optional(),
    beforeAt: f.datetime({ en: 'Measured before', zh: '改善前取数时间' }, { computed: true }).optional(),
    measureOn: f.date({ en: 'Effect is read on', zh: '效果取数日期' }, { computed: true }).optional(),
    after: f.number({ en: 'After', zh: '改善后' }, { computed: true }).optional(),
    afterAt: f.datetime({ en: 'Measured after', zh: '改善后取数时间' }, { computed: true }).optional(),
    effect: f.choice(effects, { en: 'Effect', zh: '效果' }, { computed: true }).optional(),
    tipId: f.ref('tip', { en: 'From the tip', zh: '来自技巧' }).optional(),
    issueId: f.ref('systemIssue', { en: 'From the complaint', zh: '来自系统意见' }).optional(),
    needId: f.ref('need', { en: 'From the need', zh: '来自需求' }).optional(),
    findingId: f.ref('finding', { en: 'From the finding', zh: '来自稽核发现' }).optional(),
    note: f.longText({ en: 'Note', zh: '备注' }, { max: 1000 }).optional(),
  },
  keys: [],
  title: 'change',
  search: ['change', 'note'],
  defaultSort: '-day',
  owned: true,
  seenBy: 'improvement:read',
  occurred: 'day',
  // Made by an endpoint of its own, which reads the measure in the same request.
  operations: ['list', 'summary', 'get', 'update', 'archive', 'restore', 'history'],
  check,
  derive,
  alarm: (rec) => {
    if (yardstickOf(rec.data['measure']) === undefined || rec.data['afterAt'] !== undefined) return undefined;
    if (rec.data['beforeAt'] === undefined) return rec.updatedAt;
    return typeof rec.data['measureOn'] === 'string' ? rec.data['measureOn'] : undefined;
  },
  example: { change: '报价页默认带出客户料号', day: '2026-11-20', measure: 'findings-open', weeks: 8 },
});
