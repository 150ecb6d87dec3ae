import { afterAll, beforeAll, expect, it } from 'vitest';
import type { IdKind } from '../../shared/kernel/id.ts';
import type { Generated } from '../data/service-generator.ts';
import { generateService } from '../data/service-generator.ts';
import { allItems } from '../harness/effects.ts';
import type { AuditWorld } from './audit-world.ts';
import { MINUTE, openAuditWorld } from './audit-world.ts';

/** The rules of service in a real run: what 5,000 complaints show of them without a table is shown here with one. */
let audit: AuditWorld;
let generated: Generated;
let rules: string[];

beforeAll(async () => {
  audit = await openAuditWorld();
  // A Monday, ten in the morning: a limit of working hours can end at this very minute.
  audit.world.clock.now = Date.parse('2026-11-23T02:00:00.000Z');
  generated = generateService({
    seed: 7,
    now: audit.world.clock.now + MINUTE,
    each: { complaints: 5, entries: 5 },
    sound: { complaints: 4, entries: 2 },
  });
  rules = Object.keys(generated.cases);
  await audit.put(generated.records.map(({ type, data, ...parts }) => ({ type: type as IdKind, data, parts })));
});
afterAll(() => audit.world.close());

const openOnes = async (): Promise<string[]> => {
  const found = await audit.findings(`rule:in:${rules.join('|')}`, 'state:eq:open');
  return found.map((one) => `${one.rule}|${one.subjectId}|${one.locator}`).sort();
};

it('finds in the table what it finds in a list', async () => {
  await audit.run({ kind: 'sweep' });
  expect(await openOnes()).toEqual([...generated.expected].sort());
});

it('finds by the clock alone what was at its limit before', async () => {
  const known = await openOnes();
  audit.world.clock.now += 3 * 24 * 60 * MINUTE;
  await audit.run({ kind: 'incremental' });
  const fresh = (await openOnes()).filter((one) => !known.includes(one)).map((one) => one.split('|')[0]);
  expect(new Set(fresh)).toEqual(new Set(['complaint-contact-not-logged', 'help-entry-stale', 'step-overdue']));
});

it('writes nothing when it comes again and nothing has changed', async () => {
  const before = (await allItems(audit.world)).filter((item) => String(item['type']) === 'finding');
  const done = await audit.run({ kind: 'incremental' });
  expect(done.counts).toMatchObject({ opened: 0, reopened: 0, closed: 0 });
  expect((await allItems(audit.world)).filter((item) => String(item['type']) === 'finding')).toEqual(before);
});
