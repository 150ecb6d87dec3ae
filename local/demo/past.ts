import { makePack } from '../../functions/review/freeze.ts';
import type { Deps } from '../../functions/runtime/deps.ts';
import type { WorkspaceItem } from '../../functions/runtime/settings.ts';
import { forgetWorkspace, toWorkspace, workspaceOf } from '../../functions/runtime/settings.ts';
import type { Write } from '../../functions/runtime/table.ts';
import type { RuleSettings } from '../../shared/audit/audit.contract.ts';
import { addDays, addMonths, localDate, localMonth, startOfDay } from '../../shared/kernel/time.ts';
import type { ReviewGoals } from '../../shared/review/goals.contract.ts';
import type { ReviewPolicy } from '../../shared/review/policy.ts';
import { movedBy, startOf, weekAt } from '../../shared/review/week.ts';
import { defaultStandard } from '../../shared/standards/standard.ts';
import { settingKey, workspaceKey } from '../../shared/table/keys.ts';
import { ZONE } from './calendar.ts';
import { preventionDays } from './found.ts';
import { reviewWeeks } from './weeks.ts';

/** Since when the company works with the system: its figures of a year can be compared. */
const MONTHS_HERE = 14;
/** Reviews of months before the last one. */
const EARLIER = 3;

/** What the standard of the demo company asks beyond the product's own: the example that put an end to wrong mobile numbers. */
const standard = {
  ...defaultStandard,
  lead: {
    ...defaultStandard['lead']!,
    fields: {
      ...defaultStandard['lead']!.fields,
      phone: { ...defaultStandard['lead']!.fields['phone'], example: '+86 21 5888 1234' },
    },
  },
};

/** What was tuned of the rules: whoever has to sign is told the same day. */
const rules: RuleSettings = { 'order-not-approved-in-time': { dueDays: 0 } };

/**
 * The writes by which the company has a past: since when it is there, and the versions of its settings that its preventions name. They go
 * into one transaction with the mark that ends the seeding, which counts its days from the workspace's making.
 */
export const pastWrites = async (ws: string, deps: Deps): Promise<Write[]> => {
  const item = (await deps.table.get(workspaceKey(ws)))!;
  const workspace = toWorkspace(item);
  const today = localDate(new Date(deps.now()).toISOString(), ZONE);
  const days = preventionDays(today);
  const founded = startOfDay(`${addMonths(today.slice(0, 7), -MONTHS_HERE)}-01`, ZONE);
  const version = (kind: string, value: unknown, day: string): Write => ({
    op: 'create',
    item: { ...settingKey(ws, kind, 1), value, at: startOfDay(day, ZONE), by: 'job:set-up' },
  });
  const standards = workspace.standardVersion === 0;
  const untuned = workspace.ruleVersion === 0;
  return [
    ...(standards ? [version('standard', standard, days['bad-phone']!)] : []),
    ...(untuned ? [version('rules', rules, days['order-not-approved-in-time']!)] : []),
    {
      op: 'replace',
      item: {
        ...item,
        ...workspace,
        ...workspaceKey(ws),
        createdAt: founded,
        ...(standards ? { standardVersion: 1 } : {}),
        ...(untuned ? { ruleVersion: 1 } : {}),
        version: workspace.version + 1,
      },
      version: workspace.version,
    },
  ];
};

/** Ids of the members who answer for a goal. */
type Answering = Record<'manager' | 'steward' | 'finance' | 'service', string | undefined>;

/** What the management aims at: some reached, some on the way, one whose day is over. @param month the running one, YYYY-MM */
export const demoGoals = (month: string, { manager, steward, finance, service }: Answering): ReviewGoals => {
  const from = `${addMonths(month, -MONTHS_HERE)}-01`;
  const by = (months: number) => addDays(`${addMonths(month, months + 1)}-01`, -1);
  const owned = (owner: string | undefined) => (owner === undefined ? {} : { owner });
  return {
    'findings.open': { baseline: 210, baselineOn: from, goal: 90, goalBy: by(2), ...owned(steward) },
    'errors.per100': { baseline: 30, baselineOn: from, goal: 8, goalBy: by(2), ...owned(steward) },
    'complete|contact': { baseline: 88, baselineOn: from, goal: 98, goalBy: by(4) },
    'shipments.onTime': { baseline: 50, baselineOn: from, goal: 95, goalBy: by(4), ...owned(manager) },
    'lead.orders': { baseline: 540, baselineOn: from, goal: 240, goalBy: by(1), ...owned(manager) },
    'receivables.overdue|CNY': {
      baseline: 150_000_000,
      baselineOn: from,
      goal: 40_000_000,
      goalBy: by(1),
      ...owned(finance),
    },
    firstContact: { baseline: 70, baselineOn: from, goal: 80, goalBy: by(1), ...owned(service) },
    'complaints.confirmed': { baseline: 40, baselineOn: from, goal: 90, goalBy: by(-2), ...owned(service) },
    'adoption.inTime': { baseline: 60, baselineOn: from, goal: 90, goalBy: by(7) },
  };
};

/** Goals and cadence, before the reviews that are held to them: each week was reviewed until the last one, while the system came in. */
const setGoals = async (workspace: WorkspaceItem, deps: Deps): Promise<WorkspaceItem> => {
  if (workspace.goalsVersion > 0) return workspace;
  const { id: ws } = workspace;
  const now = new Date(deps.now()).toISOString();
  const { rows } = await deps.lists.fresh(ws, 'member', deps.table);
  const withRole = (role: string) => [...rows.values()].find((row) => row['role'] === role)?.id;
  const answering = {
    manager: withRole('sales-manager'),
    steward: withRole('data-steward'),
    finance: withRole('finance'),
    service: withRole('service-agent'),
  };
  const policy: ReviewPolicy = { cadence: 'weekly', weeklyUntil: startOf(movedBy(weekAt(now, ZONE), -1)) };
  const stamped = (kind: string, value: unknown): Write => ({
    op: 'create',
    item: { ...settingKey(ws, kind, 1), value, at: now, by: 'job:set-up' },
  });
  const item = (await deps.table.get(workspaceKey(ws)))!;
  const version = workspace.version + 1;
  await deps.table.write([
    stamped('goals', demoGoals(localMonth(now, ZONE), answering)),
    ...(workspace.reviewPolicyVersion === 0 ? [stamped('reviewPolicy', policy)] : []),
    {
      op: 'replace',
      item: {
        ...item,
        ...workspaceKey(ws),
        goalsVersion: 1,
        ...(workspace.reviewPolicyVersion === 0 ? { reviewPolicyVersion: 1 } : {}),
        version,
      },
      version: workspace.version,
    },
  ]);
  forgetWorkspace(ws, deps);
  return (await workspaceOf(ws, deps))!;
};

/**
 * The reviews of earlier months and weeks, each made as on the first morning after it, and of the month that is just over. Nobody is sent a
 * mail of them.
 * @returns the month that is just over
 */
export const reviewPast = async (ws: string, deps: Deps): Promise<string | undefined> => {
  forgetWorkspace(ws, deps);
  const found = await workspaceOf(ws, deps);
  if (!found) return undefined;
  const workspace = await setGoals(found, deps);
  const running = localMonth(new Date(deps.now()).toISOString(), ZONE);
  for (let back = EARLIER + 1; back > 1; back--) {
    const period = addMonths(running, -back);
    const morning = Date.parse(startOfDay(`${addMonths(period, 1)}-01`, ZONE)) + 5_400_000;
    const then: Deps = { ...deps, now: () => morning };
    await makePack(workspace, period, { deps: then, table: deps.table });
  }
  await reviewWeeks(workspace, deps);
  const last = addMonths(running, -1);
  await makePack(workspace, last, { deps, table: deps.table });
  return last;
};
