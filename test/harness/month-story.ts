import type { Business } from './month-business.ts';
import { closeComplaint, plus } from './month-business.ts';
import { instant } from './month-days.ts';
import { findingOf } from './month-findings.ts';
import { office } from './month-office.ts';
import type { Any } from './world.ts';

type Special = Record<string, () => Promise<unknown>>;

/** What the chapters of the story know of each other. */
type Known = Record<string, Any>;

const lose = { status: 'lost', lostReason: 'price' };

/** The last days of October: what November begins with. */
export const october = (of: Business, known: Known): Special => {
  const { imported, make, change, at, people } = of.company;
  const [first, second, third] = of.accounts;
  return {
    '2026-10-28': async () => {
      known['badPhone'] = await imported(
        'account',
        { name: '进口客户', country: 'CN', phone: '12' },
        { ownerId: people.rep.memberId, teamId: 'east' },
      );
      known['stuck'] = await of.deal('rep', first, { amount: 500_000, closeDate: '2026-11-10', nextStep: '送样' });
      known['won'] = await of.deal('rep', third, { amount: 1_250_000, closeDate: '2026-12-20', stage: 'proposal' });
      known['lost'] = await of.deal('other', second, { amount: 90_000, currency: 'USD', closeDate: '2026-11-30' });
      for (const kind of ['csat', 'ces', 'nps'])
        known[kind] = await make('admin', 'surveys', { name: kind, kind, trigger: 'by-hand' });
      await of.answer(known['csat'], first, { score: 4 });
      // The customer told of it a week ago.
      known['late'] = await of.complaint(second, {
        reportedAt: instant('2026-10-20', '10:00:00'),
        happenedAt: instant('2026-10-19', '10:00:00'),
        cost: 30_000,
        currency: 'CNY',
      });
      closeComplaint(of, known['late'], '2026-10-28', () => of.answer(known['nps'], second, { score: 9 }));
    },
    '2026-10-30': async () => {
      await change('admin', 'accounts', of.accounts[6], { ...lose, lostOn: '2026-10-30' });
      await make('agent', 'suggestions', { text: '希望送货前一天短信通知', accountId: first.id });
    },
    '2026-10-31': async () => {
      at('2026-10-31 23:58');
      known['told'] = await of.complaint(third, {
        severity: 'minor',
        reportedAt: instant('2026-10-31', '23:59:00'),
      });
      closeComplaint(of, known['told'], '2026-11-02', async () => undefined);
      // Two minutes later it is November in Shanghai, while it is still October in Greenwich.
      at('2026-11-01 00:01');
      await of.complaint(first, { reportedAt: instant('2026-11-01', '00:00:00'), cost: 4_200, currency: 'USD' });
      await of.note('rep', first, { happenedAt: instant('2026-11-01', '00:00:30') });
      await of.enquiry(first, { topic: 'use', resolved: 'yes', receivedAt: instant('2026-10-31', '23:59:59') });
    },
  };
};

/** What went wrong in November, and what was done about it. */
const faults = (of: Business, known: Known): Special => {
  const { imported, spoilt, change, make, call, people, read } = of.company;
  const [first, second] = of.accounts;
  return {
    '2026-11-03': async () => {
      known['accepted'] = await imported(
        'account',
        { name: '老客户', country: 'CN', email: 'x' },
        { ownerId: people.other.memberId, teamId: 'west' },
      );
      known['explained'] = await imported(
        'contact',
        { name: '李四', accountId: second.id, mobile: '13' },
        { ownerId: people.rep.memberId, teamId: 'east' },
      );
      await change('rep', 'accounts', known['badPhone'], { phone: '+86 21 6888 0001' });
    },
    '2026-11-05': async () => {
      const { name, phone } = first;
      known['double'] = await make('rep', 'accounts', { name, phone, country: 'CN' });
    },
    // It was right, and is wrong again.
    '2026-11-09': () => spoilt(known['badPhone'], { phone: '13' }),
    '2026-11-11': async () => {
      const [winner, loser] = [await read('accounts', first), await read('accounts', known['double'])];
      await call('steward', 'POST', '/merges', {
        type: 'account',
        winnerId: winner.id,
        loserId: loser.id,
        winnerVersion: winner.version,
        loserVersion: loser.version,
        take: [],
        reason: '重复录入',
      });
    },
    '2026-11-12': async () => {
      const explained = await findingOf(of, known['explained'], 'bad-phone');
      await change('rep', 'findings', explained, { state: 'explained', causeKind: 'data-from-outside' });
      const accepted = await findingOf(of, known['accepted'], 'bad-email');
      await change('auditor', 'findings', accepted, {
        state: 'accepted',
        causeKind: 'data-from-outside',
        acceptedUntil: '2026-12-31',
      });
    },
    '2026-11-21': () => change('rep', 'accounts', known['badPhone'], { phone: '+86 21 6888 0002' }),
    '2026-11-27': () => spoilt(known['badPhone'], { phone: '14' }),
  };
};

/** Documents that did not go the usual way. */
const documents = (of: Business, known: Known): Special => {
  const { make, step, call, sign } = of.company;
  const [first, second, third, fourth] = of.accounts;
  const line = (quantity: number) => [{ productId: of.products.cny.id, quantity, unitPrice: 10_000, taxRate: 13 }];
  const order = (account: Any, quantity: number, body: object): Promise<Any> =>
    make('rep', 'orders', {
      accountId: account.id,
      currency: 'CNY',
      taxIncluded: true,
      lines: line(quantity),
      ...body,
    });
  const held = async (account: Any, quantity: number, dueDate: string): Promise<Any> => {
    const made = await step(
      'rep',
      'orders',
      await order(account, quantity, { orderDate: '2026-11-10', dueDate }),
      'submit',
    );
    return step('finance', 'orders', made, 'hold', { comment: '客户要求暂停' });
  };
  return {
    // Entered three weeks late, and never submitted.
    '2026-11-06': () => order(third, 3, { orderDate: '2026-10-15', dueDate: '2026-11-13' }),
    '2026-11-10': async () => {
      await held(first, 4, '2026-11-20');
      const waiting = await held(third, 2, '2026-11-25');
      await of.company.change('rep', 'orders', waiting, { releaseUntil: '2026-12-20' });
      await step('rep', 'orders', waiting, 'release', { comment: '客户已付款' });
      const cancelled = await order(first, 1, { orderDate: '2026-11-10' });
      await step('rep', 'orders', cancelled, 'cancel', { comment: '客户取消' });
      const back = await order(third, 5, { orderDate: '2026-11-09', dueDate: '2026-12-20' });
      await step('rep', 'orders', back, 'cancel', { comment: '客户取消' });
      await step('manager', 'orders', back, 'reopen', { comment: '客户又要了' });
      // Cheaper than the list: the manager signs.
      const cheap = await order(first, 6, {
        orderDate: '2026-11-10',
        dueDate: '2026-12-18',
        lines: [{ ...line(6)[0], unitPrice: 8_800, reason: 'volume' }],
      });
      known['cheap'] = await step('rep', 'orders', cheap, 'submit');
      // Large: finance signs it though it goes at its price.
      known['large'] = await step('rep', 'orders', await order(first, 1_200, { orderDate: '2026-11-10' }), 'submit');
    },
    '2026-11-13': async () => {
      await sign('finance', 'orders', known['large']);
      await sign('manager', 'orders', known['cheap']);
    },
    '2026-11-17': async () => {
      await of.pay(second, { date: '2026-11-16', currency: 'USD', amount: 12_300 });
      known['bounced'] = await of.pay(fourth, { date: '2026-11-17', currency: 'CNY', amount: 7_700 });
    },
    '2026-11-24': async () => {
      const { version } = await of.company.read('payments', known['bounced']);
      const body = { reason: '银行退票' };
      await of.company.ask('finance', 'POST', `/payments/${known['bounced'].id}/reverse`, { version, body });
      await call('finance', 'GET', `/payments/${known['bounced'].id}`);
    },
    '2026-11-30': async () => {
      of.company.at('2026-11-30 23:57');
      await order(third, 2, { orderDate: '2026-11-30', dueDate: '2026-12-05' });
      // After midnight, before the figures are frozen: another month.
      of.company.at('2026-12-01 00:02');
      await order(third, 7, { orderDate: '2026-12-01', dueDate: '2026-12-05' });
      await of.pay(fourth, { date: '2026-12-01', currency: 'CNY', amount: 5_500 });
      await of.note('rep', third, { happenedAt: instant('2026-12-01', '00:01:00') });
      await of.enquiry(third, { topic: 'price', resolved: 'no', receivedAt: instant('2026-11-30', '23:59:59') });
    },
  };
};

/** Deals, customers and what they said. */
const customers = (of: Business, known: Known): Special => {
  const { make, change, step, people } = of.company;
  const [first, second, third, fourth, fifth] = of.accounts;
  const ask = (day: string, clock: string, body: object) =>
    of.enquiry(fifth, { topic: 'repair', resolved: 'yes', receivedAt: instant(day, clock), ...body });
  return {
    '2026-11-04': async () => {
      known['gone'] = await of.deal('rep', first, { amount: 77_000, closeDate: '2026-12-01' });
      await of.deal('other', fourth, { amount: 310_000, closeDate: '2027-01-15', nextStep: '提交方案' });
    },
    '2026-11-09': async () => {
      await ask('2026-11-09', '08:00:00', { handleSeconds: 300 });
      known['again'] = await ask('2026-11-09', '08:30:00', { handleSeconds: 120, resolved: 'no' });
    },
    '2026-11-13': async () => {
      await change('admin', 'accounts', of.accounts[7], { ...lose, lostOn: '2026-11-12' });
      await change('admin', 'accounts', second, { ...lose, lostReason: 'quality', lostOn: '2026-11-13' });
      await change('admin', 'accounts', second, { status: 'customer' });
    },
    '2026-11-16': async () => {
      for (const [kind, account, score] of [
        ['csat', first, 5],
        ['csat', third, 2],
        ['ces', first, 6],
        ['nps', first, 10],
        ['nps', third, 3],
        ['nps', fifth, 8],
      ] as const)
        await of.answer(known[kind], account, { score });
      // Somebody is to send a frame, and does not.
      await of.complaint(fifth, {
        reportedAt: instant('2026-11-16', '09:00:00'),
        cost: 8_800,
        currency: 'CNY',
        lines: [{ action: '寄新车架', responsibleId: people.rep.memberId, dueDate: '2026-11-25' }],
      });
      await make('agent', 'suggestions', { text: '包装太大', accountId: third.id });
      const twice = await make('agent', 'suggestions', { text: '包装太大', accountId: third.id });
      await step('agent', 'suggestions', twice, 'archive');
    },
    '2026-11-18': async () => {
      await change('rep', 'opportunities', known['won'], { stage: 'won', closeReason: 'quality' });
      await change('other', 'opportunities', known['lost'], { stage: 'lost', closeReason: 'price' });
      await step('rep', 'opportunities', known['gone'], 'archive');
    },
    '2026-11-19': async () => {
      const planned = await make('boss', 'meetings', {
        subject: '周会',
        date: '2026-11-19',
        chairId: people.boss.memberId,
        lines: [
          { kind: 'attendee', ownerId: people.boss.memberId },
          { kind: 'action', text: '整理客户电话', ownerId: people.rep.memberId, dueDate: plus('2026-11-19', 5) },
        ],
      });
      await step('boss', 'meetings', planned, 'hold');
      await step('boss', 'meetings', planned, 'close');
    },
    '2026-11-20': async () => {
      await step('agent', 'complaints', known['late'], 'reopen', { comment: '又裂了' });
      await step('agent', 'enquiries', known['again'], 'archive');
    },
    '2026-11-25': async () => {
      const reopened = { stage: 'qualification', reason: '他们又来电' };
      await change('manager', 'opportunities', known['won'], { note: '已签合同' });
      await change('west', 'opportunities', known['lost'], reopened);
    },
  };
};

/** All of November. Chapters that fall on one day follow each other. */
export const november = (of: Business, known: Known): Special => {
  const all: Special = {};
  for (const chapter of [faults, documents, customers, office])
    for (const [day, what] of Object.entries(chapter(of, known))) {
      const before = all[day];
      all[day] = async () => {
        await before?.();
        await what();
      };
    }
  return all;
};

/** In December somebody puts November in order: its frozen figures must not notice. */
export const afterwards = async (of: Business, known: Known): Promise<void> => {
  const { call, change, step, make } = of.company;
  const list = async (collection: string, query: string): Promise<Any[]> =>
    (await call('admin', 'GET', `/${collection}?limit=200&${query}`)).items;
  for (const order of (await list('orders', 'filter=status:eq:draft')).slice(0, 2)) {
    const { lines } = await of.company.read('orders', order);
    const changed = lines.map((line: Any) => ({ ...line, quantity: 11, amount: undefined }));
    await change('admin', 'orders', order, { lines: changed, orderDate: '2026-11-28' });
  }
  for (const one of (await list('enquiries', 'sort=-receivedAt')).slice(0, 3))
    await change('agent', 'enquiries', one, { handleSeconds: 7_200, resolved: 'no' });
  for (const one of (await list('activities', 'sort=-occurredAt')).slice(0, 2))
    await step('admin', 'activities', one, 'archive');
  await change('admin', 'accounts', of.accounts[7], { status: 'customer' });
  await change('rep', 'accounts', known['badPhone'], { phone: '+86 21 6888 0003' });
  await change('rep', 'opportunities', known['stuck'], { amount: 999_900, closeDate: '2027-02-01' });
  await make('rep', 'activities', {
    kind: 'visit',
    subject: '补录拜访',
    accountId: of.accounts[0].id,
    happenedAt: instant('2026-11-20', '15:00:00'),
  });
};
