import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account } from '../../shared/customers/account.ts';
import { amountText } from '../../shared/papers/format.ts';
import { pdfPages, pdfText } from '../harness/pdf-text.ts';
import { done, makeRecord } from '../harness/records.ts';
import type { Trade } from '../harness/trade.ts';
import { openTrade } from '../harness/trade.ts';
import type { Any } from '../harness/world.ts';

let trade: Trade;
beforeAll(async () => {
  trade = await openTrade();
});
afterAll(() => trade.close());

const line = { quantity: 3, unitPrice: 333, taxRate: 13 };
const printed = async (path: string, as = trade.admin): Promise<Any> => done(await as.call('GET', `/papers/${path}`));
const fetched = async ({ url }: Any): Promise<Uint8Array> => {
  const response = await fetch(url);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  return new Uint8Array(await response.arrayBuffer());
};
const textOf = async (path: string): Promise<string> => pdfText(await fetched(await printed(path)));

describe('a paper', () => {
  it.each(['zh-CN', 'en'])('of an order, its delivery and its invoice has their own figures (%s)', async (lang) => {
    const order = await trade.order([line, { ...line, quantity: 7, taxRate: 9 }], { customerOrder: 'PO-7781' });
    const shipment = await trade.shipped(order, [{ orderLine: 1, quantity: 2 }]);
    const invoice = await trade.read('receivables', shipment.receivableId);
    const money = (minor: number) => amountText(minor, 'CNY');
    for (const [kind, doc] of Object.entries({ order: await trade.read('orders', order.id), receivable: invoice })) {
      const text = await textOf(`${kind}/${doc.id}?lang=${lang}`);
      for (const word of [doc.number, 'PO-7781', money(doc.total), money(doc.total - doc.taxAmount)])
        expect(text).toContain(word);
      for (const one of doc.lines) expect(text).toContain(`${money(one.unitPrice)}${one.taxRate}%${money(one.amount)}`);
    }
    const delivery = await textOf(`shipment/${shipment.id}?lang=${lang}`);
    expect(delivery).toContain(order.number);
    expect(delivery).not.toContain('3.33');
  });

  it('of a credit note takes back what the credit note does', async () => {
    const order = await trade.order([line]);
    const { receivableId } = await trade.shipped(order);
    const body = { receivableId, reason: '有划痕', lines: [{ line: 1, quantity: 1 }], submit: true };
    const note = await trade.signed('credit-notes', done(await trade.rep.call('POST', '/credit-notes', { body })));
    const text = await textOf(`creditNote/${note.id}`);
    for (const word of [note.number, '有划痕', `价税合计¥${amountText(note.total, 'CNY')}`])
      expect(text).toContain(word);
  });

  it('is served again as it was, though the customer has moved and the invoice is paid', async () => {
    const order = await trade.order([line]);
    const { receivableId } = await trade.shipped(order);
    const first = await printed(`receivable/${receivableId}`);
    const customer = await trade.read('accounts', trade.accountId);
    const moved = { version: customer.version, body: { address: `世纪大道 ${customer.version} 号` } };
    done(await trade.admin.call('PATCH', `/accounts/${customer.id}`, moved));
    const { total } = await trade.read('receivables', receivableId);
    const payment = { accountId: customer.id, date: '2026-11-21', currency: 'CNY', amount: total };
    const allocations = [{ receivableId, amount: total }];
    done(await trade.admin.call('POST', '/payments', { body: { ...payment, allocations } }));
    const again = await printed(`receivable/${receivableId}`);
    expect(Buffer.compare(await fetched(first), await fetched(again))).toBe(0);
    // Another document is another matter.
    expect(await textOf(`order/${order.id}`)).toContain(moved.body.address.replace(/\s/g, ''));
  });

  it('of a draft says so, and shows what it says now', async () => {
    const { id: accountId } = await makeRecord(trade.admin, account);
    const body = {
      accountId,
      quoteDate: '2026-11-21',
      currency: 'CNY',
      lines: [{ ...line, productId: trade.productId }],
    };
    const draft = done(await trade.rep.call('POST', '/quotes', { body }));
    const answer = await printed(`quote/${draft.id}?lang=en`);
    expect(answer).toMatchObject({ marked: true, language: 'en', name: `Quotation ${draft.number}.pdf` });
    expect(pdfPages(await fetched(answer))[0]).toContain('DRAFT');
    const changes = { version: draft.version, body: { deliveryTerms: 'FOB Shanghai' } };
    done(await trade.rep.call('PATCH', `/quotes/${draft.id}`, changes));
    expect(await textOf(`quote/${draft.id}?lang=en`)).toContain('FOBShanghai');
  });

  it('is written in the customer’s language unless another is asked for', async () => {
    const order = await trade.order([line]);
    expect((await printed(`order/${order.id}`)).language).toBe('zh-CN');
    const customer = await trade.read('accounts', trade.accountId);
    const english = { version: customer.version, body: { language: 'en' } };
    done(await trade.admin.call('PATCH', `/accounts/${customer.id}`, english));
    expect((await printed(`order/${order.id}`)).language).toBe('en');
    expect((await printed(`order/${order.id}?lang=zh-CN`)).language).toBe('zh-CN');
  });

  it('is for those who may see the document', async () => {
    const order = await trade.order([line]);
    const stranger = await trade.world.person('sales-rep', { team: 'west', scope: 'own' });
    const reply = await stranger.call('GET', `/papers/order/${order.id}`);
    expect([reply.status, reply.body.code]).toEqual([404, 'not-found']);
  });

  it('comes in the languages there are', async () => {
    const order = await trade.order([line]);
    const reply = await trade.admin.call('GET', `/papers/order/${order.id}?lang=fr`);
    expect([reply.status, reply.body.errors[0].field]).toEqual([400, 'query.lang']);
  });
});

describe('the statement of an account', () => {
  it('prints what the statement says', async () => {
    await trade.shipped(await trade.order([line]));
    const period = 'from=2026-10-01&to=2026-11-30&currency=CNY';
    const said = done(await trade.admin.call('GET', `/accounts/${trade.accountId}/statement?${period}`));
    expect(said.lines.length).toBeGreaterThan(0);
    const text = await textOf(`statement/${trade.accountId}?${period}&lang=zh-CN`);
    for (const one of said.lines) expect(text).toContain(one.number);
    expect(text).toContain(`期末余额¥${amountText(said.closing, 'CNY')}`);
    const again = await textOf(`statement/${trade.accountId}?${period}&lang=en`);
    expect(again).toContain('Statementofaccount');
  });

  it('is refused when it ends before it begins', async () => {
    const reply = await trade.admin.call('GET', `/papers/statement/${trade.accountId}?from=2026-11-30&to=2026-10-01`);
    expect([reply.status, reply.body.errors[0].field]).toEqual([400, 'query.to']);
  });
});
