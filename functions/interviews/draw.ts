import { openStates } from '../../shared/findings/finding.ts';
import type { Candidate } from '../../shared/interviews/draw.ts';
import { drawOf, rolesOfProcess } from '../../shared/interviews/draw.ts';
import { interview } from '../../shared/interviews/interview.ts';
import { drawInterviews } from '../../shared/interviews/interviews.contract.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { entityOfProcess } from '../../shared/process/subject.ts';
import { isOnProbation } from '../../shared/workspaces/member.ts';
import { carryOut } from '../runtime/carry-out.ts';
import { shown } from '../runtime/crud.ts';
import type { Ctx, Handler } from '../runtime/http.ts';
import { readRecord } from '../runtime/made.ts';
import { definitionOf, entryOf, registerOf } from '../runtime/process.ts';
import {
  demandAhead,
  demandSheet,
  mayInterview,
  membersOf,
  once,
  planned,
  rolesOfRow,
  todayOf,
  worksHere,
} from './plan.ts';

/** The definition in force: the one by which most people work. */
const inForce = async (processKey: string, { workspace, deps }: Ctx) => {
  const { current } = entryOf(await registerOf(workspace, deps), processKey);
  return definitionOf(workspace, processKey, current, deps);
};

/** Open findings on documents of a process, by whose they are. */
const openOf = async (processKey: string, ctx: Ctx): Promise<ReadonlyMap<string, number>> => {
  const type = entityOfProcess(processKey).name;
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, 'finding', ctx.table);
  const out = new Map<string, number>();
  for (const row of view.rows.values()) {
    const owner = row['ownerId'];
    const isOpen = (openStates as readonly unknown[]).includes(row['state']) && !row['removedAt'];
    if (typeof owner === 'string' && isOpen && row['subjectType'] === type) out.set(owner, (out.get(owner) ?? 0) + 1);
  }
  return out;
};

/** Those who are asked already: with a planned interview on the process. */
const askedAlready = async (processKey: string, ctx: Ctx): Promise<ReadonlySet<unknown>> => {
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, interview.name, ctx.table);
  return new Set(
    [...view.rows.values()]
      .filter((row) => row['processKey'] === processKey && row['status'] === 'planned' && !row['removedAt'])
      .map((row) => row['memberId']),
  );
};

/** People who work by a process, but for whoever draws and those who are asked already. In the order of their ids. */
const candidatesOf = async (processKey: string, ctx: Ctx): Promise<Candidate[]> => {
  const [definition, members, open, asked] = await Promise.all([
    inForce(processKey, ctx),
    membersOf(ctx),
    openOf(processKey, ctx),
    askedAlready(processKey, ctx),
  ]);
  const roles = rolesOfProcess(definition);
  const today = todayOf(ctx);
  return [...members.values()]
    .filter((row) => worksHere(row) && row.id !== ctx.actor.id && !asked.has(row.id))
    .filter((row) => rolesOfRow(row, ctx.now).some((role) => roles.includes(role)))
    .map((row) => ({
      id: row.id,
      onProbation: isOnProbation({ data: row }, today),
      openFindings: open.get(row.id) ?? 0,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
};

/** All that one draw planned: by the first of them, for a request that comes twice. */
const answerOf = async (first: Rec, ctx: Ctx) => {
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, interview.name, ctx.table);
  const ids = [...view.rows.values()]
    .filter((row) => row['drawId'] === first.data['drawId'] && row.id !== first.id)
    .map((row) => row.id);
  const others = await Promise.all(ids.sort().map((id) => readRecord(id, ctx)));
  const items = [first, ...others.filter((rec) => rec !== undefined)].map((rec) => shown(interview, rec, ctx));
  return { seed: String(first.data['drawSeed']), among: Number(first.data['drawnFrom'] ?? 0), items };
};

/** Draws people at random and plans their spot checks, in one transaction. @throws Problem conflict, invalid-input */
export const draw: Handler['handle'] = async (input, ctx) => {
  const { processKey, count, kind, dueOn } = input.body;
  const first = await once(drawInterviews.id, input, ctx, async (idempotent) => {
    demandAhead('dueOn', dueOn, ctx);
    if (!mayInterview((await membersOf(ctx)).get(ctx.actor.id), ctx))
      throw new Problem('forbidden', 'A person who holds interviews draws them.');
    const sheet = await demandSheet(processKey, ctx);
    const candidates = await candidatesOf(processKey, ctx);
    if (candidates.length === 0)
      throw new Problem('conflict', 'Nobody else works by this process, or all of them are asked already.', [
        fault('processKey', 'not-allowed-value', processKey),
      ]);
    const drawnFrom = candidates.length;
    const drawId = ctx.deps.newId('interview');
    const drawSeed = input.body.seed ?? drawId;
    const made = await Promise.all(
      drawOf(candidates, count, drawSeed).map(({ id: memberId }) =>
        planned(
          { memberId, processKey, kind, dueOn, interviewerId: ctx.actor.id, noted: { drawSeed, drawId, drawnFrom } },
          sheet,
          ctx,
        ),
      ),
    );
    const [head, ...others] = made;
    return carryOut(
      {
        made: head!,
        others: others.map(({ rec, writes }) => ({ next: rec, writes })),
        once: idempotent(head!.rec.id),
      },
      ctx,
    );
  });
  return answerOf(first, ctx);
};
