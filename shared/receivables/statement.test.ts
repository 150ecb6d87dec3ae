import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../kernel/time.ts';
import { ageing, daysOver } from './ageing.ts';
import { statementOf } from './statement.ts';

const sum = (rows: readonly Record<string, unknown>[], name: string) =>
  rows.reduce((total, row) => total + Number(row[name] ?? 0), 0);

const receivable = (id: string, parts: Record<string, unknown> = {}) => {
  const row = { id, number: id, status: 'open', issueDate: '2026-10-01', dueDate: '2026-10-31', total: 1000, ...parts };
  const { total, paid = 0, credited = 0, writtenOff = 0 } = row as unknown as Record<string, number>;
  return { accountId: 'acc_1', currency: 'CNY', source: 'api', ...row, balance: total! - paid - credited - writtenOff };
};

describe('ageing', () => {
  it.each([
    ['2026-10-31', 'current'],
    ['2026-11-01', 'days30'],
    ['2026-11-30', 'days30'],
    ['2026-12-01', 'days60'],
    ['2026-12-30', 'days60'],
    ['2026-12-31', 'days90'],
    ['2027-01-29', 'days90'],
    ['2027-01-30', 'over90'],
  ])('on %s what was due on 31 October is in %s', (asOf, bucket) => {
    expect(ageing([receivable('a')], asOf).totals[0]!.buckets).toMatchObject({ [bucket]: 1000 });
  });

  it('counts what is owed by account and currency, the largest overdue first', () => {
    const { totals, accounts } = ageing(
      [
        receivable('a', { paid: 400, status: 'partially-paid' }),
        receivable('b', { accountId: 'acc_2', total: 5000, status: 'overdue' }),
        receivable('c', { accountId: 'acc_2', currency: 'USD', dueDate: '2026-12-31' }),
        receivable('d', { status: 'paid', paid: 1000 }),
        receivable('e', { removedAt: '2026-11-01T00:00:00.000Z' }),
        receivable('f', { accountId: 'acc_3', dueDate: undefined, status: 'pending-write-off' }),
      ],
      '2026-11-21',
    );
    expect(totals.map((one) => [one.currency, one.total, one.overdue])).toEqual([
      ['CNY', 6600, 5600],
      ['USD', 1000, 0],
    ]);
    expect(accounts.map((one) => [one.accountId, one.currency, one.overdue, one.oldest])).toEqual([
      ['acc_2', 'CNY', 5000, 21],
      ['acc_1', 'CNY', 600, 21],
      ['acc_2', 'USD', 0, 0],
      ['acc_3', 'CNY', 0, 0],
    ]);
  });

  it('adds up, whatever is owed', () => {
    const row = fc
      .record({
        accountId: fc.constantFrom('acc_1', 'acc_2'),
        currency: fc.constantFrom('CNY', 'USD'),
        total: fc.integer({ min: 1, max: 9999 }),
        dueDate: fc.constantFrom('2026-07-01', '2026-10-01', '2026-11-20', '2027-01-01', undefined),
        status: fc.constantFrom('open', 'overdue', 'paid', 'written-off', 'pending-write-off'),
      })
      .map((parts) => receivable('x', parts));
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const { totals, accounts } = ageing(rows, '2026-11-21');
        for (const total of totals) {
          const own = accounts.filter((one) => one.currency === total.currency);
          expect(sum(own as never, 'total')).toBe(total.total);
          expect(Object.values(total.buckets).reduce((a, b) => a + b, 0)).toBe(total.total);
          expect(total.total - total.buckets.current).toBe(total.overdue);
        }
      }),
    );
  });
});

describe('a statement', () => {
  const documents = {
    receivables: [
      receivable('IN-1', { issueDate: '2026-09-10', paid: 1000, status: 'paid' }),
      receivable('IN-2', { paid: 300, credited: 200, status: 'partially-paid' }),
      receivable('IN-3', {
        issueDate: '2026-11-02',
        dueDate: '2026-12-02',
        writtenOff: 1000,
        status: 'written-off',
        settledDate: '2026-11-20',
      }),
      receivable('IN-0', {
        issueDate: '2026-08-01',
        paid: 700,
        status: 'overdue',
        source: 'import:imp_1',
        dueDate: '2026-08-31',
      }),
    ],
    payments: [
      {
        id: 'pay_1',
        number: 'PM-1',
        status: 'received',
        date: '2026-09-30',
        amount: 1000,
        unallocated: 0,
        allocations: [['IN-1', 1000]],
      },
      {
        id: 'pay_2',
        number: 'PM-2',
        status: 'received',
        date: '2026-10-20',
        amount: 500,
        unallocated: 200,
        allocations: [['IN-2', 300]],
        reference: 'B-77',
      },
      {
        id: 'pay_3',
        number: 'PM-3',
        status: 'reversed',
        date: '2026-10-25',
        reversedOn: '2026-11-05',
        amount: 400,
        unallocated: 0,
        allocations: [['IN-2', 400]],
      },
    ],
    creditNotes: [
      {
        id: 'crn_1',
        number: 'CN-1',
        status: 'approved',
        date: '2026-10-25',
        total: 200,
        unallocated: 0,
        reason: 'Scratched',
      },
      { id: 'crn_2', number: 'CN-2', status: 'draft', date: '2026-10-26', total: 99 },
    ],
  };

  it('opens with what came before, tells each document once, and closes with the balance', () => {
    const made = statementOf(documents, { from: '2026-10-01', to: '2026-11-21' });
    expect(made.opening).toBe(300);
    expect(made.lines.map((one) => [one.date, one.type, one.number, one.charge, one.credit, one.balance])).toEqual([
      ['2026-10-01', 'receivable', 'IN-2', 1000, 0, 1300],
      ['2026-10-20', 'payment', 'PM-2', 0, 500, 800],
      ['2026-10-25', 'credit-note', 'CN-1', 0, 200, 600],
      ['2026-10-25', 'payment', 'PM-3', 0, 400, 200],
      ['2026-11-02', 'receivable', 'IN-3', 1000, 0, 1200],
      ['2026-11-05', 'reversal', 'PM-3', 400, 0, 1600],
      ['2026-11-20', 'write-off', 'IN-3', 0, 1000, 600],
    ]);
    expect(made.closing).toBe(600);
    expect(made.open.map((one) => [one.number, one.balance, one.overdueDays])).toEqual([
      ['IN-0', 300, 82],
      ['IN-2', 500, 21],
    ]);
    expect(made.buckets).toMatchObject({ days30: 500, days90: 300 });
    // What is owed, less the money that waits.
    expect(made.closing).toBe(300 + 500 - 200);
  });

  it('joins the one before and the one after', () => {
    const whole = statementOf(documents, { from: '2026-01-01', to: '2026-12-31' });
    for (const cut of ['2026-09-10', '2026-10-25', '2026-11-05']) {
      const first = statementOf(documents, { from: '2026-01-01', to: cut });
      const next = statementOf(documents, {
        from: addDays(cut, 1),
        to: '2026-12-31',
      });
      expect(next.opening).toBe(first.closing);
      expect([...first.lines, ...next.lines]).toEqual(whole.lines);
    }
  });

  it('closes with the open balances less the credits, whatever happened', () => {
    const happened = fc.array(
      fc.record({
        total: fc.integer({ min: 1, max: 1000 }),
        share: fc.integer({ min: 0, max: 100 }),
        spare: fc.integer({ min: 0, max: 50 }),
        note: fc.integer({ min: 0, max: 30 }),
        end: fc.constantFrom('open', 'written-off', 'reversed'),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(happened, (cases) => {
        const made = cases.map(({ total, share, spare, note, end }, index) => {
          const paid = Math.floor((total * share) / 100);
          const credited = Math.min(note, total - paid);
          const id = `rcv_${index}`;
          const kept = end === 'reversed' ? 0 : paid;
          return {
            receivable: receivable(id, {
              total,
              paid: kept,
              credited,
              ...(end === 'written-off' ? { writtenOff: total - paid - credited, status: 'written-off' } : {}),
            }),
            payment: {
              id: `pay_${index}`,
              status: end === 'reversed' ? 'reversed' : 'received',
              date: '2026-10-05',
              amount: paid + spare,
              unallocated: end === 'reversed' ? 0 : spare,
              allocations: [[id, paid]],
            },
            creditNote: {
              id: `crn_${index}`,
              status: 'approved',
              date: '2026-10-06',
              total: note,
              unallocated: note - credited,
            },
          };
        });
        const receivables = made.map((one) => one.receivable);
        const payments = made.map((one) => one.payment);
        const creditNotes = made.map((one) => one.creditNote);
        const { closing, open } = statementOf(
          { receivables, payments, creditNotes },
          { from: '2026-01-01', to: '2026-12-31' },
        );
        expect(sum(open as never, 'balance')).toBe(sum(receivables as never, 'balance'));
        expect(closing).toBe(
          sum(receivables as never, 'balance') - sum(payments, 'unallocated') - sum(creditNotes, 'unallocated'),
        );
      }),
    );
  });

  it('counts the days that something is overdue to its end', () => {
    expect(daysOver('2026-11-01', '2026-11-21')).toBe(20);
    expect(daysOver(undefined, '2026-11-21')).toBe(0);
  });
});
