import type { Rec } from '../../shared/kernel/record.ts';
import type { CasesByRule, Cell, Made } from './company-generator-base.ts';
import { openHand } from './company-generator-base.ts';
import { crowdCases } from './company-generator-crowds.ts';
import { dateCases } from './company-generator-dates.ts';
import { findingCases } from './company-generator-findings.ts';
import { groupCases } from './company-generator-groups.ts';
import { moneyCases } from './company-generator-money.ts';
import { peopleCases } from './company-generator-people.ts';
import { priceCases } from './company-generator-prices.ts';
import { stepCases } from './company-generator-steps.ts';
import { timeCases } from './company-generator-times.ts';
import { valueCases } from './company-generator-values.ts';
import { waitingCases } from './company-generator-waiting.ts';
import { wayCases } from './company-generator-ways.ts';
import { generateService } from './service-generator.ts';
import { DAY, dateOf } from './service-generator-clock.ts';

// A whole company with counted faults for every rule of the catalogue, and as many records that are almost one: just within the limit, the
// same value at another customer, written otherwise and right, closed a minute before, archived. What is a fault is said here, by the words
// of the rules' descriptions and the generator's own arithmetic: nothing of the product is imported but types.

/** Makers of cases by rule. Those of complaints and of the problem book are the service generator's. */
export const companyCases: CasesByRule = {
  ...valueCases,
  ...dateCases,
  ...groupCases,
  ...waitingCases,
  ...priceCases,
  ...moneyCases,
  ...timeCases,
  ...crowdCases,
  ...stepCases,
  ...wayCases,
  ...peopleCases,
  ...findingCases,
};

export interface Company extends Made {
  /** Cases by rule: with a fault, and almost with one. */
  cases: Record<string, { faults: number; near: number }>;
  /** Ids of the records that belong to no case: most of a large company. */
  plain: Set<string>;
}

export interface Wanted {
  seed: number;
  /** The instant of the run, ms: ten in the morning of 8 October 2026 in Shanghai, on which the cases are built. */
  now: number;
  /** How many records at least; with fewer than one round of all cases it is that round. */
  records: number;
  /** Rules whose cases are left out. */
  without?: readonly string[];
}

/** Records for which every case is put once more. */
const ROUND = 10_000;

/** A record of the service generator in the hands of people of the company. */
const takenBy = (rec: Rec, { rep, boss }: Cell): Rec =>
  JSON.parse(JSON.stringify(rec).replaceAll('"mem_1"', `"${rep.id}"`).replaceAll('"mem_2"', `"${boss.id}"`)) as Rec;
/** What complaints name is there: each product and cause of theirs is one of the company, and two are two as before. */
const named = (c: Cell): ((rec: Rec) => Rec) => {
  const real = new Map<string, string>();
  const own = (rec: Rec, field: 'productId' | 'causeId', make: () => Rec): Record<string, string> => {
    const id = rec.data[field];
    if (typeof id !== 'string') return {};
    if (!real.has(id)) real.set(id, make().id);
    return { [field]: real.get(id)! };
  };
  const cause = () => c.put('cause', { code: `MAT-${real.size}`, name: `材料${real.size}`, inUse: true });
  return (rec) => {
    if (rec.type !== 'complaint') return rec;
    return {
      ...rec,
      data: { ...rec.data, ...own(rec, 'productId', () => c.product()), ...own(rec, 'causeId', cause) },
    };
  };
};

/** Whether a complaint happened more than three days before the day on which somebody entered it here. */
const isLate = ({ type, data, source, enteredAt, archivedAt, removedAt }: Rec): boolean => {
  const isThere = archivedAt === undefined && removedAt === undefined;
  if (type !== 'complaint' || source !== 'web' || !isThere || typeof data['happenedAt'] !== 'string') return false;
  const [happened, entered] = [data['happenedAt'], enteredAt].map((when) => Date.parse(dateOf(Date.parse(when))));
  return entered! - happened! > 3 * DAY;
};

/** Makes the company. The same seed, instant and size make the same one. */
export const generateCompany = ({ seed, now, records, without = [] }: Wanted): Company => {
  const { made, cell, faults: count } = openHand(seed, now);
  const cases: Company['cases'] = {};
  const rounds = Math.max(1, Math.floor(records / ROUND));
  const tally = (rule: string, sort: 'faults' | 'near', count: number): void => {
    cases[rule] ??= { faults: 0, near: 0 };
    cases[rule][sort] += count;
  };
  for (let round = 0; round < rounds; round++)
    for (const [rule, { faulty, near }] of Object.entries(companyCases)) {
      if (without.includes(rule)) continue;
      for (const [sort, some] of [
        ['faults', faulty],
        ['near', near],
      ] as const)
        for (const [name, make] of Object.entries(some)) {
          const before = count();
          make(cell(rule));
          // A case that is not what its list says would make the counts a lie.
          if (count() > before !== (sort === 'faults')) throw new Error(`${rule}: ${name} is not what it says`);
          tally(rule, sort, 1);
        }
    }
  const each = { complaints: 22 * rounds, entries: 6 * rounds };
  const service = generateService({ seed, now, each, sound: { complaints: 20 * rounds, entries: 5 * rounds } });
  const withNames = named(cell(''));
  for (const rec of service.records) {
    made.records.push(takenBy(withNames(rec), cell('')));
    // A complaint of long ago is late by its own rule, and back-dated by the one of all documents.
    if (isLate(rec)) made.expected.add(`back-dated|${rec.id}|happenedAt`);
    // What an import could not read names no cause.
    if (rec.asImported?.['causeId']) made.expected.add(`orphan-reference|${rec.id}|causeId`);
  }
  for (const one of service.expected) made.expected.add(one);
  for (const [rule, { faults, near }] of Object.entries(service.cases)) {
    tally(rule, 'faults', faults);
    tally(rule, 'near', near);
  }
  const of = made.records.length;
  while (made.records.length < records) sound(cell(''));
  return { ...made, cases, plain: new Set(made.records.slice(of).map((rec) => rec.id)) };
};

/** A customer as most are: a person, a deal, a quote, an order that was shipped and billed, talks. */
const sound = (c: Cell): Rec => {
  const of = c.account();
  c.contact(of);
  c.opportunity(of);
  const [one, two] = [c.product(), c.product()];
  const unitPrice = 9_000 + Math.floor(c.random() * 900);
  const lines = [c.line(one, { unitPrice, quantity: 5 }), c.line(two, { quantity: 2 })];
  c.quote(of, lines, { status: 'accepted' }, { made: c.base - DAY });
  const order = c.order(of, lines, { status: 'shipped', openTotal: 0 });
  c.shipped(order);
  c.activity(of, c.base);
  return c.activity(of, c.base - DAY, { kind: 'call' });
};
