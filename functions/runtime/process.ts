import { entityOf } from '../../shared/entities.ts';
import type { Calendar, WorkingCalendar } from '../../shared/kernel/calendar.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import type { ProcessDefinition } from '../../shared/kernel/process.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { calendarFor, defaultCalendar } from '../../shared/process/calendar.ts';
import { guardOf } from '../../shared/process/guards.ts';
import { measureOf } from '../../shared/process/measures.ts';
import type { ProcessRegister, VersionEntry } from '../../shared/process/process.contract.ts';
import type { Governed, StepWorld } from '../../shared/process/standing.ts';
import { standingOf } from '../../shared/process/standing.ts';
import { defaultProcess } from '../../shared/processes.ts';
import type { Deps } from './deps.ts';
import type { Ctx } from './http.ts';
import { refKeys } from './refs.ts';
import type { WorkspaceItem } from './settings.ts';
import { settingOf } from './settings.ts';
import { toRec } from './stored.ts';
import type { Table } from './table.ts';

/** The version that the product ships: in force from the first day. */
const shipped: VersionEntry = { version: 0, enforcement: 'enforced', since: '', by: '' };

/** The register of processes of a workspace. */
export const registerOf = (workspace: WorkspaceItem, deps: Deps): Promise<ProcessRegister> =>
  settingOf<ProcessRegister>({ ws: workspace.id, kind: 'processes', version: workspace.processVersion }, {}, deps);

/** A process's entry in the register; one that nobody touched has the product's version alone. */
export const entryOf = (register: ProcessRegister, process: string): ProcessRegister[string] =>
  register[process] ?? { current: 0, versions: [shipped] };

/** Kind of setting under which the versions of a process are kept. */
export const definitionKind = (process: string): string => `process.${process}`;

/** A version of a definition; they never change, so a process holds them for ever. @throws Error for one that does not exist */
export const definitionOf = async (
  workspace: WorkspaceItem,
  process: string,
  version: number,
  deps: Deps,
): Promise<ProcessDefinition> => {
  const fallback = defaultProcess(process);
  if (!fallback) throw new Error(`no process ${process}`);
  return settingOf({ ws: workspace.id, kind: definitionKind(process), version }, fallback, deps);
};

/** The version that a new document follows: a pilot's where its team, or a sandbox, takes part; the current one else. */
const versionFor = (entry: ProcessRegister[string], workspace: WorkspaceItem, teamId: string | undefined): number => {
  const pilots = entry.versions.filter(
    (one) =>
      one.enforcement === 'pilot' &&
      (workspace.kind === 'sandbox' || (teamId !== undefined && one.teams?.includes(teamId) === true)),
  );
  return pilots.at(-1)?.version ?? entry.current;
};

/** A document with the process that it follows; undefined for a record that no process governs. */
export const governedBy = async (
  entity: Entity,
  rec: Rec,
  workspace: WorkspaceItem,
  deps: Deps,
): Promise<Governed | undefined> => {
  if (!entity.process) return undefined;
  const process = entity.process.of(rec.data);
  const entry = entryOf(await registerOf(workspace, deps), process);
  const version = rec.process?.id === process ? rec.process.version : versionFor(entry, workspace, rec.teamId);
  const enforcement = entry.versions.find((one) => one.version === version)?.enforcement ?? 'enforced';
  return {
    definition: await definitionOf(workspace, process, version, deps),
    version,
    field: entity.process.field,
    // A pilot holds its documents to the process; one that was set back to a draft while they were under way advises them.
    enforcement: enforcement === 'enforced' || enforcement === 'pilot' ? 'enforced' : 'advisory',
  };
};

export const storedCalendar = (workspace: WorkspaceItem, deps: Deps): Promise<WorkingCalendar> =>
  settingOf(
    { ws: workspace.id, kind: 'calendar', version: workspace.calendarVersion },
    defaultCalendar(workspace.country),
    deps,
  );

const calendars = new WeakMap<WorkingCalendar, Map<string, Calendar>>();
const fallbacks = new Map<string, WorkingCalendar>();

/** The working calendar of a workspace, ready for arithmetic. */
export const calendarOf = async (workspace: WorkspaceItem, deps: Deps): Promise<Calendar> => {
  let stored = await storedCalendar(workspace, deps);
  if (workspace.calendarVersion === 0) {
    // One object a country, so that what was worked out for it is kept.
    stored = fallbacks.get(workspace.country) ?? stored;
    fallbacks.set(workspace.country, stored);
  }
  let byZone = calendars.get(stored);
  if (!byZone) {
    byZone = new Map();
    calendars.set(stored, byZone);
  }
  let calendar = byZone.get(workspace.timeZone);
  if (!calendar) {
    calendar = calendarFor(stored, workspace.timeZone);
    byZone.set(workspace.timeZone, calendar);
  }
  return calendar;
};

/** Whether the steps that lead on from where a document stands ask about the records that it refers to. */
const asksRefs = (governed: Governed, rec: Rec): boolean => {
  const { definition } = governed;
  const { state } = standingOf(governed, rec);
  const targets = new Set<string>();
  const guarded = definition.transitions
    .filter((transition) => transition.from.includes(state))
    .some((transition) => {
      targets.add(transition.to);
      return transition.guards?.some((use) => guardOf(use.id)?.refs);
    });
  targets.add(state);
  return (
    guarded ||
    definition.states.some(
      (one) =>
        targets.has(one.id) &&
        one.approval?.levels.some((level) => level.over && measureOf(level.over.measure)?.refs === true),
    )
  );
};

/** What a step is judged by: instant, calendar, and the records that the document refers to, where somebody asks for them. */
export const worldOf = async (
  governed: Governed,
  rec: Rec,
  ctx: Pick<Ctx, 'now' | 'workspace' | 'deps'> & { table: Table },
): Promise<StepWorld> => {
  const refs = new Map<string, Rec>();
  if (asksRefs(governed, rec)) {
    const body = { ...rec.data, ...(rec.lines ? { lines: rec.lines } : {}) };
    const keys = refKeys(entityOf(rec.type), rec.ws, body);
    for (const item of await ctx.table.batchGet(keys)) if (item) refs.set(String(item['id']), toRec(item));
  }
  return {
    now: ctx.now,
    today: localDate(ctx.now, ctx.workspace.timeZone),
    currency: ctx.workspace.currency,
    calendar: await calendarOf(ctx.workspace, ctx.deps),
    ref: (id) => refs.get(id),
  };
};
