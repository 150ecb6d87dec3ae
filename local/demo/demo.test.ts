import { describe, expect, it } from 'vitest';
import { activeRules, isGroupRule, isRecordRule } from '../../shared/audit/active.ts';
import { rules } from '../../shared/audit/catalogue.ts';
import { entityOf } from '../../shared/entities.ts';
import { effectOf, preventionsIn } from '../../shared/findings/prevention.ts';
import { weekFlows } from '../../shared/findings/weeks.ts';
import { claimedKeys, createSchema } from '../../shared/kernel/entity.ts';
import { fieldsOf } from '../../shared/kernel/field.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { isOpenAction } from '../../shared/meetings/meeting.ts';
import { calendarFor, defaultCalendar } from '../../shared/process/calendar.ts';
import { goalFaults } from '../../shared/review/goals.ts';
import { rowOf } from '../../shared/search/row.ts';
import { entryFaults } from '../../shared/standards/check.ts';
import { defaultStandard, standardOf } from '../../shared/standards/standard.ts';
import { calendarOf, ZONE } from './calendar.ts';
import { priceOn } from './catalog.ts';
import { makeCompany } from './company.ts';
import type { FaultKind } from './faults.ts';
import { faultKinds } from './faults.ts';
import { preventionDays } from './found.ts';
import { makeGatherings } from './gatherings.ts';
import { demoGoals } from './past.ts';
import type { PersonKey } from './people.ts';
import { people } from './people.ts';
import { makeQuality } from './quality.ts';
import type { Owner } from './record.ts';
import { makeSmallCompany, otherRows, practiceRows } from './small.ts';
import { gainedSince } from './weeks.ts';

const members = Object.fromEntries(
  people.map((person) => [
    person.key,
    { id: `mem_${person.key.replaceAll('-', '')}`, team: 'team' in person ? person.team : undefined },
  ]),
) as Record<PersonKey, Owner>;

const companyAt = (instant: string) =>
  makeCompany(Date.parse(instant), { ws: 'ws_demo', writtenAt: instant, members, pipelineId: 'pip_standard' });

/** A weekday, a Sunday that ends a year, a leap day, the first minutes of a month. */
const instants = [
  '2026-11-18T03:20:00.000Z',
  '2028-12-31T09:00:00.000Z',
  '2028-02-29T15:59:00.000Z',
  '2027-02-28T16:01:00.000Z',
];
const now = instants[0]!;

/** The body by which the record could have been entered. */
const bodyOf = (rec: Rec): Record<string, unknown> => {
  const entity = entityOf(rec.type);
  const computed = new Set(fieldsOf(entity.fields).flatMap((field) => (field.computed ? [field.name] : [])));
  return {
    ...Object.fromEntries(Object.entries(rec.data).filter(([name]) => !computed.has(name))),
    ...(rec.lines ? { lines: rec.lines } : {}),
    ...(rec.ownerId ? { ownerId: rec.ownerId } : {}),
    ...(rec.externalIds ? { externalIds: rec.externalIds } : {}),
  };
};

const faultsOf = (rec: Rec, { now, today }: { now: string; today: string }) =>
  entryFaults(
    { standard: standardOf(defaultStandard, rec.type), data: rec.data, lines: rec.lines },
    { now, today, defaultCountry: 'CN' },
  );

/** The rule by which an audit sees each kind of fault; none knows yet of work entered late. */
const seenBy: Record<FaultKind, string | undefined> = {
  'bad-phone-short': 'bad-phone',
  'bad-phone-text': 'bad-phone',
  'bad-email-comma': 'bad-email',
  'bad-email-two-at': 'bad-email',
  'bad-mobile': 'bad-phone',
  'unknown-country': 'bad-country',
  'missing-country': 'required-missing',
  'bad-address': 'bad-address',
  'account-code': 'code-rule-broken',
  'bad-tax-id': 'bad-tax-id',
  'birth-after-start': 'dates-out-of-order',
  'account-twice': 'duplicate-account',
  'account-twice-abroad': 'duplicate-account',
  'contact-twice': 'duplicate-contact',
  'contact-without-account': 'required-missing',
  'birth-in-future': 'date-in-future',
  'lead-twice': 'duplicate-lead',
  'two-codes': 'product-several-codes',
  'product-code': 'code-rule-broken',
  'product-without-cost': 'required-missing',
  'price-ends-before-start': 'dates-out-of-order',
  'shipped-before-ordered': 'dates-out-of-order',
  'amount-differs': 'amount-differs',
  'negative-quantity': 'not-positive',
  'line-without-product': 'required-missing',
  'no-such-product': 'orphan-reference',
  'unreadable-date': 'bad-date',
  'order-in-future': 'date-in-future',
  'price-far-off': 'several-prices',
  'no-close-date': 'required-missing',
  'stale-account': 'stale-record',
  'stale-opportunity': 'stale-record',
  'entered-late': 'entered-late',
};

/** What an audit of all rules would find: rule, and the records that it names. */
const audit = (records: readonly Rec[], instant: string): { rule: string; ids: string[] }[] => {
  const active = activeRules(rules, {});
  const ids = new Set(['pip_standard', ...Object.values(members).map(({ id }) => id), ...records.map(({ id }) => id)]);
  const rows = new Map(records.map((rec) => [rec.id, rowOf(entityOf(rec.type), rec)]));
  for (const { id } of Object.values(members)) rows.set(id, { id, type: 'member', status: 'active' } as never);
  const context = {
    now: instant,
    today: calendarOf(Date.parse(instant)).today,
    timeZone: ZONE,
    country: 'CN',
    calendar: calendarFor(defaultCalendar('CN'), ZONE),
    exists: (id: string) => ids.has(id),
    row: (_type: string, id: string) => rows.get(id),
  };
  const single = active
    .filter(isRecordRule)
    .flatMap(({ rule, settings }) =>
      records
        .filter((rec) => rule.types.includes(rec.type))
        .flatMap((rec) =>
          rule
            .evaluate(rec, { ...context, settings, standard: standardOf(defaultStandard, rec.type) })
            .map(() => ({ rule: rule.id, ids: [rec.id] })),
        ),
    );
  const grouped = active.filter(isGroupRule).flatMap(({ rule, settings }) => {
    const groups = new Map<string, (typeof rows extends Map<string, infer R> ? R : never)[]>();
    for (const row of rows.values()) {
      if (rule.types.includes(String(row['type'])))
        for (const key of rule.keys(row)) groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    return [...groups].flatMap(([key, members]) => {
      const faults = rule.evaluateGroup(key, members, { ...context, settings }) ?? [];
      return [faults].flat().map((fault) => ({ rule: rule.id, ids: [fault.subjectId, ...(fault.related ?? [])] }));
    });
  });
  return [...single, ...grouped];
};

describe('the demo company', () => {
  it('is the same each time', () => {
    expect(companyAt(now)).toEqual(companyAt(now));
  });

  it('has enough of everything', () => {
    const counts = Object.fromEntries(
      [...Map.groupBy(companyAt(now).records, (rec) => rec.type)].map(([type, list]) => [type, list.length]),
    );
    expect(counts).toEqual({
      account: 82,
      contact: expect.any(Number),
      category: 8,
      product: 62,
      opportunity: 70,
      lead: 36,
      leadForm: 1,
      order: 120,
      activity: 418,
      cause: 14,
      complaint: 18,
      enquiry: 132,
      survey: 3,
      surveyRequest: 54,
      suggestion: 5,
    });
    expect(counts['contact']).toBeGreaterThan(150);
  });

  it('has the records that examples of the API name, sound ones of the first sales rep', () => {
    const { records, faults } = companyAt(now);
    for (const id of ['acc_example', 'con_example', 'opp_example', 'prd_example']) {
      const rec = records.find((one) => one.id === id)!;
      expect(faults.some((fault) => fault.id === id)).toBe(false);
      if (rec.type !== 'product') expect(rec).toMatchObject({ ownerId: members['sales-rep'].id, teamId: 'east' });
    }
  });

  it.each(instants)('made at %s, holds what entry would take, but for the faults put in', (instant) => {
    const { records, faults } = companyAt(instant);
    const faulty = new Set(faults.map(({ id }) => id));
    const { today } = calendarOf(Date.parse(instant));
    for (const rec of records) {
      if (!faulty.has(rec.id)) {
        expect(createSchema(entityOf(rec.type)).safeParse(bodyOf(rec)).error, rec.id).toBeUndefined();
        expect(faultsOf(rec, { now: instant, today }), rec.id).toEqual([]);
        expect(
          entityOf(rec.type).check?.({ data: rec.data, lines: rec.lines }, undefined, {
            id: 'mem_admin',
            roles: [],
            today,
          }) ?? [],
          rec.id,
        ).toEqual([]);
      }
      expect(
        rec.createdAt <= instant &&
          rec.enteredAt <= instant &&
          rec.updatedAt <= instant &&
          rec.createdAt <= rec.updatedAt,
        `${rec.id} in time`,
      ).toBe(true);
    }
  });

  it.each(instants)('made at %s, has no id and no natural key twice', (instant) => {
    const { records } = companyAt(instant);
    expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
    const keys = records.flatMap((rec) =>
      claimedKeys(entityOf(rec.type), rec).map(({ field, value }) => `${rec.type} ${field} ${value}`),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(instants)('made at %s, has each fault once, at a record of its own, and an audit finds it', (instant) => {
    const { records, faults } = companyAt(instant);
    expect(faults.map(({ kind }) => kind)).toEqual(faultKinds);
    expect(new Set(faults.map(({ id }) => id)).size).toBe(faults.length);
    const found = audit(records, instant);
    for (const { kind, id } of faults) {
      const rule = seenBy[kind];
      // A price stands at the product; the order is among the records that the finding names.
      if (rule)
        expect(
          found.some((one) => one.rule === rule && one.ids.includes(id)),
          `${kind} by ${rule}`,
        ).toBe(true);
    }
  });

  it.each(instants)('made at %s, gives an audit of the data nothing to find beside them', (instant) => {
    const { records, faults } = companyAt(instant);
    const faulty = new Set(faults.map(({ id }) => id));
    const course = [
      'opportunity-past-close',
      'opportunity-no-next-step',
      'opportunity-stuck',
      'order-not-approved-in-time',
    ];
    const found = audit(records, instant);
    // Prices have a test of their own: a change of price is in the periods of a product, which are no columns of a list.
    const expected = new Set(course);
    expect(found.filter((one) => !expected.has(one.rule) && !one.ids.some((id) => faulty.has(id)))).toEqual([]);
    for (const rule of course) expect(found.filter((one) => one.rule === rule).length, rule).toBeGreaterThanOrEqual(4);
  });

  it.each(instants)('made at %s, sells at the price that the product had on the day', (instant) => {
    const { records, faults } = companyAt(instant);
    const faulty = new Set(faults.map(({ id }) => id));
    const products = new Map(records.map((rec) => [rec.id, rec]));
    for (const rec of records.filter((one) => one.type === 'order' && !faulty.has(one.id))) {
      for (const line of rec.lines!)
        expect(priceOn(products.get(String(line['productId']))!, String(rec.data['orderDate'])), rec.id).toBe(
          line['unitPrice'],
        );
    }
  });

  it('has tasks overdue, due today and to come', () => {
    const { today } = calendarOf(Date.parse(now));
    const days = companyAt(now).records.flatMap((rec) =>
      rec.data['done'] === false ? [String(rec.data['dueAt']).slice(0, 10)] : [],
    );
    for (const found of [
      days.filter((day) => day < today),
      days.filter((day) => day === today),
      days.filter((day) => day > today),
    ])
      expect(found.length).toBeGreaterThan(8);
  });
});

describe('what the company has learnt', () => {
  const makeAt = (instant: string) => {
    const world = { ws: 'ws_demo', writtenAt: instant, members, pipelineId: 'pip_standard' };
    const calendar = calendarOf(Date.parse(instant));
    const { records, faults } = makeCompany(Date.parse(instant), world);
    const learnt = makeQuality({ records, faults }, { ...world, calendar }, { members, now: instant });
    return { records, today: calendar.today, learnt: learnt.map((one) => ('rec' in one ? one.rec : one)) };
  };

  const made = new Map<string, ReturnType<typeof makeAt>>();
  const learntAt = (instant: string) => {
    const known = made.get(instant) ?? makeAt(instant);
    made.set(instant, known);
    return known;
  };

  it('is the same each time', () => {
    expect(makeAt(now).learnt).toEqual(learntAt(now).learnt);
  });

  it.each(instants)('told at %s, lies in the past, names what is there, and has no id twice', (instant) => {
    const { records, learnt } = learntAt(instant);
    const ids = new Set([...records, ...learnt, ...Object.values(members)].map(({ id }) => id));
    expect(new Set(learnt.map(({ id }) => id)).size).toBe(learnt.length);
    for (const { id, createdAt, data, lines, process } of learnt) {
      expect(createdAt <= instant && (process?.since ?? '') <= instant, id).toBe(true);
      const named = [data, ...(lines ?? [])].flatMap((part) =>
        Object.entries(part).flatMap(([name, value]) => (/Id$|^evidence$/.test(name) ? [value].flat() : [])),
      );
      expect(
        named.filter((one) => !ids.has(String(one))),
        id,
      ).toEqual([]);
    }
  });

  it.each(instants)('told at %s, holds what entry would take', (instant) => {
    const { today, learnt } = learntAt(instant);
    for (const rec of learnt.filter((one) => !['finding', 'warning', 'systemIssue', 'interview'].includes(one.type))) {
      expect(createSchema(entityOf(rec.type)).safeParse(bodyOf(rec)).error, rec.id).toBeUndefined();
      expect(faultsOf(rec, { now: instant, today }), rec.id).toEqual([]);
    }
  });

  it('has a prevention that helped and one that changed nothing, of versions made on the day', () => {
    const { today, learnt } = learntAt(now);
    const found = learnt.filter(({ type }) => type === 'finding');
    const counts: Record<string, number> = {};
    for (const { field, amount } of found.flatMap((one) => weekFlows(one, ZONE)))
      counts[field] = (counts[field] ?? 0) + amount;
    const rows = found.map(({ id, data }) => ({ ...data, id }));
    const verdicts = preventionsIn(rows).map((one) => [
      one.rule,
      effectOf(one, { counts, today, known: '2020-01-01' }).verdict,
      one.since === preventionDays(today)[one.rule],
    ]);
    expect(verdicts.sort()).toEqual([
      ['bad-phone', 'better', true],
      ['entered-late', 'too-early', true],
      ['opportunity-no-next-step', 'same', true],
      ['order-not-approved-in-time', 'better', true],
    ]);
  });

  it('has asked people of two teams: somebody failed, learnt and passed, a lesson is open, and one interview is late', () => {
    const { today, learnt } = learntAt(now);
    const asked = learnt.filter(({ type }) => type === 'interview').map(({ data }) => data);
    const held = asked.filter((one) => one['heldAt']);
    expect(held.map((one) => [one['memberTeam'], one['result'], one['status'], one['attempt']])).toEqual([
      ['east', 'passed', 'passed', 1],
      ['south', 'failed', 'learnt', 1],
      ['south', 'passed', 'passed', 2],
      [undefined, 'passed', 'passed', 1],
      ['south', 'passed', 'passed', 1],
      ['east', 'failed', 'failed', 1],
    ]);
    expect(asked.filter((one) => one['status'] === 'planned' && String(one['dueOn']) < today)).toHaveLength(1);
    expect(String(held.find((one) => one['status'] === 'failed')!['lessonText'])).toContain('销售订单');
  });

  it('has notices on findings that were theirs before, in each state that asks for somebody', () => {
    const { learnt } = learntAt(now);
    const byId = new Map(learnt.map((rec) => [rec.id, rec]));
    const told = learnt.filter(({ type }) => type === 'warning');
    expect(told.map(({ data }) => data['status']).sort()).toEqual(['answered', 'appealed', 'draft']);
    for (const { data, createdAt } of told) {
      const evidence = (data['evidence'] as string[]).map((id) => byId.get(id)!);
      expect(evidence.length).toBeGreaterThan(1);
      for (const one of evidence) expect([one.ownerId, one.data['rule']]).toEqual([data['memberId'], data['rule']]);
      expect(evidence.every((one) => String(one.data['openedAt']) < createdAt)).toBe(true);
    }
  });
});

describe('what the company aims at', () => {
  const goals = demoGoals('2026-11', { manager: 'mem_m', steward: 'mem_s', finance: undefined, service: 'mem_c' });
  it('holds what the page of goals would take, with days around the last review', () => {
    expect(goalFaults(goals)).toEqual([]);
    const days = Object.values(goals).map(({ goalBy }) => goalBy!);
    expect(days.some((day) => day < '2026-11-01') && days.some((day) => day > '2026-11-30')).toBe(true);
    expect(Object.values(goals).every(({ baseline, baselineOn }) => baseline !== undefined && baselineOn)).toBe(true);
  });
  it('has a promise that is carried from meeting to meeting and was due before the last review', () => {
    const instant = now;
    const setting = {
      ws: 'ws_demo',
      writtenAt: instant,
      members,
      pipelineId: 'pip_standard',
      calendar: calendarOf(Date.parse(instant)),
    };
    const held = makeGatherings(setting, { members, now: instant }).map(({ rec }) => rec);
    const open = held.filter((rec) => !rec.data['nextId']).flatMap((rec) => rec.lines!.filter(isOpenAction));
    expect(open.filter((line) => String(line['dueDate']) < setting.calendar.today)).toEqual([
      expect.objectContaining({ carried: 2, dueDate: expect.stringMatching(/^2026-10/) }),
    ]);
  });
});

describe('a record as an earlier day found it', () => {
  const calendar = calendarFor(defaultCalendar('CN'), ZONE);
  const finding = {
    type: 'finding',
    createdAt: '2026-11-03T02:00:00.000Z',
    data: {
      state: 'fixed',
      rule: 'bad-phone',
      openedAt: '2026-11-03T02:00:00.000Z',
      closedAt: '2026-11-12T02:00:00.000Z',
    },
  } as unknown as Rec;
  const sinceThen = (instant: string) =>
    Object.fromEntries(
      [...gainedSince([finding], instant, calendar)].filter(([name]) => name.startsWith('2026-11\nfindings\n')),
    );
  it.each([
    ['2026-11-01T16:00:00.000Z', { '2026-11\nfindings\nopened': 1, '2026-11\nfindings\nclosed': 1 }],
    ['2026-11-08T16:00:00.000Z', { '2026-11\nfindings\nopened': 0, '2026-11\nfindings\nclosed': 1 }],
    ['2026-11-15T16:00:00.000Z', { '2026-11\nfindings\nopened': 0, '2026-11\nfindings\nclosed': 0 }],
  ])('since %s its month gained %o', (instant, gained) => {
    expect(sinceThen(instant)).toEqual(gained);
  });
});

describe('the small companies', () => {
  it('hold what entry would take', () => {
    const setting = { ws: 'ws_other', writtenAt: now, calendar: calendarOf(Date.parse(now)) };
    for (const [rows, country] of [
      [otherRows, 'DE'],
      [practiceRows, 'CN'],
    ] as const) {
      const records = makeSmallCompany(setting, { rows, country, owner: { id: 'mem_other' } });
      expect(records.filter((rec) => rec.type === 'account')).toHaveLength(3);
      for (const rec of records) {
        expect(createSchema(entityOf(rec.type)).safeParse(bodyOf(rec)).error).toBeUndefined();
        expect(faultsOf(rec, { now, today: setting.calendar.today })).toEqual([]);
      }
    }
  });
});
