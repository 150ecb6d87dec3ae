import type { Line } from '../../shared/commerce/deal.ts';
import { completeLine } from '../../shared/commerce/deal.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { addDays, localDate } from '../../shared/kernel/time.ts';
import { payment } from '../../shared/receivables/payment.ts';
import { receivable } from '../../shared/receivables/receivable.ts';
import { order } from '../../shared/sales/order.ts';
import { billedTotals, openRest, ship } from '../../shared/shipments/fulfilment.ts';
import { shipment } from '../../shared/shipments/shipment.ts';
import { ZONE } from './calendar.ts';
import { priceOn } from './catalog.ts';
import { randomOf } from './random.ts';
import { recordOf } from './record.ts';
import type { Company, Walked } from './walk.ts';
import { walked } from './walk.ts';

const PAYMENT_DAYS = 30;
const TAX = 13;

const derived = (rec: Rec): Rec => {
  const made = order.derive({ data: rec.data, lines: rec.lines });
  return { ...rec, data: made.data, ...(made.lines ? { lines: made.lines } : {}) };
};

/** An order with what the system would have looked up: the list price of the day, tax and terms. */
const priced = (rec: Rec, products: ReadonlyMap<string, Rec>): Rec => {
  const lines = (rec.lines ?? []).map((line): Line => {
    const product = products.get(String(line['productId']));
    const list = product && priceOn(product, String(rec.data['orderDate']));
    return {
      ...line,
      taxRate: TAX,
      ...(product ? { unit: product.data['unit'] } : {}),
      ...(list === undefined ? {} : { listPrice: list, priceSource: product!.id }),
      ...(list === line['unitPrice'] ? { deviation: 0 } : {}),
    };
  });
  return derived({ ...rec, data: { ...rec.data, taxIncluded: true, paymentDays: PAYMENT_DAYS }, lines });
};

/** An order that waits for its signature: a little off the list, for a reason that the manager has to judge. */
const offList = (rec: Rec): Rec => {
  const [first, ...others] = rec.lines ?? [];
  if (!first || typeof first['listPrice'] !== 'number') return rec;
  const unitPrice = Math.round((first['listPrice'] * 94) / 1000) * 10;
  const deviation = Number((((first['listPrice'] - unitPrice) / first['listPrice']) * 100).toFixed(2));
  const { amount: _old, ...line } = first;
  return derived({ ...rec, lines: [completeLine({ ...line, unitPrice, deviation, reason: 'volume' }), ...others] });
};

/** The part of an order that went out: all of it, or half of the first line where it was shipped in part. */
const goneOut = (rec: Rec): { orderLine: number; quantity: number }[] => {
  const rest = openRest(rec);
  if (rec.data['status'] !== 'partially-shipped') return rest;
  const [first] = rest;
  return first ? [{ orderLine: first.orderLine, quantity: Math.max(1, Math.floor(first.quantity / 2)) }] : [];
};

const went = new Set(['shipped', 'completed', 'closed', 'partially-shipped']);

/** What became of an order: it, its shipment, what was billed for it and what was paid. */
export const traded = (rec: Rec, products: ReadonlyMap<string, Rec>, company: Company): Walked[] | undefined => {
  const wanted = priced(rec, products);
  const status = String(rec.data['status']);
  const waits = status === 'pending-approval' || status === 'on-hold';
  const sold = waits ? offList(wanted) : wanted;
  if (!went.has(status)) {
    const alone = walked(sold, company);
    return alone && [alone];
  }
  // An order of one piece cannot go out in part.
  const parts = goneOut(sold);
  const gone = ship(sold, parts);
  const ordered = walked(
    derived({ ...sold, data: { ...sold.data, shippedTotal: gone.total }, lines: gone.ordered }),
    company,
  );
  return ordered && [ordered, ...delivered(ordered.rec, gone, company)];
};

const delivered = (from: Rec, gone: ReturnType<typeof ship>, company: Company): Walked[] => {
  const random = randomOf(`cash ${from.id}`);
  const today = localDate(company.now, ZONE);
  const tail = from.id.slice('ord_'.length);
  const digits = String(from.data['number']).replace(/^\D+/, '');
  const left = from.process?.trail.find((step) => ['ship', 'ship-part'].includes(step.action))?.at ?? from.createdAt;
  const shipDate = [String(from.data['shipDate'] ?? localDate(left, ZONE)), today].sort()[0]!;
  const owner = { id: from.ownerId!, team: from.teamId };
  const { accountId, currency, taxIncluded } = from.data;
  const head = { accountId, currency, taxIncluded, orderId: from.id };
  const setting = { ws: from.ws, writtenAt: from.updatedAt };
  const { data: sums } = billedTotals({ data: {}, lines: gone.lines });
  const receivableId = `rcv_${tail}`;
  const sent = recordOf(shipment, setting, {
    id: `shp_${tail}`,
    createdAt: left,
    owner,
    data: {
      ...head,
      ...sums,
      number: `SH${digits}`,
      status: random.chance(0.8) ? 'delivered' : 'approved',
      shipDate,
      carrier: random.pick(['顺丰速运', '德邦物流', '中远海运', '自提']),
      receivableId,
    },
    // Goods of one month are of one batch.
    lines: gone.lines.map((line) => ({ ...line, batch: `B${shipDate.slice(2, 4)}${shipDate.slice(5, 7)}` })),
  });
  const dueDate = addDays(shipDate, PAYMENT_DAYS);
  const total = Number(sums['total']);
  const settled = from.data['status'] === 'completed' || (dueDate < today && random.chance(0.6));
  const paidOn = [addDays(dueDate, random.int(-8, 6)), today].sort()[0]!;
  const billed = recordOf(receivable, setting, {
    id: receivableId,
    createdAt: left,
    owner,
    data: {
      ...head,
      ...sums,
      number: `IN${digits}`,
      shipmentId: sent.id,
      status: settled ? 'paid' : dueDate < today ? 'overdue' : 'open',
      issueDate: shipDate,
      dueDate,
      ...(settled ? { paid: total, settledDate: paidOn } : {}),
    },
    lines: gone.lines,
  });
  const money = settled
    ? [
        recordOf(payment, setting, {
          id: `pay_${tail}`,
          createdAt: [`${paidOn}T02:00:00.000Z`, company.now].sort()[0]!,
          owner: company.members.finance,
          data: {
            number: `PM${digits}`,
            accountId,
            currency,
            status: 'received',
            date: paidOn,
            amount: total,
            method: random.pick(['transfer', 'transfer', 'transfer', 'draft']),
            reference: `${paidOn.replaceAll('-', '')}${String(random.int(1000, 9999))}`,
          },
          lines: [{ receivableId, amount: total, at: `${paidOn}T02:00:00.000Z` }],
        }),
      ]
    : [];
  // The shipment was asked for while the order was still open.
  const open: Rec = {
    ...from,
    data: { ...from.data, status: 'approved' },
    lines: (from.lines ?? []).map(({ shipped: _gone, ...line }) => line),
  };
  const path = [sent, billed].map((one) => walked(one, { ...company, refs: new Map([[open.id, open]]) }));
  if (path.some((one) => one === undefined)) return [];
  return [...(path as Walked[]), ...money.map((rec) => ({ rec, steps: [] }))];
};
