import type { ActiveRecordRule } from '../../shared/audit/active.ts';
import { activeRules, isRecordRule } from '../../shared/audit/active.ts';
import { rules } from '../../shared/audit/catalogue.ts';
import type { Facts } from '../../shared/audit/evaluate.ts';
import { checkAgainAt } from '../../shared/audit/evaluate.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { DAY, localDate } from '../../shared/kernel/time.ts';
import { standardOf } from '../../shared/standards/standard.ts';
import { auditNoteKey, duePartition, dueSort } from '../../shared/table/keys.ts';
import type { Deps } from '../runtime/deps.ts';
import { calendarOf } from '../runtime/process.ts';
import { ruleSettingsOf, standardsOf, workspaceOf } from '../runtime/settings.ts';
import type { Projector, RecordChange } from '../runtime/stream.ts';
import type { Write } from '../runtime/table.ts';

/** What comes due later than this (ms) is noted by the night's run, which sees the change before it. */
const SOON = 1.5 * DAY;

const watched = new Set(rules.flatMap((rule) => (rule.kind === 'record' && rule.checkAgain ? rule.types : [])));

/** Asked at the moment of a change, a rule knows the record, the calendar and the standards, and nothing of other records. */
const unknown = (): never => {
  throw new Error('not known here');
};

interface Ground {
  rules: readonly ActiveRecordRule[];
  facts: Facts;
}

const groundOf = async (ws: string, now: string, deps: Deps): Promise<Ground | undefined> => {
  const workspace = await workspaceOf(ws, deps);
  if (!workspace) return undefined;
  const [settings, standards, calendar] = await Promise.all([
    ruleSettingsOf(workspace, deps),
    standardsOf(workspace, deps),
    calendarOf(workspace, deps),
  ]);
  const { timeZone, country } = workspace;
  return {
    rules: activeRules(rules, settings).filter(isRecordRule),
    facts: {
      now,
      today: localDate(now, timeZone),
      timeZone,
      country,
      calendar,
      standardOf: (type) => standardOf(standards, type),
      exists: unknown,
      row: unknown,
      group: unknown,
    },
  };
};

const noteFor = (rec: Rec, ground: Ground): Write | undefined => {
  const { now } = ground.facts;
  const at = checkAgainAt(ground.rules, rec, ground.facts);
  if (at === undefined || Date.parse(at) - Date.parse(now) > SOON) return undefined;
  return {
    op: 'put',
    item: { ...auditNoteKey(rec.ws, rec.id), at, g3p: duePartition(rec.ws), g3s: dueSort(at, rec.id) },
  };
};

/** The newest of each record in a batch. */
const newest = (changes: readonly RecordChange[]): Rec[] => {
  const byId = new Map<string, Rec>();
  for (const { next } of changes) if (watched.has(next.type)) byId.set(`${next.ws}#${next.id}`, next);
  return [...byId.values()];
};

/**
 * Notes on a record that changed when time alone makes a fault of it, where that is before the next night: the hourly look finds
 * it then, though no run has seen the record yet. A note is the same however often it is put.
 */
export const auditLooks: Projector = async (changes, deps) => {
  const now = new Date(deps.now()).toISOString();
  const grounds = new Map<string, Ground | undefined>();
  const writes: Write[] = [];
  for (const rec of newest(changes)) {
    if (!grounds.has(rec.ws)) grounds.set(rec.ws, await groundOf(rec.ws, now, deps));
    const ground = grounds.get(rec.ws);
    const write = ground && noteFor(rec, ground);
    if (write) writes.push(write);
  }
  for (let from = 0; from < writes.length; from += 90) await deps.table.write(writes.slice(from, from + 90));
};
