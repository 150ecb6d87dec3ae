import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namesOfPacks } from '../../functions/runtime/review-packs.ts';
import { narrativeOf } from '../../shared/review/narrative.ts';
import type { ReviewPack } from '../../shared/review/review.contract.ts';
import { allItems } from '../harness/effects.ts';
import type { Business } from '../harness/month-business.ts';
import { openBusiness } from '../harness/month-business.ts';
import type { Company } from '../harness/month-company.ts';
import { openCompany } from '../harness/month-company.ts';
import { living } from '../harness/month-days.ts';
import { findingsOf } from '../harness/month-findings.ts';
import type { Leaves, Recount } from '../harness/month-leaves.ts';
import { expectedLeaves, leavesOf } from '../harness/month-leaves.ts';
import { aims } from '../harness/month-office.ts';
import { recount } from '../harness/month-recount.ts';
import { measureLeaves } from '../harness/month-recount-measures.ts';
import { afterwards, november, october } from '../harness/month-story.ts';
import { spokenNumbers, writtenNumbers } from '../harness/month-words.ts';
import type { Any } from '../harness/world.ts';
import { MAIN } from '../harness/world.ts';

/**
 * A company lives through a month on a clock of the test's own. What its review says must be what anybody finds who counts its documents
 * by hand, and stay so whatever is done to them later.
 */
let company: Company;
let business: Business;
let life: ReturnType<typeof living>;
const known: Record<string, Any> = {};
const recounts: Record<string, Recount> = {};
const packs: Record<string, ReviewPack> = {};

type Item = Record<string, unknown>;
const items = (): Promise<Item[]> => allItems(company.world, MAIN);
const read = (month: string): Promise<ReviewPack> => company.call('boss', 'GET', `/reviews/${month}`);

/** Freezes the month that is over by its job, and recounts it from what the table holds at that moment. */
const endOfMonth = async (month: string, asOf: string): Promise<void> => {
  await company.world.settle();
  recounts[month] = recount(await items(), month, asOf);
  await company.job('review.month-end');
  packs[month] = await read(month);
};

/** The pack as it is stored, byte for byte; undefined where there is none. */
const bytesOf = async (month: string): Promise<unknown> =>
  (await items()).find(({ header }) => (header as Item | undefined)?.['period'] === month)?.['pack'];

beforeAll(async () => {
  company = await openCompany('2026-10-28 07:00');
  business = await openBusiness(company);
  life = living(business);
  await life.until('2026-10-28', '2026-10-31', october(business, known));
  company.at('2026-11-01 08:05');
  await endOfMonth('2026-10', '2026-11-01');
  await life.until('2026-11-01', '2026-11-30', november(business, known));
  company.at('2026-12-01 08:05');
  await endOfMonth('2026-11', '2026-12-01');
}, 180_000);
afterAll(() => company.world.close());

/** What the pack of a month must show beside the month before. */
const recounted = (month: string, before?: string, goals = {}): Leaves => {
  const leaves = expectedLeaves(recounts[month]!, before ? recounts[before] : undefined);
  return new Map([...leaves, ...measureLeaves(leaves, goals)]);
};
const sorted = (leaves: Leaves): Record<string, number> => Object.fromEntries([...leaves].sort());

/** Every number of a pack is recounted, every number that was recounted is in the pack, and they are the same. */
const expectSame = (month: string, expected: Leaves): void => {
  const shown = leavesOf(packs[month]);
  expect([...shown.keys()].filter((place) => !expected.has(place))).toEqual([]);
  expect(sorted(shown)).toEqual(sorted(expected));
};

describe('the month', () => {
  it('has had its faults found, each once, whatever became of them', async () => {
    const { badPhone, accepted, explained, late, stuck } = known;
    const about = async (rec: Any, rule: string) =>
      (await findingsOf(business, `subjectId:eq:${rec.id}`, `rule:eq:${rule}`)).map(({ state, times }) => [
        state,
        times,
      ]);
    expect(await about(badPhone, 'bad-phone')).toEqual([['recurred', 3]]);
    expect(await about(accepted, 'bad-email')).toEqual([['accepted', 1]]);
    expect(await about(explained, 'bad-phone')).toEqual([['explained', 1]]);
    expect(await about(late, 'complaint-entered-late')).toEqual([['open', 1]]);
    expect(await about(stuck, 'opportunity-past-close')).toEqual([['open', 1]]);
    const rules = new Set((await findingsOf(business)).map(({ rule }) => rule));
    for (const rule of ['duplicate-account', 'back-dated', 'quote-not-approved-in-time', 'opportunity-no-next-step'])
      expect(rules).toContain(rule);
  });
});

describe('the review of a month', () => {
  it('says what counting the documents says, in every number of it', () => {
    expectSame('2026-11', recounted('2026-11', '2026-10', aims));
  });

  it('says so of a first month, beside which there is nothing', () => {
    expectSame('2026-10', recounted('2026-10'));
  });

  it('has something to say in most of its figures: a month in which nothing happened would prove nothing', () => {
    const figures = [...leavesOf(packs['2026-11'])].filter(([place]) => place.endsWith('.value'));
    const silent = figures.filter(([, value]) => value === 0).map(([place]) => place);
    expect(figures.length).toBeGreaterThan(120);
    expect(silent.length / figures.length, silent.join(' ')).toBeLessThan(0.1);
  });

  it('is told in words by its own numbers alone', async () => {
    const lines = narrativeOf(packs['2026-11']!, await namesOfPacks());
    expect(lines.length).toBeGreaterThan(4);
    const allowed = writtenNumbers(packs['2026-11']);
    for (const { en, zh } of lines)
      for (const text of [en, zh])
        expect(
          spokenNumbers(text).filter((one) => !allowed.has(one)),
          text,
        ).toEqual([]);
  });

  it('is recounted by code that has nothing of the product in it', () => {
    const folder = new URL('../harness/', import.meta.url);
    const files = readdirSync(folder).filter((name) => /^month-(raw|leaves|recount.*)\.ts$/.test(name));
    expect(files.length).toBeGreaterThan(4);
    for (const name of files) {
      const text = readFileSync(new URL(name, folder), 'utf8');
      expect(text, name).not.toMatch(/\b(?:import|require)\(|^export [^;]*? from '/m);
      for (const [, from] of text.matchAll(/^import\b[^';]*'([^']+)'/gm))
        expect(from, name).toMatch(/^\.\/month-(raw|leaves|recount[a-z-]*)\.ts$/);
    }
  });
});

describe('the month after', () => {
  it('changes documents of the one before, and leaves its review as it was, byte for byte', async () => {
    const before = await bytesOf('2026-11');
    await life.until('2026-12-01', '2026-12-01', {});
    await afterwards(business, known);
    await company.world.settle();
    const anew = recount(await items(), '2026-11', '2026-12-01');
    for (const place of ['orders.count', 'service.lost.count', 'activities'])
      expect(anew.figures[place], place).not.toBe(recounts['2026-11']!.figures[place]);
    await company.call('boss', 'DELETE', '/reviews/2026-11');
    expect(await bytesOf('2026-11')).toBeUndefined();
    const made = await company.call('boss', 'POST', '/reviews', { period: '2026-11' });
    expect(JSON.stringify(made)).toBe(JSON.stringify(packs['2026-11']));
    expect(await bytesOf('2026-11')).toBe(before);
  });

  it('is compared with what was said of the one before, not with what became of it', async () => {
    company.at('2027-01-01 08:05');
    await endOfMonth('2026-12', '2027-01-01');
    expectSame('2026-12', recounted('2026-12', '2026-11', aims));
  });
});
