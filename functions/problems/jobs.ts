import { rules } from '../../shared/audit/catalogue.ts';
import { cause } from '../../shared/complaints/cause.ts';
import { complaint } from '../../shared/complaints/complaint.ts';
import { finding } from '../../shared/findings/finding.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { DAY } from '../../shared/kernel/time.ts';
import type { Draft } from '../../shared/problems/draft.ts';
import { draftOfCause, draftOfRule, recurringCauses, recurringRules, spokenFor } from '../../shared/problems/draft.ts';
import { problemEntry } from '../../shared/problems/entry.ts';
import type { ServicePolicy } from '../../shared/service/policy.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { carryOut } from '../runtime/carry-out.ts';
import { governCreate } from '../runtime/govern.ts';
import type { Ctx } from '../runtime/http.ts';
import { jobCtx } from '../runtime/job-ctx.ts';
import { servicePolicyOf } from '../runtime/settings.ts';
import { toRec } from '../runtime/stored.ts';
import type { Jobs } from '../runtime/worker.ts';
import { draftedEntry } from './make.ts';
import type { Answerable } from './owner.ts';
import { crmOwner } from './owner.ts';

/** Findings and complaints whose words are read for a draft: enough to know what is said most. */
const MOST_READ = 50;
/** Drafts of one night: more than anybody reads. The others wait for the next one. */
const MOST_DRAFTS = 20;

const rowsOf = async (type: string, ctx: Ctx): Promise<ReadonlyMap<string, Row>> =>
  (await ctx.deps.lists.fresh(ctx.actor.ws, type, ctx.table)).rows;

const recordsOf = async (ids: readonly string[], ctx: Ctx): Promise<Rec[]> => {
  const items = await ctx.table.batchGet(ids.slice(0, MOST_READ).map((id) => recordKey(ctx.actor.ws, id)));
  return items.flatMap((item) => (item ? [toRec(item)] : []));
};

/** Drafts that are due and that no entry speaks for; each is put together when its turn comes. */
const due = async (policy: ServicePolicy, ctx: Ctx): Promise<(() => Promise<Draft>)[]> => {
  const known = spokenFor((await rowsOf(problemEntry.name, ctx)).values());
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const again = recurringRules((await rowsOf(finding.name, ctx)).values(), policy.draftAfter).flatMap((one) => {
    const rule = byId.get(one.rule);
    return rule && !known.has(`rule:${rule.id}`)
      ? [async () => draftOfRule(rule, one, await recordsOf(one.findings, ctx))]
      : [];
  });
  const since = new Date(Date.parse(ctx.now) - policy.recurrenceDays * DAY).toISOString();
  const causes = await rowsOf(cause.name, ctx);
  const complaints = (await rowsOf(complaint.name, ctx)).values();
  const caused = recurringCauses(complaints, since, policy.draftAfter).flatMap((one) => {
    const row = causes.get(one.causeId);
    return row && row['removedAt'] === undefined && !known.has(`cause:${row.id}`)
      ? [async () => draftOfCause(row, one.complaints.length, await recordsOf(one.complaints, ctx))]
      : [];
  });
  return [...again, ...caused];
};

/** Writes a draft unless another message has: its origin is a natural key. */
const write = async (draft: Draft, owner: Answerable | undefined, ctx: Ctx): Promise<void> => {
  const rec = await draftedEntry(draft, owner, ctx);
  try {
    await carryOut({ made: await governCreate(problemEntry, rec, ctx) }, ctx);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'duplicate-key') throw error;
  }
};

/**
 * Drafts an entry for each rule whose faults recur, and for each cause of which complaints keep coming: each once, for ever.
 * @throws the first error after all other drafts were written
 */
export const problemJobs: Jobs = {
  'problems.draft': async (job, deps) => {
    const ctx = await jobCtx(job.ws, 'job:problems', deps);
    if (!ctx) return;
    const drafts = await due(await servicePolicyOf(ctx.workspace, deps), ctx);
    if (drafts.length === 0) return;
    const owner = await crmOwner(ctx);
    const failures: unknown[] = [];
    for (const draft of drafts.slice(0, MOST_DRAFTS))
      await draft()
        .then((made) => write(made, owner, ctx))
        .catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  },
};
