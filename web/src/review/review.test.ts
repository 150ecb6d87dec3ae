import { describe, expect, it } from 'vitest';
import type { ReviewPack } from '../../../shared/review/review.contract.ts';
import { parseCondition } from '../records/conditions.ts';
import { barLength, changeOf, verdictOf } from './change.ts';
import { links } from './links.ts';
import { keptHref, measureHref, sources } from './measure-links.ts';
import { currenciesOf } from './orders-section.tsx';
import { asOfDay, isPeriod, likelyMonth, monthName, monthShort, openMonths } from './period.ts';

const filtersOf = (address: string): (string | undefined)[] =>
  new URL(address, 'http://x').searchParams.getAll('filter').map((text) => (parseCondition(text) ? text : undefined));

describe('changeOf', () => {
  it('says direction, size and share', () => {
    expect(changeOf({ value: 12, before: 10 })).toEqual({ direction: 'up', by: 2, percent: 20 });
    expect(changeOf({ value: 4, before: 5 })).toEqual({ direction: 'down', by: 1, percent: 20 });
    expect(changeOf({ value: 5, before: 5 })).toEqual({ direction: 'same', by: 0 });
  });
  it('has no share of nothing, and no change without a month before', () => {
    expect(changeOf({ value: 3, before: 0 })).toEqual({ direction: 'up', by: 3 });
    expect(changeOf({ value: 3 })).toBeUndefined();
  });
  it('leaves no dust of fractions in percentages', () => {
    expect(changeOf({ value: 92.3, before: 92.2 })?.by).toBe(0.1);
  });
  it('judges by what is wished for', () => {
    const up = { direction: 'up', by: 1 } as const;
    expect([verdictOf(up, 'more'), verdictOf(up, 'less'), verdictOf(up, 'none')]).toEqual(['good', 'bad', 'plain']);
  });
  it('shows the smallest bar and none for nothing', () => {
    expect([barLength(0, 10), barLength(1, 10_000), barLength(5, 10), barLength(0, 0)]).toEqual([0, 0.8, 50, 0]);
  });
});

describe('months', () => {
  it('names months in both languages', () => {
    expect([monthName('2026-10', 'en'), monthName('2026-10', 'zh-CN')]).toEqual(['October 2026', '2026年10月']);
    expect([monthShort('2026-01', 'en'), monthShort('2026-01', 'zh-CN')]).toEqual(['Jan', '1月']);
    expect(['2026-10', '2026-13', 'x'].map(isPeriod)).toEqual([true, false, false]);
  });
  it('offers months without a review, the last one that is over first', () => {
    const open = openMonths('2026-11', ['2026-10']);
    expect(open.slice(0, 2)).toEqual(['2026-11', '2026-09']);
    expect(likelyMonth('2026-11', open)).toBe('2026-09');
    expect(likelyMonth('2026-11', ['2026-11'])).toBe('2026-11');
  });
  it('counts as overdue what was due before the end of the month, or before today', () => {
    const frozenAt = '2026-11-20T18:00:00.000Z';
    expect(asOfDay({ period: '2026-12', provisional: false, frozenAt }, 'Asia/Shanghai')).toBe('2027-01-01');
    expect(asOfDay({ period: '2026-11', provisional: true, frozenAt }, 'Asia/Shanghai')).toBe('2026-11-21');
  });
});

describe('links', () => {
  it('bounds instants by the workspace’s own days', () => {
    expect(filtersOf(links.opened('2026-10', 'Asia/Shanghai'))).toEqual([
      'openedAt:gte:2026-09-30T16:00:00.000Z',
      'openedAt:lt:2026-10-31T16:00:00.000Z',
    ]);
  });
  it('asks for orders of a month as the counter does', () => {
    expect(links.ordersIn('2026-12', 'CNY')).toBe(
      '/orders?filter=status:ne:cancelled&filter=orderDate:gte:2026-12-01&filter=orderDate:lt:2027-01-01&filter=currency:eq:CNY',
    );
    expect(filtersOf(links.ordersIn('2026-12', '')).at(-1)).toBe('currency:empty');
  });
  it('asks for what was sold and paid as the counters do', () => {
    expect(filtersOf(links.quotes('2026-11'))).toEqual([
      'status:in:pending-approval|approved|sent|accepted|declined|expired',
      'quoteDate:gte:2026-11-01',
      'quoteDate:lt:2026-12-01',
    ]);
    expect(filtersOf(links.lane('orders', 'fast', { period: '2026-11', timeZone: 'Asia/Shanghai' }))).toEqual([
      'status:ne:draft',
      'lane:eq:fast',
      'submittedAt:gte:2026-10-31T16:00:00.000Z',
      'submittedAt:lt:2026-11-30T16:00:00.000Z',
    ]);
    expect(filtersOf(links.overdueOwed('2026-12-01', 'CNY'))).toEqual([
      'status:in:open|partially-paid|overdue|pending-write-off',
      'dueDate:lt:2026-12-01',
      'currency:eq:CNY',
    ]);
    expect(filtersOf(links.payments('2026-11', '')).at(-1)).toBe('currency:empty');
    expect(filtersOf(links.held('credit'))).toEqual(['status:in:on-hold|pending-release', 'holdReason:eq:credit']);
  });
  it('leads to open findings of a rule, an area, nobody', () => {
    expect(links.rule('bad-phone')).toBe('/findings?filter=state:in:open|recurred&filter=rule:eq:bad-phone');
    expect(filtersOf(links.owner(''))).toEqual(['state:in:open|recurred', 'ownerId:empty']);
    expect(filtersOf(links.again('bad-phone'))).toEqual(['rule:eq:bad-phone', 'times:gt:1']);
  });
});

describe('a review of a week', () => {
  const pack = { period: '2026-W46', provisional: false, frozenAt: '2026-11-16T00:00:00.000Z' } as ReviewPack;
  it.each(Object.keys(sources))('opens the records behind %s', (id) => {
    const address = measureHref(`${id}|order`, pack, 'Asia/Shanghai');
    expect(address).not.toMatch(/NaN|Invalid|undefined|=2026-W/);
    expect(filtersOf(address)).not.toContain(undefined);
  });
  it('counts what happened from its Monday to its Sunday, and people’s work by its month', () => {
    expect(filtersOf(measureHref('complaints.opened', pack, 'Asia/Shanghai'))).toEqual([
      'reportedAt:gte:2026-11-08T16:00:00.000Z',
      'reportedAt:lt:2026-11-15T16:00:00.000Z',
    ]);
    expect(filtersOf(measureHref('lost', pack, 'Asia/Shanghai'))).toEqual([
      'status:eq:lost',
      'lostOn:gte:2026-11-09',
      'lostOn:lt:2026-11-16',
    ]);
    expect(measureHref('adoption.entered', pack, 'Asia/Shanghai')).toBe('/operators?month=2026-11');
  });
});

describe('a figure of a comparison', () => {
  const pack = { period: '2026-10', provisional: false, frozenAt: '2026-11-01T02:00:00.000Z' };
  it.each(Object.keys(sources))('opens what %s opens in its own review', (id) => {
    expect(keptHref(`${id}|order`, '2026-10', 'Asia/Shanghai')).toBe(measureHref(`${id}|order`, pack, 'Asia/Shanghai'));
  });
});

describe('currenciesOf', () => {
  it('puts the workspace’s own first', () => {
    const months = [
      { month: '2026-10', count: 1, amounts: { USD: 1 } },
      { month: '2026-11', count: 1, amounts: { CNY: 1, EUR: 2 } },
    ];
    expect(currenciesOf(months, 'CNY')).toEqual(['CNY', 'EUR', 'USD']);
  });
});
