import type { Sighting } from '../../shared/audit/evaluate.ts';
import { reconcile } from '../../shared/audit/reconcile.ts';
import { RULE_FAILED } from '../../shared/audit/rules/rule-failed.ts';
import type { Result } from '../../shared/audit/run.ts';
import { addUp, countSteps, emptyResult, failuresOf } from '../../shared/audit/run.ts';
import type { Deps } from '../runtime/deps.ts';
import { metered, type Units, WriteRefused } from '../runtime/table.ts';
import type { Audit } from './facts.ts';
import { catalogue, closeAudit, openAudit, withFindings } from './facts.ts';
import { findingId } from './identity.ts';
import { lastTasks } from './plan.ts';
import { patiently } from './retry.ts';
import type { RunItem } from './runs.ts';
import { failuresIn, loadPortions, loadRun, runWrite, sumOf } from './runs.ts';
import { doTask } from './tasks.ts';
import { moveMark } from './watermarks.ts';
import { writeSteps } from './write.ts';

/** A rule that threw, as a fault of the rule. */
const failureSightings = (audit: Audit, result: Result): Sighting[] => {
  const own = audit.enabled.find(({ rule }) => rule.id === RULE_FAILED);
  if (!own) return [];
  return Object.entries(result.failures).map(([id, { message, at }]) => {
    const failed = catalogue().find((rule) => rule.id === id);
    const title = failed ? `${failed.label.zh} / ${failed.label.en}` : id;
    return {
      rule: RULE_FAILED,
      area: own.area,
      severity: own.severity,
      dueDays: own.dueDays,
      subject: { type: 'rule', id, title },
      fault: { locator: '', found: message, related: [...new Set(at)].sort() },
    };
  });
};

/** Findings about rules: of those that threw, and of those of which this run can say that they do not any more. */
const reportRules = async (audit: Audit, result: Result, asked: readonly string[]): Promise<void> => {
  const enabled = new Set(audit.enabled.map(({ rule }) => rule.id));
  const swept = new Set(asked);
  const standing = (audit.findings.byRule.get(RULE_FAILED) ?? []).filter(
    ({ subjectId }) => result.failures[subjectId] !== undefined || swept.has(subjectId) || !enabled.has(subjectId),
  );
  const steps = reconcile(standing, failureSightings(audit, result), findingId);
  countSteps(result, steps, audit.run.id);
  await writeSteps(steps, audit);
};

/** Asks the rules that look at findings, now that the others have opened and closed theirs. */
const askLast = async (audit: Audit): Promise<Result> => {
  const result = emptyResult();
  for (const task of await lastTasks(audit)) await doTask(task, audit, result);
  return result;
};

/** Adds a run up once all of its portions are done. Doing it again changes nothing. */
export const finishRun = async (ws: string, id: string, deps: Deps): Promise<void> => {
  const units: Units = { read: 0, write: 0 };
  const table = metered(deps.table, units);
  for (;;) {
    const run: RunItem | undefined = await loadRun(ws, id, table);
    if (run?.state !== 'running' || run.done < run.total) return;
    const portions = await loadPortions(run, table);
    const { result: found, units: spent } = sumOf(portions);
    const lost = portions.filter(({ failed }) => failed !== undefined).length;
    const opened = await openAudit(run, deps, table);
    const { counts } = found;
    // Where no finding moved, the world is as the portions saw it.
    const moved = counts.opened + counts.reopened + counts.closed > 0;
    const audit = moved ? await withFindings(opened) : opened;
    const last = await askLast(audit);
    const result = addUp([found, last]);
    const failures = [...failuresIn(portions), ...failuresOf(last)];
    // A rule runs through when all of it did: what a lost part would have shown, nobody knows.
    await reportRules(audit, result, run.kind === 'sweep' && lost === 0 ? run.rules : []);
    // The next run reads again what a lost part has not looked at.
    if (lost === 0) await moveMark(run, table);
    const endedAt = new Date(deps.now()).toISOString();
    const total = {
      read: run.units.read + spent.read + units.read,
      write: run.units.write + spent.write + units.write,
    };
    const durationMs = Date.parse(endedAt) - Date.parse(run.startedAt);
    const done = runWrite(run, {
      state: lost > 0 && lost === portions.length ? 'failed' : 'done',
      ...(failures.length > 0 ? { failures } : {}),
      endedAt,
      durationMs,
      counts: result.counts,
      byRule: result.byRule,
      units: total,
    });
    try {
      await patiently(() => table.write([done]));
      closeAudit(run, deps);
      return;
    } catch (error) {
      if (!(error instanceof WriteRefused)) throw error;
    }
  }
};
