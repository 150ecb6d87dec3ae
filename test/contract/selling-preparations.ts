import { product } from '../../shared/catalog/product.ts';
import { account } from '../../shared/customers/account.ts';
import { partCode } from '../../shared/pricing/part-code.ts';
import { price } from '../../shared/pricing/price.ts';
import { priceList } from '../../shared/pricing/price-list.ts';
import { quote } from '../../shared/quotes/quote.ts';
import { creditNote } from '../../shared/receivables/credit-note.ts';
import { payment } from '../../shared/receivables/payment.ts';
import { receivable } from '../../shared/receivables/receivable.ts';
import { order } from '../../shared/sales/order.ts';
import { shipment } from '../../shared/shipments/shipment.ts';
import { bodyFor, done, makeRecord, nextNumber } from '../harness/records.ts';
import type { Any, Person } from '../harness/world.ts';
import type { Preparation, Stage } from './preparations.ts';

// What the happy cases of prices, quotes, orders, shipments and money need. `maker` is somebody whose documents the caller may sign.

const TODAY = '2026-11-21';

const sold = async (admin: Person) => {
  const [{ id: accountId }, { id: productId, code }] = [
    await makeRecord(admin, account),
    await makeRecord(admin, product, { price: 10_000, currency: 'CNY' }),
  ];
  const lines = [{ productId, quantity: 10, unitPrice: 10_000, taxRate: 13 }];
  return { accountId, code, lines };
};

/** A quote that was approved: at its list price it needs nobody's signature. */
export const approvedQuote = async (maker: Person, admin: Person): Promise<Any> => {
  const { accountId, lines } = await sold(admin);
  const body = { accountId, quoteDate: TODAY, validUntil: '2026-12-20', currency: 'CNY', lines };
  const made = done(await maker.call('POST', '/quotes', { body }));
  return done(await maker.call('POST', `/quotes/${made.id}/actions/submit`, { version: made.version, body: {} }));
};

/** An order that may be shipped. */
export const approvedOrder = async (maker: Person, admin: Person): Promise<Any> => {
  const offer = await approvedQuote(maker, admin);
  return done(await maker.call('POST', `/quotes/${offer.id}/order`, { body: { submit: true } }));
};

export const waitingShipment = async (maker: Person, admin: Person): Promise<Any> => {
  const made = await approvedOrder(maker, admin);
  return done(await maker.call('POST', `/orders/${made.id}/shipments`, { body: { submit: true } }));
};

const draftShipment = async ({ admin }: Stage): Promise<Any> => {
  const made = await approvedOrder(admin, admin);
  return done(await admin.call('POST', `/orders/${made.id}/shipments`, { body: {} }));
};

/** What is owed for goods that went out; whoever signs the shipment has made the receivable. */
export const billed = async (maker: Person, admin: Person, signer = admin): Promise<Any> => {
  const sent = await waitingShipment(maker, admin);
  const { receivableId } = done(
    await signer.call('POST', `/shipments/${sent.id}/decisions`, { body: { verdict: 'approve' } }),
  );
  return done(await admin.call('GET', `/receivables/${receivableId}`));
};

const noteBody = (owed: Any) => ({
  receivableId: owed.id,
  reason: 'Two helmets scratched',
  lines: [{ line: 1, quantity: 2 }],
});

export const waitingCreditNote = async (maker: Person, admin: Person): Promise<Any> => {
  const owed = await billed(maker, admin);
  return done(await maker.call('POST', '/credit-notes', { body: { ...noteBody(owed), submit: true } }));
};

const moneyOf = (accountId: string, amount: number) => ({
  accountId,
  date: TODAY,
  currency: 'CNY',
  amount,
  method: 'transfer',
});

const freePayment = async ({ admin }: Stage): Promise<Any> => {
  const { id } = await makeRecord(admin, account);
  return done(await admin.call('POST', '/payments', { body: moneyOf(id, 395_387) }));
};

const priceBody = async ({ admin }: Stage) => ({
  priceListId: (await draftList(admin)).id,
  productId: (await makeRecord(admin, product)).id,
  lines: [{ minQuantity: 1, price: 3299 }],
});
const draftList = (admin: Person): Promise<Any> =>
  makeRecord(admin, priceList, { name: `List ${nextNumber()}`, currency: 'CNY' });
const partBody = async ({ admin }: Stage) => ({
  accountId: (await makeRecord(admin, account)).id,
  code: `YY-${nextNumber()}`,
  productId: (await makeRecord(admin, product)).id,
});

type Maker = (stage: Stage, maker: Person) => Promise<Any>;

/** Records that are not made from their example alone. */
export const sellingMakers: Record<string, (stage: Stage, colleague: () => Promise<Person>) => Promise<Any>> = {
  [priceList.name]: ({ admin }) => draftList(admin),
  [price.name]: async (stage) => done(await stage.admin.call('POST', '/prices', { body: await priceBody(stage) })),
  [partCode.name]: async (stage) =>
    done(await stage.admin.call('POST', '/part-codes', { body: await partBody(stage) })),
  [shipment.name]: draftShipment,
  [receivable.name]: async (stage, colleague) => billed(await colleague(), stage.admin),
  [payment.name]: freePayment,
  [creditNote.name]: async (stage, colleague) => {
    const owed = await billed(await colleague(), stage.admin);
    return done(await stage.admin.call('POST', '/credit-notes', { body: noteBody(owed) }));
  },
};

/** Documents that wait for the caller's signature and cannot be made by a plain create. */
export const sellingWaiting: Record<string, Maker> = {
  [shipment.name]: (stage, maker) => waitingShipment(maker, stage.admin),
  [creditNote.name]: (stage, maker) => waitingCreditNote(maker, stage.admin),
  [priceList.name]: async (_stage, maker) => {
    const made = await draftList(maker);
    return done(
      await maker.call('POST', `/price-lists/${made.id}/actions/submit`, { version: made.version, body: {} }),
    );
  },
};

const withId = (made: Any): { params: { id: string }; version: number } => ({
  params: { id: made.id },
  version: made.version,
});

/** Preparations of the endpoints beyond the generic ones. */
export const sellingPreparations = (colleague: (stage: Stage) => Promise<Person>): Record<string, Preparation> => ({
  'price-lists.create': async ({ admin }) => ({
    body: await bodyFor(admin, priceList, { name: `List ${nextNumber()}` }),
  }),
  'prices.create': async (stage) => ({ body: await priceBody(stage) }),
  'prices.update': async (stage) => {
    const made = done(await stage.admin.call('POST', '/prices', { body: await priceBody(stage) }));
    return { ...withId(made), body: { note: 'Frame contract' } };
  },
  'part-codes.create': async (stage) => ({ body: await partBody(stage) }),
  'part-codes.update': async (stage) => {
    const made = done(await stage.admin.call('POST', '/part-codes', { body: await partBody(stage) }));
    return { ...withId(made), body: { description: '车头' } };
  },
  'shipments.update': async (stage) => ({ ...withId(await draftShipment(stage)), body: { carrier: 'SF' } }),
  'commerce.put': async ({ admin }) => {
    const { version, policy } = done(await admin.call('GET', '/commerce'));
    return { version, body: { policy } };
  },
  'prices.lookup': async ({ admin }) => {
    const { accountId, code } = await sold(admin);
    return { body: { accountId, currency: 'CNY', date: TODAY, lines: [{ code, quantity: 10 }] } };
  },
  'prices.on': async ({ admin }) => ({ params: { id: (await makeRecord(admin, product)).id } }),
  'priceLists.rows': async ({ admin }) => {
    const { code } = await sold(admin);
    return {
      params: { id: (await draftList(admin)).id },
      body: { rows: [{ code, price: 3000 + (nextNumber() % 1000), minQuantity: 1 }] },
    };
  },
  'priceLists.copy': async ({ admin }) => ({
    params: { id: (await draftList(admin)).id },
    body: { name: `List ${nextNumber()}` },
  }),
  'priceLists.effect': async ({ admin }) => ({ params: { id: (await draftList(admin)).id } }),
  'quotes.order': async ({ admin }) => ({ params: { id: (await approvedQuote(admin, admin)).id } }),
  'quotes.revise': async ({ admin }) => ({ params: { id: (await approvedQuote(admin, admin)).id } }),
  'quotes.copy': async ({ admin }) => ({ params: { id: (await makeRecord(admin, quote)).id } }),
  'shipments.create': async ({ admin }) => ({ params: { id: (await approvedOrder(admin, admin)).id } }),
  'payments.create': async ({ admin }) => ({ body: moneyOf((await makeRecord(admin, account)).id, 395_387) }),
  'payments.allocate': async (stage) => {
    const owed = await billed(await colleague(stage), stage.admin);
    const made = done(await stage.admin.call('POST', '/payments', { body: moneyOf(owed.accountId, 1000) }));
    return { params: { id: made.id } };
  },
  'payments.reverse': async (stage) => withId(await freePayment(stage)),
  'credit-notes.create': async (stage) => ({ body: noteBody(await billed(await colleague(stage), stage.admin)) }),
  'credit-notes.allocate': async (stage) => {
    const maker = await colleague(stage);
    const owed = await billed(maker, stage.admin);
    const paid = { ...moneyOf(owed.accountId, owed.total), oldestFirst: true };
    done(await stage.admin.call('POST', '/payments', { body: paid }));
    const made = done(await maker.call('POST', '/credit-notes', { body: { ...noteBody(owed), submit: true } }));
    done(await stage.admin.call('POST', `/credit-notes/${made.id}/decisions`, { body: { verdict: 'approve' } }));
    return { params: { id: made.id } };
  },
  'receivables.ageing': async (stage) => {
    await billed(await colleague(stage), stage.admin);
    return {};
  },
  'receivables.statement': async (stage) => {
    const owed = await billed(await colleague(stage), stage.admin);
    return { params: { id: owed.accountId } };
  },
  'credit.get': async ({ admin }) => ({ params: { id: (await makeRecord(admin, account)).id } }),
  'credit.rebuild': async ({ admin }) => ({ params: { id: (await makeRecord(admin, account)).id } }),
});

/** Steps by which each kind of document goes on from where a new one stands. */
export const sellingSteps: Record<string, { action: string; changes?: Record<string, unknown>; comment?: string }> = {
  [quote.name]: { action: 'cancel', comment: '客户取消' },
  [order.name]: { action: 'submit' },
  [shipment.name]: { action: 'submit' },
  [receivable.name]: { action: 'write-off', comment: '客户破产' },
  [creditNote.name]: { action: 'submit' },
  [priceList.name]: { action: 'submit' },
};
