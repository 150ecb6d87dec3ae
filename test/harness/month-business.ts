import type { Company, Who } from './month-company.ts';
import { done } from './records.ts';
import type { Any } from './world.ts';
import { MAIN, request } from './world.ts';

type Body = Record<string, unknown>;
/** What happens on a day, in the order in which it was put down. */
type Agenda = Map<string, (() => Promise<unknown>)[]>;

/** Numbers that look like chance and are the same in every run (mulberry32). */
export const seeded = (seed: number) => {
  let state = seed;
  return (most: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * most);
  };
};

const DAY = 86_400_000;
export const plus = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
export const isWorkday = (day: string): boolean => ![0, 6].includes(new Date(Date.parse(day)).getUTCDay());
/** The first working day so many days later or after. */
export const workdayAfter = (day: string, days: number): string => {
  const next = plus(day, days);
  return isWorkday(next) ? next : workdayAfter(next, 1);
};

/** So many of the accounts trade; the others are those that are lost. */
export const TRADING = 6;

/** What a company sells and to whom, and the ways in which its documents go. */
export interface Business {
  company: Company;
  agenda: Agenda;
  accounts: Any[];
  products: { cny: Any; usd: Any };
  /** Puts something on the agenda of the first working day so many days after one. */
  later: (day: string, days: number, what: () => Promise<unknown>) => void;
  quote: (who: Who, account: Any, deal: { price: number; quantity: number; head?: Body; usd?: true }) => Promise<Any>;
  /** The order of a quote, submitted and signed; one of a customer who is late with their money is held. */
  order: (who: Who, quote: Any, dueDate: string) => Promise<Any>;
  /** Ships lines of an order, or all of it. @returns the bill */
  ship: (who: Who, order: Any, quantity?: number) => Promise<Any>;
  pay: (account: Any, money: { date: string; currency: string; amount: number; bill?: Any }) => Promise<Any>;
  deal: (who: Who, account: Any, body: Body) => Promise<Any>;
  enquiry: (account: Any, body: Body) => Promise<Any>;
  note: (who: Who, account: Any, body: Body) => Promise<Any>;
  /** A complaint as far as its cause is known. */
  complaint: (account: Any, body: Body) => Promise<Any>;
  answer: (survey: Any, account: Any, body: Body) => Promise<unknown>;
}

export const boss: Partial<Record<Who, Who>> = { rep: 'manager', other: 'west' };

export const openBusiness = async (company: Company): Promise<Business> => {
  const { make, call, step, sign, read, people } = company;
  const agenda: Agenda = new Map();
  const category = await make('admin', 'categories', { code: 'HL', name: '头盔' });
  const products = {
    cny: await make('admin', 'products', {
      code: 'HL-100',
      name: '骑行头盔',
      categoryId: category.id,
      unit: '个',
      price: 10_000,
      cost: 6_000,
      currency: 'CNY',
      taxRate: 13,
    }),
    usd: await make('admin', 'products', {
      code: 'FR-200',
      name: '碳纤维车架',
      price: 50_000,
      cost: 31_000,
      currency: 'USD',
      taxRate: 0,
    }),
  };
  const cause = await make('agent', 'causes', { code: 'MAT-1', name: '焊材', nameEn: 'Weld' });
  const accounts: Any[] = [];
  const names = ['远洋机械', '海川自动化', '东方电子', '江南工贸', '北辰物流', '南星科技', '西山铸造', '白云印务'];
  for (const [index, name] of names.entries()) {
    const account = await make(index % 2 ? 'other' : 'rep', 'accounts', {
      name: `${name}有限公司`,
      code: `C${String(index + 1).padStart(6, '0')}`,
      country: 'CN',
      status: 'customer',
      paymentDays: 10 + index,
      phone: `+86 21 5888 12${10 + index}`,
      ...(index % 3 ? { city: '上海', address: '松江区新桥镇' } : { industry: '机械' }),
    });
    accounts.push(account);
    if (index < 4)
      await make(index % 2 ? 'other' : 'rep', 'contacts', {
        name: `联系人${index}`,
        accountId: account.id,
        mobile: `+86 138 0013 800${index}`,
        ...(index % 2 ? { title: '采购' } : {}),
      });
  }
  const business: Business = {
    company,
    agenda,
    accounts,
    products,
    later: (day, days, what) => {
      const on = workdayAfter(day, days);
      agenda.set(on, [...(agenda.get(on) ?? []), what]);
    },
    quote: async (who, account, { price, quantity, head = {}, usd }) => {
      const product = usd ? products.usd : products.cny;
      const isListed = price === product.price;
      const body = {
        accountId: account.id,
        currency: product.currency,
        taxIncluded: true,
        lines: [{ productId: product.id, quantity, unitPrice: price, ...(isListed ? {} : { reason: 'volume' }) }],
        ...head,
      };
      return step(who, 'quotes', await make(who, 'quotes', body), 'submit');
    },
    order: async (who, quote, dueDate) => {
      let order = await call(who, 'POST', `/quotes/${quote.id}/order`, { submit: true, dueDate });
      for (const signer of ['finance', 'boss'] as const)
        if (order.status === 'pending-approval') order = await sign(signer, 'orders', order);
      return read('orders', order);
    },
    ship: async (who, order, quantity) => {
      const lines = quantity === undefined ? {} : { lines: [{ orderLine: 1, quantity }] };
      const shipment = await call(who, 'POST', `/orders/${order.id}/shipments`, { submit: true, ...lines });
      const { receivableId } = await sign(boss[who] ?? 'manager', 'shipments', shipment);
      return read('receivables', { id: receivableId });
    },
    pay: (account, { bill, ...money }) =>
      make('finance', 'payments', {
        accountId: account.id,
        ...money,
        ...(bill ? { allocations: [{ receivableId: bill.id, amount: Math.min(money.amount, bill.balance) }] } : {}),
      }),
    deal: (who, account, body) =>
      make(who, 'opportunities', { name: '设备更新', accountId: account.id, currency: 'CNY', ...body }),
    enquiry: (account, body) =>
      make('agent', 'enquiries', { channel: 'call', question: '什么时候到货？', accountId: account.id, ...body }),
    note: (who, account, body) =>
      make(who, 'activities', { kind: 'call', subject: '确认交期', accountId: account.id, ...body }),
    complaint: async (account, body) => {
      const rec = await make('agent', 'complaints', {
        subject: '车架焊缝开裂',
        severity: 'major',
        channel: 'phone',
        accountId: account.id,
        containment: '换新车架',
        investigatorId: people.rep.memberId,
        causeId: cause.id,
        causeNote: '焊接温度偏低',
        othersAffected: 'no',
        actionOwnerId: people.rep.memberId,
        ...body,
      });
      await call('agent', 'POST', `/complaints/${rec.id}/contacts`, { answered: '骑了三天就裂了。' });
      return step('agent', 'complaints', rec, 'investigate');
    },
    answer: async (survey, account, body) => {
      const { link } = await call('agent', 'PUT', '/survey-links', { surveyId: survey.id, accountId: account.id });
      const [, id, secret] = /\/survey\/ws_\w+\/(svq_\w+)\/([\w-]{43})/.exec(link)!;
      const at = `${company.world.url}/v1/public/${MAIN}/surveys/${id}.${secret}`;
      return done(await request(at, 'POST', { body }));
    },
  };
  return business;
};

/** From the cause to the end: actions, verification a week later, the customer's word. Each on a day of its own. */
export const closeComplaint = (of: Business, rec: Any, day: string, then: () => Promise<unknown>): void => {
  const { change, step } = of.company;
  const actions = (at: string) =>
    ['corrective', 'preventive'].map((kind) => ({ kind, action: '改进焊接工艺', doneDate: at }));
  of.later(day, 1, () => step('agent', 'complaints', rec, 'act'));
  const verifiedOn = workdayAfter(day, 2);
  of.later(day, 2, async () => {
    const verifyOn = plus(verifiedOn, 7);
    await change('agent', 'complaints', rec, { lines: actions(verifiedOn), verifyOn });
    await step('agent', 'complaints', rec, 'verify');
  });
  of.later(verifiedOn, 7, async () => {
    await change('agent', 'complaints', rec, { verifyResult: '未复发', confirmed: 'yes' });
    await step('agent', 'complaints', rec, 'close');
    await then();
  });
};
