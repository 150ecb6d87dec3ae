import { findingId } from '../../functions/audit/identity.ts';
import { finding } from '../../shared/findings/finding.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { addDays, localDate, mondayOf } from '../../shared/kernel/time.ts';
import { ZONE } from './calendar.ts';
import type { Fault, FaultKind } from './faults.ts';
import type { Setting } from './record.ts';
import { recordOf } from './record.ts';

type Data = Record<string, unknown>;

interface Rule {
  id: string;
  area: 'process' | 'documents' | 'master-data';
  severity: 'low' | 'medium' | 'high';
  type: string;
  locator: string;
  expected?: string;
}

const phone: Rule = {
  id: 'bad-phone',
  area: 'master-data',
  severity: 'medium',
  type: 'contact',
  locator: 'mobile',
  expected: '+86 138 0013 8000',
};
const nextStep: Rule = {
  id: 'opportunity-no-next-step',
  area: 'process',
  severity: 'medium',
  type: 'opportunity',
  locator: 'nextStep',
};
const approval: Rule = {
  id: 'order-not-approved-in-time',
  area: 'process',
  severity: 'high',
  type: 'order',
  locator: 'status',
};
const late: Rule = { id: 'entered-late', area: 'process', severity: 'low', type: 'activity', locator: 'happenedAt' };

/** What was found of a rule week by week, the latest whole week last, and what was done against it in the middle. */
interface Story {
  rule: Rule;
  /** Whose records. */
  owner: 'sales-rep' | 'sales-rep-2';
  weeks: readonly number[];
  /** Which of the weeks the prevention began in; what came before names it. */
  from: number;
  prevention: Data;
  words: Data;
}

/** The prevention of the first halved its fault, that of the second changed nothing; of the last nothing can be said yet. */
const stories: readonly Story[] = [
  {
    rule: phone,
    owner: 'sales-rep',
    weeks: [4, 3, 4, 3, 4, 3, 3, 1, 1, 0, 1, 0, 1, 0],
    from: 6,
    prevention: { preventionType: 'standard', preventionRef: 'standard', preventionVersion: 1 },
    words: {
      causeKind: 'system-made-it-easy',
      cause: '录入时看不到格式，分机和姓名一起写进了手机栏。',
      correction: '逐条向客户核对，改成一栏一个号码。',
      prevention: '数据标准加入手机格式示例，录入时就显示在字段旁。',
    },
  },
  {
    rule: nextStep,
    owner: 'sales-rep',
    weeks: [2, 1, 2, 2, 1, 2, 2, 2, 2, 2, 1, 2, 1, 2],
    from: 8,
    prevention: { preventionType: 'lesson', preventionRef: '商机下一步怎么写' },
    words: {
      causeKind: 'not-trained',
      cause: '谈完就走，下一步记在脑子里。',
      correction: '补写下一步和日期。',
      prevention: '晨会讲了一次下一步的写法。',
    },
  },
  {
    rule: approval,
    owner: 'sales-rep',
    weeks: [1, 2, 1, 1, 2, 1, 1, 0, 1, 0, 0],
    from: 5,
    prevention: { preventionType: 'rule', preventionRef: 'order-not-approved-in-time', preventionVersion: 1 },
    words: {
      causeKind: 'rule-unclear',
      cause: '审批人出差，没有人知道该找谁代签。',
      correction: '当天补签。',
      prevention: '缩短提示时间，超时前就提醒代理人。',
    },
  },
  {
    rule: late,
    owner: 'sales-rep-2',
    weeks: [2, 2],
    from: 1,
    prevention: { preventionType: 'lesson', preventionRef: '拜访当天记录' },
    words: { causeKind: 'no-time', cause: '出差一周，回来才补记。', prevention: '手机上当天记一句话，回来再补全。' },
  },
];

/** Where each story's prevention is known to begin, by the rule: the versions of settings that it names were made then. */
export const preventionDays = (today: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    stories.map(({ rule, weeks, from }) => [rule.id, addDays(mondayOf(today), -7 * (weeks.length - from))]),
  );

const titleOf = (rec: Rec): string =>
  String(rec.data['name'] ?? rec.data['number'] ?? rec.data['orderNumber'] ?? rec.data['subject'] ?? rec.id);

interface About {
  rule: Rule;
  subject: Rec;
  /** ISO UTC. */
  openedAt: string;
  data: Data;
}

const foundAt = ({ rule, subject, openedAt, data }: About, setting: Setting): Rec => ({
  ...recordOf(finding, setting, {
    id: findingId(rule.id, subject.id, rule.locator),
    createdAt: openedAt,
    owner: { id: subject.ownerId ?? setting.members['data-steward'].id, team: subject.teamId },
    data: {},
    computed: {
      rule: rule.id,
      area: rule.area,
      severity: rule.severity,
      subjectType: rule.type,
      subjectId: subject.id,
      subjectTitle: titleOf(subject),
      locator: rule.locator,
      ...(rule.expected ? { expected: rule.expected } : {}),
      openedAt,
      dueDate: addDays(localDate(openedAt, ZONE), 7),
      times: 1,
      ...data,
    },
  }),
  createdBy: 'job:audit',
  updatedBy: 'job:audit',
  source: 'audit',
});

/** What the audits of the last months found and people put right since. */
const histories = (records: readonly Rec[], taken: ReadonlySet<string>, setting: Setting): Rec[] => {
  const monday = mondayOf(setting.calendar.today);
  const used = new Set(taken);
  return stories.flatMap(({ rule, owner, weeks, from, prevention, words }) => {
    const since = preventionDays(setting.calendar.today)[rule.id]!;
    const subjects = records
      .filter((rec) => rec.type === rule.type && rec.ownerId === setting.members[owner].id && !used.has(rec.id))
      .values();
    return weeks.flatMap((count, index) =>
      Array.from({ length: count }, (_, place) => place).flatMap((place): Rec[] => {
        const subject = subjects.next().value;
        if (!subject) return [];
        const day = addDays(monday, -7 * (weeks.length - index) + place);
        const fixed = addDays(day, 2 + ((index + place) % 3));
        const told = index <= from;
        // Every fifth came back once in the week after and was put right again.
        const back = (index + place) % 5 === 4 && index < weeks.length - 2 ? addDays(day, 8) : undefined;
        return [
          foundAt(
            {
              rule,
              subject,
              openedAt: setting.calendar.at(day, 2, 10),
              data: {
                state: 'fixed',
                closedAt: setting.calendar.at(back ? addDays(back, 2) : fixed, 2, 10),
                ...(back ? { times: 2, cameBack: [back] } : {}),
                ...words,
                ...(told ? { ...prevention, preventionSince: since } : {}),
              },
            },
            setting,
          ),
        ];
      }),
    );
  });
};

/** What somebody has said of a fault that is still there, or that was put right before and is there again. */
interface Said {
  kind: FaultKind;
  rule: Omit<Rule, 'type'>;
  /** Days since it was found. */
  ago: number;
  data: Data;
}

const master = { area: 'master-data', severity: 'medium' } as const;
const said: readonly Said[] = [
  {
    kind: 'bad-phone-short',
    rule: { ...master, id: 'bad-phone', locator: 'phone' },
    ago: 40,
    data: { state: 'fixed', closed: 36, times: 2, back: 12, causeKind: 'careless', cause: '抄名片时少抄一位。' },
  },
  {
    kind: 'bad-email-comma',
    rule: { ...master, id: 'bad-email', locator: 'email' },
    ago: 33,
    data: { state: 'fixed', closed: 30, causeKind: 'careless', cause: '把句点打成了逗号。' },
  },
  {
    kind: 'unknown-country',
    rule: { ...master, id: 'bad-country', locator: 'country', severity: 'low' },
    ago: 16,
    data: {
      state: 'explained',
      causeKind: 'data-from-outside',
      cause: '展会主办方给的名单，国家一栏写的是地区名。',
      correction: '已发邮件向客户确认注册地。',
      prevention: '导入展会名单前先对照国家代码表。',
    },
  },
  {
    kind: 'account-code',
    rule: { ...master, id: 'code-rule-broken', locator: 'code' },
    ago: 13,
    data: {
      state: 'explained',
      causeKind: 'rule-unclear',
      cause: '沿用了旧系统的客户编号，不知道新编码规则。',
      correction: '等月底对账后统一换号。',
    },
  },
  {
    kind: 'stale-account',
    rule: { ...master, id: 'stale-record', locator: '', severity: 'low' },
    ago: 45,
    data: {
      state: 'accepted',
      accepted: 41,
      until: 60,
      causeKind: 'other',
      cause: '客户整厂搬迁，约定开春再联系。',
    },
  },
  {
    kind: 'bad-tax-id',
    rule: { ...master, id: 'bad-tax-id', locator: 'taxId', severity: 'high' },
    ago: 26,
    data: {
      state: 'accepted',
      accepted: 22,
      until: 30,
      causeKind: 'data-from-outside',
      cause: '客户正在换发营业执照，新税号下月下发。',
    },
  },
  { kind: 'bad-mobile', rule: { ...master, id: 'bad-phone', locator: 'mobile' }, ago: 24, data: { state: 'open' } },
  {
    kind: 'birth-in-future',
    rule: { ...master, id: 'date-in-future', locator: 'birthDate' },
    ago: 19,
    data: { state: 'open' },
  },
];

const standing = (records: readonly Rec[], faults: readonly Fault[], setting: Setting): Rec[] => {
  const { calendar } = setting;
  const byId = new Map(records.map((rec) => [rec.id, rec]));
  return said.flatMap(({ kind, rule, ago, data }): Rec[] => {
    const subject = byId.get(faults.find((one) => one.kind === kind)?.id ?? '');
    if (!subject) return [];
    const { closed, accepted, until, back, ...words } = data;
    const on = (days: unknown) => calendar.at(calendar.workday(-Number(days)), 9, 40);
    const acceptance = accepted === undefined ? {} : { closedAt: on(accepted), acceptedAt: on(accepted) };
    return [
      foundAt(
        {
          rule: { ...rule, type: subject.type },
          subject,
          openedAt: calendar.at(calendar.day(-ago), 2, 10),
          data: {
            ...words,
            ...acceptance,
            ...(until === undefined ? {} : { acceptedUntil: calendar.day(Number(until)) }),
            ...(closed === undefined ? {} : { closedAt: on(back === undefined ? closed : Number(back) - 3) }),
            ...(back === undefined ? {} : { cameBack: [calendar.day(-Number(back))] }),
            ...(words['state'] === 'explained' ? { closedAt: on(ago - 4) } : {}),
          },
        },
        setting,
      ),
    ];
  });
};

/** The findings of the last months: what was put right, what was said of others, and what waits for longer than it should. */
export const makeFound = (records: readonly Rec[], faults: readonly Fault[], setting: Setting): Rec[] => [
  ...standing(records, faults, setting),
  ...histories(records, new Set(faults.map(({ id }) => id)), setting),
];
