import type { Active, ActiveGroupRule, ActiveRecordRule, AnyGroupRule } from '../../shared/audit/active.ts';
import { activeRules, isGroupRule, isRecordRule } from '../../shared/audit/active.ts';
import { rules } from '../../shared/audit/catalogue.ts';
import type { Facts } from '../../shared/audit/evaluate.ts';
import type { GroupIndex } from '../../shared/audit/groups.ts';
import { indexGroups, rowsOfGroup } from '../../shared/audit/groups.ts';
import type { Standing } from '../../shared/audit/reconcile.ts';
import { standingOfRow } from '../../shared/audit/reconcile.ts';
import { remember } from '../../shared/audit/remember.ts';
import { entities } from '../../shared/entities.ts';
import { kindOfId } from '../../shared/kernel/id.ts';
import type { Row, Rule } from '../../shared/kernel/rule.ts';
import { localDate } from '../../shared/kernel/time.ts';
import type { ListView } from '../../shared/search/list-view.ts';
import { standardOf } from '../../shared/standards/standard.ts';
import { workspaceKey } from '../../shared/table/keys.ts';
import type { Deps } from '../runtime/deps.ts';
import { calendarOf } from '../runtime/process.ts';
import type { WorkspaceItem } from '../runtime/settings.ts';
import { ruleSettingsOf, standardsOf, toWorkspace } from '../runtime/settings.ts';
import type { Table } from '../runtime/table.ts';
import type { RunItem } from './runs.ts';

/** Existing findings by what they are looked for by. */
export interface FindingIndex {
  bySubject: ReadonlyMap<string, readonly Standing[]>;
  byRule: ReadonlyMap<string, readonly Standing[]>;
}

/** Everything that the work of a run rests on: rules, facts, existing findings. */
export interface Audit {
  run: RunItem;
  deps: Deps;
  /** The table with the meter of this piece of work. */
  table: Table;
  facts: Facts;
  /** Every group of a rule. @throws what the rule throws */
  groupKeys: (rule: AnyGroupRule) => ReadonlySet<string>;
  /** Rules that are on in the workspace, whether this run carries them out or not. */
  enabled: readonly Active[];
  recordRules: readonly ActiveRecordRule[];
  groupRules: readonly ActiveGroupRule[];
  views: ReadonlyMap<string, ListView>;
  findings: FindingIndex;
  workspace: WorkspaceItem;
}

interface Made {
  revision: number;
  things: Map<unknown, NonNullable<unknown>>;
}

/** What is worked out from a view is kept beside it until the view changes. */
const madeOf = new WeakMap<ListView, Made>();

const perRevision = <T extends NonNullable<unknown>>(view: ListView, name: unknown, make: () => T): T => {
  if (madeOf.get(view)?.revision !== view.revision) madeOf.set(view, { revision: view.revision, things: new Map() });
  return remember(madeOf.get(view)!.things as Map<unknown, T>, name, make);
};

const indexFindings = (view: ListView): FindingIndex => {
  const bySubject = new Map<string, Standing[]>();
  const byRule = new Map<string, Standing[]>();
  const put = (map: Map<string, Standing[]>, name: string, one: Standing) => {
    const known = map.get(name);
    if (known) known.push(one);
    else map.set(name, [one]);
  };
  for (const row of view.rows.values()) {
    const one = standingOfRow(row);
    put(bySubject, one.subjectId, one);
    put(byRule, one.rule, one);
  }
  return { bySubject, byRule };
};

const factsOf = (
  views: ReadonlyMap<string, ListView>,
  base: Omit<Facts, 'exists' | 'row' | 'group'>,
): Pick<Audit, 'facts' | 'groupKeys'> => {
  const row = (type: string, id: string): Row | undefined => views.get(type)?.rows.get(id);
  const exists = (id: string): boolean => {
    const type = kindOfId(id);
    let found = type ? row(type, id) : undefined;
    for (let hops = 0; found?.['aliasOf'] !== undefined && hops < 5; hops++)
      found = row(type!, String(found['aliasOf']));
    return found !== undefined && found['removedAt'] === undefined;
  };
  // Held for the whole piece of work: the groups are those of one moment, even if a view goes on.
  const held = new Map<string, GroupIndex[]>();
  const indexes = (rule: AnyGroupRule): GroupIndex[] =>
    remember(held, rule.id, () =>
      rule.types.flatMap((type) => {
        const view = views.get(type);
        return view ? [perRevision(view, rule, () => indexGroups(rule, view.rows.values()))] : [];
      }),
    );
  return {
    facts: { ...base, row, exists, group: (rule, key) => rowsOfGroup(indexes(rule), key) },
    groupKeys: (rule) => new Set(indexes(rule).flatMap((index) => [...index.keys()])),
  };
};

type World = Omit<Audit, 'table'>;

const openWorld = async (run: RunItem, deps: Deps, table: Table): Promise<World> => {
  const item = await table.get(workspaceKey(run.ws));
  if (!item) throw new Error(`no workspace ${run.ws}`);
  const workspace = { ...toWorkspace(item), ruleVersion: run.ruleVersion, standardVersion: run.standardVersion };
  const [standards, settings, calendar, ...views] = await Promise.all([
    standardsOf(workspace, deps),
    ruleSettingsOf(workspace, deps),
    calendarOf(workspace, deps),
    ...entities.map((entity) => deps.lists.fresh(run.ws, entity.name, table)),
  ]);
  const byType = new Map(entities.map((entity, index) => [entity.name as string, views[index]!]));
  const known = factsOf(byType, {
    now: run.now,
    today: localDate(run.now, workspace.timeZone),
    timeZone: workspace.timeZone,
    country: workspace.country,
    calendar,
    standardOf: (type) => standardOf(standards, type),
  });
  const enabled = activeRules(catalogue(), settings);
  const wanted = run.only ? enabled.filter(({ rule }) => run.only!.includes(rule.id)) : enabled;
  const findings = byType.get('finding')!;
  return {
    run,
    deps,
    ...known,
    enabled,
    recordRules: wanted.filter(isRecordRule),
    groupRules: wanted.filter(isGroupRule),
    views: byType,
    findings: perRevision(findings, 'findings', () => indexFindings(findings)),
    workspace,
  };
};

/** Worlds that a process holds; portions of a run that follow each other share one. */
const MAX_WORLDS = 3;
/** A run that is taken up again after this time (ms) looks at the world anew. */
const WORLD_TTL = 120_000;
const worlds = new WeakMap<Deps['lists'], Map<string, { at: number; world: Promise<World> }>>();

/**
 * Opens the world of a run: its rules at the versions that it recorded, and the list index. The portions that one process does
 * see the world as the first of them found it: a run is one look at the data, and each portion would read again what those
 * before it have written. Writes never rest on it: they are decided upon again by what is stored.
 */
export const openAudit = async (run: RunItem, deps: Deps, table: Table): Promise<Audit> => {
  const open = remember(worlds, deps.lists, () => new Map<string, { at: number; world: Promise<World> }>());
  const name = `${run.ws}|${run.id}`;
  const now = deps.now();
  if (now - (open.get(name)?.at ?? now) > WORLD_TTL) open.delete(name);
  const { world } = remember(open, name, () => ({ at: now, world: openWorld(run, deps, table) }));
  world.catch(() => open.delete(name));
  if (open.size > MAX_WORLDS) open.delete(open.keys().next().value!);
  return { ...(await world), run, table };
};

/** Lets go of the world of a run that is over. */
export const closeAudit = (run: RunItem, deps: Deps): void => {
  worlds.get(deps.lists)?.delete(`${run.ws}|${run.id}`);
};

let replaced: readonly Rule[] | undefined;
/** The rules that the audit carries out. */
export const catalogue = (): readonly Rule[] => replaced ?? rules;
/** Puts other rules in the catalogue's place; for tests of rules that throw. */
export const replaceCatalogue = (other: readonly Rule[] | undefined): void => {
  replaced = other;
};
