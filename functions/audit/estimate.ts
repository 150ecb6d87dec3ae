import { activeRules, isRecordRule } from '../../shared/audit/active.ts';
import type { StartKind } from '../../shared/audit/audit.contract.ts';
import { isGone } from '../../shared/audit/audited.ts';
import { changedSince } from '../../shared/audit/run.ts';
import type { Area, Row } from '../../shared/kernel/rule.ts';
import { workspaceKey } from '../../shared/table/keys.ts';
import type { Ctx, Handler } from '../runtime/http.ts';
import { ruleSettingsOf, toWorkspace } from '../runtime/settings.ts';
import { dueIds } from './notes.ts';
import type { RunItem } from './runs.ts';
import { newRun, runsPartition, toRun } from './runs.ts';
import { followFrom, watermarks } from './watermarks.ts';

/** Units a record where no run has shown it yet: its share of a page, of its history and of its notes. */
const USUAL = { read: 0.5, write: 0.1 };
/** Runs among which one like it is looked for. */
const LOOKED_THROUGH = 40;
/** Due records are counted up to here. */
const MOST_DUE = 1_000;

/** What a run is to be. */
interface Ask {
  kind: StartKind;
  area?: Area;
  sample: number;
}

/** The kinds of record that the rules look at. */
const typesOf = async ({ area }: Ask, ctx: Ctx): Promise<string[]> => {
  const { catalogue } = await import('./facts.ts');
  const active = activeRules(catalogue(), await ruleSettingsOf(ctx.workspace, ctx.deps));
  // A run counts what its rules of single records look at.
  const wanted = active.filter(isRecordRule).filter(({ rule }) => area === undefined || rule.area === area);
  return [...new Set(wanted.flatMap(({ rule }) => rule.types))].sort();
};

const countOf = async (ask: Ask, ctx: Ctx): Promise<number> => {
  const { ws } = ctx.actor;
  const types = await typesOf(ask, ctx);
  const views = await Promise.all(types.map((type) => ctx.deps.lists.fresh(ws, type, ctx.table)));
  const live = (rows: Iterable<Row>): number => [...rows].filter((row) => !isGone(row)).length;
  const all = views.reduce((sum, view) => sum + live(view.rows.values()), 0);
  if (ask.kind === 'sweep') return all;
  if (ask.kind === 'spot-check') return Math.min(all, ask.sample);
  const workspace = toWorkspace((await ctx.table.get(workspaceKey(ws)))!);
  const run = newRun(
    { id: '', trigger: 'person', by: ctx.actor.id, kind: ask.kind, area: ask.area },
    workspace,
    ctx.now,
  );
  const since = await followFrom(run, ctx.table);
  const changed = views.reduce((sum, view) => sum + changedSince(view.rows.values(), since).length, 0);
  const due = ask.area ? [] : await dueIds(ws, { until: ctx.now, most: MOST_DUE }, ctx.table);
  return changed + due.length;
};

/** The newest finished run of the kind over the same rules, if there is one that has looked at something. */
const likeIt = async ({ kind, area }: Ask, ctx: Ctx): Promise<RunItem | undefined> => {
  const { items } = await ctx.table.query({
    index: 'changes',
    partition: runsPartition(ctx.actor.ws),
    descending: true,
    limit: LOOKED_THROUGH,
  });
  return items
    .map(toRun)
    .find(
      (run) => run.state === 'done' && run.kind === kind && run.area === area && !run.only && run.counts.checked > 0,
    );
};

/** What a run would look at, and what it would cost by the cost of the last one like it. */
export const estimate: Handler['handle'] = async (input, ctx) => {
  const ask = input.query as unknown as Ask;
  const [records, like] = await Promise.all([countOf(ask, ctx), likeIt(ask, ctx)]);
  const unitsOf = (name: 'read' | 'write'): number => {
    const each = like ? like.units[name] / like.counts.checked : USUAL[name];
    return Math.ceil(records * each);
  };
  return { records, units: { read: unitsOf('read'), write: unitsOf('write') }, ...(like ? { by: like.id } : {}) };
};

/** How far the audit has followed the changes, by area, and when it last looked for what is due. */
export const clock: Handler['handle'] = async (_input, ctx) => ({
  timeZone: ctx.workspace.timeZone,
  ...(await watermarks(ctx.actor.ws, ctx.table)),
});
