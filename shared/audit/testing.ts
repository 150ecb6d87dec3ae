import { entityOf } from '../entities.ts';
import type { Rec } from '../kernel/record.ts';
import type { ChainFacts, CreditDifference, Fault, Row, Rule } from '../kernel/rule.ts';
import { calendarFor, defaultCalendar } from '../process/calendar.ts';
import { rowOf } from '../search/row.ts';
import type { EntityStandard } from '../standards/standard.ts';
import { defaultStandard, noStandard, standardOf } from '../standards/standard.ts';
import type { ActiveGroupRule, ActiveRecordRule, AnyGroupRule, AnyRecordRule } from './active.ts';
import { activate } from './active.ts';
import type { RuleSetting } from './audit.contract.ts';
import type { Facts } from './evaluate.ts';
import { checkAgainAt, evaluate, evaluateGroup } from './evaluate.ts';
import { indexGroups, mergeSightings, rowsOfGroup } from './groups.ts';

/** The instant at which the tests of the rules are run: ten in the morning in Shanghai. */
export const NOW = '2026-11-21T02:00:00.000Z';

type Parts = Partial<Omit<Rec, 'type' | 'data'>>;
type Data = Record<string, unknown>;

let count = 0;

/** A record as it is stored, made on 1 November. Ids count up. */
export const record = (type: string, data: Data, parts: Parts = {}): Rec => {
  const at = '2026-11-01T00:00:00.000Z';
  return {
    type,
    id: `${prefix(type)}_${String(++count).padStart(6, '0')}`,
    ws: 'ws_test',
    version: 1,
    schemaVersion: 1,
    createdAt: at,
    createdBy: 'mem_1',
    updatedAt: at,
    updatedBy: 'mem_1',
    via: 'web',
    occurredAt: at,
    enteredAt: at,
    source: 'web',
    data,
    ...parts,
  };
};

const prefixes: Record<string, string> = {
  account: 'acc',
  contact: 'con',
  category: 'cat',
  product: 'prd',
  opportunity: 'opp',
  order: 'ord',
  activity: 'act',
};
const prefix = (type: string): string => prefixes[type] ?? type;

/** What surrounds a record in a test: other records, a standard of its own, settings of the rule. */
export interface Around {
  others?: readonly Rec[];
  standard?: Partial<EntityStandard>;
  setting?: RuleSetting;
  now?: string;
  /** What was read of the history of each record; a sound one when nothing is said. */
  chain?: Partial<ChainFacts>;
  /** Where the counter of each account differs from its documents; nowhere when nothing is said. */
  credit?: readonly CreditDifference[];
}

const calendar = calendarFor(defaultCalendar('CN'), 'Asia/Shanghai');

/** Facts about some records, as a run would have them. */
export const factsAbout = (records: readonly Rec[], around: Around = {}): Facts => {
  const rows = records.map((one) => rowOf(entityOf(one.type), one));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const now = around.now ?? NOW;
  return {
    now,
    today: now.slice(0, 10),
    timeZone: 'Asia/Shanghai',
    country: 'CN',
    calendar,
    chain: () => ({ faults: [], entries: [], ...around.chain }),
    credit: () => around.credit ?? [],
    exists: (id) => byId.has(id),
    row: (_type, id) => byId.get(id),
    standardOf: (type) => (around.standard ? { ...noStandard, ...around.standard } : standardOf(defaultStandard, type)),
    group: (rule, key) => rowsOfGroup([indexGroups(rule, rows)], key),
  };
};

const settled = <R extends Rule>(rule: R, around: Around) => activate(rule, around.setting);

/** The faults that a record rule sees in a record. @throws Error when the rule throws */
export const faultsOf = (rule: AnyRecordRule, subject: Rec, around: Around = {}): Fault[] => {
  const facts = factsAbout([subject, ...(around.others ?? [])], around);
  const { sightings, failures } = evaluate([settled(rule, around) as ActiveRecordRule], subject, facts);
  if (failures[0]) throw new Error(failures[0].message);
  return sightings.map((one) => one.fault);
};

/** Where a record rule sees faults. */
export const locatorsOf = (rule: AnyRecordRule, subject: Rec, around: Around = {}): string[] =>
  faultsOf(rule, subject, around).map((fault) => fault.locator);

/** When a record rule wants to look again. */
export const looksAgain = (rule: AnyRecordRule, subject: Rec, around: Around = {}): string | undefined =>
  checkAgainAt([settled(rule, around) as ActiveRecordRule], subject, factsAbout([subject], around));

/** What a group rule says of some records: subject and fault of each finding, by subject. @throws Error when the rule throws */
export const groupFaults = (
  rule: AnyGroupRule,
  records: readonly Rec[],
  around: Around = {},
): (Fault & { subjectId: string })[] => {
  const facts = factsAbout(records, around);
  const rows = records.map((one): Row => rowOf(entityOf(one.type), one));
  const active = settled(rule, around) as ActiveGroupRule;
  const all = [...indexGroups(rule, rows).keys()].map((key) => evaluateGroup(active, key, facts));
  const failure = all.flatMap((one) => one.failures)[0];
  if (failure) throw new Error(failure.message);
  return mergeSightings(all.flatMap((one) => one.sightings))
    .map(({ subject, fault }) => ({ ...fault, subjectId: subject.id }))
    .sort((a, b) => (a.subjectId < b.subjectId ? -1 : 1));
};
