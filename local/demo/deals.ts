import type { Rec } from '../../shared/kernel/record.ts';
import { addDays } from '../../shared/kernel/time.ts';
import type { CloseReason } from '../../shared/sales/close-reasons.ts';
import { opportunity } from '../../shared/sales/opportunity.ts';
import type { Stage } from '../../shared/sales/pipeline.ts';
import { isOpenStage, openStages } from '../../shared/sales/pipeline.ts';
import { stageMarks } from '../../shared/sales/stage-times.ts';
import type { Customer } from './customers.ts';
import type { Random } from './random.ts';
import { randomOf } from './random.ts';
import type { Setting } from './record.ts';
import { idOf, recordOf } from './record.ts';
import { chineseDeals, englishDeals, germanDeals, lostReasons, nextSteps, wonReasons } from './words.ts';

/** How many deals stand where. */
const plan: readonly (readonly [Stage, number])[] = [
  ['proposal', 14],
  ['prospecting', 12],
  ['qualification', 13],
  ['negotiation', 9],
  ['won', 14],
  ['lost', 8],
];

/** What is wrong with an open deal's course; most have nothing. */
type Course = 'sound' | 'past-close' | 'no-next-step' | 'stuck';
const courses: readonly Course[] = [
  'sound',
  'sound',
  'past-close',
  'sound',
  'sound',
  'no-next-step',
  'sound',
  'stuck',
  'sound',
];

interface Times {
  createdAt: string;
  stageSince: string;
  closeDate: string;
}

const openTimes = (course: Course, customer: Customer, setting: Setting, random: Random): Times => {
  const { calendar } = setting;
  const since = Math.min(course === 'stuck' ? random.int(75, 130) : random.int(1, 26), customer.age);
  const made = Math.min(since + random.int(0, 60), customer.age);
  const hour = random.int(9, 16);
  return {
    createdAt: calendar.past(calendar.at(calendar.workday(-made), hour, 5)),
    stageSince: calendar.past(calendar.at(calendar.workday(-since), hour, 40)),
    closeDate: course === 'past-close' ? calendar.workday(-random.int(4, 40)) : calendar.day(random.int(8, 120)),
  };
};

const closedTimes = (customer: Customer, setting: Setting, random: Random): Times => {
  const { calendar } = setting;
  const closed = random.int(2, 300);
  const made = Math.min(closed + random.int(20, 110), Math.max(customer.age, closed + 1));
  const closeDate = calendar.workday(-closed);
  return {
    closeDate,
    stageSince: calendar.past(calendar.at(closeDate, 16, 20)),
    createdAt: calendar.at(calendar.workday(-made), 10, 15),
  };
};

const nameOf = ({ country, short }: Customer, random: Random): string =>
  `${short} ${random.pick<string>(country === 'CN' ? chineseDeals : country === 'DE' ? germanDeals : englishDeals)}`;

/** What the words of a won or lost deal come down to. */
const reasons: Readonly<Record<(typeof wonReasons)[number] | (typeof lostReasons)[number], CloseReason>> = {
  价格和交期都满足要求: 'price',
  样车试骑评价好: 'quality',
  售后响应快: 'service',
  'Best delivery time': 'delivery',
  老客户续单: 'relationship',
  '竞品价格低 8%': 'price',
  预算取消: 'budget',
  客户选择本地供应商: 'competitor',
  'No certificate in time': 'product',
  联系不上决策人: 'undecided',
};
const whyOf = (words: keyof typeof reasons) => ({ closeReason: reasons[words], lostReason: words });

/** Where on its way from the first talk to the end (0 to 1) a deal came into each stage. */
const shares = [0, 0.2, 0.5, 0.8];

/** When a deal came into its stages, between its first day and the one on which it came to where it stands. */
const wayOf = (stage: Stage, { createdAt, stageSince }: Times, index: number): Record<string, string> => {
  const [from, to] = [Date.parse(createdAt), Date.parse(stageSince)];
  const at = (share: number) => new Date(from + Math.max(0, to - from) * share).toISOString();
  const place = (openStages as readonly Stage[]).indexOf(stage);
  // Some are lost early.
  const passed = openStages.slice(0, place >= 0 ? place : stage === 'won' ? 4 : 1 + (index % 4));
  const marks = passed.map((one, step) => [stageMarks[one], at(shares[step]!)] as const);
  return {
    stageSince,
    ...Object.fromEntries(marks),
    ...(place >= 0 ? { [stageMarks[openStages[place]!]]: stageSince } : { closedAt: stageSince }),
  };
};

const progress = (
  stage: Stage,
  course: Course,
  parts: { customer: Customer; closeDate: string; setting: Setting; random: Random },
) => {
  const { customer, setting, random } = parts;
  if (stage === 'won') return whyOf(random.pick(wonReasons));
  if (stage === 'lost') return whyOf(random.pick(lostReasons));
  if (course === 'no-next-step') return {};
  const { country } = customer;
  const steps: readonly string[] = country === 'CN' ? nextSteps.CN : country === 'DE' ? nextSteps.DE : nextSteps.en;
  return {
    nextStep: random.pick(steps),
    nextStepDate: addDays(setting.calendar.today, course === 'stuck' ? -random.int(3, 20) : random.int(0, 14)),
  };
};

/** Deals in all stages; every other open one in some trouble that people know: late, stuck, without a next step. */
export const makeOpportunities = (
  setting: Setting,
  customers: readonly Customer[],
  contacts: readonly Rec[],
): Rec[] => {
  const random = randomOf('opportunities');
  const firms = customers.filter(({ rec }) => rec.data['kind'] === 'company' && rec.data['status'] !== 'lost');
  const mature = firms.filter(({ age }) => age > 430);
  return plan
    .flatMap(([stage, count]) => Array.from({ length: count }, () => stage))
    .map((stage, index) => {
      const open = isOpenStage(stage);
      const course = open && index > 0 ? courses[index % courses.length]! : 'sound';
      const customer = index === 0 ? customers[0]! : random.pick(open && course !== 'stuck' ? firms : mature);
      const contact = contacts.find((one) => one.data['accountId'] === customer.rec.id);
      const times = open ? openTimes(course, customer, setting, random) : closedTimes(customer, setting, random);
      return recordOf(opportunity, setting, {
        id: idOf('opp', index),
        createdAt: times.createdAt,
        owner: customer.owner,
        data: {
          name: nameOf(customer, random),
          accountId: customer.rec.id,
          ...(contact ? { contactId: contact.id } : {}),
          pipelineId: setting.pipelineId,
          stage,
          amount: random.int(12, 480) * 250_000,
          currency: customer.rec.data['currency'],
          closeDate: times.closeDate,
          ...progress(stage, course, { customer, closeDate: times.closeDate, setting, random }),
        },
        computed: wayOf(stage, times, index),
      });
    });
};
