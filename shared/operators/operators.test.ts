import { describe, expect, it } from 'vitest';
import { rules } from '../audit/catalogue.ts';
import type { Rec } from '../kernel/record.ts';
import type { Row } from '../kernel/rule.ts';
import { mondayOf } from '../kernel/time.ts';
import type { Figures } from './figures.ts';
import {
  isAccurate,
  isOpeningAsked,
  isShownToOthers,
  median,
  monthToTell,
  scoresOf,
  shownToOthersFrom,
  teamMedian,
  weekToTell,
} from './figures.ts';
import { defaultOperatorPolicy } from './policy.ts';
import { operatorWork } from './projection.ts';
import { proposals, wordsOf } from './propose.ts';
import { warning } from './warning.ts';
import { fieldWords, MOST_NAMED, toldOf, weekInWords, weeklySummary } from './weekly.ts';

const zone = 'Asia/Shanghai';
const byId = new Map(rules.map((rule) => [rule.id, rule]));

const figures = (entered: number, findings: number, steps = 0, late = 0): Figures => ({
  entered: { account: entered },
  findings: findings ? { 'bad-phone': findings } : {},
  steps: steps ? { order: { steps, late } } : {},
});
const scores = (...of: Parameters<typeof figures>) => scoresOf(figures(...of));

describe('scores of a month', () => {
  it.each([
    [
      'a rate per hundred',
      figures(40, 1, 8, 2),
      { entered: 40, findings: 1, steps: 8, late: 2, errorRate: 2.5, inTime: 75 },
    ],
    ['no rate of nothing', { entered: {}, findings: {}, steps: {} }, { entered: 0, findings: 0, steps: 0, late: 0 }],
    [
      'kinds added up',
      { entered: { account: 2, order: 1 }, findings: { a: 1, b: 2 }, steps: {} },
      { entered: 3, findings: 3, steps: 0, late: 0, errorRate: 100 },
    ],
  ])('%s', (_, of, expected) => expect(scoresOf(of)).toEqual(expected));

  it.each([
    ['enough and clean', 20, 0, true],
    ['at the threshold', 100, 2, true],
    ['over it', 100, 3, false],
    ['too little to say', 19, 0, false],
  ])('are accurate: %s', (_, entered, findings, expected) =>
    expect(isAccurate(scores(entered, findings))).toBe(expected),
  );

  it.each([
    [[], undefined],
    [[3], 3],
    [[9, 1, 4], 4],
    [[4, 1, 2, 9], 3],
  ])('the middle of %j is %s', (values, expected) => expect(median(values)).toBe(expected));

  it('of a team are told from three people on that worked, each measure by itself', () => {
    expect(teamMedian([scores(10, 1), scores(20, 1), scores(0, 0)])).toEqual({ people: 2 });
    expect(teamMedian([scores(10, 1), scores(20, 1), scores(100, 0, 4, 1)])).toEqual({
      people: 3,
      entered: 20,
      errorRate: 5,
    });
  });
});

describe('a month is its person’s first', () => {
  const at = (now: string) => ({ now, timeZone: zone });
  // Three days of December in Shanghai.
  const after = '2026-12-03T16:00:00.000Z';
  it.each([
    ['while it runs', undefined, '2026-11-30T15:59:59.000Z', false],
    ['opened while it runs', '2026-11-20T00:00:00.000Z', '2026-11-30T15:59:59.000Z', false],
    ['on its first days', undefined, '2026-12-03T15:59:59.000Z', false],
    ['three days on', undefined, after, true],
    ['opened by its person', '2026-12-01T01:00:00.000Z', '2026-12-01T01:00:00.000Z', true],
    ['opened late: shown before', '2026-12-09T01:00:00.000Z', after, true],
  ])('%s', (_, openedAt, now, expected) => expect(isShownToOthers('2026-11', openedAt, at(now))).toBe(expected));

  it.each([
    ['2026-11-30T15:59:59.000Z', false],
    ['2026-11-30T16:00:00.000Z', true],
    ['2026-12-03T15:59:59.000Z', true],
    [after, false],
  ])('so that at %s it matters whether it was opened: %s', (now, expected) =>
    expect(isOpeningAsked('2026-11', at(now))).toBe(expected),
  );

  it('and says when others see it', () => {
    expect(shownToOthersFrom('2026-11', undefined, at('2026-12-01T00:00:00.000Z'))).toBe(after);
    expect(shownToOthersFrom('2026-12', undefined, at('2026-12-01T00:00:00.000Z'))).toBeUndefined();
  });
});

describe('the company’s morning', () => {
  it.each([
    ['Monday before eight', '2026-11-22T23:59:59.000Z', zone, undefined],
    ['Monday at eight', '2026-11-23T00:00:00.000Z', zone, '2026-11-23'],
    ['Monday night', '2026-11-23T15:59:59.000Z', zone, '2026-11-23'],
    ['Tuesday', '2026-11-23T16:00:00.000Z', zone, undefined],
    ['still Sunday in Los Angeles', '2026-11-23T00:00:00.000Z', 'America/Los_Angeles', undefined],
  ])('of a week: %s', (_, now, timeZone, expected) => expect(weekToTell(now, timeZone)).toBe(expected));

  it.each([
    ['the first at eight', '2027-01-01T00:00:00.000Z', '2026-12'],
    ['the first before eight', '2026-12-31T23:00:00.000Z', undefined],
    ['the second', '2027-01-02T03:00:00.000Z', undefined],
  ])('of a month: %s', (_, now, expected) => expect(monthToTell(now, zone)).toBe(expected));

  it.each([
    ['before eight', '2026-11-01T12:59:00.000Z', undefined],
    ['at eight', '2026-11-01T13:00:00.000Z', '2026-10'],
  ])('of a month whose end is a night in which the clocks go back: %s', (_, now, expected) =>
    expect(monthToTell(now, 'America/New_York')).toBe(expected),
  );

  it.each(['2026-11-23', '2026-11-25', '2026-11-29'])('%s is in the week of Monday, 23 November', (date) =>
    expect(mondayOf(date)).toBe('2026-11-23'),
  );
});

let made = 0;
const row = (openedAt: string, parts: Record<string, unknown> = {}): Row => ({
  id: `fnd_${++made}`,
  rule: 'bad-phone',
  severity: 'low',
  subjectType: 'account',
  subjectId: 'acc_1',
  subjectTitle: 'Ocean',
  locator: 'phone',
  state: 'open',
  ownerId: 'mem_li',
  times: 1,
  openedAt,
  ...parts,
});

describe('a week’s summary', () => {
  const rows = [
    row('2026-11-22T15:59:59.000Z'),
    row('2026-11-15T16:00:00.000Z', { severity: 'high' }),
    row('2026-11-15T15:59:59.000Z', { state: 'recurred' }),
    row('2026-11-20T00:00:00.000Z', { state: 'fixed' }),
    row('2026-11-22T16:00:00.000Z'),
    row('2025-01-01T00:00:00.000Z', { dueDate: '2026-11-30' }),
    row('2026-11-21T00:00:00.000Z', { archivedAt: '2026-11-22T00:00:00.000Z' }),
  ];
  const summary = weeklySummary(rows, '2026-11-23', zone);

  it('counts what came in the seven days before its Monday, by the company’s clock', () => {
    expect(summary.trend.map((one) => one.opened)).toEqual([0, 0, 0, 1, 3]);
    expect(summary).toMatchObject({ open: 5, opened: 3 });
    expect(summary.trend.at(-1)).toEqual({ week: '2026-11-16', opened: 3 });
  });

  it('names what is open: the new before the old, the grave before the light', () => {
    expect(summary.mistakes.map((one) => rows.findIndex(({ id }) => id === one.findingId))).toEqual([1, 0, 4, 2, 5]);
  });

  it('says what, where and how in each language, ten at most', () => {
    const many = weeklySummary(
      Array.from({ length: 12 }, () => row('2026-11-20T00:00:00.000Z')),
      '2026-11-23',
      zone,
    );
    const en = toldOf(many, byId, 'en');
    expect(en).toHaveLength(MOST_NAMED);
    expect(en[0]).toMatchObject({ path: 'accounts/acc_1?fix=phone' });
    // What is about the whole record opens it, and no field.
    const whole = weeklySummary([row('2026-11-20T00:00:00.000Z', { locator: 'process' })], '2026-11-23', zone);
    expect(toldOf(whole, byId, 'en')[0]).toMatchObject({ path: 'accounts/acc_1' });
    expect(en[0]!.text).toContain('Ocean, Phone');
    expect(en[0]!.text).not.toMatch(/\p{Script=Han}/u);
    expect(toldOf(many, byId, 'zh')[0]!.text).toMatch(/Ocean · 电话 —— 正确做法：/);
    expect(
      toldOf(
        weeklySummary([row('2026-11-20T00:00:00.000Z', { rule: 'gone', subjectType: 'none' })], '2026-11-23', zone),
        byId,
        'en',
      ),
    ).toEqual([{ text: 'gone: Ocean', path: 'findings' }]);
    expect(weekInWords(many, 'zh')).toBe('上周新增 12 个，现有 12 个待处理；此前各周新增：0、0、0、0。');
  });

  it.each([
    ['account', 'phone', 'Phone'],
    ['order', 'lines.2.quantity', 'line 3, Quantity'],
    ['account', '', ''],
    ['account', 'no-such', ''],
    ['nothing', 'phone', ''],
  ])('knows the field of %s %s', (type, locator, expected) => expect(fieldWords(type, locator, 'en')).toBe(expected));
});

describe('whose faults recur', () => {
  const now = '2026-11-23T01:00:00.000Z';
  const on = (days: readonly number[], parts: Record<string, unknown> = {}) =>
    days.map((day) => row(`2026-11-${String(day).padStart(2, '0')}T02:00:00.000Z`, parts));
  const find = (rows: readonly Row[], warnings: readonly Row[] = []) =>
    proposals(rows, warnings, { now, timeZone: zone });
  const earlier = (parts: Record<string, unknown>): Row => ({
    id: 'wrn_1',
    memberId: 'mem_li',
    rule: 'bad-phone',
    ...parts,
  });

  it.each<[string, Row[], number]>([
    ['on five days', on([1, 2, 3, 4, 5]), 1],
    ['on four', on([1, 2, 3, 4]), 0],
    ['fifty in one night', Array.from({ length: 50 }, () => on([7])).flat(), 0],
    ['fixed and back four times', on([7], { times: 5 }), 1],
    ['of two rules', [...on([1, 2, 3]), ...on([4, 5], { rule: 'bad-email' })], 0],
    ['of two people', [...on([1, 2, 3]), ...on([4, 5], { ownerId: 'mem_wang' })], 0],
    ['of nobody', on([1, 2, 3, 4, 5], { ownerId: undefined }), 0],
    ['accepted as they are', on([1, 2, 3, 4, 5], { state: 'accepted' }), 0],
    ['long ago', on([1, 2, 3, 4, 5]).map((one) => ({ ...one, openedAt: '2026-08-01T00:00:00.000Z' })), 0],
  ])('%s', (_, rows, expected) => expect(find(rows)).toHaveLength(expected));

  it('is proposed a notice first, a warning while one stands, and nothing soon after', () => {
    const rows = on([1, 2, 3, 4, 5]);
    expect(find(rows)[0]).toMatchObject({
      kind: 'notice',
      times: defaultOperatorPolicy.noticeAfter,
      origin: 'auto:mem_li:bad-phone:2026-11',
    });
    expect(find(rows, [earlier({ status: 'upheld', createdAt: '2026-01-01T00:00:00.000Z' })])[0]!.kind).toBe('warning');
    expect(find(rows, [earlier({ status: 'withdrawn', createdAt: '2026-01-01T00:00:00.000Z' })])[0]!.kind).toBe(
      'notice',
    );
    expect(find(rows, [earlier({ status: 'discarded', createdAt: '2026-11-01T00:00:00.000Z' })])).toEqual([]);
    expect(find(rows, [earlier({ rule: 'bad-email', createdAt: '2026-11-01T00:00:00.000Z' })])).toHaveLength(1);
  });

  it('in words that fit, with the right way', () => {
    const [one] = find(on([1, 2, 3, 4, 5]));
    const rule = byId.get('bad-phone');
    expect(wordsOf(one!, rule, 'bad-phone', 'zh').text).toContain(rule!.help.zh);
    expect(wordsOf(one!, undefined, 'x'.repeat(300), 'en').subject.length).toBeLessThanOrEqual(120);
  });
});

describe('a notice is shown to its person', () => {
  it.each<[string, string | undefined, string | undefined]>([
    ['not while it is being made', undefined, undefined],
    ['not as a draft', 'draft', undefined],
    ['not when it was never issued', 'discarded', undefined],
    ['once it is issued', 'issued', 'mem_li'],
    ['and when it was taken back', 'taken-back', 'mem_li'],
  ])('%s', (_, status, shownTo) => {
    const data = { memberId: 'mem_li', ...(status ? { status } : {}) };
    expect(warning.derive({ data }).data['shownTo']).toBe(shownTo);
  });
});

describe('what counts as a person’s work', () => {
  const rec = (parts: Partial<Rec>): Rec =>
    ({
      type: 'account',
      id: 'acc_1',
      createdAt: '2026-10-31T16:00:00.000Z',
      createdBy: 'mem_li',
      source: 'web',
      data: {},
      ...parts,
    }) as Rec;
  const counted = (parts: Partial<Rec>) =>
    operatorWork
      .contribute(rec(parts), { timeZone: zone } as never)
      .map((one) => [one.period, one.item, one.field, one.amount]);
  it.each<[string, Partial<Rec>, unknown[]]>([
    ['entered by hand, in the company’s month', {}, [['2026-11', '~operator#mem_li', 'entered|account', 1]]],
    ['archived since', { archivedAt: 'x' }, [['2026-11', '~operator#mem_li', 'entered|account', 1]]],
    ['removed', { removedAt: 'x' }, []],
    ['imported', { source: 'import:imp_1' }, []],
    ['made by a job', { createdBy: 'job:audit' }, []],
    [
      'a finding on what is theirs',
      {
        type: 'finding',
        ownerId: 'mem_li',
        createdBy: 'job:audit',
        data: { rule: 'bad-phone', subjectType: 'payment', openedAt: '2026-11-20T00:00:00.000Z' },
      },
      [['2026-11', '~operator#mem_li', 'findings|bad-phone', 1]],
    ],
    [
      'a finding on what nobody enters as their work: it is no error in a record',
      { type: 'finding', ownerId: 'mem_li', data: { rule: 'unused-access', subjectType: 'member' } },
      [],
    ],
    ['a finding on nobody’s', { type: 'finding', data: { rule: 'bad-phone', subjectType: 'account' } }, []],
    ...(['lead', 'enquiry', 'payment', 'creditNote', 'product', 'campaign'] as const).map(
      (type): [string, Partial<Rec>, unknown[]] => [
        `${type} entered by hand`,
        { type },
        [['2026-11', '~operator#mem_li', `entered|${type}`, 1]],
      ],
    ),
    ['a receivable, which a shipment makes', { type: 'receivable' }, []],
  ])('%s', (_, parts, expected) => expect(counted(parts)).toEqual(expected));
});
