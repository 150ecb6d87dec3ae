import type { Rec } from '../../shared/kernel/record.ts';
import type { CasesByRule, Cell, Data, Parts } from './company-generator-base.ts';
import { day, number } from './company-generator-people.ts';
import { at, DAY, iso } from './service-generator-clock.ts';

// What findings say together: a real run makes its own, and closes these.

const finding = (c: Cell, rule: string, opened: number, data: Data = {}, parts: Parts = {}): Rec =>
  c.put(
    'finding',
    {
      rule,
      area: 'documents',
      severity: 'low',
      subjectType: 'account',
      subjectId: 'acc_1',
      subjectTitle: '客户',
      locator: '',
      state: 'open',
      openedAt: iso(opened),
      times: 1,
      ...data,
    },
    { made: opened, by: 'job:audit', ownerId: c.rep.id, ...parts },
  );

/** Mistakes of somebody on probation until a day. */
const mistakes =
  (
    until: (c: Cell) => string | undefined,
    some: readonly (readonly [rule: string, daysAgo: number, data?: Data])[],
    ...locators: string[]
  ) =>
  (c: Cell) => {
    const of = c.member({ probationUntil: until(c) });
    for (const [rule, ago, data] of some) finding(c, rule, c.now - ago * DAY, data ?? {}, { ownerId: of.id });
    if (locators.length > 0) c.fault(of, ...locators);
  };

/** The Monday on which a prevention began: four whole weeks have passed since. */
const BEGUN = '2026-08-31';

const week = (offset: number): number => at(BEGUN, '12:00') + offset * 7 * DAY;

/** Findings of a rule of its own, one a week before a prevention, and so many after it; those of `weeks` whole weeks. */
const prevented =
  (after: readonly number[], fault: boolean, data: Data = {}) =>
  (c: Cell) => {
    const rule = `own-${number(c)}`;
    for (let back = 1; back <= 8; back++) finding(c, rule, week(-back), { state: 'fixed' });
    const link = { preventionType: 'lesson', preventionRef: '培训', preventionSince: BEGUN, ...data };
    const first = finding(c, rule, week(0), { state: 'fixed', ...link });
    for (const offset of after) finding(c, rule, week(offset), { state: 'fixed' });
    if (fault) c.fault(first, 'prevention');
  };

export const findingCases: CasesByRule = {
  'probation-error': {
    faulty: {
      one: mistakes((c) => day(c, -30), [['bad-email', 3]], 'bad-email'),
      'on the last day': mistakes((c) => day(c, 10), [['bad-email', 10]], 'bad-email'),
      'of two rules': mistakes(
        (c) => day(c, -30),
        [
          ['bad-email', 3],
          ['bad-phone', 5],
          ['bad-phone', 4],
        ],
        'bad-email',
        'bad-phone',
      ),
      'came back': mistakes((c) => day(c, -30), [['bad-email', 3, { state: 'recurred' }]], 'bad-email'),
    },
    near: {
      'not on probation': mistakes(() => undefined, [['bad-email', 3]]),
      'a day after it': mistakes((c) => day(c, 10), [['bad-email', 9]]),
      'put right': mistakes((c) => day(c, -30), [['bad-email', 3, { state: 'fixed' }]]),
      'about a rule': mistakes((c) => day(c, -30), [['rule-failed', 3]]),
      'somebody else’s': (c) => {
        c.member({ probationUntil: day(c, -30) });
        finding(c, 'bad-email', c.now - DAY);
      },
    },
  },
  'prevention-without-effect': {
    faulty: {
      'as often as before': prevented([1, 2, 3, 4], true),
      'a quarter less': prevented([1, 2, 3], true),
      'twice as often': prevented([1, 1, 2, 2, 3, 3, 4, 4], true),
    },
    near: {
      'half as often': prevented([1, 3], false),
      'never again': prevented([], false),
      'too early to say': prevented([1, 2, 3, 4], false, { preventionSince: '2026-09-07' }),
      'nothing was changed': prevented([1, 2, 3, 4], false, {
        preventionType: undefined,
        preventionRef: undefined,
        preventionSince: undefined,
      }),
    },
  },
};
