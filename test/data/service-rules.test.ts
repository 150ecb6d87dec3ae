import { expect, it } from 'vitest';
import type { ActiveGroupRule, ActiveRecordRule } from '../../shared/audit/active.ts';
import { activate } from '../../shared/audit/active.ts';
import { rules } from '../../shared/audit/catalogue.ts';
import { evaluate, evaluateGroup } from '../../shared/audit/evaluate.ts';
import { indexGroups, mergeSightings, rowsOfGroup } from '../../shared/audit/groups.ts';
import { factsAbout } from '../../shared/audit/testing.ts';
import { entityOf } from '../../shared/entities.ts';
import { calendarFor, defaultCalendar } from '../../shared/process/calendar.ts';
import { rowOf } from '../../shared/search/row.ts';
import { generateService } from './service-generator.ts';
import { at, DAY, dateOf, iso, isWorkingDay } from './service-generator-clock.ts';

/** Ten in the morning of the first day after a week of holidays. */
const now = at('2026-10-08', '10:00');
const COMPLAINTS = 5000;
const ENTRIES = 500;
const each = { complaints: 400, entries: 200 };
/** Four rules ask about one complaint, with a fault and almost; that of a cause which comes again about two. */
const { records, expected, cases } = generateService({
  seed: 20_261_121,
  now,
  each,
  sound: { complaints: COMPLAINTS - 12 * each.complaints, entries: ENTRIES - 2 * each.entries },
});
const casesOf = (rule: string): number => (rule === 'help-entry-stale' ? each.entries : each.complaints);
const serviceRules = Object.keys(cases).sort();

/** What the rules see, as `<rule>|<subject>|<locator>`. */
const seen = ((): Set<string> => {
  const facts = factsAbout(records, { now: iso(now) });
  const active = rules.filter((rule) => serviceRules.includes(rule.id)).map((rule) => activate(rule));
  const rows = records.map((one) => rowOf(entityOf(one.type), one));
  const single = records.flatMap(
    (one) =>
      evaluate(
        active.filter((rule): rule is ActiveRecordRule => rule.rule.kind === 'record'),
        one,
        facts,
      ).sightings,
  );
  const grouped = active
    .filter((rule): rule is ActiveGroupRule => rule.rule.kind === 'group')
    .flatMap((rule) => {
      const index = indexGroups(rule.rule, rows);
      const all = { ...facts, group: (_rule: unknown, key: string) => rowsOfGroup([index], key) };
      return mergeSightings([...index.keys()].flatMap((key) => evaluateGroup(rule, key, all).sightings));
    });
  return new Set([...single, ...grouped].map(({ rule, subject, fault }) => `${rule}|${subject.id}|${fault.locator}`));
})();

it('makes as many complaints and entries as it says, with as many that are almost a fault', () => {
  const count = (type: string) => records.filter((one) => one.type === type).length;
  expect([count('complaint'), count('problemEntry')]).toEqual([COMPLAINTS, ENTRIES]);
  expect(new Set(records.map((one) => one.id)).size).toBe(records.length);
  expect(serviceRules).toEqual([
    'cause-again',
    'complaint-closed-incomplete',
    'complaint-contact-not-logged',
    'complaint-entered-late',
    'help-entry-stale',
    'step-overdue',
  ]);
  for (const rule of serviceRules) expect(cases[rule]).toEqual({ faults: casesOf(rule), near: casesOf(rule) });
});

it('counts hours by a calendar of its own that is the country’s', () => {
  const calendar = calendarFor(defaultCalendar('CN'), 'Asia/Shanghai');
  const days = Array.from({ length: 365 }, (_, index) => dateOf(at('2025-12-01', '12:00') + index * DAY));
  expect(days.filter((day) => isWorkingDay(day) !== calendar.periodsOf(day).length > 0)).toEqual([]);
});

it.each(serviceRules)('%s: finds every fault and nothing else', (rule) => {
  const of = (all: Set<string>) => [...all].filter((one) => one.startsWith(`${rule}|`)).sort();
  const [found, made] = [of(seen), of(expected)];
  const right = found.filter((one) => expected.has(one)).length;
  const [precision, recall] = [right / found.length, right / made.length];
  console.log(`${rule}: ${made.length} faults, ${casesOf(rule)} near-misses, precision ${precision}, recall ${recall}`);
  expect(found).toEqual(made);
  expect(made.length).toBeGreaterThanOrEqual(casesOf(rule));
  expect([precision, recall]).toEqual([1, 1]);
});
