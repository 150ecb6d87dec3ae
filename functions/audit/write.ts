import type { OwnerOf, Stamp, Step } from '../../shared/audit/reconcile.ts';
import { changedFinding, openedFinding } from '../../shared/audit/reconcile.ts';
import { remember } from '../../shared/audit/remember.ts';
import { finding } from '../../shared/findings/finding.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { rolesAt } from '../../shared/workspaces/member.ts';
import { toItem, toRec } from '../runtime/stored.ts';
import type { Write } from '../runtime/table.ts';
import { WriteRefused } from '../runtime/table.ts';
import type { Audit } from './facts.ts';
import { eachAtMost, patiently, pieces } from './retry.ts';

/** Findings in one transaction: a refused one costs the whole transaction a second try, one by one. */
const IN_ONE = 40;
/** Transactions under way at once. */
const AT_ONCE = 4;
/** Looks at one finding before its writer gives up: others change it at most a few times meanwhile. */
const TRIES = 6;

/** The member who looks after the data: the first data steward, else the first administrator. */
const stewardOf = ({ views, run }: Audit): { ownerId?: string; teamId?: string } => {
  const members = [...(views.get('member')?.rows.values() ?? [])]
    .filter((row) => row['status'] === 'active')
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const role of ['data-steward', 'administrator'] as const) {
    const found = members.find((row) =>
      rolesAt(
        { data: row, ...(row['archivedAt'] ? { archivedAt: String(row['archivedAt']) } : {}) } as unknown as Rec,
        run.now,
      ).includes(role),
    );
    if (found) return { ownerId: found.id, ...(typeof found['team'] === 'string' ? { teamId: found['team'] } : {}) };
  }
  return {};
};

const stewards = new WeakMap<Audit['facts'], ReturnType<typeof stewardOf>>();

/** Whoever owns the subject has to put it right; what nobody owns, or nobody who is still here, falls to the steward. */
const ownerOf =
  (audit: Audit): OwnerOf =>
  (subject) => {
    const member = subject.ownerId === undefined ? undefined : audit.facts.row('member', subject.ownerId);
    if (member && member['status'] !== 'disabled' && member['archivedAt'] === undefined) {
      return { ownerId: member.id, ...(subject.teamId === undefined ? {} : { teamId: subject.teamId }) };
    }
    return remember(stewards, audit.facts, () => stewardOf(audit));
  };

const stampOf = ({ run, facts, deps }: Audit): Stamp => ({
  ws: run.ws,
  run: run.id,
  now: run.now,
  today: facts.today,
  writtenAt: new Date(deps.now()).toISOString(),
});

/** The write that a step asks for, given what is stored; undefined for none. */
const writeFor = (step: Step, current: Rec | undefined, audit: Audit): Write | undefined => {
  if (current) {
    const next = changedFinding(current, step, stampOf(audit));
    return next && { op: 'replace', item: toItem(finding, next), version: current.version };
  }
  if (!step.sighting) return undefined;
  return { op: 'create', item: toItem(finding, openedFinding(step.id, step.sighting, stampOf(audit), ownerOf(audit))) };
};

/** Carries one step out by what is really stored, until nobody else was faster. */
const settle = async (step: Step, audit: Audit): Promise<void> => {
  const key = recordKey(audit.run.ws, step.id);
  for (let attempt = 1; ; attempt++) {
    const item = await audit.table.get(key);
    const write = writeFor(step, item && toRec(item), audit);
    if (!write) return;
    try {
      return await patiently(() => audit.table.write([write]));
    } catch (error) {
      if (!(error instanceof WriteRefused) || attempt === TRIES) throw error;
    }
  }
};

const writeTogether = async (
  steps: readonly Step[],
  current: readonly (Rec | undefined)[],
  audit: Audit,
): Promise<void> => {
  const writes = steps.flatMap((step, index) => writeFor(step, current[index], audit) ?? []);
  if (writes.length === 0) return;
  try {
    await patiently(() => audit.table.write(writes));
  } catch (error) {
    if (!(error instanceof WriteRefused)) throw error;
    // Somebody wrote one of these findings, or the list index had not seen it yet: each by itself, from what is stored.
    for (const step of steps) await settle(step, audit);
  }
};

/**
 * Writes what steps ask for. A new finding is created on the condition that there is none; an existing one is read and decided
 * upon again, for the list index may lag behind it.
 */
export const writeSteps = async (steps: readonly Step[], audit: Audit): Promise<void> => {
  const opens = steps.filter((step) => step.move === 'open');
  const changes = steps.filter((step) => step.move !== 'open' && step.move !== 'none');
  await eachAtMost(AT_ONCE, pieces(opens, IN_ONE), (piece) => writeTogether(piece, [], audit));
  await eachAtMost(AT_ONCE, pieces(changes, IN_ONE), async (piece) => {
    const items = await audit.table.batchGet(piece.map((step) => recordKey(audit.run.ws, step.id)));
    await writeTogether(
      piece,
      items.map((item) => item && toRec(item)),
      audit,
    );
  });
};
