import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { product } from '../../shared/catalog/product.ts';
import { questionSet } from '../../shared/interviews/question-set.ts';
import { meeting } from '../../shared/meetings/meeting.ts';
import { opportunity } from '../../shared/sales/opportunity.ts';
import { approvedOrder, approvedQuote, billed, waitingShipment } from '../contract/selling-preparations.ts';
import { draftOrder, submittedOrder } from '../harness/orders.ts';
import { makeRecord } from '../harness/records.ts';
import type { Any, Person, Reply, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

/** docs/access-patterns.md says what each operation costs; this does each operation and asks what it cost. */
let world: World;
let admin: Person;
beforeAll(async () => {
  world = await openWorld();
  admin = await world.person('administrator');
});
afterAll(() => world.close());

const documented = Object.fromEntries(
  readFileSync(new URL('../../docs/access-patterns.md', import.meta.url), 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => cells.length === 7 && /^[a-z-]+$/.test(cells[1]!) && /^[\d.]+$/.test(cells[4]!))
    .map((cells) => [cells[1]!, { read: Number(cells[4]), write: Number(cells[5]) }] as const),
);

const TODAY = '2026-11-21';
/** A quote of one line at its list price, for a customer of its own. */
const selling = async () => {
  const [{ id: accountId }, { id: productId }] = [
    (await made()).body,
    await makeRecord(admin, product, { price: 10_000, currency: 'CNY' }),
  ];
  const lines = [{ productId: String(productId), quantity: 10, unitPrice: 10_000, taxRate: 13 }];
  return { accountId: String(accountId), quoteDate: TODAY, currency: 'CNY', lines };
};

/** A complaint about goods of a batch. */
const complained = async () => ({
  subject: '车架焊缝开裂',
  severity: 'major',
  accountId: (await made()).body['id'],
  productId: (await makeRecord(admin, product, {})).id,
  batch: 'B2611',
});

let count = 0;
const account = () => ({
  name: '上海远洋机械有限公司',
  code: `C${String(100_000 + ++count)}`,
  kind: 'company',
  phone: '+86 21 5888 1234',
  email: 'info@example.com',
  country: 'CN',
  city: '上海',
});
const made = async (): Promise<Reply> => admin.call('POST', '/accounts', { body: account() });
/** Past the overlap of the list index, so that a tail is empty as it is most of the time. */
const quiet = async () => {
  await world.settle();
  world.clock.now += 5_000;
};
/** What a page costs that was looked at before. */
const lookedAt = async (path: string): Promise<Reply> => {
  await admin.call('GET', path);
  await quiet();
  return admin.call('GET', path);
};

const workingLead = async (): Promise<{ id: string; version: number }> => {
  const body = { name: '陈静', company: `海川自动化 ${++count}`, mobile: '+86 139 1234 5678' };
  const lead = (await admin.call('POST', '/leads', { body })).body as unknown as { id: string; version: number };
  const started = await admin.call('POST', `/leads/${lead.id}/actions/start`, { version: lead.version, body: {} });
  return { id: lead.id, version: started.body['version'] as number };
};
const draftDeal = async (): Promise<Reply> =>
  admin.call('POST', '/opportunities', {
    body: { name: '设备更新', accountId: (await made()).body['id'], closeDate: TODAY },
  });

let list: Promise<unknown> | undefined;
/** One question on the process of quotes, in use. */
const questions = async (): Promise<void> => {
  list ??= makeRecord(admin, questionSet, { status: 'published' });
  await list;
  await quiet();
};
const planned = async (): Promise<Reply> => {
  const { memberId } = await world.person('sales-rep');
  return admin.call('POST', '/interviews', { body: { memberId, processKey: 'quote', dueOn: '2026-12-01' } });
};

const measurements: Record<string, () => Promise<Reply>> = {
  record: async () => admin.call('GET', `/accounts/${(await made()).body['id']}`),
  list: async () => {
    await made();
    await admin.call('GET', '/accounts');
    await quiet();
    await admin.call('GET', '/accounts');
    await quiet();
    return admin.call('GET', '/accounts?sort=-city&filter=country:eq:CN');
  },
  search: async () => {
    for (let round = 0; round < 2; round++) {
      await admin.call('GET', '/search?q=远洋');
      await quiet();
    }
    return admin.call('GET', '/search?q=远洋');
  },
  summary: async () => {
    for (let round = 0; round < 2; round++) {
      await admin.call('GET', '/accounts/summary?group=city');
      await quiet();
    }
    return admin.call('GET', '/accounts/summary?group=city');
  },
  timeline: async () => admin.call('GET', `/accounts/${(await made()).body['id']}/timeline`),
  history: async () => {
    const { body } = await made();
    await admin.call('PATCH', `/accounts/${body['id']}`, { version: 1, body: { city: '北京' } });
    await world.settle();
    return admin.call('GET', `/accounts/${body['id']}/history`);
  },
  create: () => admin.call('POST', '/accounts', { body: account(), headers: { 'idempotency-key': `k${++count}` } }),
  'create-plain': () => admin.call('POST', '/activities', { body: { kind: 'call', subject: '电话确认交期' } }),
  update: async () =>
    admin.call('PATCH', `/accounts/${(await made()).body['id']}`, { version: 1, body: { city: '北京' } }),
  'update-key': async () =>
    admin.call('PATCH', `/accounts/${(await made()).body['id']}`, {
      version: 1,
      body: { code: `C${String(100_000 + ++count)}` },
    }),
  archive: async () => admin.call('POST', `/accounts/${(await made()).body['id']}/archive`, { version: 1, body: {} }),
  me: () => lookedAt('/v1/me'),
  'me-first': async () => (await world.person('sales-rep')).call('GET', '/v1/me'),
  work: async () => {
    const rep = await world.person('sales-rep', { scope: 'team', team: 'east' });
    for (let round = 0; round < 3; round++) await draftOrder(admin, rep);
    return rep.call('GET', '/work');
  },
  notices: async () => {
    const rep = await world.person('sales-rep');
    for (let round = 0; round < 3; round++) await draftOrder(admin, admin, { ownerId: rep.memberId });
    await world.settle();
    // The first request of a day notes that they were here.
    await rep.call('GET', '/notices');
    return rep.call('GET', '/notices');
  },
  act: async () => {
    const { id, version } = await draftOrder(admin, admin);
    return admin.call('POST', `/orders/${id}/actions/submit`, { version, body: {} });
  },
  decide: async () => {
    const rep = await world.person('sales-rep');
    const { id } = await submittedOrder(admin, rep);
    return admin.call('POST', `/orders/${id}/decisions`, { body: { verdict: 'approve' } });
  },
  'price-lookup': async () => {
    const { accountId, lines } = await selling();
    const body = { accountId, currency: 'CNY', date: TODAY, lines: [{ productId: lines[0]!.productId, quantity: 10 }] };
    return admin.call('POST', '/prices/lookup', { body });
  },
  'quote-create': async () => admin.call('POST', '/quotes', { body: await selling() }),
  'quote-submit': async () => {
    const { id, version } = (await admin.call('POST', '/quotes', { body: await selling() })).body;
    return admin.call('POST', `/quotes/${id}/actions/submit`, { version, body: {} });
  },
  'quote-order': async () => {
    const { id } = await approvedQuote(admin, admin);
    return admin.call('POST', `/quotes/${id}/order`, { body: { submit: true } });
  },
  'ship-order': async () => {
    const { id } = await approvedOrder(admin, admin);
    return admin.call('POST', `/orders/${id}/shipments`, { body: { submit: true } });
  },
  'ship-approve': async () => {
    const rep = await world.person('sales-rep');
    const { id } = await waitingShipment(rep, admin);
    return admin.call('POST', `/shipments/${id}/decisions`, { body: { verdict: 'approve' } });
  },
  'lead-convert': async () => {
    const { id, version } = await workingLead();
    const body = {
      account: { create: { name: `海川自动化 ${++count}`, country: 'CN' } },
      contact: { create: { name: '陈静' } },
      opportunity: { create: { name: '输送设备', closeDate: TODAY } },
    };
    await quiet();
    return admin.call('POST', `/leads/${id}/convert`, { version, body });
  },
  'lead-claim': async () => {
    const { id, version } = await workingLead();
    const path = `/leads/${id}/actions/to-pool`;
    const pooled = (await admin.call('POST', path, { version, body: { comment: '联系不上' } })).body;
    await quiet();
    return admin.call('POST', `/leads/${id}/claim`, { version: pooled['version'] as number, body: {} });
  },
  'duplicates-check': async () => {
    await made();
    for (let round = 0; round < 2; round++) {
      await admin.call('GET', '/duplicates/check?type=account&name=远洋机械');
      await quiet();
    }
    return admin.call('GET', '/duplicates/check?type=account&name=上海远洋机械有限公司&phone=021-58881234');
  },
  merge: async () => {
    const [winner, loser] = [(await made()).body, (await made()).body];
    await quiet();
    const body = { type: 'account', winnerId: winner['id'], loserId: loser['id'], winnerVersion: 1, loserVersion: 1 };
    return admin.call('POST', '/merges', { body });
  },
  funnel: async () => {
    await draftDeal();
    await world.settle();
    return admin.call('GET', '/funnel?from=2026-06&to=2026-11&by=owner');
  },
  'process-map': async () => {
    await submittedOrder(admin, await world.person('sales-rep'));
    await world.settle();
    return admin.call('GET', '/processes/conformance/map?process=order&from=2026-06&to=2026-11');
  },
  'complete-again': async () => {
    const body = { kind: 'call', subject: '每周例行电话', dueAt: '2026-11-22T02:00:00.000Z', repeat: 'weekly' };
    const { id, version } = (await admin.call('POST', '/activities', { body })).body;
    return admin.call('PATCH', `/activities/${id}`, { version: version as number, body: { done: true } });
  },
  'complaint-create': async () => admin.call('POST', '/complaints', { body: await complained() }),
  'complaint-contact': async () => {
    const { id } = (await admin.call('POST', '/complaints', { body: await complained() })).body;
    return admin.call('POST', `/complaints/${id}/contacts`, { body: { kind: 'call', answered: '昨天发现的。' } });
  },
  'complaint-contacts': async () => {
    const { id } = (await admin.call('POST', '/complaints', { body: await complained() })).body;
    await quiet();
    return admin.call('GET', `/complaints/${id}/contacts`);
  },
  'complaint-affected': async () => {
    const { id } = (await admin.call('POST', '/complaints', { body: await complained() })).body;
    await quiet();
    await admin.call('GET', `/complaints/${id}/affected`);
    await quiet();
    return admin.call('GET', `/complaints/${id}/affected`);
  },
  'enquiry-create': async () => {
    await quiet();
    return admin.call('POST', '/enquiries', { body: { channel: 'call', topic: 'price', question: '多少钱？' } });
  },
  caller: async () => {
    for (let round = 0; round < 2; round++) {
      await admin.call('GET', '/enquiries/caller?phone=02158881234');
      await quiet();
    }
    return admin.call('GET', '/enquiries/caller?phone=02158881234');
  },
  preventions: async () => {
    const late = await makeRecord(admin, opportunity, { closeDate: '2026-01-31' });
    await admin.call('POST', '/audit-runs', { body: { kind: 'incremental' } });
    await world.settle();
    const [{ id, version }] = (await admin.call('GET', `/findings?filter=subjectId:eq:${late.id}`)).body[
      'items'
    ] as Any;
    const body = { prevention: { type: 'lesson', ref: '商机跟进', since: '2026-10-01' } };
    await admin.call('PUT', `/findings/${id}/prevention`, { version, body });
    await quiet();
    await admin.call('GET', '/findings/preventions');
    await quiet();
    return admin.call('GET', '/findings/preventions');
  },
  scorecard: () => lookedAt(`/operators/${admin.memberId}/scorecard?from=2026-06&to=2026-11`),
  operators: () => lookedAt('/operators?month=2026-11'),
  'own-week': () => lookedAt('/operators/me/week'),
  goals: () => admin.call('GET', '/review-goals'),
  'goals-set': async () => {
    const { version } = (await admin.call('GET', '/review-goals')).body;
    const goals = { 'shipments.onTime': { goal: 95.5 } };
    return admin.call('PUT', '/review-goals', { version: version as number, body: { goals } });
  },
  'interview-plan': async () => {
    await questions();
    return planned();
  },
  'interview-answer': async () => {
    await questions();
    const { id, version } = (await planned()).body;
    const body = { lines: [{ answer: '一天', judgement: 'right' }] };
    return admin.call('PATCH', `/interviews/${id}`, { version: version as number, body });
  },
  'interview-knowledge': async () => {
    await questions();
    return lookedAt('/interview-knowledge?from=2026-06&to=2026-11');
  },
  'meeting-next': async () => {
    const lines = [{ kind: 'attendee', ownerId: admin.memberId }];
    // Neither of the two lies in the months of the report below, which reads every meeting in them.
    const { id, version } = await makeRecord(admin, meeting, { lines, date: '2026-01-05' });
    const step = (action: string, from: unknown) =>
      admin.call('POST', `/meetings/${id}/actions/${action}`, { version: from as number, body: {} });
    await step('close', (await step('hold', version)).body['version']);
    await quiet();
    return admin.call('POST', `/meetings/${id}/next`, { body: { date: '2026-12-10' } });
  },
  'committee-report': () => lookedAt('/committee-report?from=2026-06&to=2026-11'),
  'audit-runs': () => lookedAt('/audit-runs'),
  'failed-jobs': () => lookedAt('/failed-jobs'),
  'service-figures': async () => {
    await admin.call('POST', '/complaints', { body: await complained() });
    await world.settle();
    return admin.call('GET', '/service/figures?from=2026-06&to=2026-11');
  },
  help: async () => {
    await admin.call('GET', '/help?code=step-refused');
    await quiet();
    return admin.call('GET', '/help?code=step-refused');
  },
  payment: async () => {
    const { accountId, balance, id } = await billed(await world.person('sales-rep'), admin);
    const money = { accountId, date: TODAY, currency: 'CNY', amount: balance };
    const allocations = [{ receivableId: id, amount: balance }];
    return admin.call('POST', '/payments', { body: { ...money, allocations } });
  },
  'credit-page': async () => {
    const { accountId } = await billed(await world.person('sales-rep'), admin);
    for (let round = 0; round < 2; round++) {
      await admin.call('GET', `/accounts/${accountId}/credit`);
      await quiet();
    }
    return admin.call('GET', `/accounts/${accountId}/credit`);
  },
  ageing: async () => {
    await billed(await world.person('sales-rep'), admin);
    for (let round = 0; round < 2; round++) {
      await admin.call('GET', '/receivables/ageing');
      await quiet();
    }
    return admin.call('GET', '/receivables/ageing');
  },
};

test('every operation of the page is measured', () => {
  expect(Object.keys(measurements).sort()).toEqual(Object.keys(documented).sort());
});

test.each(Object.keys(measurements))('%s costs what the page says', async (id) => {
  const answer = await measurements[id]!();
  expect(answer.status).toBeLessThan(300);
  const [, read, write] = /([\d.]+)r ([\d.]+)w/.exec(answer.headers.get('x-capacity-units') ?? '') ?? [];
  expect({ read: Number(read), write: Number(write) }).toEqual(documented[id]);
});
