import { describe, expect, it } from 'vitest';
import type { Row } from '../kernel/rule.ts';
import { calendarFor, defaultCalendar } from '../process/calendar.ts';
import { keyOf, mainContact, nextWorkingDay, wasAsked } from './asking.ts';
import { bySurvey, distributionOf, figuresOf, monthsOf } from './results.ts';
import type { SurveyKind } from './scales.ts';
import { averageOf, isLow, npsOf, quarterBefore, quarterOf, scoresOf } from './scales.ts';
import { survey } from './survey.ts';
import { surveyRequest } from './survey-request.ts';
import { invitation, questionsOf } from './wording.ts';

const row = (values: Record<string, unknown>): Row => ({ id: 'svq_1', type: 'surveyRequest', ...values }) as Row;
const answers = (scores: readonly number[], more: Record<string, unknown> = {}): Row[] =>
  scores.map((score) => row({ status: 'answered', score, sentAt: '2026-11-01T00:00:00.000Z', ...more }));

describe('a scale', () => {
  it.each([
    ['csat', [1, 2, 3, 4, 5]],
    ['ces', [1, 2, 3, 4, 5, 6, 7]],
    ['nps', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
  ] as [SurveyKind, number[]][])('of %s has these scores', (kind, scores) => {
    expect(scoresOf(kind)).toEqual(scores);
  });

  it.each([
    ['nothing but promoters', [9, 10], 100],
    ['nothing but detractors', [0, 6], -100],
    ['those who are content count for neither side', [7, 8, 9], 33],
    ['one of each', [6, 7, 9], 0],
    ['two of three against', [0, 1, 10], -33],
  ])('of NPS: %s', (_, scores, nps) => {
    expect(npsOf(scores)).toBe(nps);
  });

  it('has no figure without an answer', () => {
    expect([npsOf([]), averageOf([])]).toEqual([undefined, undefined]);
  });

  it.each([
    ['csat', 3, undefined, true],
    ['csat', 4, undefined, false],
    ['csat', 3, 3, false],
    ['ces', 3, undefined, true],
    ['nps', 6, undefined, true],
    ['nps', 7, undefined, false],
    ['nps', 0, 0, false],
  ] as [SurveyKind, number, number | undefined, boolean][])(
    '%s: %i with the threshold %s asks for a call: %s',
    (kind, score, threshold, low) => {
      expect(isLow(kind, score, threshold)).toBe(low);
    },
  );
});

describe('a quarter', () => {
  it.each([
    ['2026-12-31T15:59:59.000Z', 'Asia/Shanghai', '2026-Q4', '2026-Q3'],
    ['2026-12-31T16:00:00.000Z', 'Asia/Shanghai', '2027-Q1', '2026-Q4'],
    ['2026-12-31T16:00:00.000Z', 'UTC', '2026-Q4', '2026-Q3'],
    ['2026-04-01T03:59:00.000Z', 'America/New_York', '2026-Q1', '2025-Q4'],
    ['2026-04-01T04:00:00.000Z', 'America/New_York', '2026-Q2', '2026-Q1'],
  ])('%s in %s is %s, and asks about %s', (instant, zone, quarter, before) => {
    expect([quarterOf(instant, zone), quarterBefore(instant, zone)]).toEqual([quarter, before]);
  });
});

describe('the quiet days', () => {
  const now = '2026-11-21T02:00:00.000Z';
  const contactId = 'con_1';
  const sent = (more: Record<string, unknown> = {}) =>
    row({
      accountId: 'acc_1',
      contactId,
      status: 'sent',
      sentAt: '2026-11-01T02:00:00.000Z',
      createdAt: '2026-11-01T01:00:00.000Z',
      ...more,
    });

  it.each([
    ['asked within them', sent(), true],
    ['asked before them', sent({ sentAt: '2026-10-22T02:00:00.000Z' }), false],
    ['about to be asked', sent({ status: 'waiting', sentAt: undefined }), true],
    ['asked, and it ran out', sent({ status: 'expired' }), true],
    ['passed over', sent({ status: 'skipped' }), false],
    ['not reached', sent({ status: 'failed' }), false],
    ['a colleague was asked', sent({ contactId: 'con_2' }), false],
    ['the account’s own address was asked', sent({ contactId: undefined }), false],
    ['asked before the account was merged', sent({ accountId: 'acc_2' }), true],
  ])('%s', (_, known, asked) => {
    expect(wasAsked([known], contactId, { now, quietDays: 30 })).toBe(asked);
  });

  it('are none where the company says so', () => {
    expect(wasAsked([sent()], contactId, { now, quietDays: 0 })).toBe(false);
  });
});

describe('who is asked', () => {
  const person = (id: string, more: Record<string, unknown>): Row =>
    ({ id, type: 'contact', email: `${id}@x.example`, createdAt: '2026-01-02', ...more }) as Row;
  it.each([
    ['the main contact', [person('a', {}), person('b', { primary: true })], 'b'],
    ['else whoever is known longest', [person('a', {}), person('b', { createdAt: '2026-01-01' })], 'b'],
    ['nobody without an address', [person('a', { email: undefined, primary: true }), person('b', {})], 'b'],
    ['nobody who has left', [person('a', { archivedAt: '2026-02-01' })], undefined],
    ['nobody who became another', [person('a', { aliasOf: 'con_2' })], undefined],
  ])('%s', (_, contacts, id) => {
    expect(mainContact(contacts)?.id).toBe(id);
  });

  it('is asked once for one thing', () => {
    expect(keyOf({ surveyId: 'svy_1', subjectId: 'cpl_1' })).toBe('svy_1#cpl_1');
    expect(keyOf({ surveyId: 'svy_1', subjectId: 'acc_1', period: '2026-Q3' })).toBe('svy_1#acc_1#2026-Q3');
  });
});

describe('a call to a customer', () => {
  const china = calendarFor(defaultCalendar('CN'), 'Asia/Shanghai');
  it.each([
    ['on a Thursday: on Friday', '2026-11-19T02:00:00.000Z', '2026-11-20'],
    ['on a Saturday: on Monday', '2026-11-21T02:00:00.000Z', '2026-11-23'],
    ['before the National Day: after it', '2026-09-30T02:00:00.000Z', '2026-10-08'],
  ])('asked for %s', (_, now, date) => {
    expect(nextWorkingDay(now, china)).toEqual({ begins: `${date}T01:00:00.000Z`, ends: `${date}T10:00:00.000Z` });
  });

  it('is due tomorrow where nobody ever works', () => {
    const never = calendarFor({ week: {}, publicHolidays: 'none', holidays: [], workdays: [] }, 'UTC');
    expect(nextWorkingDay('2026-11-21T02:00:00.000Z', never).ends).toBe('2026-11-22T18:00:00.000Z');
  });
});

describe('results', () => {
  it('count whom a link reached, who answered and who has to be called', () => {
    const rows = [
      ...answers([1], { followUpId: 'act_1' }),
      ...answers([4, 5]),
      row({ status: 'sent', sentAt: '2026-11-01T00:00:00.000Z' }),
      row({ status: 'skipped' }),
      row({ status: 'failed' }),
      row({ status: 'waiting' }),
    ];
    expect(figuresOf('svy_1', 'csat', rows)).toEqual({
      surveyId: 'svy_1',
      kind: 'csat',
      sent: 4,
      answered: 3,
      low: 1,
      skipped: 1,
      failed: 1,
      average: 3.33,
    });
  });

  it('of NPS tell promoters, passives and detractors', () => {
    expect(figuresOf('svy_1', 'nps', answers([0, 6, 7, 8, 9, 10, 10]))).toMatchObject({
      nps: 14,
      promoters: 3,
      passives: 2,
      detractors: 2,
    });
  });

  it('show the scores that nobody gave', () => {
    expect(distributionOf('csat', answers([5, 5, 1])).map(({ count }) => count)).toEqual([1, 0, 0, 0, 2]);
  });

  it('stand in the month of the answer, by the company’s clock', () => {
    const rows = [
      ...answers([5], { answeredAt: '2026-10-31T15:59:00.000Z' }),
      ...answers([1, 3], { answeredAt: '2026-10-31T16:00:00.000Z' }),
    ];
    expect(monthsOf('csat', rows, 'Asia/Shanghai')).toEqual([
      { month: '2026-10', answered: 1, average: 5 },
      { month: '2026-11', answered: 2, average: 2 },
    ]);
  });

  it('are kept apart by survey', () => {
    const rows = [row({ surveyId: 'svy_1', kind: 'csat' }), row({ surveyId: 'svy_2', kind: 'nps' }), row({})];
    expect([...bySurvey(rows)].map(([id, group]) => [id, group.kind, group.rows.length])).toEqual([
      ['svy_1', 'csat', 1],
      ['svy_2', 'nps', 1],
    ]);
  });
});

describe('a survey', () => {
  const data = (more: Record<string, unknown> = {}) => ({
    data: { name: 'S', kind: 'csat', trigger: 'by-hand', active: true, expiresDays: 14, threshold: 4, ...more },
  });
  const faults = (next: object, previous?: object) =>
    survey.check(next as never, previous as never).map((one) => `${one.field} ${one.code}`);

  it.each([
    ['as it should be', data(), []],
    ['a threshold beyond the scale', data({ threshold: 6 }), ['threshold too-large']],
    ['the same of another scale', data({ kind: 'nps', threshold: 6 }), []],
    ['a link that ends at once', data({ expiresDays: 0 }), ['expiresDays too-small']],
    ['a link for ever', data({ expiresDays: 91 }), ['expiresDays too-large']],
  ])('%s', (_, next, found) => {
    expect(faults(next)).toEqual(found);
  });

  it('keeps its scale: two cannot be added up', () => {
    expect(faults(data({ kind: 'ces' }), data())).toEqual(['kind not-allowed-value']);
  });

  it('asks about what happens from the moment on at which it was set going', () => {
    const at = (next: object, previous: object | undefined, now: string) =>
      survey.derive(next as never, previous as never, now).data['activeSince'];
    const running = data({ activeSince: 'then' });
    expect(at(data(), undefined, 'now')).toBe('now');
    expect(at(running, running, 'now')).toBe('then');
    expect(at(data({ active: false, activeSince: 'then' }), running, 'now')).toBeUndefined();
    expect(at(data(), data({ active: false }), 'now')).toBe('now');
    expect(at(data({ trigger: 'quarter', activeSince: 'then' }), running, 'now')).toBe('now');
  });

  it('asks in its own words, else in the usual ones', () => {
    expect(questionsOf('csat', { questionZh: '满意吗？' })).toEqual({
      zh: '满意吗？',
      en: 'How satisfied are you with how this was handled?',
    });
  });
});

describe('a request', () => {
  it.each([
    [{ status: 'waiting', nextTryAt: 'a', expiresAt: 'b' }, 'a'],
    [{ status: 'sent', nextTryAt: 'a', expiresAt: 'b' }, 'b'],
    [{ status: 'answered', expiresAt: 'b' }, undefined],
    [{ status: 'expired', expiresAt: 'b' }, undefined],
    [{ status: 'skipped' }, undefined],
  ])('%o is looked at by the clock: %s', (data, at) => {
    expect(surveyRequest.alarm({ data } as never)).toBe(at);
  });
});

describe('the mail', () => {
  it.each(['zh-CN', 'en'] as const)(
    'in %s says what is asked, where, and until when by the company’s clock',
    (language) => {
      const mail = invitation(language, {
        company: '长青自行车',
        question: { zh: '满意吗？', en: 'Content?' },
        link: 'https://crm.example/survey/ws_1/svq_1.x',
        expiresAt: '2026-12-05T16:30:00.000Z',
        timeZone: 'Asia/Shanghai',
      });
      expect(mail.subject).toContain('长青自行车');
      expect(mail.text).toContain(language === 'en' ? 'Content?' : '满意吗？');
      expect(mail.text).toContain('\nhttps://crm.example/survey/ws_1/svq_1.x\n');
      expect(mail.text).toContain('2026-12-06 00:30');
    },
  );
});
