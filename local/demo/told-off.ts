import type { Rec } from '../../shared/kernel/record.ts';
import { warning } from '../../shared/operators/warning.ts';
import type { PersonKey } from './people.ts';
import type { Setting } from './record.ts';
import { recordOf } from './record.ts';
import type { Company, Walked } from './walk.ts';
import type { Leg } from './way.ts';
import { wayOf } from './way.ts';

interface Told {
  id: string;
  to: PersonKey;
  by: PersonKey;
  kind: 'notice' | 'warning';
  rule: string;
  subject: string;
  text: string;
  /** Days before today on which it was drafted. */
  on: number;
  way: readonly { action: string; by: PersonKey; on: number; comment?: string }[];
}

const told: readonly Told[] = [
  {
    id: 'wrn_demo001',
    to: 'sales-rep',
    by: 'sales-manager',
    kind: 'notice',
    rule: 'bad-phone',
    subject: '联系人手机格式反复出错',
    text: '近两个月，您录入的联系人手机多次写成“号码加姓名”，来电时系统认不出客户。请一栏只填一个号码，例如 +86 138 0013 8000；其他人另建联系人。',
    on: 37,
    way: [
      { action: 'issue', by: 'sales-manager', on: 36 },
      { action: 'answer', by: 'sales-rep', on: 35, comment: '明白，已把这个月的都改过，以后按字段旁的示例填。' },
    ],
  },
  {
    id: 'wrn_demo002',
    to: 'sales-rep-2',
    by: 'auditor',
    kind: 'warning',
    rule: 'entered-late',
    subject: '拜访记录多次隔周补录',
    text: 'Visits were entered a week late several times, and the colleagues who took over did not know what had been agreed. Enter one sentence on the same day; complete it later.',
    on: 6,
    way: [
      { action: 'issue', by: 'auditor', on: 5 },
      { action: 'appeal', by: 'sales-rep-2', on: 3, comment: '那一周在山区拜访，没有网络；回来当天就补录了，请撤销。' },
    ],
  },
  {
    id: 'wrn_demo003',
    to: 'sales-rep',
    by: 'sales-manager',
    kind: 'notice',
    rule: 'opportunity-no-next-step',
    subject: '商机经常没有下一步',
    text: '近三个月，您的商机多次没有写下一步。谈完当场写一句“下一步做什么、哪天做”，休假时同事才能接手。',
    on: 2,
    way: [],
  },
];

/** Most findings that a notice of the demo rests on. */
const EVIDENCE = 5;

/** A notice that was answered, a warning under appeal, and a draft that its writer has not issued. */
export const makeTold = (found: readonly Rec[], setting: Setting, company: Company): Walked[] =>
  told.map(({ id, to, by, kind, rule, subject, text, on, way }, index) => {
    const at = (days: number, minute: number) =>
      setting.calendar.past(setting.calendar.at(setting.calendar.workday(-days), 10 + index, minute));
    const drafted = at(on, 12);
    const evidence = found
      .filter(
        (one) =>
          one.data['rule'] === rule && one.ownerId === setting.members[to].id && String(one.data['openedAt']) < drafted,
      )
      .sort((a, b) => (String(a.data['openedAt']) < String(b.data['openedAt']) ? 1 : -1))
      .slice(0, EVIDENCE)
      .map((one) => one.id);
    const rec = recordOf(warning, setting, {
      id,
      createdAt: drafted,
      owner: setting.members[by],
      data: { subject, kind, memberId: setting.members[to].id, text },
      computed: { evidence, rule },
    });
    const legs = way.map((leg, place): Leg => ({ ...leg, at: at(leg.on, 25 + place) }));
    return wayOf(rec, legs, company);
  });
