import type { NewMember } from '../../functions/runtime/provision.ts';
import type { Certificate } from '../../shared/workspaces/certificate.ts';
import type { Calendar } from './calendar.ts';
import type { PersonKey } from './people.ts';

type Held = readonly [topic: string, role: Certificate['role'], passed: number, until?: number];

/** Certificates by person; days before today on which they were passed, and after it until which they hold. */
const held: Partial<Record<PersonKey, readonly Held[]>> = {
  'sales-rep': [
    ['报价与审批流程', 'sales-rep', 290, 75],
    ['出货复核', undefined, 350, 15],
    ['客户资料录入规范', undefined, 200],
  ],
  'sales-rep-2': [
    ['报价与审批流程', 'sales-rep', 25, 340],
    ['客户资料录入规范', undefined, 24],
  ],
  'service-agent': [
    ['客诉 8D 处理', 'service-agent', 390, -25],
    ['客户资料录入规范', undefined, 120],
  ],
  'data-steward': [['数据标准与编码规则', 'data-steward', 150, 215]],
  marketing: [['Leads and campaigns', 'marketing', 80, 285]],
  trainer: [['Instructor', 'trainer', 400]],
};

/** Who is on probation, and for how many days from today. */
const probation: Partial<Record<PersonKey, number>> = { 'sales-rep-2': 38, 'service-agent': 12 };

/** Whoever has not signed in lately, days before today; everybody else was here on the last working day. */
const away: Partial<Record<PersonKey, number>> = { marketing: 47, executive: 12 };

/** What a member's record says beside name and role: certificates, until when they are on probation, when they were last here. */
export const certified = (
  key: PersonKey,
  { day, workday }: Calendar,
): Pick<NewMember, 'certificates' | 'probationUntil' | 'lastSeenOn'> => {
  const certificates = (held[key] ?? []).map(
    ([topic, role, passed, until]): Certificate => ({
      topic,
      ...(role ? { role } : {}),
      passedOn: day(-passed),
      ...(until === undefined ? {} : { until: day(until) }),
    }),
  );
  const days = probation[key];
  return {
    lastSeenOn: workday(-(away[key] ?? 1)),
    ...(certificates.length > 0 ? { certificates } : {}),
    ...(days === undefined ? {} : { probationUntil: day(days) }),
  };
};
