import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import type { Rec } from '../kernel/record.ts';
import { addDays } from '../kernel/time.ts';
import { escalationRoles, verifiable } from './campaign.ts';

export const outcomes = {
  open: { en: 'To be verified', zh: '待核对' },
  confirmed: { en: 'Confirmed', zh: '已确认' },
  corrected: { en: 'Corrected', zh: '已更正' },
  retired: { en: 'Retired', zh: '已停用' },
  escalated: { en: 'Escalated', zh: '已上报' },
} as const;
export type Outcome = keyof typeof outcomes;
/** What a person may decide; each way a record ends but for escalation. */
export const decisions = ['confirmed', 'corrected', 'retired'] as const;
export type Decision = (typeof decisions)[number];

export const portionStates = {
  open: { en: 'Open', zh: '待核对' },
  escalated: { en: 'Escalated', zh: '已上报' },
  done: { en: 'Done', zh: '已完成' },
} as const;

const computed = { computed: true } as const;
const count = (en: string, zh: string) => f.integer({ en, zh }, computed).optional();

/** A portion of a campaign: some records for one owner to go through. How far it is stands in its own columns. */
export const verification = defineEntity({
  name: 'verification',
  collection: 'verifications',
  label: { en: 'Portion to verify', zh: '核对任务' },
  plural: { en: 'Portions to verify', zh: '核对任务' },
  domain: 'campaigns',
  schemaVersion: 1,
  fields: {
    name: f.text({ en: 'Name', zh: '名称' }, { max: 160, ...computed }).optional(),
    campaignId: f.ref('campaign', { en: 'Campaign', zh: '年度核对' }, computed).optional(),
    target: f.choice(verifiable, { en: 'Records', zh: '核对对象' }, computed).optional(),
    /** Which of its owner's, from 1. */
    n: f.integer({ en: 'Portion', zh: '第几份' }, computed).optional(),
    state: f.choice(portionStates, { en: 'State', zh: '状态' }, computed).optional(),
    dueOn: f.date({ en: 'Due on', zh: '截止日期' }, computed).optional(),
    remindOn: f.date({ en: 'Reminder on', zh: '提醒日期' }, computed).optional(),
    records: count('Records', '条数'),
    open: count('To be verified', '待核对'),
    confirmed: count('Confirmed', '已确认'),
    corrected: count('Corrected', '已更正'),
    retired: count('Retired', '已停用'),
    escalated: count('Escalated', '已上报'),
    escalateTo: f.choice(escalationRoles, { en: 'What is left goes to', zh: '逾期上报' }, computed).optional(),
    /** Who was asked first; the owner is another one after an escalation. */
    memberId: f.ref('member', { en: 'Asked', zh: '核对人' }, computed).optional(),
  },
  lines: {
    recordId: f.text({ en: 'Record', zh: '记录' }, { max: 60, ...computed }),
    outcome: f.choice(outcomes, { en: 'Outcome', zh: '结果' }, computed),
    by: f.ref('member', { en: 'By', zh: '核对人' }, computed).optional(),
    at: f.datetime({ en: 'At', zh: '核对时间' }, computed).optional(),
    note: f.text({ en: 'Note', zh: '说明' }, { max: 300, ...computed }).optional(),
  },
  keys: [],
  title: 'name',
  search: ['name'],
  defaultSort: 'dueOn',
  owned: true,
  relation: (record) => ({ parentId: String(record.data['campaignId']), kind: 'verification', at: record.createdAt }),
  alarm: ({ data }) => {
    if (data['state'] !== 'open') return undefined;
    return typeof data['remindOn'] === 'string' ? data['remindOn'] : addDays(String(data['dueOn']), 1);
  },
  operations: ['list', 'summary', 'get', 'history'],
  example: { name: '2026 年客户资料核对 1' },
});

/** One record of a portion. */
// A type, not an interface: it can be read as any line.
export type VerificationLine = {
  recordId: string;
  outcome: Outcome;
  by?: string;
  at?: string;
  note?: string;
};

export const linesOf = (rec: Rec): VerificationLine[] => (rec.lines ?? []) as VerificationLine[];

/** Counts and state of a portion from its lines. */
export const countedLines = (lines: readonly VerificationLine[]): Record<string, unknown> => {
  const of = (outcome: Outcome) => lines.filter((line) => line.outcome === outcome).length;
  const [open, escalated] = [of('open'), of('escalated')];
  return {
    records: lines.length,
    open,
    escalated,
    confirmed: of('confirmed'),
    corrected: of('corrected'),
    retired: of('retired'),
    state: open > 0 ? 'open' : escalated > 0 ? 'escalated' : 'done',
  };
};

/** A line that somebody still has to decide on: one that was escalated is the manager's. */
export const isUndecided = (line: Pick<VerificationLine, 'outcome'>): boolean =>
  line.outcome === 'open' || line.outcome === 'escalated';

/** What a record that nobody has to look at any more ends as: it was retired, merged or taken away meanwhile. */
export const settledBy = (record: Rec | undefined): 'retired' | undefined =>
  record === undefined || record.archivedAt || record.removedAt || record.aliasOf ? 'retired' : undefined;
