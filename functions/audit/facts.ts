import type { Active, ActiveGroupRule, ActiveRecordRule, AnyGroupRule } from '../../shared/audit/active.ts';
import { activeRules, isGroupRule, isRecordRule } from '../../shared/audit/active.ts';
import { rules } from '../../shared/audit/catalogue.ts';
import type { Facts } from '../../shared/audit/evaluate.ts';
import type { GroupIndex } from '../../shared/audit/groups.ts';
import { indexGroups, keysOf, rowsOfGroup } from '../../shared/audit/groups.ts';
import type { Winners } from '../../shared/audit/links.ts';
import { relinked, relinkedKey, winnersOf } from '../../shared/audit/links.ts';
import type { Standing } from '../../shared/audit/reconcile.ts';
import { standingOfRow } from '../../shared/audit/reconcile.ts';
import { remember } from '../../shared/audit/remember.ts';
import { changedSince } from '../../shared/audit/run.ts';
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
  /** Rows of a type whose links lead elsewhere since an instant (ISO), because what they name was merged, or parted again. */
  moved: (type: string, since: string) => readonly Row[];
  /** Keys of all groups of a rule in which a row lies, or lay before such a merge. */
  keysSince: (rule: AnyGroupRule, row: Row, since: string) => readonly string[];
  /** A key that was noted down, as it is now. */
  keyNow: (key: string) => string;
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

/** Where links of merged records led and lead, by the ids that they name, one way of reading each merge a map. */
interface Moves {
  toLoser: Winners;
  toWinner: Winners;
}

/** Merges that were made or undone since an instant; what the loser had taken in before moves with it. */
const movesSince = (views: ReadonlyMap<string, ListView>, since: string): Moves => {
  const [toLoser, toWinner] = [new Map<string, string>(), new Map<string, string>()];
  for (const row of changedSince(views.get('merge')?.rows.values() ?? [], since)) {
    const [loser, winner] = [String(row['loserId']), String(row['winnerId'])];
    const taken = views.get(String(row['recordType']))?.rows.get(loser)?.['aliases'];
    for (const id of [loser, ...((taken ?? []) as readonly string[])]) {
      toLoser.set(id, loser);
      toWinner.set(id, winner);
    }
  }
  return { toLoser, toWinner };
};

/** Rows as they are linked after all merges, and what merges move. */
const openLinks = (views: ReadonlyMap<string, ListView>) => {
  const merged = entities.flatMap((entity) => (entity.mergeable ? (views.get(entity.name) ?? []) : []));
  const winners: Winners = new Map(
    merged.flatMap((view) => [...perRevision(view, winnersOf, () => winnersOf([view.rows]))]),
  );
  const known = new WeakMap<Row, Row>();
  const linked = (row: Row): Row => (winners.size === 0 ? row : remember(known, row, () => relinked(row, winners)));
  const made = new Map<string, Moves>();
  const moves = (since: string): Moves => remember(made, since, () => movesSince(views, since));
  const held = new Map<string, readonly Row[]>();
  const moved: Audit['moved'] = (type, since) =>
    remember(held, `${type}|${since}`, () => {
      const { toWinner } = moves(since);
      if (toWinner.size === 0) return [];
      const rows = [...(views.get(type)?.rows.values() ?? [])];
      return rows.filter((row) => relinked(row, toWinner) !== row).map(linked);
    });
  return { winners, linked, moved, moves };
};

const factsOf = (
  views: ReadonlyMap<string, ListView>,
  base: Omit<Facts, 'exists' | 'row' | 'group'>,
): Pick<Audit, 'facts' | 'groupKeys' | 'moved' | 'keysSince' | 'keyNow'> => {
  const { winners, linked, moved, moves } = openLinks(views);
  const row = (type: string, id: string): Row | undefined => {
    const found = views.get(type)?.rows.get(id);
    return found && linked(found);
  };
  const exists = (id: string): boolean => {
    const type = kindOfId(id);
    const found = type ? row(type, winners.get(id) ?? id) : undefined;
    return found !== undefined && found['removedAt'] === undefined;
  };
  const made = JSON.stringify([...winners]);
  // Held for the whole piece of work: the groups are those of one moment, even if a view goes on.
  const held = new Map<string, GroupIndex[]>();
  const sorted = (rule: AnyGroupRule, view: ListView): GroupIndex => {
    const known = perRevision(view, rule, () => new Map<string, GroupIndex>());
    // Another merge, other groups: those before it are not asked for again.
    if (!known.has(made)) known.clear();
    return remember(known, made, () => indexGroups(rule, view.rows.values().map(linked)));
  };
  const indexes = (rule: AnyGroupRule): GroupIndex[] =>
    remember(held, rule.id, () =>
      rule.types.flatMap((type) => {
        const view = views.get(type);
        return view ? [sorted(rule, view)] : [];
      }),
    );
  return {
    facts: { ...base, row, exists, group: (rule, key) => rowsOfGroup(indexes(rule), key) },
    groupKeys: (rule) => new Set(indexes(rule).flatMap((index) => [...index.keys()])),
    moved,
    keysSince: (rule, given, since) => {
      const stored = views.get(String(given['type']))?.rows.get(given.id) ?? given;
      const { toLoser, toWinner } = moves(since);
      const forms = new Set([linked(stored), stored, relinked(stored, toLoser), relinked(stored, toWinner)]);
      return [...forms].flatMap((form) => keysOf(rule, form));
    },
    keyNow: (key) => relinkedKey(key, winners),
  };
};

type World = Omit<Audit, 'table'>;

/** Whether a run carries a rule out. */
const isWanted = ({ only, area }: RunItem, rule: string, of: string): boolean =>
  (only === undefined || only.includes(rule)) && (area === undefined || area === of);

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
    started: localDate(workspace.createdAt, workspace.timeZone),
    timeZone: workspace.timeZone,
    country: workspace.country,
    calendar,
    standardOf: (type) => standardOf(standards, type),
  });
  const enabled = activeRules(catalogue(), settings);
  const wanted = enabled.filter(({ rule, area }) => isWanted(run, rule.id, area));
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

/** The world of a run with the findings that it has written itself; all else is as it was. */
export const withFindings = async (audit: Audit): Promise<Audit> => {
  const { deps, run, table } = audit;
  const view = await deps.lists.fresh(run.ws, 'finding', table);
  const views = new Map(audit.views).set('finding', view);
  const findings = perRevision(view, 'findings', () => indexFindings(view));
  return { ...audit, ...factsOf(views, audit.facts), views, findings };
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
