import type { Business } from './month-business.ts';
import { findingsOf } from './month-findings.ts';
import type { Aims } from './month-recount-measures.ts';
import type { Any } from './world.ts';

/** What the company set out to reach in November. */
export const aims: Aims = {
  'findings.open': { baseline: 40, goal: 10 },
  'orders.amount|CNY': { goal: 5_000_000 },
  'complete|account': { baseline: 51.5, goal: 95 },
  'lead.quotes': { goal: 240 },
};

/** Chapters about those who look after the work of others: goals, probation, warnings, interviews, what waits for a word. */
export const office = (of: Business): Record<string, () => Promise<unknown>> => {
  const { make, call, change, step, ask, read, people } = of.company;
  const { rep, other } = people;
  const list = {
    name: '报价流程题单',
    processKey: 'quote',
    status: 'published',
    lines: [
      {
        questionZh: '报价单提交后多久内要审批？',
        questionEn: 'Within how many hours is a quote approved?',
        answerZh: '4 个工作小时',
        answerEn: '4 business hours',
        points: 2,
      },
    ],
  };
  const asked = async (memberId: string, dueOn: string, judgement?: 'right' | 'wrong'): Promise<unknown> => {
    const plan = await make('auditor', 'interviews', { memberId, processKey: 'quote', dueOn });
    if (!judgement) return plan;
    const { version } = await read('interviews', plan);
    const lines = [{ answer: '四个小时', judgement }];
    const judged = await ask('auditor', 'PATCH', `/interviews/${plan.id}`, { version, body: { lines } });
    return ask('auditor', 'POST', `/interviews/${plan.id}/finish`, { version: judged.version, body: {} });
  };
  return {
    '2026-11-02': async () => {
      const { version } = await call('boss', 'GET', '/review-goals');
      await ask('boss', 'PUT', '/review-goals', { version, body: { goals: aims } });
      await change('admin', 'members', { id: other.memberId }, { probationUntil: '2026-12-15' });
      await change('admin', 'members', { id: people.trainer.memberId }, { probationUntil: '2026-11-20' });
      await make('admin', 'question-sets', list);
    },
    '2026-11-16': () => asked(rep.memberId, '2026-11-20', 'right'),
    '2026-11-17': () => asked(other.memberId, '2026-11-20', 'wrong'),
    '2026-11-18': async () => {
      await make('rep', 'tips', { title: '先输客户料号', text: '系统会带出产品和上次价格', processKey: 'quote' });
      await call('rep', 'POST', '/system-issues', { text: '打印太慢', wantsPaper: true });
      await make('other', 'needs', { title: '手机看库存', department: 'sales', measure: 'findings-open', target: 2 });
      await make('rep', 'improvements', { change: '电话默认带区号', day: '2026-11-18', measure: 'findings-open' });
      await asked(rep.memberId, '2026-11-24');
    },
    '2026-11-24': async () => {
      const evidence = (await findingsOf(of, `ownerId:eq:${rep.memberId}`)).slice(0, 2).map(({ id }: Any) => id);
      const told = { memberId: rep.memberId, kind: 'notice', subject: '电话多次填错', text: '请带区号', evidence };
      await step('manager', 'warnings', await make('manager', 'warnings', told), 'issue');
      const [account] = of.accounts;
      await change('admin', 'accounts', account, { creditLimit: 900_000_000 });
    },
  };
};
