import type { Month, Part } from './month-leaves.ts';
import { byMonth, inside, percent } from './month-leaves.ts';
import type { Doc, Sums, Taken } from './month-raw.ts';
import { amountOf, currencyOf, monthOf, number, officeMinutes, sums, text, total } from './month-raw.ts';

/** A quote that was given to the customer, or is about to be; not one that was taken back or replaced. */
const OFFER = ['pending-approval', 'approved', 'sent', 'accepted', 'declined', 'expired'];

const status = (doc: Doc): string => text(doc, 'status');
const lastStep = (doc: Doc, is: (step: Taken) => boolean): Taken | undefined => doc.steps.filter(is).at(-1);
const dated = (list: readonly Doc[], field: string, month: string): Doc[] =>
  list.filter((doc) => text(doc, field).startsWith(month));

/** Quotes that ended in some states in a month, by the step that ended them. */
const ended = (quotes: readonly Doc[], states: readonly string[], month: string): number =>
  quotes.filter((quote) => {
    const step = lastStep(quote, ({ to }) => to === status(quote));
    return states.includes(status(quote)) && step !== undefined && monthOf(step.at) === month;
  }).length;

/** The step by which a document was last submitted; a document that is a draft again was not. */
const submission = (doc: Doc): Taken | undefined =>
  status(doc) === 'draft' ? undefined : lastStep(doc, ({ action }) => action === 'submit');

const submittedIn = (list: readonly Doc[], month: string): Doc[] =>
  list.filter((doc) => {
    const step = submission(doc);
    return step !== undefined && monthOf(step.at) === month;
  });
/** At its price: no line departs from what the list or the customer's agreement says. */
const atItsPrice = (doc: Doc): boolean => doc.lines.every((line) => number(line, 'deviation') === 0);
const lane = (list: readonly Doc[], month: string): [number, number] => {
  const submitted = submittedIn(list, month);
  return [submitted.filter(atItsPrice).length, submitted.length];
};

/** Office minutes from the last submission to the release that followed it, on the average of those released in a month. */
const lead = (list: readonly Doc[], month: string): number | undefined => {
  const took = list.flatMap((doc) => {
    const submitted = submission(doc);
    const released = submitted && lastStep(doc, ({ to, from, at }) => isRelease(to, from) && at >= submitted.at);
    return released && status(doc) !== 'pending-approval' && monthOf(released.at) === month
      ? [officeMinutes(submitted.at, released.at)]
      : [];
  });
  return took.length === 0 ? undefined : Math.round(total(took, (one) => one) / took.length);
};
const isRelease = (to: string, from: string): boolean =>
  to === 'approved' && ['pending-approval', 'pending-release'].includes(from);

const linesTotal = ({ lines }: Doc): number => total(lines, (line) => number(line, 'total'));
const gone = (list: readonly Doc[]): Doc[] => list.filter((one) => ['approved', 'delivered'].includes(status(one)));

/** Orders of which everything has left, that were promised for a day. */
const delivered = (orders: readonly Doc[], shipments: readonly Doc[], month: string): Doc[] =>
  dated(orders, 'shipDate', month).filter((order) => {
    const left = gone(shipments).filter((one) => text(one, 'orderId') === order.id);
    const quantity = (list: readonly Doc[]) =>
      total(list, ({ lines }) => total(lines, (one) => number(one, 'quantity')));
    return (
      ['shipped', 'completed', 'closed'].includes(status(order)) &&
      text(order, 'dueDate') !== '' &&
      quantity(left) >= quantity([order])
    );
  });

/** What is owed on a bill: its lines less the payments that stand and the credit notes in force. */
const balanceOf = (bill: Doc, { docs }: Month): number => {
  const paid = docs('payment').filter((one) => status(one) === 'received');
  const credited = docs('creditNote').filter(
    (one) => status(one) === 'approved' && text(one, 'receivableId') === bill.id,
  );
  const toIt = total(paid, ({ lines }) =>
    total(
      lines.filter((line) => line['receivableId'] === bill.id),
      (line) => number(line, 'amount'),
    ),
  );
  return linesTotal(bill) - toIt - total(credited, (one) => linesTotal(one) - number(one.data, 'unallocated'));
};

const receivables = (month: Month): Part => {
  const owed = month.docs('receivable').filter((bill) => balanceOf(bill, month) > 0 && status(bill) !== 'written-off');
  const late = owed.filter((bill) => text(bill, 'dueDate') < month.asOf);
  const balance = (bill: Doc) => balanceOf(bill, month);
  return {
    figures: { 'selling.receivables.count': owed.length, 'selling.receivables.overdueCount': late.length },
    rows: {
      'selling.receivables.open': sums(owed, currencyOf, balance),
      'selling.receivables.overdue': sums(late, currencyOf, balance),
    },
  };
};

const holds = ({ docs }: Month): Part => {
  const held = docs('order').filter((order) => ['on-hold', 'pending-release'].includes(status(order)));
  const left = (order: Doc) =>
    number(order.data, 'total') -
    total(
      gone(docs('shipment')).filter((one) => text(one, 'orderId') === order.id),
      linesTotal,
    );
  return {
    figures: { 'selling.holds.count': held.length },
    rows: {
      'selling.holds.byReason': sums(held, (order) => text(order, 'holdReason')),
      'selling.holds.amounts': sums(held, currencyOf, left),
    },
  };
};

const chart = ({ docs, month }: Month, paid: readonly Doc[]): Sums => {
  const [quotes, orders] = [docs('quote'), docs('order')];
  return byMonth('selling.months', month, (one) => {
    const [fast, all] = [lane(quotes, one), lane(orders, one)].reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0] as [
      number,
      number,
    ]);
    return {
      quotes: dated(
        quotes.filter((quote) => OFFER.includes(status(quote))),
        'quoteDate',
        one,
      ).length,
      ...(all > 0 ? { fastLane: percent(fast, all) } : {}),
      ...inside('shipped', sums(dated(gone(docs('shipment')), 'shipDate', one), currencyOf, linesTotal)),
      ...inside(
        'paid',
        sums(dated(paid, 'date', one), currencyOf, ({ data }) => number(data, 'amount')),
      ),
    };
  });
};

const merge = (...parts: Part[]): Part => {
  const out: Record<string, Record<string, unknown>> = {};
  for (const part of parts)
    for (const [form, values] of Object.entries(part)) out[form] = { ...out[form], ...(values as object) };
  return out as Part;
};

/** From the quote to the money. */
export const recountSelling = (all: Month): Part => {
  const { docs, month } = all;
  const [quotes, orders, shipments] = [docs('quote'), docs('order'), docs('shipment')];
  const offers = dated(
    quotes.filter((quote) => OFFER.includes(status(quote))),
    'quoteDate',
    month,
  );
  const received = docs('payment').filter((one) => status(one) === 'received');
  const paid = dated(received, 'date', month);
  const left = dated(gone(shipments), 'shipDate', month);
  const [won, lost] = [ended(quotes, ['accepted'], month), ended(quotes, ['declined', 'expired'], month)];
  const whole = delivered(orders, shipments, month);
  return merge(
    {
      figures: {
        'selling.quotes.count': offers.length,
        'selling.quotes.won': won,
        'selling.quotes.lost': lost,
        'selling.shipments.count': left.length,
        'selling.payments.count': paid.length,
      },
      shares: {
        'selling.quotes.winRate': [won, won + lost],
        'selling.fastLane.quotes': lane(quotes, month),
        'selling.fastLane.orders': lane(orders, month),
        'selling.shipments.onTime': [
          whole.filter((order) => text(order, 'shipDate') <= text(order, 'dueDate')).length,
          whole.length,
        ],
      },
      means: { 'selling.lead.quotes': lead(quotes, month), 'selling.lead.orders': lead(orders, month) },
      rows: {
        'selling.quotes.amounts': sums(offers, currencyOf, amountOf),
        'selling.shipments.amounts': sums(left, currencyOf, linesTotal),
        'selling.payments.amounts': sums(paid, currencyOf, ({ data }) => number(data, 'amount')),
      },
      plain: chart(all, received),
    },
    receivables(all),
    holds(all),
  );
};
