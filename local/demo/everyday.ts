import { addDays, localDate } from '../../shared/kernel/time.ts';
import { defaultLeadPolicy } from '../../shared/leads/policy.ts';
import type { Stack } from '../stack.ts';
import { ZONE } from './calendar.ts';
import type { Call } from './person.ts';
import { personAt } from './person.ts';

const views = [
  {
    name: '华东成交客户',
    entity: 'account',
    filters: ['status:eq:customer', 'city:in:上海|杭州|苏州|南京|宁波'],
    sort: 'name',
    columns: [{ name: 'name', width: 260 }, { name: 'city' }, { name: 'phone' }, { name: 'ownerId' }],
    shared: 'all',
  },
  {
    name: '没有下一步的商机',
    entity: 'opportunity',
    filters: ['nextStep:empty', 'stage:in:prospecting|qualification|proposal|negotiation'],
    sort: 'closeDate',
    shared: 'all',
  },
  { name: '高分线索', entity: 'lead', filters: ['score:gte:50'], sort: '-score', shared: 'all' },
] as const;

/** Enquiries are handed out by region; what no rule knows lies in the pool. */
const assignment = [
  { id: 'east', name: '华东', when: ['region:in:上海|浙江|江苏|安徽|山东'], to: { kind: 'team', team: 'east' } },
  { id: 'south', name: '华南', when: ['region:in:广东|福建|广西|海南'], to: { kind: 'team', team: 'south' } },
] as const;

/** Deals that need no long way: seen at a fair, offered, done. */
const quickPipeline = {
  name: '展会快单',
  lines: [
    { stage: 'qualification', probability: 30, labelZh: '展会洽谈', labelEn: 'Met at the fair', maxDays: 7 },
    { stage: 'proposal', probability: 60, labelZh: '已发报价', labelEn: 'Offered', maxDays: 7 },
    { stage: 'won', probability: 100 },
    { stage: 'lost', probability: 0 },
  ],
} as const;

/** What is due with a customer: a call each week, a visit with a reminder, and an e-mail that was logged. */
const appointments = async (rep: Call, accountId: string, today: string): Promise<void> => {
  const at = (days: number, hour: string) => `${addDays(today, days)}T${hour}:00.000Z`;
  const all = [
    {
      kind: 'call',
      subject: '每周例行电话：库存与补货',
      accountId,
      dueAt: at(1, '02:00'),
      repeat: 'weekly',
      repeatUntil: addDays(today, 180),
    },
    {
      kind: 'visit',
      subject: '拜访门店，看新车陈列',
      accountId,
      dueAt: at(2, '06:00'),
      remindAt: at(2, '05:00'),
      durationMinutes: 90,
      place: '客户门店',
    },
  ];
  for (const [index, body] of all.entries())
    await rep('POST', '/activities', { key: `demo-appointment-${index}`, body });
};

/** How people work from day to day, told through the API: views that they share, rules for leads, a second funnel, a yearly verification. */
export const tellOfEveryday = async (stack: Stack, ws: string): Promise<void> => {
  const today = localDate(new Date(stack.deps.now()).toISOString(), ZONE);
  const [manager, steward, rep] = await Promise.all(
    (['sales-manager', 'data-steward', 'sales-rep'] as const).map((key) => personAt(stack, ws, key)),
  );
  for (const [index, body] of views.entries()) await manager!('POST', '/views', { key: `demo-view-${index}`, body });
  const { version } = await steward!('GET', '/leads/policy');
  if (version === 0)
    await steward!('PUT', '/leads/policy', { version, body: { policy: { ...defaultLeadPolicy, assignment } } });
  const pipeline = await manager!('POST', '/pipelines', { key: 'demo-pipeline', body: quickPipeline });
  const { items: customers = [] } = await rep!('GET', '/accounts?filter=status:eq:customer&sort=name&limit=3');
  for (const [index, customer] of customers.entries())
    if (pipeline.id)
      await rep!('POST', '/opportunities', {
        key: `demo-fair-${index}`,
        body: {
          name: `上海展会意向 ${index + 1}`,
          accountId: customer.id,
          pipelineId: pipeline.id,
          stage: 'qualification',
          amount: (index + 2) * 3_600_000,
          currency: 'CNY',
          closeDate: addDays(today, 20 + index * 7),
          origin: 'fair',
          nextStep: '寄送样品目录',
          nextStepDate: addDays(today, index),
        },
      });
  if (customers[0]) await appointments(rep!, customers[0].id, today);
  const campaign = await steward!('POST', '/campaigns', {
    key: 'demo-campaign',
    body: {
      name: `${today.slice(0, 4)} 年成交客户资料核对`,
      target: 'account',
      filter: ['status:eq:customer'],
      portionSize: 10,
      startsOn: today,
      dueOn: addDays(today, 30),
      remindDays: 7,
      yearly: true,
      escalateTo: 'sales-manager',
    },
  });
  if (campaign.id && campaign.version !== undefined)
    await steward!('POST', `/campaigns/${campaign.id}/start`, {
      version: campaign.version,
      key: 'demo-campaign-start',
      body: {},
    });
};
