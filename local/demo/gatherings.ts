import type { MeetingLine } from '../../shared/meetings/meeting.ts';
import { meeting } from '../../shared/meetings/meeting.ts';
import { nextDate, periodOf } from '../../shared/meetings/series.ts';
import type { PersonKey } from './people.ts';
import type { Setting } from './record.ts';
import { recordOf } from './record.ts';
import type { Company, Walked } from './walk.ts';
import { wayOf } from './way.ts';

interface Action {
  text: string;
  who: PersonKey;
  /** Days from the meeting. */
  due: number;
  done?: number;
  result?: string;
  carried?: number;
}

interface Gathering {
  id: string;
  subject: string;
  kind: 'review' | 'committee';
  cadence: 'once' | 'monthly';
  chair: PersonKey;
  minutes: PersonKey;
  place: string;
  /** Days before today. */
  on: number;
  who: readonly PersonKey[];
  summary: string;
  topics: readonly { text: string; notes?: string; decision?: string; about?: string }[];
  actions: readonly Action[];
}

const review = {
  subject: '经营总结会',
  kind: 'review',
  cadence: 'monthly',
  chair: 'executive',
  minutes: 'data-steward',
  place: '三楼会议室',
  who: ['executive', 'sales-manager', 'finance', 'data-steward', 'service-agent', 'sales-rep'],
} as const;

const before: Gathering = {
  ...review,
  id: 'mtg_demo001',
  on: 48,
  summary: '订单稳定；电话格式问题最多，本月起由数据标准把关。',
  topics: [
    {
      text: '联系人手机格式错误三个月没有下降',
      notes: '多数是把分机和姓名写进手机栏，来电时认不出客户。',
      decision: '数据标准加入手机格式示例，录入时显示；一个月后看周发生数。',
    },
    {
      text: '两张订单审批超时',
      notes: '审批人出差，没有设代理。',
      decision: '出差前必须设代理；超时提示提前到一天。',
    },
  ],
  actions: [
    { text: '更新数据标准并通知全员', who: 'data-steward', due: 7, done: 4, result: '第 1 版标准已生效' },
    { text: '所有审批人设好代理', who: 'sales-manager', due: 10, done: 9, result: '四位审批人均已设置' },
    { text: '清理搁置三个月以上的商机', who: 'sales-rep', due: 20 },
  ],
};

const last: Gathering = {
  ...review,
  id: 'mtg_demo002',
  on: 18,
  summary: '电话格式问题已降到每周一个以下；商机下一步仍然常缺，光讲不够。',
  topics: [
    {
      text: '电话格式：措施有效',
      notes: '由每周三四个降到零至一个。',
      decision: '保留示例，不再单独跟踪。',
      about: 'success',
    },
    {
      text: '商机没有下一步：措施无效',
      notes: '晨会讲过一次，之后每周仍有两个左右。',
      decision: '改流程：进入“方案报价”时必填下一步和日期，先试点一个月。',
      about: 'failure',
    },
    {
      text: '逾期应收增加',
      notes: '两家客户换了付款流程，不是不付。',
      decision: '月底前由销售和财务一起上门核对。',
    },
  ],
  actions: [
    // Nobody did it: it goes from meeting to meeting with the date that it was promised for.
    { text: '清理搁置三个月以上的商机', who: 'sales-rep', due: -10, carried: 1 },
    { text: '商机流程建议稿：报价前必填下一步', who: 'sales-manager', due: 7, done: 6, result: '建议已提交' },
    { text: '与两家逾期客户对账', who: 'finance', due: 12, done: 11, result: '一家已付清，另一家约定下月十日' },
    { text: '新人培训加入“筛选还开着”的例子', who: 'trainer', due: 10, done: 8, result: 'Added to the first lesson' },
  ],
};

const committee: Gathering = {
  id: 'mtg_demo004',
  subject: 'CRM 推进委员会',
  kind: 'committee',
  cadence: 'once',
  chair: 'executive',
  minutes: 'admin',
  place: '总经理办公室',
  on: 11,
  who: ['executive', 'sales-manager', 'marketing', 'service-agent', 'admin'],
  summary: '纸质订单全部停用；下一步把仓库纳入系统。',
  topics: [
    {
      text: '订单审批平均时长由九小时降到五小时以内',
      notes: '手机签批上线后，外出的审批人也能当天签。',
      about: 'success',
    },
    {
      text: 'Cards from fairs are entered late or not at all',
      notes: 'Of 120 cards in March, 70 were entered.',
      decision: 'Analyse the need of marketing until the next meeting.',
      about: 'failure',
    },
    {
      text: '客服需要从手机上传照片',
      decision: '列入需求，由客服先做访谈。',
      about: 'need',
    },
    {
      text: '两位新人上岗，试用期内由主管每周抽查',
      notes: '出货复核、报价两门课程均已考核。',
      about: 'growth',
    },
  ],
  actions: [
    { text: '客服照片上传：访谈三个人', who: 'service-agent', due: 21 },
    { text: 'Report of the committee to the management', who: 'executive', due: 5, done: 4, result: 'Sent' },
    { text: '仓库接入方案与报价', who: 'admin', due: 30 },
  ],
};

/** What waits for the next meeting. */
const agenda: readonly MeetingLine[] = [
  { kind: 'topic', text: '商机下一步必填：试点一个月的结果' },
  { kind: 'topic', text: '员工技巧“月底前先核对在途收款”是否推广' },
  { kind: 'topic', text: '被申诉的提醒：补录时限是否合理' },
];

const linesOf = ({ who, topics, actions, on }: Gathering, setting: Setting): MeetingLine[] => [
  ...who.map((key) => ({ kind: 'attendee', ownerId: setting.members[key].id })),
  ...topics.map((topic) => ({ kind: 'topic', ...topic })),
  ...actions.map(({ text, who: key, due, done, result, carried }) => ({
    kind: 'action',
    text,
    ownerId: setting.members[key].id,
    dueDate: setting.calendar.workday(due - on),
    ...(done === undefined ? {} : { doneDate: setting.calendar.workday(done - on) }),
    ...(result ? { result } : {}),
    ...(carried === undefined ? {} : { carried }),
  })),
];

/** A meeting that took place, its minutes closed the day after; `next` has what it left open. */
const held = (
  one: Gathering,
  links: { previousId?: string; nextId?: string },
  { setting, company }: { setting: Setting; company: Company },
): Walked => {
  const { id, subject, kind, cadence, chair, minutes, place, on, summary } = one;
  const date = setting.calendar.workday(-on);
  const rec = recordOf(meeting, setting, {
    id,
    createdAt: setting.calendar.at(setting.calendar.workday(-on - 6), 9, 15),
    owner: setting.members[minutes],
    data: {
      subject,
      kind,
      date,
      period: periodOf(date),
      cadence,
      chairId: setting.members[chair].id,
      minuteTakerId: setting.members[minutes].id,
      place,
      summary,
    },
    lines: linesOf(one, setting),
    computed: { ...(links.previousId ? { previousId: links.previousId } : {}) },
  });
  const at = (days: number, hour: number) => setting.calendar.at(setting.calendar.workday(days - on), hour, 20);
  return wayOf(
    rec,
    [
      { action: 'hold', by: chair, at: at(0, 16) },
      { action: 'close', by: minutes, at: at(1, 11) },
      ...(links.nextId
        ? [{ action: 'carry-on', to: 'finished', by: minutes, at: at(1, 11), data: { nextId: links.nextId } } as const]
        : []),
    ],
    company,
  );
};

const planned = (setting: Setting, company: Company): Walked => {
  const { calendar, members } = setting;
  const date = nextDate(calendar.workday(-last.on), 'monthly', calendar.today);
  const { subject, kind, cadence, chair, minutes, place, who } = review;
  const open = {
    ...last,
    actions: [{ text: '清理搁置三个月以上的商机', who: 'sales-rep' as const, due: -10, carried: 2 }],
  };
  const rec = recordOf(meeting, setting, {
    id: 'mtg_demo003',
    createdAt: calendar.at(calendar.workday(1 - last.on), 11, 20),
    owner: members[minutes],
    data: {
      subject,
      kind,
      date,
      period: periodOf(date),
      cadence,
      chairId: members[chair].id,
      minuteTakerId: members[minutes].id,
      place,
    },
    lines: [
      ...who.map((key) => ({ kind: 'attendee', ownerId: members[key].id })),
      ...linesOf(open, setting).filter(({ kind: of }) => of === 'action'),
      ...agenda,
    ],
    computed: { previousId: last.id },
  });
  return wayOf(rec, [], company);
};

/** Two review meetings with their minutes, the next one with what they left open, and a steering committee. */
export const makeGatherings = (setting: Setting, company: Company): Walked[] => {
  const world = { setting, company };
  return [
    held(before, { nextId: last.id }, world),
    held(last, { previousId: before.id, nextId: 'mtg_demo003' }, world),
    planned(setting, company),
    held(committee, {}, world),
  ];
};
