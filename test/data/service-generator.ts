import type { Rec } from '../../shared/kernel/record.ts';
import { againCases } from './service-generator-again.ts';
import { contactCases, entryCases, incompleteCases, lateCases, overdueCases } from './service-generator-cases.ts';
import type { Base, Case, Twist } from './service-generator-records.ts';
import { openMaker } from './service-generator-records.ts';

// Complaints and entries of the problem book with counted faults, and as many that are almost one. What is a fault is said here, by
// the words of the rules' descriptions and the generator's own arithmetic: nothing of the product is imported but types.

/** What the generator expects: `<rule>|<subject>|<locator>`. */
export interface Generated {
  records: Rec[];
  expected: Set<string>;
  /** Cases by rule: with a fault, and almost with one. */
  cases: Record<string, { faults: number; near: number }>;
}

export interface Wanted {
  seed: number;
  /** The instant of the run, ms. For cases "exactly at the limit" it lies within working hours. */
  now: number;
  /** Cases of each sort and rule: of a rule about complaints, of one about entries. */
  each: { complaints: number; entries: number };
  /** Complaints and entries without a fault that are not even near one. */
  sound: { complaints: number; entries: number };
}

const STALE = 'help-entry-stale';

type Sort = 'faults' | 'near';
type Finish = (base: Base, twist: Twist) => Rec;

/** Makes the records. The same seed and instant make the same ones. */
export const generateService = ({ seed, now, each, sound }: Wanted): Generated => {
  const maker = openMaker(seed, now);
  const { complaint, pick, some } = maker;
  const out: Generated = { records: [], expected: new Set(), cases: {} };
  const put = (rule: string, rec: Rec, faults: readonly string[] = []): Rec => {
    out.records.push(rec);
    for (const locator of faults) out.expected.add(`${rule}|${rec.id}|${locator}`);
    return rec;
  };
  const tally = (rule: string, sort: Sort, count: number): void => {
    out.cases[rule] ??= { faults: 0, near: 0 };
    out.cases[rule][sort] += count;
  };
  /** So many records by the cases in turn. A case that is not what its list says would make the counts a lie. */
  const many = (rule: string, sort: Sort, of: readonly (readonly [Case[], Finish])[]): void => {
    const wanted = rule === STALE ? each.entries : each.complaints;
    const all = of.flatMap(([cases, make]) => cases.map((one) => [one, make] as const));
    for (let index = 0; index < wanted; index++) {
      const [[name, make], finish] = all[index % all.length]!;
      const base = some();
      const twist = make(base);
      if ((sort === 'faults') !== (twist.faults ?? []).length > 0)
        throw new Error(`${rule}: ${name} is not what it says`);
      put(rule, finish(base, twist), twist.faults);
    }
    tally(rule, sort, wanted);
  };
  const closed = (base: Base, twist: Twist) => complaint('closed', base, twist);
  const open = (base: Base, twist: Twist) => complaint('open', base, twist);

  const late = lateCases(maker);
  many('complaint-entered-late', 'faults', [[late.faults, closed]]);
  many('complaint-entered-late', 'near', [[late.near, closed]]);
  const incomplete = incompleteCases(maker);
  many('complaint-closed-incomplete', 'faults', [[incomplete.faults, closed]]);
  many('complaint-closed-incomplete', 'near', [[incomplete.near, closed]]);
  const contact = contactCases(maker);
  many('complaint-contact-not-logged', 'faults', [
    [contact.unheardOpen, open],
    [contact.unheardEnded, closed],
  ]);
  many('complaint-contact-not-logged', 'near', [
    [contact.heardOpen, open],
    [contact.heardEnded, closed],
  ]);
  const overdue = overdueCases(maker);
  many('step-overdue', 'faults', [[overdue.faults, open]]);
  many('step-overdue', 'near', [[overdue.near, open]]);
  const { entry, ...stale } = entryCases(maker);
  const ofEntry: Finish = (_base, twist) => entry(twist);
  many(STALE, 'faults', [[stale.faults, ofEntry]]);
  many(STALE, 'near', [[stale.near, ofEntry]]);
  const again = againCases(maker, (rec, faults) => put('cause-again', rec, faults));
  for (let index = 0; index < each.complaints; index++)
    for (const cases of [again.faults, again.near]) cases[index % cases.length]!();
  for (const sort of ['faults', 'near'] as const) tally('cause-again', sort, each.complaints);
  for (let index = 0; index < sound.complaints; index++) put('', complaint(pick(['open', 'closed']), some(), {}));
  for (let index = 0; index < sound.entries; index++) put('', entry({}));
  return out;
};
