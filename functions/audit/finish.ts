import type { Sighting } from '../../shared/audit/evaluate.ts';
import { reconcile } from '../../shared/audit/reconcile.ts';
import { RULE_FAILED } from '../../shared/audit/rules/rule-failed.ts';
import type { Result } from '../../shared/audit/run.ts';
import { countSteps } from '../../shared/audit/run.ts';
import type { Deps } from '../runtime/deps.ts';
import { metered, type Units, WriteRefused } from '../runtime/table.ts';
import type { Audit } from './facts.ts';
import { catalogue, closeAudit, openAudit } from './facts.ts';
import { findingId } from './identity.ts';
import { auditMark } from './plan.ts';
import { patiently } from './retry.ts';
import type { RunItem } from './runs.ts';
import { loadPortions, loadRun, runWrite, sumOf } from './runs.ts';
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
const reportRules = async (audit: Audit, result: Result): Promise<void> => {
  const enabled = new Set(audit.enabled.map(({ rule }) => rule.id));
  const swept = new Set(audit.run.kind === 'sweep' ? audit.run.rules : []);
  const standing = (audit.findings.byRule.get(RULE_FAILED) ?? []).filter(
    ({ subjectId }) => result.failures[subjectId] !== undefined || swept.has(subjectId) || !enabled.has(subjectId),
  );
  const steps = reconcile(standing, failureSightings(audit, result), findingId);
  countSteps(result, steps, audit.run.id);
  await writeSteps(steps, audit);
};

/** Moves the mark up to which changes are audited; only a run of all rules over everything since the last one may. */
const moveMark = async ({ run, table }: Audit): Promise<void> => {
  if (run.only || run.kind === 'spot-check') return;
  try {
    await table.write([{ op: 'advance', item: { ...auditMark(run.ws), at: run.now }, field: 'at', below: run.now }]);
  } catch (error) {
    // A later run has been there already.
    if (!(error instanceof WriteRefused)) throw error;
  }
};

/** Adds a run up once all of its portions are done. Doing it again changes nothing. */
export const finishRun = async (ws: string, id: string, deps: Deps): Promise<void> => {
  const units: Units = { read: 0, write: 0 };
  const table = metered(deps.table, units);
  for (;;) {
    const run: RunItem | undefined = await loadRun(ws, id, table);
    if (run?.state !== 'running' || run.done < run.total) return;
    const { result, units: spent } = sumOf(await loadPortions(run, table));
    const audit = await openAudit(run, deps, table);
    await reportRules(audit, result);
    await moveMark(audit);
    const endedAt = new Date(deps.now()).toISOString();
    const total = {
      read: run.units.read + spent.read + units.read,
      write: run.units.write + spent.write + units.write,
    };
    const durationMs = Date.parse(endedAt) - Date.parse(run.startedAt);
    const done = runWrite(run, {
      state: 'done',
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
