import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import { fault } from '../kernel/problem.ts';

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
    cause: f.longText({ en: 'Cause', zh: '原因' }, { max: 1000 }).optional(),
    correction: f.longText({ en: 'Correction', zh: '纠正措施' }, { max: 1000 }).optional(),
    prevention: f.longText({ en: 'Prevention', zh: '预防措施' }, { max: 1000 }).optional(),
  },
  keys: [],
  title: 'subjectTitle',
  search: ['subjectTitle', 'rule'],
  quotes: ['found', 'expected'],
  defaultSort: 'dueDate',
  owned: true,
  derive: (next, previous, now) => {
    const { closedAt: _closed, ...rest } = next.data;
    if (openStates.includes(next.data['state'] as FindingState)) return { ...next, data: rest };
    return { ...next, data: { ...rest, closedAt: previous?.data['closedAt'] ?? now } };
  },
  // `fixed` and `recurred` are the audit's word: a fault is gone when the data says so.
  check: (next, previous, actorId) => {
    const state = next.data['state'] as FindingState;
    if (state === previous?.data['state']) return [];
    // Whoever imported a critical value is not the second person who looks at it.
    const importer =
      next.data['rule'] === 'critical-change-unreviewed' && (next.data['related'] as string[] | undefined);
    if (state === 'accepted' && importer && importer.includes(actorId))
      return [fault('state', 'not-allowed-value', 'another person')];
    if (state === 'fixed' || state === 'recurred')
      return [fault('state', 'not-allowed-value', 'explained, accepted, open')];
    return (state === 'explained' || state === 'accepted') && !next.data['cause'] ? [fault('cause', 'required')] : [];
  },
  relation: (record) => ({
    parentId: String(record.data['subjectId']),
    kind: 'finding',
    at: String(record.data['openedAt']),
  }),
  operations: ['list', 'summary', 'get', 'update', 'history'],
  example: {
    cause: 'typed by hand',
    state: 'explained',
    correction: 'number taken from the business card',
    prevention: 'phone format shown beside the field',
  },
});
