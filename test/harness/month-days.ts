import type { Business } from './month-business.ts';
import { boss, isWorkday, plus, seeded, TRADING } from './month-business.ts';
import type { Who } from './month-company.ts';
import type { Any } from './world.ts';

const sellers = ['rep', 'other'] as const;

/** An instant in Shanghai as the API takes it. */
export const instant = (day: string, time: string): string => new Date(`${day}T${time}+08:00`).toISOString();

/** The way of an offer, one for each working day in turn: all that can become of one. */
const offers = (of: Business, chance: (most: number) => number) => {
  const { company, later } = of;
  const { step, sign, change, call, read } = company;
  const draw = () => ({ quantity: 1 + chance(9) });
  const paidLater = (account: Any, bill: Any, share = 1) =>
    later(company.today(), 3, async () => {
      const now = await read('receivables', bill);
      const amount = Math.round(now.balance * share);
      const date = company.today();
      await of.pay(account, { date, currency: now.currency, amount, bill: now });
    });
  const ways: ((day: string, who: Who, account: Any) => Promise<unknown>)[] = [
    // At its price: nobody signs, and it goes all the way to the money.
    async (day, who, account) => {
      const quote = await of.quote(who, account, { price: 10_000, ...draw() });
      later(day, 1, async () => {
        const order = await of.order(who, quote, plus(day, 5));
        if (order.status === 'approved') later(day, 3, async () => paidLater(account, await of.ship(who, order)));
      });
    },
    // Below its price: signed, ordered, and shipped in two parts of which the second is late and paid in part.
    async (day, who, account) => {
      const quote = await of.quote(who, account, { price: 9_300, quantity: 6 + chance(5) });
      later(day, 1, async () => {
        if (quote.status === 'pending-approval') await sign(boss[who]!, 'quotes', quote);
        const order = await of.order(who, quote, plus(day, 4));
        if (order.status !== 'approved') return;
        later(day, 2, async () => {
          await of.ship(who, order, 4);
          later(day, 8, async () => paidLater(account, await of.ship(who, order), 0.5));
        });
      });
    },
    // Declined; and one that was put away.
    async (day, who, account) => {
      const quote = await of.quote(who, account, { price: 10_000, ...draw() });
      later(day, 2, async () => {
        await change(who, 'quotes', quote, { outcomeReason: '价格太高' });
        await step(who, 'quotes', quote, 'decline');
      });
      const wrong = await company.make(who, 'orders', {
        accountId: account.id,
        orderDate: day,
        dueDate: plus(day, 2),
        currency: 'CNY',
        lines: [{ productId: of.products.cny.id, quantity: 1, unitPrice: 10_000 }],
      });
      later(day, 1, () => step(who, 'orders', wrong, 'archive'));
    },
    // Nobody looks at it for days, then it is refused.
    async (day, who, account) => {
      const quote = await of.quote(who, account, { price: 9_000, ...draw() });
      if (quote.status === 'pending-approval')
        later(day, 3, () => sign(boss[who]!, 'quotes', quote, { verdict: 'reject', comment: '低于底价' }));
    },
    // Sent, and forgotten by the customer.
    async (day, who, account) => {
      const head = { validUntil: plus(day, 3) };
      const quote = await of.quote(who, account, { price: 10_000, ...draw(), head });
      await step(who, 'quotes', quote, 'send');
    },
    // In dollars: revised, ordered, and a part of it taken back.
    async (day, who, account) => {
      const quote = await of.quote(who, account, { price: 50_000, ...draw(), usd: true });
      const revised = await call(who, 'POST', `/quotes/${quote.id}/revise`, {});
      const again = await step(who, 'quotes', revised, 'submit');
      later(day, 2, async () => {
        const order = await of.order(who, again, plus(day, 9));
        if (order.status !== 'approved') return;
        const bill = await of.ship(who, order);
        later(day, 4, async () => {
          const reason = '一件划伤';
          const note = await call(who, 'POST', '/credit-notes', {
            receivableId: bill.id,
            reason,
            lines: [{ line: 1, quantity: 1 }],
            submit: true,
          });
          await sign('finance', 'credit-notes', note);
        });
      });
    },
  ];
  return ways;
};

const resolutions = ['yes', 'no', 'yes', 'unasked', 'yes'];
const topics = ['delivery', 'price', 'invoice', 'use'];

/** What happens on every working day: an offer, a call, an enquiry; and what stands on the agenda. */
const workday = (of: Business) => {
  const chance = seeded(20_261_101);
  const ways = offers(of, chance);
  let count = 0;
  return async (day: string): Promise<void> => {
    const { company, accounts, agenda } = of;
    const index = count++;
    // Everybody is offered everything in turn.
    const number = (index + Math.floor(index / TRADING)) % TRADING;
    const who = sellers[number % 2]!;
    const account = accounts[number]!;
    company.at(`${day} 09:${String(10 + chance(20))}`);
    await ways[index % ways.length]!(day, who, account);
    company.at(`${day} 09:40`);
    await of.note(who, account, {
      happenedAt: instant(day, '09:20:00'),
      ...(index % 3 ? {} : { dueAt: instant(plus(day, 2), '17:00:00') }),
      ...(index % 6 ? {} : { done: true }),
    });
    await of.enquiry(accounts[(index * 5) % TRADING]!, {
      topic: topics[index % topics.length]!,
      resolved: resolutions[index % resolutions.length]!,
      receivedAt: instant(day, '09:25:00'),
      waitingSeconds: chance(90),
      handleSeconds: 60 + chance(600),
    });
    // Now and then it is the afternoon before they come to it.
    company.at(`${day} ${index % 3 ? '09:50' : '14:00'}`);
    for (const what of agenda.get(day) ?? []) await what();
  };
};

/** Lives through days: who works by day, the clock's jobs in the morning, the audit by night. */
export const living = (of: Business) => {
  const { company } = of;
  const work = workday(of);
  return {
    until: async (from: string, to: string, special: Record<string, () => Promise<unknown>>): Promise<void> => {
      for (let day = from; day <= to; day = plus(day, 1)) {
        company.at(`${day} 08:30`);
        await company.job('documents.alarms');
        if (isWorkday(day)) await work(day);
        await special[day]?.();
        company.at(`${plus(day, 1)} 02:00`);
        await company.job('audit.incremental');
      }
    },
  };
};
