import type { Rec } from '../../shared/kernel/record.ts';
import { addDays } from '../../shared/kernel/time.ts';
import type { orderStatuses } from '../../shared/sales/order.ts';
import { order } from '../../shared/sales/order.ts';
import { later } from './calendar.ts';
import { priceOn } from './catalog.ts';
import type { Customer } from './customers.ts';
import type { Random } from './random.ts';
import { randomOf } from './random.ts';
import type { Setting } from './record.ts';
import { recordOf } from './record.ts';

type Status = keyof typeof orderStatuses;

const COUNT = 120;
/** Fourteen months. */
const SPAN = 425;
/** Orders that have waited for an approval longer than anybody meant to, as days ago. */
const forgotten = [9, 13, 18, 24];

/** Where an order of this age stands. */
const statusOf = (age: number, random: Random): Status => {
  if (age > 75)
    return random.pick([
      'completed',
      'completed',
      'completed',
      'completed',
      'completed',
      'closed',
      'shipped',
      'cancelled',
    ]);
  if (age > 30)
    return random.pick(['completed', 'completed', 'shipped', 'shipped', 'shipped', 'partially-shipped', 'cancelled']);
  if (age > 10) return random.pick(['shipped', 'partially-shipped', 'approved', 'approved', 'on-hold']);
  return age > 1 ? random.pick(['draft', 'approved', 'approved']) : random.pick(['draft', 'pending-approval']);
};

/** One to six products as they were sold on the day, at their list price of that day. */
const makeLines = (products: readonly Rec[], date: string, random: Random): Record<string, unknown>[] => {
  const chosen = new Map<string, Record<string, unknown>>();
  const count = random.int(1, 6);
  while (chosen.size < count) {
    const product = random.pick(products);
    const unitPrice = priceOn(product, date);
    if (unitPrice === undefined) continue;
    const quantity = unitPrice >= 50_000 ? random.int(1, 24) : random.int(2, 40) * 5;
    chosen.set(product.id, { productId: product.id, description: String(product.data['name']), quantity, unitPrice });
  }
  return [...chosen.values()];
};

const shipped = new Set<Status>(['shipped', 'completed', 'closed']);

/** Days before today of each order, oldest first: the trade grows. The forgotten ones are among them. */
const ages = (): number[] => {
  const count = COUNT - forgotten.length;
  const spread = Array.from({ length: count }, (_, index) => Math.round(SPAN * (1 - (index + 1) / count) ** 1.35));
  return [...spread, ...forgotten].sort((a, b) => b - a);
};

const datesOf = (status: Status, age: number, setting: Setting, random: Random) => {
  const orderDate = setting.calendar.workday(-age);
  const dueDate = addDays(orderDate, random.int(15, 42));
  const shipDate = addDays(orderDate, Math.min(random.int(5, 40), age));
  return { orderDate, dueDate, ...(shipped.has(status) ? { shipDate } : {}) };
};

interface Trade {
  customers: readonly Customer[];
  products: readonly Rec[];
  deals: readonly Rec[];
}

/** Orders of the last fourteen months; won deals have led to some of them. */
export const makeOrders = (setting: Setting, { customers, products, deals }: Trade): Rec[] => {
  const { calendar } = setting;
  const random = randomOf('orders');
  const buyers = customers.filter(({ rec, age }) => rec.data['status'] === 'customer' && age > SPAN);
  const won = new Map(
    deals.filter((deal) => deal.data['stage'] === 'won').map((deal) => [deal.data['accountId'], deal]),
  );
  const waiting = new Set(forgotten);
  return ages().map((age, index) => {
    const status = waiting.delete(age) ? 'pending-approval' : statusOf(age, random);
    const customer = random.pick(buyers);
    const dates = datesOf(status, age, setting, random);
    const createdAt = calendar.past(calendar.at(dates.orderDate, random.int(9, 17), random.int(0, 59)));
    const deal = won.get(customer.rec.id);
    const follows = deal !== undefined && String(deal.data['closeDate']) <= dates.orderDate;
    const notes = ['分两批出货', '客户自提', '需加印客户商标', 'Ship with the next container', '送货前电话预约'];
    return recordOf(order, setting, {
      id: `ord_demo${String(index + 1).padStart(3, '0')}`,
      createdAt,
      owner: customer.owner,
      data: {
        number: `SO${dates.orderDate.slice(0, 4)}-${String(101 + index).padStart(5, '0')}`,
        accountId: customer.rec.id,
        status,
        ...dates,
        currency: 'CNY',
        ...(follows ? { opportunityId: deal.id } : {}),
        ...(random.chance(0.12) ? { note: random.pick(notes) } : {}),
      },
      lines: makeLines(products, dates.orderDate, random),
      ...(status === 'draft'
        ? {}
        : { computed: { submittedAt: calendar.past(later(createdAt, random.int(20, 400))) } }),
    });
  });
};
