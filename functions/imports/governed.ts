import type { Rate } from '../../shared/enquiries/cost.ts';
import { withRate } from '../../shared/enquiries/cost.ts';
import { enquiry } from '../../shared/enquiries/enquiry.ts';
import type { Calendar } from '../../shared/kernel/calendar.ts';
import { canonicalJson } from '../../shared/kernel/canonical.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import { entityFields } from '../../shared/kernel/entity.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { marked } from '../../shared/leads/marks.ts';
import type { LeadPolicy } from '../../shared/leads/policy.ts';
import { applyEdit } from '../../shared/process/engine.ts';
import type { Governed, StepActor, StepWorld } from '../../shared/process/standing.ts';
import type { Deps } from '../runtime/deps.ts';
import { processWrites } from '../runtime/govern.ts';
import { calendarOf, governedBy } from '../runtime/process.ts';
import type { WorkspaceItem } from '../runtime/settings.ts';
import { leadPolicyOf, servicePolicyOf } from '../runtime/settings.ts';
import type { Write } from '../runtime/table.ts';

/** The processes of the documents that an import meets. A document that came with an import and was not touched here has none. */
export interface Desk {
  calendar: Calendar;
  /** By process and version. */
  known: Map<string, Governed>;
  workspace: WorkspaceItem;
  /** By what leads are scored and recalled. */
  leads: LeadPolicy;
  /** By what the handling of enquiries is priced. */
  rate: Rate;
  deps: Deps;
}

export const openDesk = async (workspace: WorkspaceItem, deps: Deps): Promise<Desk> => ({
  workspace,
  deps,
  calendar: await calendarOf(workspace, deps),
  leads: await leadPolicyOf(workspace, deps),
  rate: { hourCost: (await servicePolicyOf(workspace, deps)).hourCost, currency: workspace.currency },
  known: new Map(),
});

const nameOf = (rec: Rec): string => `${rec.process?.id}|${rec.process?.version}`;

/** Reads the processes of documents that are under way, so that what becomes of each can be said without waiting. */
export const learnProcesses = async (entity: Entity, records: Iterable<Rec>, desk: Desk): Promise<void> => {
  if (!entity.process) return;
  for (const rec of records) {
    if (!rec.process || desk.known.has(nameOf(rec))) continue;
    const governed = await governedBy(entity, rec, desk.workspace, desk.deps);
    if (governed) desk.known.set(nameOf(rec), governed);
  }
};

/** The work lists after a document's content changed while it stands where it stood. */
export const workWrites = (current: Rec, next: Rec, desk: Desk): Write[] => {
  const governed = desk.known.get(nameOf(current));
  if (!current.process || !governed) return [];
  return processWrites({ governed, rec: current }, { governed, rec: next }, [], desk);
};

const same = (a: unknown, b: unknown): boolean => a === b || canonicalJson(a ?? null) === canonicalJson(b ?? null);

const changedPaths = (current: Rec, next: Rec): string[] => {
  const names = [...new Set([...Object.keys(current.data), ...Object.keys(next.data)])];
  const changed = names.filter((name) => !same(current.data[name], next.data[name]));
  return same(current.lines, next.lines) ? changed : [...changed, 'lines'];
};

export type GovernedImport =
  | { next: Rec; writes: Write[] }
  | { problem: { code: string; field?: string; message: string } };

/**
 * A document that is under way here is the engine's: an import neither takes its steps nor changes what is locked, whatever the
 * enforcement, and whoever changes an open one by a file is its author like anybody else.
 */
export const governImport = (
  entity: Entity,
  current: Rec,
  next: Rec,
  by: { actorId: string; desk: Desk },
): GovernedImport => {
  const governed = by.desk.known.get(nameOf(current));
  if (!current.process || !governed) return { next, writes: [] };
  const derived = new Set(
    entityFields(entity).flatMap((field) => (field.computed && !field.imported ? [field.name] : [])),
  );
  const changed = changedPaths(current, next).filter((path) => !derived.has(path));
  const stamps = new Set(entityFields(entity).flatMap((field) => (field.imported ? [field.name] : [])));
  const step = changed.find((path) => path === governed.field || stamps.has(path));
  if (step !== undefined)
    return {
      problem: {
        code: 'step-refused',
        field: step,
        message: 'The document is under its process here. Take the step on its page.',
      },
    };
  const actor: StepActor = { kind: 'member', id: by.actorId, roles: [], via: 'import' };
  const edited =
    changed.length === 0
      ? undefined
      : applyEdit({ ...governed, enforcement: 'enforced' }, next, changed, { actor, world: idle(by.desk) });
  if (edited && !edited.ok)
    return {
      problem: {
        code: 'document-locked',
        ...(edited.refusals[0]?.field === undefined ? {} : { field: edited.refusals[0].field }),
        message: 'The document is locked in its state. Open it again on its page, then import.',
      },
    };
  const rec = edited ? edited.rec : next;
  return { next: rec, writes: workWrites(current, rec, by.desk) };
};

/** No step is taken, so that nobody asks what it would be judged by. */
const idle = ({ calendar, workspace }: Desk): StepWorld => ({
  now: '',
  today: '',
  currency: workspace.currency,
  calendar,
  ref: () => undefined,
});

const contentOf = (rec: Rec, field: string): unknown => (field === 'lines' ? rec.lines : rec.data[field]);

/**
 * Notes critical fields (DQ-3) that an import changed on a record that was there before it: they are found by the audit until a
 * change of the field is approved. What the files of one import say of a new record is its beginning, however many they are.
 */
export const markUnreviewed = (
  entity: Entity,
  { current, next }: { current: Rec | undefined; next: Rec },
  job: { id: string; by: string },
): Rec => {
  if (!current || !entity.changes || current.source === `import:${job.id}`) return next;
  const changed = Object.keys(entity.changes).filter(
    (field) => !same(contentOf(current, field), contentOf(next, field)),
  );
  if (changed.length === 0) return next;
  const mark = { import: job.id, by: job.by };
  return {
    ...next,
    unreviewed: { ...current.unreviewed, ...Object.fromEntries(changed.map((field) => [field, mark])) },
  };
};

/**
 * A lead of a file with its score and the day of its recall, an enquiry with what it cost by the rate of today; any other record as it
 * is. A file is no work on a lead. Which enquiry repeats another one is told only while customers ask: a file says what was, and the
 * marks of the earlier ones would have to be written with it.
 */
export const withMarks = (rec: Rec, previous: Rec | undefined, desk: Desk): Rec => {
  if (rec.type === enquiry.name)
    return { ...rec, data: enquiry.derive({ data: withRate(rec.data, previous?.data, desk.rate) }).data };
  if (rec.type !== 'lead') return rec;
  return marked(rec, {
    previous,
    policy: desk.leads,
    now: rec.updatedAt,
    today: localDate(rec.updatedAt, desk.workspace.timeZone),
    by: 'import',
  });
};
