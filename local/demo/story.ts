import { localDate } from '../../shared/kernel/time.ts';
import type { Stack } from '../stack.ts';
import { ZONE } from './calendar.ts';
import type { Answer, Call } from './person.ts';
import { personAt } from './person.ts';

const changePrice = async (steward: Call, index: number, percent: number, reason: string): Promise<void> => {
  const { items = [] } = await steward('GET', '/products?sort=code&filter=status:eq:active&filter=price:filled');
  const product = items[index];
  if (!product) return;
  const price = Math.round((Number((product as unknown as Answer)['price']) * (100 + percent)) / 1000) * 10;
  await steward('PATCH', `/products/${product.id}`, { version: product.version, body: { price, reason } });
};

/** Deals that jump ahead of their stage: the process advises against it, and the departure is on record. */
const jump = async (rep: Call, comment: string, proposal?: { title: string; description: string }): Promise<void> => {
  const { items = [] } = await rep('GET', '/opportunities?filter=stage:eq:qualification&sort=name&limit=1');
  const deal = items[0];
  if (!deal) return;
  const moved = await rep('PATCH', `/opportunities/${deal.id}`, {
    version: deal.version,
    body: { stage: 'negotiation', reason: comment },
  });
  if (moved.id === undefined || !proposal) return;
  const { items: found = [] } = await rep('GET', `/deviations?filter=documentId:eq:${deal.id}`);
  await rep('POST', '/proposals', {
    key: 'demo-proposal',
    body: { ...proposal, processKey: 'opportunity', ...(found[0] ? { deviationId: found[0].id } : {}) },
  });
};

const gaps = [
  {
    topic: '订单审批',
    processKey: 'order',
    former: '口头同意后直接下单，月底补签',
    standard: '系统内按金额逐级审批，未批不能出货',
    decision: 'standard',
    why: '去年有三单口头同意后无人认账',
  },
  {
    topic: '改价',
    processKey: 'price-change',
    former: '业务员各自保存一份报价表',
    standard: '价格只在系统内维护，改价须经第二人审批，审批后同时生效',
    decision: 'standard',
  },
  {
    topic: 'Stages may be skipped',
    processKey: 'opportunity',
    former: 'A deal known from a fair went straight to negotiation',
    standard: 'Every deal passes qualification and proposal',
    decision: 'open',
  },
];

/** What has happened in the demo company lately, told through its own API: change requests, departures, a proposal, the fit-gap list. */
export const tellStory = async (stack: Stack, ws: string): Promise<void> => {
  const today = localDate(new Date(stack.deps.now()).toISOString(), ZONE);
  const [admin, steward, rep, other] = await Promise.all(
    (['admin', 'data-steward', 'sales-rep', 'sales-rep-2'] as const).map((key) => personAt(stack, ws, key)),
  );
  const register = await admin!('GET', '/processes');
  await admin!('POST', '/processes/opportunity/versions/0/enforcement', {
    version: Number(register.version ?? 0),
    body: { enforcement: 'advisory', reason: '第一个月先提示，不强制 / One month of advice first' },
  });
  await changePrice(steward!, 3, 4, '铝材涨价，供应商函 2026-11-12');
  await changePrice(steward!, 9, 24, '新一代产品定价');
  await jump(rep!, '展会上认识的老客户，需求已经清楚', {
    title: '老客户的商机可以直接进入谈判',
    description: '成交过三次以上的客户，需求和预算都清楚，不必再走需求确认和方案报价两步。',
  });
  await jump(other!, 'The customer sent us a complete specification');
  const { items: deciders = [] } = await admin!('GET', '/members?filter=role:eq:administrator');
  const decided = { decidedBy: deciders[0]?.id, decidedOn: today };
  for (const [index, gap] of gaps.entries()) {
    const body = gap.decision === 'open' ? gap : { ...gap, ...decided };
    await admin!('POST', '/fit-gaps', { key: `demo-gap-${index}`, body });
  }
};
