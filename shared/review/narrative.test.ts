import { describe, expect, it } from 'vitest';
import { comparePacks } from './compare.ts';
import type { Frozen } from './figures.ts';
import { MOST_LINES, narrativeOf } from './narrative.ts';
import { buildPack } from './pack.ts';

const names = { rule: (id: string) => ({ en: `Rule ${id}`, zh: `规则${id}` }) };
type Counts = Record<string, Record<string, number>>;
const frozen = (period: string, gauges: Counts, flows: Counts = {}): Frozen => ({
  period,
  workspaceId: 'ws_test',
  workspaceName: 'Ocean',
  frozenAt: `${period}-28T00:00:00.000Z`,
  asOf: `${period}-28`,
  provisional: false,
  gauges,
  flows: { [period]: flows },
  owners: {},
});
const pack = (now: [Counts, Counts?], before?: [Counts, Counts?]) =>
  buildPack(frozen('2026-11', ...now), before && frozen('2026-10', ...before));
const told = (...args: Parameters<typeof pack>) => narrativeOf(pack(...args), names);

describe('what a pack says', () => {
  it.each<{ name: string; now: [Counts, Counts?]; before: [Counts, Counts?]; tone: string; en: string; zh: string }>([
    {
      name: 'a count that grew against the wish',
      now: [{ findings: { open: 1200 } }],
      before: [{ findings: { open: 1000 } }],
      tone: 'bad',
      en: 'Open findings: 1,200, 200 more than the month before (1,000, +20 %).',
      zh: '未关闭问题：1,200，比上月（1,000）增加 200，+20%。',
    },
    {
      name: 'a count that fell as wished',
      now: [{ findings: { recurred: 3 } }],
      before: [{ findings: { recurred: 9 } }],
      tone: 'good',
      en: 'Findings that came back: 3, 6 less than the month before (9, −67 %).',
      zh: '反复出现的问题：3，比上月（9）减少 6，−67%。',
    },
    {
      name: 'an amount of money, in its currency’s own units',
      now: [{}, { orders: { 'amount|CNY': 250_050 } }],
      before: [{}, { orders: { 'amount|CNY': 500_000 } }],
      tone: 'bad',
      en: 'Order amount: CNY 2,500.50, CNY 2,499.50 less than the month before (CNY 5,000.00, −50 %).',
      zh: '订单金额：CNY 2,500.50，比上月（CNY 5,000.00）减少 CNY 2,499.50，−50%。',
    },
    {
      name: 'a share, in points',
      now: [{ complete: { 'asked|account': 1000, 'filled|account': 832 } }],
      before: [{ complete: { 'asked|account': 1000, 'filled|account': 800 } }],
      tone: 'good',
      en: 'Completeness of accounts: 83.2 %, 3.2 points higher than the month before (80 %).',
      zh: '客户完整度：83.2%，比上月（80%）上升 3.2 个百分点。',
    },
    {
      name: 'what is overdue stands as it stood',
      now: [{ 'due.order': { '2026-11-01': 4 } }],
      before: [{ 'due.order': { '2026-10-01': 4 } }],
      tone: 'bad',
      en: 'Orders past their due date: 4, as many as the month before.',
      zh: '逾期订单：4，与上月持平。',
    },
  ])('$name', ({ now, before, tone, en, zh }) => {
    expect(told(now, before)).toMatchObject([{ tone, en, zh }]);
  });

  it.each<{ name: string; now: [Counts, Counts?]; before?: [Counts, Counts?] }>([
    { name: 'nothing is counted', now: [{}] },
    { name: 'nothing is known of the month before', now: [{ findings: { open: 12 } }] },
    { name: 'it stands as it stood', now: [{ findings: { open: 12 } }], before: [{ findings: { open: 12 } }] },
    { name: 'one more is chance', now: [{ findings: { open: 3 } }], before: [{ findings: { open: 2 } }] },
    {
      name: 'a small part of many is no news',
      now: [{ findings: { open: 105 } }],
      before: [{ findings: { open: 100 } }],
    },
  ])('says nothing where $name', ({ now, before }) => {
    expect(told(now, before)).toEqual([]);
  });

  it('is short, the weightiest first, and the same whenever it is made', () => {
    const many = (times: number): [Counts, Counts] => [
      {
        findings: { open: 10 * times, recurred: 10 * times },
        'findings.rule': Object.fromEntries([1, 2, 3, 4].map((n) => [`r${n}`, 10 * times * n])),
        'due.finding': { '2026-01-01': 10 * times },
        'due.order': { '2026-01-01': 10 * times },
        'due.task': { '2026-01-01': 10 * times },
        'due.opportunity': { '2026-01-01': 10 * times },
        'findings.again': { r1: 7 },
      },
      { orders: { count: 10 * times }, activities: { count: 10 * times } },
    ];
    const lines = told(many(3), many(1));
    expect(lines).toHaveLength(MOST_LINES);
    expect(lines.slice(0, 2).map((line) => line.key)).toEqual(['overdue.findings', 'overdue.orders']);
    expect(lines.filter((line) => line.key.startsWith('rule|')).length).toBeLessThanOrEqual(2);
    expect(JSON.stringify(told(many(3), many(1)))).toBe(JSON.stringify(lines));
    // A pack that was kept and read again says the same.
    expect(narrativeOf(JSON.parse(JSON.stringify(pack(many(3), many(1)))), names)).toEqual(lines);
  });

  it('names the rule whose findings came back most often', () => {
    expect(told([{ 'findings.again': { a: 2, b: 5 } }])).toMatchObject([
      { en: expect.stringContaining('“Rule b” came back most often: 5') },
    ]);
  });
});

describe('two packs side by side', () => {
  const rows = (a: [Counts, Counts?], b: [Counts, Counts?]) => comparePacks(pack(a), pack(b), names).rows;

  it('tells the change from the first to the second, in percent where that means something', () => {
    const all = rows(
      [{ findings: { open: 8 }, complete: { 'asked|account': 10, 'filled|account': 5 } }],
      [{ findings: { open: 2 }, complete: { 'asked|account': 10, 'filled|account': 7 } }],
    );
    expect(all).toMatchObject([
      { key: 'findings.open', a: 8, b: 2, change: -6, percent: -75, wish: 'less' },
      { key: 'complete|account', a: 50, b: 70, change: 20, unit: 'percent' },
    ]);
    expect(all[1]).not.toHaveProperty('percent');
  });

  it('counts what one month does not name as none, and leaves out what neither has', () => {
    expect(rows([{}, { orders: { 'amount|EUR': 500 } }], [{ 'findings.rule': { r1: 4 } }])).toMatchObject([
      { key: 'rule|r1', a: 0, b: 4, change: 4 },
      { key: 'orders.amount|EUR', currency: 'EUR', a: 500, b: 0, change: -500, percent: -100 },
    ]);
  });

  it('tells no change of a share that one month did not have', () => {
    const [share] = rows([{}], [{ complete: { 'asked|account': 10, 'filled|account': 7 } }]);
    expect(share).toMatchObject({ b: 70 });
    expect(share).not.toHaveProperty('change');
  });
});
