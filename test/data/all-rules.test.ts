import { expect, it } from 'vitest';
import type { ActiveGroupRule, ActiveRecordRule } from '../../shared/audit/active.ts';
import { activate } from '../../shared/audit/active.ts';
import { rules } from '../../shared/audit/catalogue.ts';
import type { Facts } from '../../shared/audit/evaluate.ts';
import { evaluate, evaluateGroup } from '../../shared/audit/evaluate.ts';
import type { GroupIndex } from '../../shared/audit/groups.ts';
import { indexGroups, mergeSightings, rowsOfGroup } from '../../shared/audit/groups.ts';
import { factsAbout } from '../../shared/audit/testing.ts';
import { entityOf } from '../../shared/entities.ts';
import { rowOf } from '../../shared/search/row.ts';
import { generateCompany } from './company-generator.ts';
import { at, iso } from './service-generator-clock.ts';

/**
 * A rule that no record can break: `rule-failed` is what the audit says of a rule that threw (test/integration/audit.test.ts). Histories
 * and credit counters, which a run reads besides the records, are handed in with the company here; that they are read rightly from the
 * table is measured in test/integration/chain-audit.test.ts, selling-audit.test.ts and credit.test.ts.
 */
const ELSEWHERE = ['rule-failed'];

/** Ten in the morning of the first day after a week of holidays. */
const now = at('2026-10-08', '10:00');
const { records, expected, cases, chains, credit } = generateCompany({ seed: 20_261_008, now, records: 4_000 });

/** What the rules see, as `<rule>|<subject>|<locator>`, and what threw. */
const seen = ((): { found: Set<string>; failures: unknown[] } => {
  const rows = records.map((one) => rowOf(entityOf(one.type), one));
  const byId = new Map(rows.map((row) => [row.id, row]));
  let index: GroupIndex = new Map();
  const sound = { faults: [], entries: [] };
  const facts: Facts = {
    ...factsAbout([], { now: iso(now) }),
    row: (type, id) => (byId.get(id)?.['type'] === type ? byId.get(id) : undefined),
    // As a run sees it: what was taken back is not there.
    exists: (id) => byId.has(id) && byId.get(id)!['removedAt'] === undefined,
    chain: (id) => chains.get(id) ?? sound,
    credit: (id) => credit.get(id) ?? [],
    group: (_rule, key) => rowsOfGroup([index], key),
  };
  const active = rules.map((rule) => activate(rule));
  const single = active.filter((rule): rule is ActiveRecordRule => rule.rule.kind === 'record');
  const answers = records.map((one) => evaluate(single, one, facts));
  for (const rule of active.filter((one): one is ActiveGroupRule => one.rule.kind === 'group')) {
    index = indexGroups(rule.rule, rows);
    const own = [...index.keys()].map((key) => evaluateGroup(rule, key, facts));
    answers.push({
      sightings: mergeSightings(own.flatMap((one) => one.sightings)),
      failures: own.flatMap((one) => one.failures),
    });
  }
  return {
    found: new Set(
      answers.flatMap((one) =>
        one.sightings.map(({ rule, subject, fault }) => `${rule}|${subject.id}|${fault.locator}`),
      ),
    ),
    failures: answers.flatMap((one) => one.failures),
  };
})();

const of = (all: Set<string>, rule: string): string[] => [...all].filter((one) => one.startsWith(`${rule}|`)).sort();

it('makes a company of the size that was asked for, the same for the same seed', () => {
  expect(records.length).toBeGreaterThanOrEqual(4_000);
  expect(new Set(records.map((one) => one.id)).size).toBe(records.length);
  expect(seen.failures).toEqual([]);
});

it('has faults and near-misses of every rule of the catalogue, and of no other', () => {
  const wanted = rules.map(({ id }) => id).filter((id) => !ELSEWHERE.includes(id));
  expect(Object.keys(cases).sort()).toEqual(wanted.sort());
  for (const rule of wanted) {
    expect(cases[rule]!.faults, rule).toBeGreaterThanOrEqual(2);
    expect(cases[rule]!.near, rule).toBeGreaterThanOrEqual(2);
  }
});

it.each(rules.map(({ id }) => id))('%s: finds every fault and nothing else', (rule) => {
  const made = of(expected, rule);
  expect(of(seen.found, rule)).toEqual(made);
  expect(made.length).toBeGreaterThanOrEqual(cases[rule]?.faults ?? 0);
});
