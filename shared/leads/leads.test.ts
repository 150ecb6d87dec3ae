import { describe, expect, it } from 'vitest';
import { recOf } from '../process/testing.ts';
import { ruleFor, turnOf } from './assignment.ts';
import { accountOf, contactOf } from './become.ts';
import { marked } from './marks.ts';
import { said, samePerson } from './person.ts';
import type { AssignmentRule } from './policy.ts';
import { defaultLeadPolicy } from './policy.ts';
import { scoreOf } from './scoring.ts';
import { takeToken } from './token-bucket.ts';

const HOUR = 3_600_000;

describe('a token bucket', () => {
  const rule = { capacity: 4 };
  const T = 1_000 * HOUR;
  it.each([
    ['a new one is full', undefined, T, 3],
    ['one token left', { tokens: 1, at: T }, T, 0],
    ['a quarter of an hour later', { tokens: 0, at: T }, T + HOUR / 4, 0],
    ['no more than it holds', { tokens: 3, at: T }, T + 9 * HOUR, 3],
    ['a clock that went back gives nothing', { tokens: 2, at: T }, T - 5 * HOUR, 1],
  ])('%s', (_what, bucket, now, left) => {
    expect(takeToken(bucket, rule, now)).toMatchObject({ ok: true, bucket: { tokens: left } });
  });
  it.each([
    ['an empty one', { tokens: 0, at: T }, HOUR / 4],
    ['one half full of a token', { tokens: 0.5, at: T }, HOUR / 8],
  ])('%s says how long to wait', (_what, bucket, waitMs) => {
    expect(takeToken(bucket, rule, T)).toEqual({ ok: false, waitMs });
    expect(takeToken(bucket, rule, T + waitMs).ok).toBe(true);
  });
});

describe('the score', () => {
  it.each([
    ['nothing known', {}, 0],
    ['a company’s mailbox', { email: 'a@Factory.example' }, 20],
    ['a free mailbox', { email: 'a@QQ.com' }, 0],
    ['any number to call', { phone: '021-58881234' }, 15],
    ['a budget of nothing', { budget: 0 }, 0],
    ['a bought list cannot fall below nothing', { origin: 'list' }, 0],
    ['a short message', { message: 'Hi' }, 0],
    [
      'all there is',
      {
        email: 'a@factory.example',
        mobile: '1',
        company: 'F',
        jobTitle: 'CEO',
        budget: 1,
        origin: 'referral',
        message: 'x'.repeat(40),
      },
      100,
    ],
  ])('%s', (_what, data, score) => {
    expect(scoreOf(data, defaultLeadPolicy).score).toBe(score);
  });

  it('says of every rule whether it is met', () => {
    const { points } = scoreOf({ company: 'F' }, defaultLeadPolicy);
    expect(points).toHaveLength(defaultLeadPolicy.scoring.length);
    expect(points.filter((one) => one.met).map((one) => one.rule.id)).toEqual(['company']);
  });
});

describe('assignment', () => {
  const rule = (id: string, when: string[], to: AssignmentRule['to']): AssignmentRule => ({ id, name: id, when, to });
  const colleagues = [
    { id: 'mem_b', teamId: 'east' },
    { id: 'mem_a', teamId: 'east' },
    { id: 'mem_c', teamId: 'west' },
  ];
  const assignment = [
    rule('big', ['budget:gte:1000'], { kind: 'members', members: ['mem_gone', 'mem_c'] }),
    rule('left', ['budget:gte:500'], { kind: 'members', members: ['mem_gone'] }),
    rule('east', ['region:in:浙江|江苏'], { kind: 'team', team: 'east' }),
    rule('list', ['origin:eq:list'], { kind: 'pool' }),
  ];
  it.each([
    ['the first that fits', { budget: 2000, region: '浙江' }, 'big', ['mem_c']],
    ['one whose people have left is passed over', { budget: 600, region: '浙江' }, 'east', ['mem_a', 'mem_b']],
    ['to the pool', { origin: 'list' }, 'list', []],
    ['none', { region: '四川' }, undefined, undefined],
  ])('%s', (_what, data, id, takers) => {
    const found = ruleFor(data, { assignment }, colleagues);
    expect([found?.rule.id, found?.takers]).toEqual([id, takers]);
  });
  it('goes round', () => {
    expect([1, 2, 3, 4].map((count) => turnOf(['a', 'b', 'c'], count))).toEqual(['a', 'b', 'c', 'a']);
  });
});

describe('the dates of a recall', () => {
  const lead = (data: object = {}, ownerId: string | undefined = 'mem_maker') => {
    const { ownerId: _owner, ...rec } = recOf('lead', 'led_1', { name: 'X', status: 'working', ...data });
    return ownerId ? { ...rec, ownerId } : rec;
  };
  const old = { recallOn: '2026-11-25', warnOn: '2026-11-22' };
  const by = (who: string, previous = lead(old)) => ({
    previous,
    policy: defaultLeadPolicy,
    now: '2026-11-23T02:00:00.000Z',
    today: '2026-11-23',
    by: who,
  });
  const fresh = { recallOn: '2026-12-07', warnOn: '2026-12-04' };
  it.each([
    ['are put off by the owner’s work', lead(old), by('mem_maker'), fresh],
    ['stay when a colleague corrects something', lead(old), by('mem_other'), old],
    ['begin anew with another owner', lead(old, 'mem_new'), by('mem_boss'), fresh],
    ['end in the pool', lead({ ...old, status: 'recycled' }), by('mem_maker'), {}],
    ['end when it is converted', lead({ ...old, status: 'converted' }), by('mem_maker'), {}],
    ['are none where nobody has it', lead(old, ''), by('mem_other'), {}],
    [
      'are none where the policy says so',
      lead(),
      { ...by('mem_maker'), policy: { ...defaultLeadPolicy, recallDays: 0 } },
      {},
    ],
  ])('%s', (_what, rec, mark, dates) => {
    const { recallOn, warnOn } = marked(rec, mark).data;
    expect({ recallOn, warnOn }).toEqual({ recallOn: undefined, warnOn: undefined, ...dates });
  });
});

describe('one person', () => {
  it.each([
    [{ email: 'A@b.example ' }, { email: 'a@B.example' }, true],
    [{ mobile: '+86 139-1234-5678' }, { phone: '13912345678' }, true],
    [{ mobile: '13912345678' }, { mobile: '13912345679' }, false],
    [{ name: 'Chen' }, { name: 'Chen' }, false],
    [{ phone: '110' }, { phone: '110' }, false],
  ])('%j and %j: %s', (a, b, same) => {
    expect(samePerson(a, b)).toBe(same);
  });
  it('says more under what was said, and of too much the newest stays', () => {
    expect(said('First', 'Second', '2026-11-23 10:00')).toBe('First\n\n— 2026-11-23 10:00 —\nSecond');
    const long = said('x'.repeat(4000), 'Newest', 'now');
    expect([long.length, long.endsWith('Newest')]).toEqual([4000, true]);
  });
});

describe('what a lead becomes', () => {
  it('is the company with its person, or the person alone', () => {
    const of = (data: object) => recOf('lead', 'led_1', { name: 'Chen', mobile: '139', email: 'c@x.example', ...data });
    expect(accountOf(of({ company: 'Hai' }), 'CN')).toEqual({ name: 'Hai', kind: 'company', country: 'CN' });
    expect(accountOf(of({ country: 'DE' }), 'CN')).toMatchObject({
      name: 'Chen',
      kind: 'person',
      country: 'DE',
      phone: '139',
      email: 'c@x.example',
    });
    expect(contactOf(of({ jobTitle: 'Buyer' }))).toMatchObject({ name: 'Chen', title: 'Buyer', mobile: '139' });
  });
});
