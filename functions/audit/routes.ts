import * as z from 'zod';
import { activate, activeRules } from '../../shared/audit/active.ts';
import type { RuleSetting, RuleSettings, RuleView, StartKind } from '../../shared/audit/audit.contract.ts';
import {
  auditClock,
  auditContracts,
  estimateRun,
  getRun,
  listRules,
  listRuns,
  putRule,
  startRun,
} from '../../shared/audit/audit.contract.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Area, Rule } from '../../shared/kernel/rule.ts';
import { recordKey, settingKey, workspaceKey } from '../../shared/table/keys.ts';
import { makeCursor, readCursor } from '../runtime/cursor.ts';
import { faultsOf } from '../runtime/faults.ts';
import type { Ctx, Handler, Input, Routes } from '../runtime/http.ts';
import { keyName } from '../runtime/http.ts';
import { idempotencyWrite, isIdempotencyItem, replayOf } from '../runtime/idempotency.ts';
import { forgetWorkspace, ruleSettingsOf, toWorkspace } from '../runtime/settings.ts';
import { WriteRefused } from '../runtime/table.ts';
import { failedJobHandlers } from './failed-jobs.ts';
import { loadPortions, loadRun, newRun, runItem, runsPartition, shownRun, toRun } from './runs.ts';

/** The rules, read when first asked for: most requests need none of them, and each start would have to read them all. */
const catalogue = async (): Promise<readonly Rule[]> => (await import('./facts.ts')).catalogue();

const schemas = new Map<string, Record<string, unknown>>();
const settingsSchema = (rule: Rule): Record<string, unknown> => {
  let known = schemas.get(rule.id);
  if (!known) {
    known = z.toJSONSchema(rule.settings, { io: 'input' }) as Record<string, unknown>;
    schemas.set(rule.id, known);
  }
  return known;
};

/** A rule with what the workspace has made of it; a rule that is off is shown with its settings too. */
const viewOf = (rule: Rule, setting: RuleSetting = {}): RuleView => {
  const [active] = activeRules([rule], { [rule.id]: { ...setting, enabled: true } });
  const { severity, dueDays, settings } = active!;
  return {
    id: rule.id,
    area: rule.area,
    severity,
    types: [...rule.types],
    label: rule.label,
    explanation: rule.explanation,
    help: rule.help,
    enabled: setting.enabled !== false,
    dueDays,
    settings: settings as Record<string, unknown>,
    settingsSchema: settingsSchema(rule),
  };
};

const rulesList: Handler['handle'] = async (_input, ctx) => {
  const settings = await ruleSettingsOf(ctx.workspace, ctx.deps);
  return {
    version: ctx.workspace.ruleVersion,
    items: (await catalogue()).map((rule) => viewOf(rule, settings[rule.id])),
  };
};

const refuseBadSettings = (rule: Rule, setting: RuleSetting): void => {
  try {
    activate(rule, setting);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new Problem('invalid-input', undefined, faultsOf(error, 'settings.'));
  }
};

/**
 * Sets what is given about a rule and leaves the rest; `settings` are replaced as a whole. The settings of all rules are one
 * immutable version, and the sweep that the change asks for is queued by the same transaction.
 */
const rulePut: Handler['handle'] = async (input, ctx) => {
  const rule = (await catalogue()).find((one) => one.id === input.params.ruleId);
  if (!rule) throw new Problem('not-found');
  const ws = ctx.actor.ws;
  const item = await ctx.table.get(workspaceKey(ws));
  const workspace = toWorkspace(item!);
  if (workspace.ruleVersion !== input.ifMatch) throw new Problem('stale-version');
  const before = await ruleSettingsOf(workspace, ctx.deps);
  const setting: RuleSetting = { ...before[rule.id], ...(input.body as RuleSetting) };
  refuseBadSettings(rule, setting);
  const value: RuleSettings = { ...before, [rule.id]: setting };
  const next = { ...workspace, ruleVersion: workspace.ruleVersion + 1, version: workspace.version + 1 };
  const run = newRun(
    { id: ctx.deps.newId('auditRun'), kind: 'sweep', trigger: 'setting', by: ctx.actor.id, only: [rule.id] },
    next,
    ctx.now,
  );
  try {
    await ctx.table.write([
      { op: 'replace', item: { ...item!, ...next, ...workspaceKey(ws) }, version: workspace.version },
      { op: 'create', item: { ...settingKey(ws, 'rules', next.ruleVersion), value, at: ctx.now, by: ctx.actor.id } },
      { op: 'create', item: runItem(run) },
    ]);
  } catch (error) {
    if (error instanceof WriteRefused) throw new Problem('stale-version');
    throw error;
  }
  forgetWorkspace(ws, ctx.deps);
  await ctx.deps.queue.send([{ job: 'audit.sweep', ws, run: run.id }]);
  return { ...viewOf(rule, setting), version: next.ruleVersion };
};

const queueRun = (kind: string, id: string, ctx: Ctx): Promise<void> =>
  ctx.deps.queue.send([{ job: `audit.${kind}`, ws: ctx.actor.ws, run: id }]);

const runStart: Handler['handle'] = async (input, ctx) => {
  const { rules: only, ...asked } = input.body as {
    kind: StartKind;
    area?: Area;
    rules?: string[];
    sample?: number;
    seed?: string;
  };
  const known = only ? await catalogue() : [];
  const unknown = (only ?? []).flatMap((id, index) =>
    known.some((rule) => rule.id === id) ? [] : [fault(`rules.${index}`, 'not-allowed-value')],
  );
  if (unknown.length > 0) throw new Problem('invalid-input', undefined, unknown);
  const id = ctx.deps.newId('auditRun');
  // Not the workspace in this process's memory: the run must take the newest rules and standards.
  const workspace = toWorkspace((await ctx.table.get(workspaceKey(ctx.actor.ws)))!);
  const run = newRun({ ...asked, id, trigger: 'person', by: ctx.actor.id, only }, workspace, ctx.now);
  const once = idempotencyWrite(startRun.id, input, ctx, id);
  try {
    await ctx.table.write([...once, { op: 'create', item: runItem(run) }]);
  } catch (error) {
    if (!(error instanceof WriteRefused) || !isIdempotencyItem(error.existing)) throw error;
    const first = await loadRun(ctx.actor.ws, replayOf(startRun.id, input, error.existing), ctx.table);
    if (!first) throw new Problem('not-found');
    // The first request may have died before its message; a second message does no harm.
    if (first.state === 'queued') await queueRun(first.kind, first.id, ctx);
    return shownRun(first);
  }
  await queueRun(run.kind, id, ctx);
  return shownRun(run);
};

const runsList: Handler['handle'] = async (input, ctx) => {
  const bound = `${ctx.actor.ws}\naudit-runs`;
  const page = await ctx.table.query({
    index: 'changes',
    partition: runsPartition(ctx.actor.ws),
    descending: true,
    limit: input.query.limit,
    start: readCursor<Record<string, unknown>>(input.query.cursor, bound),
  });
  return {
    items: page.items.map((item) => shownRun(toRun(item))),
    ...(page.next ? { cursor: makeCursor(page.next, bound) } : {}),
  };
};

const ownKey = (input: Input) => recordKey(input.params.workspaceId, input.params.id);

const runGet: Handler = {
  keys: (input) => [ownKey(input)],
  handle: async (input, ctx) => {
    const item = ctx.loaded.get(keyName(ownKey(input)));
    if (item?.['type'] !== 'auditRun') throw new Problem('not-found');
    const run = toRun(item);
    return shownRun(run, run.state === 'running' ? await loadPortions(run, ctx.table) : undefined);
  },
};

/** The audit over HTTP: rules with their settings, runs, jobs that failed. */
export const auditRoutes: Routes = {
  contracts: auditContracts,
  handlers: {
    [listRules.id]: rulesList,
    [putRule.id]: rulePut,
    [startRun.id]: runStart,
    [listRuns.id]: runsList,
    [getRun.id]: runGet,
    [estimateRun.id]: async (input, ctx) => (await import('./estimate.ts')).estimate(input, ctx),
    [auditClock.id]: async (input, ctx) => (await import('./estimate.ts')).clock(input, ctx),
    ...failedJobHandlers,
  },
};
