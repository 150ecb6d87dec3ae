import { activity } from '../../shared/activities/activity.ts';
import { cause } from '../../shared/complaints/cause.ts';
import { complaint } from '../../shared/complaints/complaint.ts';
import { enquiry } from '../../shared/enquiries/enquiry.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { defaultServicePolicy } from '../../shared/service/policy.ts';
import type { SurveyKind } from '../../shared/surveys/scales.ts';
import { suggestion } from '../../shared/surveys/suggestion.ts';
import { survey } from '../../shared/surveys/survey.ts';
import { surveyRequest } from '../../shared/surveys/survey-request.ts';
import { later } from './calendar.ts';
import type { Customer } from './customers.ts';
import { randomOf } from './random.ts';
import type { Owner, Setting } from './record.ts';
import { idOf, recordOf } from './record.ts';
import { branches, comments, questions, topicNames, troubles, wishes } from './service-words.ts';

const MONTHS = 11;
const DAYS = 30;

interface World {
  setting: Setting;
  customers: readonly Rec[];
  products: readonly Rec[];
}

const makeCauses = ({ setting }: World): Rec[] => {
  const { calendar, members } = setting;
  const createdAt = calendar.at(calendar.workday(-400), 9, 30);
  let index = 0;
  const one = (data: Record<string, unknown>) =>
    recordOf(cause, setting, {
      id: idOf('cau', index++),
      createdAt,
      owner: members['data-steward'],
      data: { inUse: true, ...data },
    });
  return branches.flatMap(([code, name, nameEn, twigs]) => {
    const branch = one({ code, name, nameEn });
    return [
      branch,
      ...twigs.map(([zh, en], twig) =>
        one({ code: `${code}-0${twig + 1}`, name: zh, nameEn: en, parentId: branch.id }),
      ),
    ];
  });
};

/** A complaint that came and went, with the call in which the customer told of it. */
const pastComplaint = (world: World, index: number, causes: readonly Rec[]): Rec[] => {
  const { setting, customers, products } = world;
  const { calendar, members } = setting;
  const random = randomOf(`complaint ${index}`);
  const [subject, containment] = troubles[index % troubles.length]!;
  const day = calendar.workday(-(MONTHS * DAYS - index * 17));
  const reportedAt = calendar.at(day, random.int(9, 11), random.int(0, 59));
  const id = idOf('cpl', index);
  const customer = customers[(index * 5) % customers.length]!;
  const createdAt = later(reportedAt, random.int(4, 40));
  const closedAt = calendar.past(
    calendar.at(calendar.workday(-(MONTHS * DAYS - index * 17) + random.int(18, 40)), 15, 20),
  );
  const closedDay = closedAt.slice(0, 10);
  const owner: Owner = members['service-agent'];
  const severity = random.pick(['minor', 'minor', 'major', 'critical'] as const);
  const confirmed = random.chance(0.5 + index / 50) ? 'yes' : 'unreached';
  const call = recordOf(activity, setting, {
    id: idOf('act', 900 + index),
    createdAt,
    owner,
    data: { kind: 'call', subject, accountId: customer.id, happenedAt: reportedAt, done: true },
    computed: {
      complaintId: id,
      asked: '发生了什么？什么时候发现的？',
      answered: `${subject}，今天早上发现的，还有两辆也这样。`,
      doneAt: createdAt,
    },
  });
  const rec = recordOf(complaint, setting, {
    id,
    createdAt,
    owner,
    data: {
      number: `CP${day.slice(0, 4)}-${String(index + 1).padStart(5, '0')}`,
      subject,
      description: `${subject}，客户来电反映。`,
      status: 'closed',
      severity,
      channel: 'phone',
      happenedAt: later(reportedAt, -random.int(60, 600)),
      reportedAt,
      accountId: customer.id,
      ...(customer.ownerId ? { salesId: customer.ownerId } : {}),
      productId: products[index % products.length]!.id,
      batch: `B${day.slice(2, 4)}${day.slice(5, 7)}`,
      quantity: random.int(1, 6),
      containment,
      investigatorId: members['sales-manager'].id,
      causeId: causes[index % causes.length]!.id,
      whys: ['为什么发生？检查中没有发现', '为什么没有发现？检验项目里没有这一项'],
      causeNote: '检验项目缺少这一项，批次放行后才暴露。',
      othersAffected: 'no',
      actionOwnerId: members['sales-manager'].id,
      verifierId: owner.id,
      verifyOn: closedDay,
      verifyResult: '观察期内没有再发生。',
      confirmed,
      cost: random.int(2, 40) * 5000,
      currency: 'CNY',
    },
    lines: [
      { kind: 'corrective', action: containment, responsibleId: owner.id, doneDate: day },
      { kind: 'preventive', action: '加入出货检验项目', responsibleId: members['sales-manager'].id, doneDate: day },
    ],
    computed: { contacts: 1, firstContactAt: reportedAt, lastContactAt: reportedAt, closedAt, closedBy: owner.id },
  });
  return [rec, call];
};

/** Enquiries of a year: as the months go by, more is solved at once, and faster. */
const makeEnquiries = ({ setting, customers }: World): Rec[] => {
  const { calendar, members } = setting;
  const random = randomOf('enquiries');
  return Array.from({ length: 132 }, (_, index) => {
    const progress = index / 132;
    const day = calendar.workday(-Math.round(MONTHS * DAYS * (1 - progress)));
    const receivedAt = calendar.past(calendar.at(day, random.int(9, 16), random.int(0, 59)));
    const topic = topicNames[index % topicNames.length]!;
    const [question, answer] = random.pick(questions[topic]);
    const owner = members[random.pick(['service-agent', 'service-agent', 'sales-rep'] as const)];
    const told = random.chance(0.85);
    const handleSeconds = Math.round(random.int(150, 420) * (1.25 - progress / 2));
    return recordOf(enquiry, setting, {
      id: idOf('enq', index),
      createdAt: receivedAt,
      owner,
      data: {
        number: `EQ${day.slice(0, 4)}-${String(index + 1).padStart(5, '0')}`,
        channel: random.pick(['call', 'call', 'call', 'email', 'chat', 'visit'] as const),
        topic,
        question,
        answer,
        resolved: told ? (random.chance(0.6 + progress * 0.3) ? 'yes' : 'no') : 'unasked',
        accountId: customers[(index * 7) % customers.length]!.id,
        receivedAt,
        waitingSeconds: Math.round(random.int(10, 240) * (1.2 - progress / 2)),
        handleSeconds,
      },
      computed: {
        hourCost: defaultServicePolicy.hourCost,
        cost: Math.round((handleSeconds * defaultServicePolicy.hourCost) / 3600),
        currency: 'CNY',
      },
    });
  });
};

const kinds = [
  ['csat', 'complaint-closed', '客诉关闭后满意度', 4],
  ['ces', 'shipment-delivered', '收货省力度', 4],
  ['nps', 'quarter', '每季度推荐度', 7],
] as const;

const scoreOf = (kind: SurveyKind, index: number, better: boolean): number => {
  if (kind === 'csat') return better ? 4 + (index % 2) : 2 + (index % 3);
  if (kind === 'ces') return better ? 5 + (index % 3) : 3 + (index % 3);
  return better ? 8 + (index % 3) : 4 + (index % 5);
};

/** What customers answered, and what they wish for. */
const makeVoice = ({ setting, customers }: World): Rec[] => {
  const { calendar, members, writtenAt } = setting;
  const random = randomOf('voice');
  const owner = members['service-agent'];
  const surveys = kinds.map(([kind, trigger, name, threshold], index) =>
    recordOf(survey, setting, {
      id: idOf('svy', index),
      createdAt: calendar.at(calendar.workday(-MONTHS * DAYS), 9, 0),
      owner,
      data: { name, kind, trigger, active: true, threshold, expiresDays: 14, responsibleId: owner.id },
      // They are asked about what happens from now on, not about the year that was made up.
      computed: { activeSince: writtenAt },
    }),
  );
  const requests = Array.from({ length: 54 }, (_, index) => {
    const [kind, , name, threshold] = kinds[index % kinds.length]!;
    const day = calendar.workday(-Math.round(MONTHS * DAYS * (1 - index / 54)));
    const sentAt = calendar.past(calendar.at(day, 10, 0));
    const answered = index % 4 !== 3;
    const score = Math.max(scoreOf(kind, index, random.chance(0.4 + index / 100)), threshold);
    const answeredAt = calendar.past(later(sentAt, random.int(30, 900)));
    const customer = customers[(index * 3) % customers.length]!;
    return recordOf(surveyRequest, setting, {
      id: idOf('svq', index),
      createdAt: sentAt,
      owner: { id: String(customer.ownerId ?? owner.id), team: customer.teamId },
      data: {},
      computed: {
        name,
        surveyId: surveys[index % kinds.length]!.id,
        kind,
        accountId: customer.id,
        key: `demo-${index}`,
        way: 'mail',
        language: 'zh-CN',
        sentAt,
        expiresAt: later(sentAt, 14 * 24 * 60),
        status: answered ? 'answered' : 'expired',
        ...(answered
          ? { score, answeredAt, ...(index % 3 === 0 ? { comment: comments[index % comments.length] } : {}) }
          : {}),
      },
    });
  });
  const suggestions = wishes.map((text, index) =>
    recordOf(suggestion, setting, {
      id: idOf('sug', index),
      createdAt: calendar.past(calendar.at(calendar.workday(-12 * index - 3), 14, 10)),
      owner,
      data: {
        text,
        accountId: customers[(index * 9) % customers.length]!.id,
        channel: index % 2 === 0 ? 'survey' : 'phone',
        status: (['new', 'new', 'considered', 'declined', 'done'] as const)[index]!,
        ...(index === 4 ? { answer: '自下月起默认开具电子发票。' } : {}),
      },
    }),
  );
  return [...surveys, ...requests, ...suggestions];
};

/** A year of service: causes, complaints that were solved, enquiries, and what customers said. */
export const makeService = (
  setting: Setting,
  of: { customers: readonly Customer[]; products: readonly Rec[] },
): Rec[] => {
  const customers = of.customers.map(({ rec }) => rec).filter((rec) => rec.data['status'] === 'customer');
  const world: World = { setting, customers, products: of.products };
  const causes = makeCauses(world);
  const twigs = causes.filter((rec) => rec.data['parentId'] !== undefined);
  const past = Array.from({ length: 18 }, (_, index) => pastComplaint(world, index, twigs));
  return [...causes, ...past.flat(), ...makeEnquiries(world), ...makeVoice(world)];
};
