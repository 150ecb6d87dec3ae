import type { Content, Entering } from '../kernel/entity.ts';
import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { fault } from '../kernel/problem.ts';
import { addDays } from '../kernel/time.ts';
import { acceptFaults, asksOnly } from './accept.ts';
import { causeKinds } from './cause.ts';
import { preventionTypes } from './prevention.ts';

export const findingStates = {
  open: { en: 'Open', zh: '待处理' },
  explained: { en: 'Explained', zh: '已说明' },
  fixed: { en: 'Fixed', zh: '已修正' },
  accepted: { en: 'Accepted', zh: '已接受' },
  recurred: { en: 'Recurred', zh: '再次发生' },
} as const;
export type FindingState = keyof typeof findingStates;
/** States in which the fault is still there and wants work. */
export const openStates: readonly FindingState[] = ['open', 'recurred'];

const computed = { computed: true } as const;

/** `acceptedAt` is when the present acceptance was given: another last day is another acceptance. */
const derive = (next: Content, previous: Content | undefined, now: string): Content => {
  const { closedAt: _closed, acceptedAt: _at, acceptedUntil, ...rest } = next.data;
  const state = rest['state'] as FindingState;
  if (openStates.includes(state)) return { ...next, data: rest };
  const closed = { ...rest, closedAt: previous?.data['closedAt'] ?? now };
  if (state !== 'accepted') return { ...next, data: closed };
  const before = previous?.data;
  const stands = before?.['state'] === 'accepted' && before['acceptedUntil'] === acceptedUntil;
  const acceptedAt = stands ? before['acceptedAt'] : now;
  return {
    ...next,
    data: {
      ...closed,
      ...(acceptedAt === undefined ? {} : { acceptedAt }),
      ...(acceptedUntil === undefined ? {} : { acceptedUntil }),
    },
  };
};

/** A cause from the list is enough, unless it says nothing by itself. */
const causeFaults = ({ cause, causeKind }: Content['data']): FieldFault[] =>
  cause || (causeKind && causeKind !== 'other') ? [] : [fault('cause', 'required')];

const acceptanceFaults = (
  { data }: Content,
  previous: Content | undefined,
  { id, roles, today }: Entering,
): FieldFault[] => {
  const isNew = data['state'] !== previous?.data['state'];
  if (!isNew && data['acceptedUntil'] === previous?.data['acceptedUntil']) return [];
  if (!asksOnly(data['rule']))
    return acceptFaults({ severity: data['severity'], until: data['acceptedUntil'], today }, roles);
  // Whoever imported a critical value is not the second person who looks at it.
  const importers =
    data['rule'] === 'critical-change-unreviewed' ? (data['related'] as string[] | undefined) : undefined;
  return isNew && importers?.includes(id) ? [fault('state', 'not-allowed-value', 'another person')] : [];
};

/** A fault that the audit found; its identity is rule + subject + locator, so that it is one however many runs see it (AUD-4). */
export const finding = defineEntity({
  name: 'finding',
  collection: 'findings',
  label: { en: 'Finding', zh: '稽核发现' },
  plural: { en: 'Findings', zh: '稽核发现' },
  domain: 'findings',
  schemaVersion: 1,
  fields: {
    rule: f.text({ en: 'Rule', zh: '规则' }, computed),
    area: f.choice(
      {
        process: { en: 'Process', zh: '流程' },
        documents: { en: 'Documents', zh: '单据' },
        'master-data': { en: 'Master data', zh: '主数据' },
      },
      { en: 'Area', zh: '领域' },
      computed,
    ),
    severity: f.choice(
      { low: { en: 'Low', zh: '低' }, medium: { en: 'Medium', zh: '中' }, high: { en: 'High', zh: '高' } },
      { en: 'Severity', zh: '严重程度' },
      computed,
    ),
    subjectType: f.text({ en: 'Kind of record', zh: '记录类型' }, computed),
    subjectId: f.text({ en: 'Record', zh: '记录' }, computed),
    subjectTitle: f.text({ en: 'Record name', zh: '记录名称' }, { ...computed, max: 300 }),
    locator: f.text({ en: 'Where', zh: '位置' }, computed),
    found: f.text({ en: 'Found', zh: '实际值' }, { ...computed, max: 500 }).optional(),
    expected: f.text({ en: 'Expected', zh: '应为' }, { ...computed, max: 500 }).optional(),
    related: f.tags({ en: 'Other records', zh: '相关记录' }, computed).optional(),
    state: f.choice(findingStates, { en: 'State', zh: '状态' }).default('open'),
    dueDate: f.date({ en: 'Due', zh: '期限' }).optional(),
    openedAt: f.datetime({ en: 'Opened', zh: '发现时间' }, computed),
    closedAt: f.datetime({ en: 'Closed', zh: '关闭时间' }, computed).optional(),
    times: f.integer({ en: 'Times seen anew', zh: '发生次数' }, computed),
    lastRun: f.text({ en: 'Last run', zh: '最近稽核' }, computed).optional(),
    causeKind: f.choice(causeKinds, { en: 'Kind of cause', zh: '原因类别' }).optional(),
    cause: f.longText({ en: 'Cause', zh: '原因' }, { max: 1000 }).optional(),
    correction: f.longText({ en: 'Correction', zh: '纠正措施' }, { max: 1000 }).optional(),
    prevention: f.longText({ en: 'Prevention', zh: '预防措施' }, { max: 1000 }).optional(),
    preventionType: f.choice(preventionTypes, { en: 'Prevented by', zh: '预防方式' }, computed).optional(),
    preventionRef: f.text({ en: 'What came of it', zh: '预防成果' }, computed).optional(),
    preventionVersion: f.integer({ en: 'Its version', zh: '成果版本' }, computed).optional(),
    preventionSince: f.date({ en: 'Prevented since', zh: '预防生效日期' }, computed).optional(),
    acceptedUntil: f.date({ en: 'Accepted until', zh: '接受至' }).optional(),
    acceptedAt: f.datetime({ en: 'Accepted', zh: '接受时间' }, computed).optional(),
    cameBack: f.tags({ en: 'Came back on', zh: '复发日期' }, computed).optional(),
  },
  keys: [],
  title: 'subjectTitle',
  search: ['subjectTitle', 'rule'],
  quotes: ['found', 'expected'],
  defaultSort: 'dueDate',
  owned: true,
  derive,
  // `fixed` is the audit's word: a fault is gone when the data says so. Opened again, one that came back once is one that came back.
  check: (next, previous, by) => {
    const state = next.data['state'] as FindingState;
    const accepting = state === 'accepted' ? acceptanceFaults(next, previous, by) : [];
    if (state === previous?.data['state']) return accepting;
    const cameBack = Number(next.data['times'] ?? 1) > 1 && previous?.data['state'] !== 'fixed';
    if (state === 'fixed' || (state === 'recurred' && !cameBack))
      return [fault('state', 'not-allowed-value', 'explained, accepted, open')];
    return state === 'explained' || state === 'accepted' ? [...causeFaults(next.data), ...accepting] : [];
  },
  // The day after the last one of its acceptance it is open again.
  alarm: ({ data }) =>
    data['state'] === 'accepted' && typeof data['acceptedUntil'] === 'string'
      ? addDays(data['acceptedUntil'], 1)
      : undefined,
  relation: (record) => ({
    parentId: String(record.data['subjectId']),
    kind: 'finding',
    at: String(record.data['openedAt']),
  }),
  operations: ['list', 'summary', 'get', 'update', 'history'],
  example: {
    causeKind: 'careless',
    cause: 'typed by hand',
    state: 'explained',
    correction: 'number taken from the business card',
    prevention: 'phone format shown beside the field',
  },
});
