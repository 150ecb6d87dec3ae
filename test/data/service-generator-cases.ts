import type { Rec } from '../../shared/kernel/record.ts';
import { addWork, at, DAY, dateOf, HOUR, iso, MINUTE, subtractWork, workBetween } from './service-generator-clock.ts';
import type { Case, Data, Maker, Parts, Twist } from './service-generator-records.ts';
import { corrective, preventive, QUIET, WORK } from './service-generator-records.ts';

// For each rule what is a fault, and what is almost one: at its limit, a minute inside, or beside the matter.

/** Entered late. */
export const lateCases = ({ now, random, archived, enteredAt, imported }: Maker) => {
  const late = (reported: number, entered: number): readonly string[] =>
    workBetween(reported, entered) > WORK ? ['reportedAt'] : [];
  /** Told and entered at these times; what that is, the calendar says. */
  const told = (reported: number, entered: number, parts: Parts = enteredAt(entered)): Twist => ({
    data: { reportedAt: iso(reported), happenedAt: iso(reported - HOUR) },
    parts,
    faults: late(reported, entered),
  });
  const faults: Case[] = [
    ['a minute of work too late', ({ reported }) => told(reported, addWork(reported, WORK + MINUTE))],
    ['days late', ({ reported }) => told(reported, addWork(reported, WORK * (2 + Math.floor(random() * 5))))],
    [
      'told before the holidays, entered the day after',
      () => told(at('2026-04-30', '17:00'), at('2026-05-07', '10:00')),
    ],
    [
      'imported, weeks late',
      ({ reported }) => told(reported, addWork(reported, 9 * WORK), imported(addWork(reported, 9 * WORK))),
    ],
    [
      'imported from a system that was told late',
      ({ reported }) =>
        told(reported, addWork(reported, 3 * WORK), imported(now - 5 * DAY, addWork(reported, 3 * WORK))),
    ],
    [
      'told at night, late',
      ({ reported }) => {
        const night = at(dateOf(reported), '23:10');
        return told(night, addWork(night, WORK + 30 * MINUTE));
      },
    ],
  ];
  const near: Case[] = [
    ['at the limit', ({ reported }) => told(reported, addWork(reported, WORK))],
    ['a minute inside', ({ reported }) => told(reported, addWork(reported, WORK - MINUTE))],
    ['a weekend between', () => told(at('2026-03-20', '17:30'), at('2026-03-23', '16:30'))],
    ['the holidays between', () => told(at('2026-04-30', '17:00'), at('2026-05-06', '16:00'))],
    [
      'the limit ran out with the week, entered on Sunday',
      () => told(at('2026-03-20', '09:00'), at('2026-03-22', '21:00')),
    ],
    [
      'imported from a system that was told in time',
      ({ reported }) => told(reported, reported + HOUR, imported(now - 5 * DAY, reported + HOUR)),
    ],
    ['told after it was entered', ({ reported }) => told(reported + 5 * DAY, reported)],
    [
      'nobody says when it was told',
      ({ reported }) => ({ data: { reportedAt: undefined }, parts: enteredAt(reported + 9 * DAY) }),
    ],
    [
      'late, archived',
      ({ reported }) => ({
        data: { reportedAt: iso(reported) },
        parts: { ...enteredAt(reported + 9 * DAY), ...archived },
      }),
    ],
  ];
  return { faults, near };
};

/** Closed without cause, word or prevention. */
export const incompleteCases = ({ now, archived, removed, imported }: Maker) => {
  const nothing = { causeId: undefined, confirmed: undefined };
  const faults: Case[] = [
    ['no cause', () => ({ data: { causeId: undefined }, faults: ['causeId'] })],
    ['nobody asked', () => ({ data: { confirmed: undefined }, faults: ['confirmed'] })],
    ['the customer says no', () => ({ data: { confirmed: 'no' }, faults: ['confirmed'] })],
    ['corrected alone', () => ({ parts: { lines: [corrective] }, faults: ['lines'] })],
    ['prevented in no words', () => ({ parts: { lines: [{ kind: 'preventive', action: '  ' }] }, faults: ['lines'] })],
    ['no actions', () => ({ parts: { lines: undefined as never }, faults: ['lines'] })],
    ['nothing at all', () => ({ data: nothing, parts: { lines: [] }, faults: ['causeId', 'confirmed', 'lines'] })],
    [
      'nothing at all, imported',
      ({ reported }) => ({
        data: nothing,
        parts: { ...imported(reported), lines: [] },
        faults: ['causeId', 'confirmed', 'lines'],
      }),
    ],
  ];
  const near: Case[] = [
    ['could not be reached', () => ({ data: { confirmed: 'unreached' } })],
    ['prevented alone', () => ({ parts: { lines: [preventive] } })],
    ['not justified', () => ({ data: { ...nothing, status: 'rejected' }, parts: { lines: [] } })],
    ['archived', () => ({ data: nothing, parts: { lines: [], ...archived } })],
    ['taken back', () => ({ data: nothing, parts: { lines: [], ...removed } })],
    [
      'open',
      () => ({
        data: { ...nothing, status: 'acting', closedAt: undefined, lastContactAt: iso(now - DAY) },
        parts: { lines: [] },
      }),
    ],
    [
      'its cause came unreadable',
      () => ({ data: { causeId: undefined }, parts: { asImported: { causeId: '材料?' } } }),
    ],
  ];
  return { faults, near };
};

/** No contact logged. */
export const contactCases = ({ now, between, archived, enteredAt, imported }: Maker) => {
  const silent = { contacts: undefined, firstContactAt: undefined, lastContactAt: undefined };
  const unheard = (reported: number, twist: Twist = {}): Twist => ({
    data: { ...silent, reportedAt: iso(reported), happenedAt: iso(reported - HOUR), ...twist.data },
    parts: { ...enteredAt(reported), ...twist.parts },
    faults: twist.faults ?? (addWork(reported, WORK) < now ? ['contacts'] : []),
  });
  const lastHeard = (last: number, data: Data = {}, faults?: readonly string[]): Twist => ({
    data: { lastContactAt: iso(last), ...data },
    faults: faults ?? (last + QUIET < now ? ['lastContactAt'] : []),
  });
  const verifyOn = (day: string): Twist =>
    lastHeard(now - 90 * DAY, { status: 'verifying', verifyOn: day }, at(day) + QUIET < now ? ['lastContactAt'] : []);
  const unheardOpen: Case[] = [
    ['a minute of work over', () => unheard(subtractWork(now, WORK + MINUTE))],
    ['for long', ({ reported }) => unheard(reported)],
    [
      'told at an unknown time, entered long ago',
      ({ reported }) => ({
        data: { ...silent, reportedAt: undefined },
        parts: enteredAt(reported),
        faults: ['contacts'],
      }),
    ],
    ['a minute over a fortnight', () => lastHeard(now - QUIET - MINUTE)],
    ['not for months', () => lastHeard(now - between(40 * DAY, 50 * DAY))],
    ['verification a fortnight past', () => verifyOn(dateOf(now - QUIET - DAY))],
    ['brought over long ago', ({ reported }) => unheard(reported, { parts: imported(reported + HOUR) })],
  ];
  const unheardEnded: Case[] = [
    ['closed', () => ({ data: silent, faults: ['contacts'] })],
    ['not justified', () => ({ data: { ...silent, status: 'rejected' }, faults: ['contacts'] })],
  ];
  const heardOpen: Case[] = [
    ['at the limit', () => unheard(subtractWork(now, WORK))],
    ['a minute of work inside', () => unheard(subtractWork(now, WORK - MINUTE))],
    ['free days between', () => unheard(subtractWork(now, WORK - 2 * HOUR))],
    ['a fortnight to the minute', () => lastHeard(now - QUIET)],
    ['a minute inside a fortnight', () => lastHeard(now - QUIET + MINUTE)],
    ['verification ahead', () => verifyOn(dateOf(now + 20 * DAY))],
    ['verification a week past', () => verifyOn(dateOf(now - 7 * DAY))],
    ['archived', ({ reported }) => unheard(reported, { parts: archived, faults: [] })],
    [
      'brought over an hour ago, told in time there',
      ({ reported }) => unheard(reported, { parts: imported(now - HOUR, reported), faults: [] }),
    ],
  ];
  const heardEnded: Case[] = [
    ['closed, long not heard of', ({ reported }) => ({ data: { lastContactAt: iso(reported) } })],
    ['closed in another system', ({ reported }) => ({ data: silent, parts: imported(reported) })],
  ];
  return { unheardOpen, unheardEnded, heardOpen, heardEnded };
};

/** A step overdue. */
export const overdueCases = ({ now, between, pick, standing, archived }: Maker) => {
  const due = (when: number, state = 'investigating'): Twist => ({
    data: { status: state },
    parts: { process: standing(state, now - 50 * DAY, when) },
    faults: when < now ? ['status'] : [],
  });
  const verify = (day: string): Twist => {
    const { parts, faults, data } = due(addWork(at(day), 2 * WORK), 'verifying');
    return { parts: parts!, faults: faults!, data: { ...data, verifyOn: day } };
  };
  const faults: Case[] = [
    ['a minute', () => due(now - MINUTE)],
    ['days', () => due(now - between(DAY, 30 * DAY), pick(['received', 'acting']))],
    ['to be verified, and nobody has', () => verify(dateOf(now - 12 * DAY))],
  ];
  const near: Case[] = [
    ['now', () => due(now)],
    ['in a minute', () => due(now + MINUTE)],
    ['to be verified in future', () => verify(dateOf(now + 20 * DAY))],
    ['no limit', () => ({ parts: { process: standing('acting', now - 50 * DAY) }, data: { status: 'acting' } })],
    ['archived', () => ({ ...due(now - DAY), parts: { ...due(now - DAY).parts, ...archived }, faults: [] })],
  ];
  return { faults, near };
};

/** An entry of the problem book out of date. */
export const entryCases = ({ now, record, between, archived }: Maker) => {
  const entry = (twist: Twist): Rec =>
    record('problemEntry', 'pbe', between(now - 400 * DAY, now - 200 * DAY), {
      ...twist,
      data: {
        kind: 'problem',
        titleZh: '焊缝开裂怎么办',
        name: '焊缝开裂怎么办',
        status: 'published',
        publishedAt: iso(now - 200 * DAY),
        reviewOn: dateOf(now + 90 * DAY),
        ...twist.data,
      },
    });
  const [today, yesterday] = [dateOf(now), dateOf(now - DAY)];
  const faults: Case[] = [
    ['since yesterday', () => ({ data: { reviewOn: yesterday }, faults: ['reviewOn'] })],
    ['for long', () => ({ data: { reviewOn: '2025-12-31' }, faults: ['reviewOn'] })],
    ['for ever', () => ({ data: { reviewOn: undefined }, faults: ['reviewOn'] })],
    ['nobody’s', () => ({ parts: { ownerId: undefined as never }, faults: ['ownerId'] })],
    [
      'both',
      () => ({
        data: { reviewOn: undefined },
        parts: { ownerId: undefined as never },
        faults: ['reviewOn', 'ownerId'],
      }),
    ],
    ['while it is revised', () => ({ data: { status: 'draft', reviewOn: yesterday }, faults: ['reviewOn'] })],
  ];
  const unpublished = { publishedAt: undefined, reviewOn: yesterday };
  const near: Case[] = [
    ['until today', () => ({ data: { reviewOn: today } })],
    ['a draft', () => ({ data: { ...unpublished, status: 'draft' } })],
    ['in review', () => ({ data: { ...unpublished, status: 'in-review' } })],
    ['withdrawn', () => ({ data: { ...unpublished, status: 'withdrawn' } })],
    ['archived', () => ({ data: { reviewOn: yesterday }, parts: archived })],
  ];
  return { faults, near, entry };
};
