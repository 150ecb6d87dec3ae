import type { Colleague } from '../../shared/leads/assignment.ts';
import { ruleFor, turnOf } from '../../shared/leads/assignment.ts';
import { openLeadStates } from '../../shared/leads/lead.ts';
import { assignmentReason, leadColleagues, ruleTurnsKey } from '../runtime/lead-rules.ts';
import type { Table } from '../runtime/table.ts';
import type { Desk } from './governed.ts';
import type { StoredImport } from './store.ts';

/** The rules of the workspace for new leads while a portion is carried out. */
export interface Assignment {
  desk: Desk;
  /** `import:<id>`, as the records will say. */
  source: string;
  colleagues: readonly Colleague[];
  /** By rule: how many it gave out before this chunk, as far as it was counted. */
  before: Map<string, number>;
  /** By rule: how many this chunk took. */
  taken: Map<string, number>;
}

/** Opens the rules for an import of leads; undefined where none are set: whoever imports has what names nobody. */
export const openAssignment = async (job: StoredImport, desk: Desk, table: Table): Promise<Assignment | undefined> => {
  if (job.target !== 'lead' || desk.leads.assignment.length === 0) return undefined;
  const { deps } = desk;
  const colleagues = await leadColleagues({ ws: job.ws, now: new Date(deps.now()).toISOString() }, { deps, table });
  return { desk, source: `import:${job.id}`, colleagues, before: new Map(), taken: new Map() };
};

/** Whose a new lead becomes that names nobody: without an owner it lies in the pool. Undefined where the rules say nothing of it. */
export const assignedBy = (
  open: Assignment | undefined,
  data: Readonly<Record<string, unknown>>,
): { ownerId?: string; reason: string } | undefined => {
  // What was converted or is dead waits for nobody.
  if (!open || !openLeadStates.includes(String(data['status']))) return undefined;
  const { desk, source, colleagues, before, taken } = open;
  const found = ruleFor({ ...data, source }, desk.leads, colleagues);
  const reason = assignmentReason(found?.rule, desk.workspace);
  if (!found || found.takers.length === 0) return { reason };
  const { rule, takers } = found;
  if (takers.length === 1) return { ownerId: takers[0]!, reason };
  const mine = (taken.get(rule.id) ?? 0) + 1;
  taken.set(rule.id, mine);
  return { ownerId: turnOf(takers, (before.get(rule.id) ?? 0) + mine), reason };
};

/** A chunk is planned from its beginning. */
export const beginTurns = (open: Assignment | undefined): void => open?.taken.clear();

/**
 * Counts the turns that a chunk took, all at once; planned again, it takes those. A chunk that is not written after all passes some
 * people over, as a capture does. @returns whether it took any
 */
export const reserveTurns = async (
  open: Assignment | undefined,
  { job, table }: { job: StoredImport; table: Table },
): Promise<boolean> => {
  if (!open || open.taken.size === 0) return false;
  for (const [rule, count] of open.taken)
    open.before.set(rule, (await table.increase(ruleTurnsKey(job.ws, rule), count)) - count);
  return true;
};
