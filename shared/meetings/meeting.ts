import { may } from '../access/authorise.ts';
import type { Role } from '../access/permissions.ts';
import { canonicalJson } from '../kernel/canonical.ts';
import type { Content, Task } from '../kernel/entity.ts';
import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { beyondTime, fault, ofTouched, outside } from '../kernel/problem.ts';
import type { Rec } from '../kernel/record.ts';

export const meetingStates = {
  planned: { en: 'Planned', zh: '待召开' },
  held: { en: 'Held', zh: '已召开' },
  closed: { en: 'Minutes closed', zh: '纪要已定稿' },
  finished: { en: 'Finished', zh: '已完结' },
  cancelled: { en: 'Cancelled', zh: '已取消' },
} as const;
export type MeetingState = keyof typeof meetingStates;
/** States in which the minutes stand. */
export const minutedStates: readonly MeetingState[] = ['closed', 'finished'];

export const meetingKinds = {
  review: { en: 'Review meeting', zh: '总结会' },
  committee: { en: 'Steering committee', zh: '推进委员会' },
  other: { en: 'Other', zh: '其他会议' },
} as const;

export const cadences = {
  once: { en: 'Once', zh: '仅一次' },
  weekly: { en: 'Weekly', zh: '每周' },
  monthly: { en: 'Monthly', zh: '每月' },
} as const;
export type Cadence = keyof typeof cadences;

export const lineKinds = {
  topic: { en: 'Topic', zh: '议题' },
  action: { en: 'Action', zh: '行动项' },
  attendee: { en: 'Attendee', zh: '参会人' },
} as const;
export type LineKind = keyof typeof lineKinds;

/** What a topic tells the management (REV-7). */
export const topicKinds = {
  success: { en: 'Success', zh: '成绩' },
  failure: { en: 'Failure', zh: '不足' },
  need: { en: 'Need', zh: '需求' },
  growth: { en: 'Growth', zh: '成长' },
} as const;
export type TopicKind = keyof typeof topicKinds;

/** Longest minutes of a topic, characters. */
const MAX_TEXT = 2000;
/** Longest topic or action; what is carried on must fit the next agenda. */
export const MAX_LINE = 300;

export type MeetingLine = Record<string, unknown>;

export const kindOfLine = (line: MeetingLine): LineKind => (line['kind'] as LineKind | undefined) ?? 'topic';
/** An action that nobody has reported done. */
export const isOpenAction = (line: MeetingLine): boolean =>
  kindOfLine(line) === 'action' && line['doneDate'] === undefined;

const isPeriod = (value: unknown): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(String(value));

const wrongLine = (line: MeetingLine, at: string): FieldFault[] => [
  ...['dueDate', 'doneDate'].flatMap((name) => beyondTime(`${at}.${name}`, line[name])),
  ...outside(`${at}.carried`, line['carried'], [0, 1000]),
  ...(kindOfLine(line) === 'attendee'
    ? line['ownerId'] === undefined
      ? [fault(`${at}.ownerId`, 'required')]
      : []
    : String(line['text'] ?? '').trim() === ''
      ? [fault(`${at}.text`, 'required')]
      : []),
];

const wrongValues = ({ data, lines }: Content): FieldFault[] => [
  ...beyondTime('date', data['date']),
  ...(data['period'] === undefined || isPeriod(data['period']) ? [] : [fault('period', 'bad-format')]),
  ...(lines ?? []).flatMap((line, index) => wrongLine(line, `lines.${index}`)),
];

/** Actions stand in the work lists of those who took them on, until they are done or the next meeting has them. */
const tasks = ({ data, lines }: Rec): Task[] =>
  data['nextId'] !== undefined
    ? []
    : (lines ?? []).flatMap((line, index) =>
        isOpenAction(line) && typeof line['ownerId'] === 'string' && typeof line['dueDate'] === 'string'
          ? [
              {
                slot: `${index + 1}.${line['dueDate']}`,
                memberId: line['ownerId'],
                title: String(line['text'] ?? ''),
                due: line['dueDate'],
              },
            ]
          : [],
      );

const leaders = ['chairId', 'minuteTakerId'] as const;

/** Whoever leads a meeting: who called it, its chair, who takes its minutes, and those who write reviews. */
export const leads = (rec: Pick<Rec, 'ownerId' | 'data'>, by: { id: string; roles: readonly Role[] }): boolean =>
  rec.ownerId === by.id || leaders.some((name) => rec.data[name] === by.id) || may(by.roles, 'reviews:write');

const same = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);

/** Whether two versions differ in nothing but actions that a member has, whose they stay. */
const ownActionsAlone = (current: Rec, next: Rec, memberId: string): boolean => {
  const [before, after] = [current.lines ?? [], next.lines ?? []];
  const { openActions: _was, ...said } = current.data;
  const { openActions: _is, ...says } = next.data;
  const isOwn = (line: MeetingLine) => kindOfLine(line) === 'action' && line['ownerId'] === memberId;
  return (
    same(said, says) &&
    next.ownerId === current.ownerId &&
    next.archivedAt === current.archivedAt &&
    before.length === after.length &&
    before.every((line, at) => same(line, after[at]) || (isOwn(line) && isOwn(after[at]!)))
  );
};

/** How many actions are open, so that lists show it. */
const derive = (next: Content): Content => ({
  ...next,
  data: { ...next.data, openActions: (next.lines ?? []).filter(isOpenAction).length },
});

/**
 * A meeting (REV-2, REV-7): who came, what was spoken about, what was decided, and who does what by when. Its lines are attendees,
 * topics and actions. Meetings of a series know each other; what was not done goes on to the next one.
 */
export const meeting = defineEntity({
  name: 'meeting',
  collection: 'meetings',
  label: { en: 'Meeting', zh: '会议' },
  plural: { en: 'Meetings', zh: '会议' },
  domain: 'improvement',
  schemaVersion: 1,
  fields: {
    subject: f.text({ en: 'Subject', zh: '会议主题' }, { max: 200, example: '经营总结会' }),
    kind: f.choice(meetingKinds, { en: 'Kind', zh: '类型' }).default('review'),
    status: f.choice(meetingStates, { en: 'Status', zh: '状态' }).default('planned'),
    date: f.date({ en: 'Date', zh: '日期' }),
    period: f.text({ en: 'Review of', zh: '总结月份' }, { max: 7, example: '2026-10' }).optional(),
    cadence: f.choice(cadences, { en: 'Repeats', zh: '召开频率' }).default('once'),
    chairId: f.ref('member', { en: 'Chair', zh: '主持人' }).optional(),
    minuteTakerId: f.ref('member', { en: 'Minutes by', zh: '记录人' }).optional(),
    place: f.text({ en: 'Place', zh: '地点' }, { max: 200 }).optional(),
    summary: f.longText({ en: 'Summary', zh: '会议小结' }, { max: MAX_TEXT }).optional(),
    openActions: f.integer({ en: 'Open actions', zh: '未完成行动项' }, { computed: true }).optional(),
    previousId: f.ref('meeting', { en: 'Meeting before', zh: '上次会议' }, { computed: true }).optional(),
    nextId: f.ref('meeting', { en: 'Next meeting', zh: '下次会议' }, { computed: true }).optional(),
    // Set where somebody who reads reviews had the agenda proposed: the clock does it for the rest of the series.
    proposedFor: f.text({ en: 'Agenda from the review of', zh: '议程取自总结' }, { computed: true, max: 7 }).optional(),
    closedAt: f.datetime({ en: 'Minutes closed', zh: '纪要定稿时间' }, { computed: true }).optional(),
    closedBy: f.ref('member', { en: 'Closed by', zh: '定稿人' }, { computed: true }).optional(),
  },
  lines: {
    kind: f.choice(lineKinds, { en: 'Kind', zh: '类别' }).default('topic'),
    text: f.text({ en: 'Topic or action', zh: '议题或行动项' }, { max: MAX_LINE }).optional(),
    about: f.choice(topicKinds, { en: 'Tells of', zh: '汇报分类' }).optional(),
    notes: f.longText({ en: 'Minutes', zh: '讨论纪要' }, { max: MAX_TEXT }).optional(),
    decision: f.longText({ en: 'Decision', zh: '决议' }, { max: MAX_TEXT }).optional(),
    ownerId: f.ref('member', { en: 'Who', zh: '人员' }).optional(),
    dueDate: f.date({ en: 'Due', zh: '期限' }).optional(),
    doneDate: f.date({ en: 'Done on', zh: '完成日期' }).optional(),
    result: f.text({ en: 'Result', zh: '结果' }, { max: 500 }).optional(),
    // Not computed: lines are sent back as a whole, and what the system keeps on a line stays with its place, not with its words.
    carried: f.integer({ en: 'Times carried on', zh: '结转次数' }).optional(),
    source: f.text({ en: 'Proposed from', zh: '议题来源' }, { max: 120 }).optional(),
  },
  keys: [],
  title: 'subject',
  search: ['subject', 'place', 'summary'],
  defaultSort: '-date',
  owned: true,
  seenBy: 'reviews:read',
  people: ['chairId', 'minuteTakerId', 'lines.ownerId'],
  attachments: true,
  occurred: 'date',
  process: { field: 'status', of: () => 'meeting' },
  tasks,
  derive,
  refuses: (current, next, by) =>
    leads(current, by) || ownActionsAlone(current, next, by.id)
      ? undefined
      : 'A meeting is changed by who called it, its chair and who takes the minutes; others change their own actions.',
  check: (next, previous) => ofTouched(wrongValues(next), next, previous),
  example: {
    subject: '经营总结会',
    kind: 'review',
    date: '2026-12-03',
    cadence: 'monthly',
    lines: [
      { kind: 'topic', text: '逾期订单', notes: '三张订单等料。', decision: '改用备选供应商。' },
      { kind: 'action', text: '与备选供应商签框架合同' },
    ],
  },
});
