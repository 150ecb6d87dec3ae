import { addDays, localDate } from '../../shared/kernel/time.ts';
import type { Stack } from '../stack.ts';
import { ZONE } from './calendar.ts';
import type { Answer, Call } from './person.ts';
import { personAt } from './person.ts';

type Row = Answer & { id: string; version: number };

const rowsOf = async (person: Call, path: string): Promise<Row[]> => ((await person('GET', path)).items ?? []) as Row[];

const change = async (person: Call, path: string, body: object): Promise<Answer> => {
  const { version } = await person('GET', path);
  return version === undefined ? {} : person('PATCH', path, { version, body });
};

const step = async (person: Call, path: string, action: string): Promise<Answer> => {
  const { version } = await person('GET', path);
  return version === undefined ? {} : person('POST', `${path}/actions/${action}`, { version, body: {} });
};

interface People {
  agent: Call;
  manager: Call;
  steward: Call;
  trainer: Call;
  rep: Call;
}

/** How far each of the complaints under way has come, and what it is about. */
const underWay = [
  ['电助力车充电时异味', 'critical', []],
  ['车铃松动', 'minor', ['contact']],
  ['前叉漏油', 'major', ['contact', 'investigate']],
  ['货架焊点脱落', 'major', ['contact', 'investigate', 'act']],
  ['说明书缺页', 'minor', ['contact', 'investigate', 'act', 'verify']],
] as const;

/** What was found out and done about the last of them. */
const pages = {
  whys: ['为什么缺页？装箱时没有核对页数', '为什么没有核对？作业卡上没有这一步'],
  causeNote: '作业卡没有写清核对页数，装箱时漏检。',
  corrective: '补寄完整说明书',
  preventive: '作业卡加入核对页数一步',
};

interface Setting {
  today: string;
  now: string;
  managerId: string;
  agentId: string;
  causes: readonly Row[];
  customers: readonly Row[];
  shipments: readonly Row[];
  /** Closed lately; one of those under way has the same cause at the same product, so that it is opened again. */
  former: Answer;
}

/** Which one has the cause of the former complaint. */
const AGAIN = 3;

const hoursAgo = (now: string, hours: number): string => new Date(Date.parse(now) - hours * 3_600_000).toISOString();

/** A complaint that stands in the middle of its way, walked there by the people who would. */
const walk = async ({ agent, manager }: People, index: number, setting: Setting): Promise<void> => {
  const [trouble, severity, way] = underWay[index]!;
  const { today, now, managerId, agentId, causes, customers, shipments, former } = setting;
  // What came back is the same trouble again.
  const subject = String((index === AGAIN && former['subject']) || trouble);
  const sent = shipments[index % Math.max(1, shipments.length)];
  const { lines } = sent ? await manager('GET', `/shipments/${sent.id}`) : { lines: [] };
  const line = (lines as Record<string, unknown>[] | undefined)?.[0];
  const made = await agent('POST', '/complaints', {
    key: `demo-complaint-${index}`,
    body: {
      subject,
      severity,
      channel: 'phone',
      description: `${subject}，客户要求尽快处理。`,
      happenedAt: hoursAgo(now, 30 + index),
      reportedAt: hoursAgo(now, 1),
      accountId: sent ? sent['accountId'] : customers[index]?.id,
      ...(sent ? { shipmentId: sent.id } : {}),
      ...(line?.['productId'] ? { productId: line['productId'] } : {}),
      ...(line?.['batch'] ? { batch: line['batch'] } : {}),
      ...(index === AGAIN && former['productId'] ? { productId: former['productId'] } : {}),
      quantity: 2,
    },
  });
  if (!made.id) return;
  const path = `/complaints/${made.id}`;
  if ((way as readonly string[]).includes('contact'))
    await agent('POST', `${path}/contacts`, {
      key: `demo-contact-${index}`,
      body: {
        kind: 'call',
        asked: '什么时候发现的？有没有照片？',
        answered: '昨天卸货时发现的，照片已发邮箱。',
        happenedAt: hoursAgo(now, 0.5),
      },
    });
  const parts: Record<string, { by: Call; data: object }> = {
    investigate: {
      by: agent,
      data: { containment: '先寄送替换件，请客户暂停使用。', investigatorId: managerId },
    },
    act: {
      by: manager,
      data: {
        causeId: (index === AGAIN && former['causeId']) || causes[(index * 3) % Math.max(1, causes.length)]?.id,
        whys: (index === AGAIN && former['whys']) || pages.whys,
        causeNote: (index === AGAIN && former['causeNote']) || pages.causeNote,
        othersAffected: 'no',
        actionOwnerId: managerId,
      },
    },
    verify: {
      by: manager,
      data: {
        lines: [
          { kind: 'corrective', action: pages.corrective, responsibleId: agentId, dueDate: today, doneDate: today },
          { kind: 'preventive', action: pages.preventive, responsibleId: managerId, dueDate: today, doneDate: today },
        ],
        verifierId: agentId,
        verifyOn: addDays(today, 14),
      },
    },
  };
  for (const action of way) {
    const part = parts[action];
    if (!part) continue;
    await change(part.by, path, part.data);
    await step(part.by, path, action);
  }
};

const entry = {
  kind: 'problem',
  titleZh: '客户电话写进了备注',
  titleEn: 'Phone number typed into the note',
  symptomZh: '来电时系统认不出客户，稽核提示电话缺失或格式不对。',
  symptomEn: 'The caller is not recognised, and the audit says that the phone number is missing or wrong.',
  wrongOperationZh: '把电话、分机和姓名一起写在备注里。',
  wrongOperationEn: 'Number, extension and name were typed into the note together.',
  consequenceZh: '客服要让客户重新报一遍信息，重复客户也查不出来。',
  consequenceEn: 'The customer has to tell everything again, and duplicates are not found.',
  causeZh: '录入时看不到格式提示，图快。',
  causeEn: 'In a hurry, without looking at the example beside the field.',
  rightWayZh: '电话填在“电话”栏，一个号码一栏；分机写成 +86 21 5888 1234 转 802。',
  rightWayEn: 'One number in the field “Phone”, as +86 21 5888 1234; further people are contacts of their own.',
  auditRules: ['bad-phone'],
  pages: ['/accounts', '/contacts'],
  roles: ['sales-rep', 'service-agent'],
} as const;

/** An entry that a steward wrote and a trainer signed, and a question that waits for an answer. */
const tellOfBook = async ({ steward, trainer, rep }: People, today: string): Promise<void> => {
  const made = await steward('POST', '/problem-entries', {
    key: 'demo-entry',
    body: { ...entry, reviewOn: addDays(today, 180) },
  });
  if (made.id) {
    await step(steward, `/problem-entries/${made.id}`, 'submit');
    await trainer('POST', `/problem-entries/${made.id}/decisions`, {
      key: 'demo-entry-signed',
      body: { verdict: 'approve' },
    });
  }
  await rep('POST', '/help-requests', {
    key: 'demo-question',
    body: { question: '客户换了公司名称，应该改名还是新建？', page: '/accounts/:id' },
  });
};

/** Complaints under way, the problem book, and who answers for the CRM: told through the API. */
export const tellOfService = async (stack: Stack, ws: string): Promise<void> => {
  const now = new Date(stack.deps.now()).toISOString();
  const today = localDate(now, ZONE);
  const [agent, manager, steward, trainer, rep] = await Promise.all(
    (['service-agent', 'sales-manager', 'data-steward', 'trainer', 'sales-rep'] as const).map((key) =>
      personAt(stack, ws, key),
    ),
  );
  const people: People = { agent: agent!, manager: manager!, steward: steward!, trainer: trainer!, rep: rep! };
  const members = await rowsOf(people.steward, '/members?limit=50');
  const idOf = (role: string) => String(members.find((one) => one['role'] === role)?.id);
  const { version, policy } = await people.steward('GET', '/service-policy');
  if (version === 0)
    await people.steward('PUT', '/service-policy', {
      version,
      body: { policy: { ...(policy as object), crmOwnerId: idOf('data-steward') } },
    });
  const [last] = await rowsOf(people.agent, '/complaints?filter=status:eq:closed&sort=-closedAt&limit=1');
  const setting: Setting = {
    now,
    today,
    managerId: idOf('sales-manager'),
    agentId: idOf('service-agent'),
    causes: await rowsOf(people.agent, '/causes?filter=parentId:filled&sort=code&limit=20'),
    customers: await rowsOf(people.agent, '/accounts?filter=status:eq:customer&sort=name&limit=5'),
    former: last ? await people.agent('GET', `/complaints/${last.id}`) : {},
    shipments: await rowsOf(people.agent, '/shipments?filter=status:eq:delivered&sort=-shipDate&limit=5'),
  };
  for (const index of underWay.keys()) await walk(people, index, setting);
  await tellOfBook(people, today);
};
