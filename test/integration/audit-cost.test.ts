import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Rec } from '../../shared/kernel/record.ts';
import { DAY } from '../../shared/kernel/time.ts';
import type { Any } from '../harness/world.ts';
import type { AuditWorld } from './audit-world.ts';
import { MINUTE, openAuditWorld } from './audit-world.ts';

/** Records of the company, and of the same one grown. `npm run bench` does it with 200,000. */
const [SMALL, LARGE] = [200, 2_000];
const CHANGED = 50;
const DUE = 20;

let audit: AuditWorld;
let customers: Rec[];
/** When the deals of the first night, and those of the second, have been in their stage for too long. */
let begun: number;
const nights = [120 * MINUTE, 240 * MINUTE];

const accounts = (count: number) =>
  audit.put(Array.from({ length: count }, () => ({ type: 'account' as const, data: audit.account({ city: '上海' }) })));
const deals = (becomeDue: number) =>
  Array.from({ length: DUE }, (_, index) => ({
    type: 'opportunity' as const,
    data: {
      name: `Deal ${index}`,
      accountId: customers[index]!.id,
      stage: 'proposal',
      stageSince: new Date(begun + becomeDue - 30 * DAY).toISOString(),
      closeDate: '2027-06-30',
      nextStep: 'call',
    },
  }));

/** A night after a day on which so many customers were changed, and so many deals have become stuck by the clock. */
const night = async (index: 0 | 1): Promise<Any> => {
  audit.world.clock.now = begun + nights[index]!;
  const changed = customers.slice(CHANGED * index, CHANGED * (index + 1));
  for (const rec of changed) await audit.overwrite(rec, { data: { ...rec.data, city: 'Berlin' } });
  return audit.run({ kind: 'incremental' });
};
/** Nights until nothing is left to look at; the last of them. */
const idle = async (): Promise<Any> => {
  await audit.run({ kind: 'incremental' });
  return audit.run({ kind: 'incremental' });
};

beforeAll(async () => {
  audit = await openAuditWorld();
  begun = audit.world.clock.now;
  customers = await accounts(SMALL);
  await audit.put([...deals(nights[0]!), ...deals(nights[1]!)]);
}, 120_000);
afterAll(() => audit.world.close());

it('costs what has changed and what is due, and not what is stored', async () => {
  const quiet = await idle();
  const small = await night(0);
  await accounts(LARGE - SMALL);
  const quietLarge = await idle();
  const large = await night(1);
  for (const one of [quiet, quietLarge]) expect(one.counts.checked).toBe(0);
  for (const one of [small, large]) expect(one.counts).toMatchObject({ checked: CHANGED + DUE, opened: DUE });
  // Ten times the records, the same to read and to write.
  expect(Math.abs(quietLarge.units.read - quiet.units.read)).toBeLessThanOrEqual(3);
  expect(Math.abs(large.units.read - small.units.read)).toBeLessThanOrEqual(6);
  expect(Math.abs(large.units.write - small.units.write)).toBeLessThanOrEqual(3);
  // Record, history and note of each.
  expect(large.units.read - quietLarge.units.read).toBeLessThan(4 * (CHANGED + DUE));
  // A look at each kind of record and at the run itself.
  expect(quiet.units.read).toBeLessThan(34);
}, 120_000);
