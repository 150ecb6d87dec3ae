import { describe, expect, it } from 'vitest';
import type { Rec } from '../kernel/record.ts';
import { recOf } from '../process/testing.ts';
import { buildPack } from '../review/pack.ts';
import { agendaOf, withProposed } from './agenda.ts';
import { meeting } from './meeting.ts';
import { reportOf } from './report.ts';
import { mayGoOn, nextBody, nextDate, periodOf } from './series.ts';

const names = { rule: (id: string) => ({ en: id, zh: id }) };

describe('the day of the next meeting', () => {
  it.each([
    ['a week on', '2026-11-20', 'weekly', '2026-11-20', '2026-11-27'],
    ['a month on, the same day', '2026-11-05', 'monthly', '2026-11-06', '2026-12-05'],
    ['the last day of a shorter month', '2026-01-31', 'monthly', '2026-01-31', '2026-02-28'],
    ['back to the last day of a longer one', '2026-01-31', 'monthly', '2026-03-05', '2026-03-31'],
    ['a series that was left lying goes on from now', '2026-01-05', 'weekly', '2026-11-22', '2026-11-23'],
    ['never today', '2026-11-15', 'weekly', '2026-11-22', '2026-11-29'],
    ['a month that was closed late', '2026-08-05', 'monthly', '2026-11-05', '2026-12-05'],
  ] as const)('%s', (_name, date, cadence, today, expected) => {
    expect(nextDate(date, cadence, today)).toBe(expected);
  });

  it('looks at the month that is over', () => {
    expect([periodOf('2026-01-05'), periodOf('2026-11-30')]).toEqual(['2025-12', '2026-10']);
  });
});

const at = (id: string, data: Record<string, unknown>, lines: Rec['lines'] = []): Rec =>
  recOf('meeting', id, { subject: 'Review', kind: 'committee', ...data }, { lines });
const attendee = { kind: 'attendee', ownerId: 'mem_1' };
const open = { kind: 'action', text: 'Sign', ownerId: 'mem_1', dueDate: '2026-11-30' };
const done = { ...open, text: 'Call', doneDate: '2026-11-20', result: 'Called' };

describe('the next meeting of a series', () => {
  it('has the same people and what is open, counted once more; its topics are its own', () => {
    const before = at('mtg_1', { cadence: 'monthly', chairId: 'mem_1' }, [attendee, { text: 'Overdue' }, open, done]);
    expect(nextBody(before, '2026-12-05')).toEqual({
      data: {
        subject: 'Review',
        kind: 'committee',
        date: '2026-12-05',
        cadence: 'monthly',
        chairId: 'mem_1',
        period: '2026-11',
      },
      lines: [attendee, { ...open, carried: 1 }],
    });
    expect(nextBody(at('mtg_2', {}, [{ ...open, carried: 2 }]), '2026-12-05').lines).toEqual([{ ...open, carried: 3 }]);
  });

  it.each([
    ['closed', {}, true],
    ['finished', {}, true],
    ['held', {}, false],
    ['planned', {}, false],
    ['cancelled', {}, false],
    ['closed', { nextId: 'mtg_2' }, false],
  ])('of a meeting that is %s with %o: %s', (status, data, expected) => {
    expect(mayGoOn(at('mtg_1', { status, ...data }))).toBe(expected);
  });

  it('takes the tasks over: an action stands in one work list', () => {
    const rec = at('mtg_1', {}, [attendee, open, done, { ...open, ownerId: undefined }]);
    expect(meeting.tasks(rec)).toEqual([{ slot: '2.2026-11-30', memberId: 'mem_1', title: 'Sign', due: '2026-11-30' }]);
    expect(meeting.tasks(at('mtg_1', { nextId: 'mtg_2' }, [open]))).toEqual([]);
  });
});

const packOf = (period: string, opened: number, previous?: number) => {
  const frozen = (month: string, count: number) => ({
    period: month,
    workspaceId: 'ws_test',
    workspaceName: 'Ocean',
    frozenAt: `${month}-28T00:00:00.000Z`,
    asOf: `${month}-28`,
    provisional: false,
    gauges: { findings: { open: count }, 'due.order': { '2026-01-01': 3 } },
    flows: { [month]: { orders: { 'amount|CNY': 100_000 / count } } },
    owners: {},
  });
  return buildPack(frozen(period, opened), previous === undefined ? undefined : frozen('2026-09', previous));
};

describe('an agenda from the review', () => {
  it('has what got worse or is overdue, without amounts of money, and what waits', () => {
    const topics = agendaOf(packOf('2026-10', 20, 10), names, { tips: 2 }, 'en');
    expect(topics.map((line) => line['source'])).toEqual(['findings.open', 'overdue.orders', 'waiting|tips']);
    expect(agendaOf(packOf('2026-10', 20, 10), names, { tips: 0 }, 'zh-CN')[0]).toMatchObject({
      kind: 'topic',
      text: '未关闭问题：20，比上月（10）增加 10，+100%。',
    });
  });

  it('adds a topic once, and never more than a document holds', () => {
    const topics = agendaOf(packOf('2026-10', 20, 10), names, { tips: 0 }, 'en');
    const once = withProposed([attendee], topics);
    expect(once).toEqual([attendee, ...topics]);
    expect(withProposed(once, topics)).toEqual(once);
    expect(
      withProposed(
        Array.from({ length: 299 }, () => attendee),
        topics,
      ),
    ).toHaveLength(300);
  });
});

describe('the report to the management', () => {
  const meetings = [
    at('mtg_1', { date: '2026-10-10', status: 'finished', nextId: 'mtg_2' }, [
      attendee,
      { text: 'More orders', about: 'success', decision: 'Go on' },
      { text: 'Late goods', about: 'failure' },
      open,
      done,
    ]),
    at('mtg_2', { date: '2026-11-10', status: 'held' }, [attendee, { ...open, carried: 1, dueDate: '2026-11-12' }]),
  ];
  const report = (parts: object = {}) =>
    reportOf({
      from: '2026-10',
      to: '2026-11',
      today: '2026-11-22',
      meetings,
      needs: [],
      packs: [packOf('2026-10', 20, 10)],
      names,
      member: (id) => (id === 'mem_1' ? 'Li Na' : id),
      ...parts,
    });

  it('counts an action that was carried on once, where it stands now', () => {
    expect(report().actions).toEqual({
      all: 2,
      done: 1,
      overdue: 1,
      open: [{ meetingId: 'mtg_2', text: 'Sign', owner: 'Li Na', dueDate: '2026-11-12', carried: 1 }],
    });
    // Where the meeting that took it over lies beyond the span, it is still told.
    expect(report({ meetings: meetings.slice(0, 1) }).actions.open).toMatchObject([{ meetingId: 'mtg_1' }]);
  });

  it('tells topics by what they speak of, decisions, who came, and which months have no review', () => {
    expect(report()).toMatchObject({
      topics: { success: [{ text: 'More orders' }], failure: [{ text: 'Late goods' }], need: [], growth: [] },
      decisions: [{ meetingId: 'mtg_1', text: 'More orders', decision: 'Go on' }],
      meetings: [{ attendees: ['Li Na'] }, { id: 'mtg_2' }],
      periods: ['2026-10'],
      missing: ['2026-11'],
    });
    expect(report().narrative.length).toBeGreaterThan(0);
  });

  it('sets the figures of the first pack beside those of the last', () => {
    const packs = [packOf('2026-10', 20, 10), packOf('2026-11', 5)];
    expect(report({ packs }).figures.find((row) => row.key === 'findings.open')).toMatchObject({ a: 20, b: 5 });
    expect(report({ packs: [], meetings: [] })).toMatchObject({ figures: [], narrative: [], meetings: [] });
  });
});
