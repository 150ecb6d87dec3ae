import { makePack } from '../../functions/review/freeze.ts';
import type { Deps } from '../../functions/runtime/deps.ts';
import { forgetWorkspace, toWorkspace, workspaceOf } from '../../functions/runtime/settings.ts';
import type { Write } from '../../functions/runtime/table.ts';
import type { RuleSettings } from '../../shared/audit/audit.contract.ts';
import { addMonths, localDate, localMonth, startOfDay } from '../../shared/kernel/time.ts';
import { defaultStandard } from '../../shared/standards/standard.ts';
import { settingKey, workspaceKey } from '../../shared/table/keys.ts';
import { ZONE } from './calendar.ts';
import { preventionDays } from './found.ts';

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

/** The reviews of earlier months, each made as on the first morning after it; nobody is sent a mail of them. */
export const reviewPast = async (ws: string, deps: Deps): Promise<void> => {
  forgetWorkspace(ws, deps);
  const workspace = await workspaceOf(ws, deps);
  if (!workspace) return;
  const running = localMonth(new Date(deps.now()).toISOString(), ZONE);
  for (let back = EARLIER + 1; back > 1; back--) {
    const period = addMonths(running, -back);
    const morning = Date.parse(startOfDay(`${addMonths(period, 1)}-01`, ZONE)) + 5_400_000;
    const then: Deps = { ...deps, now: () => morning };
    await makePack(workspace, period, { deps: then, table: deps.table });
  }
};
