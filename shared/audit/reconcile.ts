import type { FindingState } from '../findings/finding.ts';
import { finding } from '../findings/finding.ts';
import { reopened } from '../findings/weeks.ts';
import type { Rec } from '../kernel/record.ts';
import type { Row } from '../kernel/rule.ts';
import { addDays } from '../kernel/time.ts';
import type { Sighting } from './evaluate.ts';

/** An existing finding, as far as the audit has to know it. */
export interface Standing {
  id: string;
  rule: string;
  subjectId: string;
  subjectType: string;
  locator: string;
  state: FindingState;
  times: number;
  severity: string;
  subjectTitle: string;
  related: readonly string[];
  found?: string;
  expected?: string;
  /** The run that last opened, reopened or closed it. */
  lastRun?: string;
}

/** What becomes of a finding: `refresh` keeps its state and brings its texts and severity up to date. */
export type Move = 'open' | 'reopen' | 'close' | 'refresh' | 'none';

/** One finding that a run has to do with. */
export interface Step {
  id: string;
  move: Move;
  standing?: Standing;
  sighting?: Sighting;
}

/** Makes the id of a finding from what it is about, so that no second one can come of the same fault. */
export type Identify = (rule: string, subjectId: string, locator: string) => string;

const standingOf = (id: string, data: Readonly<Record<string, unknown>>): Standing => ({
  id,
  rule: String(data['rule']),
  subjectId: String(data['subjectId']),
  subjectType: String(data['subjectType']),
  locator: String(data['locator'] ?? ''),
  state: data['state'] as FindingState,
  times: Number(data['times'] ?? 1),
  severity: String(data['severity'] ?? ''),
  subjectTitle: String(data['subjectTitle'] ?? ''),
  related: (data['related'] ?? []) as readonly string[],
  ...(typeof data['found'] === 'string' ? { found: data['found'] } : {}),
  ...(typeof data['expected'] === 'string' ? { expected: data['expected'] } : {}),
  ...(typeof data['lastRun'] === 'string' ? { lastRun: data['lastRun'] } : {}),
});

export const standingOfRow = (row: Row): Standing => standingOf(row.id, row);
export const standingOfRecord = (record: Rec): Standing => standingOf(record.id, record.data);

const saysTheSame = (standing: Standing, { subject, fault, severity }: Sighting): boolean =>
  standing.severity === severity &&
  (standing.found ?? '') === (fault.found ?? '') &&
  (standing.expected ?? '') === (fault.expected ?? '') &&
  standing.subjectTitle === subject.title &&
  standing.related.join() === (fault.related ?? []).join();

/** What becomes of one finding. An explained or accepted one stays as it is while its fault persists. */
export const decide = (standing: Standing | undefined, sighting: Sighting | undefined): Move => {
  if (!standing) return sighting ? 'open' : 'none';
  if (!sighting) return standing.state === 'fixed' ? 'none' : 'close';
  if (standing.state === 'fixed') return 'reopen';
  return saysTheSame(standing, sighting) ? 'none' : 'refresh';
};

/**
 * Compares what stands with what a run has seen of the same subjects and rules: one step for each finding, in the order of
 * their ids. A finding that was not seen is closed, one that was fixed and is seen again is reopened.
 */
export const reconcile = (
  standing: readonly Standing[],
  sightings: readonly Sighting[],
  identify: Identify,
): Step[] => {
  const byId = new Map(standing.map((one) => [one.id, one]));
  const seen = new Map(sightings.map((one) => [identify(one.rule, one.subject.id, one.fault.locator), one]));
  return [...new Set([...byId.keys(), ...seen.keys()])].sort().map((id) => {
    const known = byId.get(id);
    const sighting = seen.get(id);
    return {
      id,
      move: decide(known, sighting),
      ...(known ? { standing: known } : {}),
      ...(sighting ? { sighting } : {}),
    };
  });
};

/** The run that writes, and when it does. */
export interface Stamp {
  ws: string;
  run: string;
  /** The instant that the run takes as now: findings open and close at it. */
  now: string;
  today: string;
  /** The moment of the write: the change index is sorted by it, and whoever follows the index must not be overtaken. */
  writtenAt: string;
}

/** Who a finding falls to: the subject's owner, or whoever looks after the data. */
export type OwnerOf = (subject: Sighting['subject']) => { ownerId?: string; teamId?: string };

const BY = 'job:audit';

const texts = ({ fault, subject }: Sighting) => ({
  subjectTitle: subject.title,
  ...(fault.found === undefined ? {} : { found: fault.found }),
  ...(fault.expected === undefined ? {} : { expected: fault.expected }),
  ...(fault.related && fault.related.length > 0 ? { related: [...fault.related] } : {}),
});

/** A finding for a fault that was never seen before. */
export const openedFinding = (id: string, sighting: Sighting, stamp: Stamp, ownerOf: OwnerOf): Rec => {
  const { rule, area, severity, dueDays, subject, fault } = sighting;
  return {
    type: finding.name,
    id,
    ws: stamp.ws,
    version: 1,
    schemaVersion: finding.schemaVersion,
    createdAt: stamp.writtenAt,
    createdBy: BY,
    updatedAt: stamp.writtenAt,
    updatedBy: BY,
    via: 'job',
    occurredAt: stamp.now,
    enteredAt: stamp.writtenAt,
    source: 'audit',
    ...ownerOf(subject),
    data: {
      rule,
      area,
      severity,
      subjectType: subject.type,
      subjectId: subject.id,
      locator: fault.locator,
      ...texts(sighting),
      state: 'open',
      openedAt: stamp.now,
      dueDate: addDays(stamp.today, dueDays),
      times: 1,
      lastRun: stamp.run,
    },
  };
};

const without = (data: Rec['data'], names: readonly string[]): Rec['data'] =>
  Object.fromEntries(Object.entries(data).filter(([name]) => !names.includes(name)));

const changedData = (current: Rec, step: Step, stamp: Stamp): Rec['data'] => {
  const { data } = current;
  const { sighting } = step;
  if (!sighting) return { ...data, state: 'fixed', closedAt: stamp.now, lastRun: stamp.run };
  const { area, severity, dueDays } = sighting;
  const kept = { ...without(data, ['found', 'expected', 'related']), ...texts(sighting), area, severity };
  if (step.move === 'refresh') return kept;
  return {
    ...reopened(kept, stamp.today),
    times: Number(data['times'] ?? 1) + 1,
    dueDate: addDays(stamp.today, dueDays),
    lastRun: stamp.run,
  };
};

/** The next version of a finding under a step; undefined when the stored one asks for no write. */
export const changedFinding = (current: Rec, step: Step, stamp: Stamp): Rec | undefined => {
  const move = decide(standingOfRecord(current), step.sighting);
  if (move === 'none') return undefined;
  const { reason: _reason, onBehalfOf: _behalf, ...kept } = current;
  return {
    ...kept,
    version: current.version + 1,
    updatedAt: stamp.writtenAt,
    updatedBy: BY,
    via: 'job',
    data: changedData(current, { ...step, move }, stamp),
  };
};
