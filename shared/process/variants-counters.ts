import type { Contribution } from '../kernel/projection.ts';
import { defineProjection } from '../kernel/projection.ts';
import type { Rec } from '../kernel/record.ts';
import { localMonth } from '../kernel/time.ts';
import { defaultProcess } from '../processes.ts';
import { governedEntities } from './documents.contract.ts';
import { stateOf } from './standing.ts';
import type { Passage } from './variants-path.ts';
import { classOf, digestOf, passagesOf, pathOf } from './variants-path.ts';

// Counters of the ways that documents really take, by month. Their items sort behind all other counters of their period (`~`), so
// that a review does not read them, and there are several of a process, so that a step raises a small one:
//   ~ways#<process>#s|<state>   ways out of a state in the month of the step: `<to>|0`…`<to>|7` counts by how long they waited,
//                               `<to>|u` by nobody knows how long, `<to>|m` minutes, `<to>|l` late, `<to>|d` against the process
//   ~ways#<process>#v|<0-7>     whole paths in the month of their end: `w|draft>approved>closed`, `w|` for those that are no pattern
export const WAYS = '~ways#';
/** The beginning of a process's items. */
export const waysOf = (process: string): string => `${WAYS}${process}#`;

const SHARDS = 8;

const passageCounts = (process: string, passage: Passage, timeZone: string): Contribution[] => {
  const { from, to, minutes } = passage;
  const count = (what: string | number, amount = 1): Contribution => ({
    period: localMonth(passage.at, timeZone),
    item: `${waysOf(process)}s|${from}`,
    field: `${to}|${what}`,
    amount,
  });
  return [
    count(minutes === undefined ? 'u' : classOf(minutes)),
    ...(minutes ? [count('m', minutes)] : []),
    ...(passage.late ? [count('l')] : []),
    ...(passage.departed ? [count('d')] : []),
  ];
};

/** Whether a document has come to its end. A state that only a company's own version knows is judged where the counters are read. */
const hasEnded = (process: string, state: string): boolean => {
  const definition = defaultProcess(process);
  const known = definition && stateOf(definition, state);
  return known?.final === true || known === undefined;
};

const pathCount = (rec: Rec, timeZone: string): Contribution[] => {
  const standing = rec.process!;
  if (standing.trail.length === 0 || !hasEnded(standing.id, standing.state)) return [];
  const path = pathOf(standing) ?? '';
  const shard = Number.parseInt(digestOf(path), 36) % SHARDS;
  const period = localMonth(standing.since, timeZone);
  return [{ period, item: `${waysOf(standing.id)}v|${shard}`, field: `w|${path}`, amount: 1 }];
};

/** The ways that documents take, out of the trail that each carries. They count for an archived document too: they were taken. */
export const processWays = defineProjection({
  id: 'process-ways',
  types: governedEntities.map((entity) => entity.name),
  contribute: (rec, { timeZone, calendar }) => {
    const standing = rec.process;
    if (!standing || rec.removedAt) return [];
    const passages = passagesOf(standing, rec.createdAt, calendar);
    return [
      ...passages.flatMap((passage) => passageCounts(standing.id, passage, timeZone)),
      ...pathCount(rec, timeZone),
    ];
  },
});
