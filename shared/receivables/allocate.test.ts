import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rec } from '../kernel/record.ts';
import { chosenFaults, creditedOn, isPayable, oldestFirst, owedAgain, paidOn } from './allocate.ts';
import { MAX_ALLOCATIONS } from './payment.ts';
import { balanceOf } from './receivable.ts';

const dunning = { today: '2026-11-21', graceDays: 3, reminderDays: [3, 10, 20] };
const rec = (id: string, data: Record<string, unknown> = {}): Rec =>
  ({
    id,
    type: 'receivable',
    data: {
      number: id,
      accountId: 'acc_1',
      currency: 'CNY',
      status: 'open',
      total: 1000,
      dueDate: '2026-12-01',
      ...data,
    },
  }) as unknown as Rec;

const owed = fc.array(
  fc.record({
    number: fc.string({ maxLength: 4 }),
    dueDate: fc.option(
      fc.integer({ min: 1, max: 28 }).map((day) => `2026-11-${String(day).padStart(2, '0')}`),
      { nil: undefined },
    ),
    balance: fc.integer({ min: -500, max: 5000 }),
  }),
  { maxLength: 40 },
);

describe('money laid over what is owed, oldest first', () => {
  it('is never more than the money, than a balance, or than fits into one posting', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), owed, (money, parts) => {
        const open = parts.map((part, index) => ({ id: `rcv_${index}`, ...part }));
        const allocations = oldestFirst(money, open);
        const byId = new Map(open.map((one) => [one.id, one]));
        const spent = allocations.reduce((sum, one) => sum + one.amount, 0);
        expect(spent).toBeLessThanOrEqual(money);
        expect(allocations.length).toBeLessThanOrEqual(MAX_ALLOCATIONS);
        expect(new Set(allocations.map((one) => one.receivableId)).size).toBe(allocations.length);
        for (const { receivableId, amount } of allocations) {
          expect(amount).toBeGreaterThan(0);
          expect(amount).toBeLessThanOrEqual(byId.get(receivableId)!.balance);
        }
        // All but the last are settled whole, and nothing older is left over.
        for (const { receivableId, amount } of allocations.slice(0, -1))
          expect(amount).toBe(byId.get(receivableId)!.balance);
        const due = allocations.map((one) => byId.get(one.receivableId)!.dueDate ?? '~');
        expect(due).toEqual([...due].sort());
        // Money is left only where everything is settled, or no more fits.
        const all = open.reduce((sum, one) => sum + Math.max(0, one.balance), 0);
        if (allocations.length < MAX_ALLOCATIONS) expect(spent).toBe(Math.min(money, all));
      }),
    );
  });

  it('goes by due date, then by number, and takes what has no due date last', () => {
    const open = [
      { id: 'd', number: 'IN-1', balance: 5 },
      { id: 'c', number: 'IN-3', dueDate: '2026-11-02', balance: 5 },
      { id: 'b', number: 'IN-2', dueDate: '2026-11-02', balance: 5 },
      { id: 'a', number: 'IN-9', dueDate: '2026-11-01', balance: 5 },
    ];
    expect(oldestFirst(18, open)).toEqual([
      { receivableId: 'a', amount: 5 },
      { receivableId: 'b', amount: 5 },
      { receivableId: 'c', amount: 5 },
      { receivableId: 'd', amount: 3 },
    ]);
  });
});

describe('chosen allocations', () => {
  const records = [
    rec('rcv_1'),
    rec('rcv_2', { paid: 400, status: 'partially-paid' }),
    rec('rcv_usd', { currency: 'USD' }),
    rec('rcv_other', { accountId: 'acc_2' }),
    rec('rcv_paid', { paid: 1000, status: 'paid' }),
    rec('rcv_off', { status: 'written-off', writtenOff: 0 }),
  ];
  const faults = (money: number, ...pairs: [string, number][]) =>
    chosenFaults({
      allocations: pairs.map(([receivableId, amount]) => ({ receivableId, amount })),
      money,
      accountId: 'acc_1',
      currency: 'CNY',
      receivable: (id) => records.find((one) => one.id === id),
    }).map((one) => [one.field, one.code, one.expected]);

  it.each<[string, number, [string, number][], unknown[]]>([
    [
      'what is owed',
      1600,
      [
        ['rcv_1', 1000],
        ['rcv_2', 600],
      ],
      [],
    ],
    ['more than is owed', 5000, [['rcv_2', 601]], [['allocations.0.amount', 'more-than-open', '600']]],
    [
      'more than the money',
      1000,
      [
        ['rcv_1', 1000],
        ['rcv_2', 1],
      ],
      [['allocations.1.amount', 'more-than-open', '0']],
    ],
    ['what is settled', 5000, [['rcv_paid', 1]], [['allocations.0.amount', 'more-than-open', '0']]],
    ['what is given up', 5000, [['rcv_off', 1]], [['allocations.0.amount', 'more-than-open', '0']]],
    ['another currency', 5000, [['rcv_usd', 1]], [['allocations.0.receivableId', 'not-allowed-value', 'acc_1, CNY']]],
    ['another customer', 5000, [['rcv_other', 1]], [['allocations.0.receivableId', 'not-allowed-value', 'acc_1, CNY']]],
    ['one that is not there', 5000, [['rcv_9', 1]], [['allocations.0.receivableId', 'no-such-record', undefined]]],
    [
      'one twice',
      5000,
      [
        ['rcv_1', 1],
        ['rcv_1', 1],
      ],
      [['allocations.1.receivableId', 'duplicate', undefined]],
    ],
  ])('%s', (_name, money, pairs, expected) => {
    expect(faults(money, ...pairs)).toEqual(expected);
  });
});

describe('a receivable that money goes to', () => {
  it.each([
    ['a part of it', { status: 'open' }, 400, { paid: 400 }, 'partially-paid'],
    ['another part', { status: 'partially-paid', paid: 400 }, 100, { paid: 500 }, 'partially-paid'],
    ['a part of what is overdue', { status: 'overdue' }, 400, { paid: 400 }, 'overdue'],
    ['all', { status: 'overdue', paid: 400 }, 600, { paid: 1000, settledDate: '2026-11-20' }, 'paid'],
    ['all, before it was billed', { issueDate: '2026-11-21' }, 1000, { paid: 1000, settledDate: '2026-11-21' }, 'paid'],
  ])('%s', (_name, data, amount, changed, to) => {
    expect(paidOn(rec('r', data), amount, '2026-11-20')).toMatchObject({ data: changed, to });
  });

  it('stands where it stood after a credit, until nothing is owed', () => {
    expect(creditedOn(rec('r'), 400, '2026-11-20')).toMatchObject({ data: { credited: 400 }, to: 'open' });
    expect(creditedOn(rec('r', { credited: 400 }), 600, '2026-11-20')).toMatchObject({ to: 'paid' });
  });

  it.each([
    ['in time', { status: 'paid', paid: 1000 }, 1000, 0, 'open', undefined],
    ['in time, with another part paid', { status: 'paid', paid: 1000 }, 400, 600, 'partially-paid', undefined],
    ['in its days of grace', { status: 'paid', paid: 1000, dueDate: '2026-11-18' }, 1000, 0, 'open', undefined],
    ['overdue', { status: 'paid', paid: 1000, dueDate: '2026-11-17' }, 1000, 0, 'overdue', '2026-11-27'],
  ])('owes again when a payment is taken back: %s', (_name, data, amount, paid, to, nextReminder) => {
    expect(owedAgain(rec('r', data), amount, dunning)).toMatchObject({
      data: { paid, settledDate: undefined, nextReminder },
      to,
    });
  });

  it('owes the same as before when every payment on it is taken back', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 6 });
    fc.assert(
      fc.property(amounts, fc.nat(), (parts, order) => {
        let one = rec('r');
        const done: number[] = [];
        for (const part of parts) {
          if (!isPayable(one.data, { accountId: 'acc_1', currency: 'CNY' })) break;
          const amount = Math.min(part, balanceOf(one));
          const next = paidOn(one, amount, dunning.today);
          one = { ...one, data: { ...one.data, ...next.data, status: next.to } };
          done.push(amount);
          expect(balanceOf(one)).toBeGreaterThanOrEqual(0);
          expect(one.data['status'] === 'paid').toBe(balanceOf(one) === 0);
        }
        while (done.length > 0) {
          const [amount] = done.splice(order % done.length, 1);
          const next = owedAgain(one, amount!, dunning);
          one = { ...one, data: { ...one.data, ...next.data, status: next.to } };
        }
        expect(balanceOf(one)).toBe(1000);
        expect(one.data['status']).toBe('open');
      }),
    );
  });
});
