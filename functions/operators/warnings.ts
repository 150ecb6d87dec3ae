import { inScope } from '../../shared/access/authorise.ts';
import { finding } from '../../shared/findings/finding.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import { changeWarning, draftWarning } from '../../shared/operators/operators.contract.ts';
import { issuers } from '../../shared/operators/warning.process.ts';
import { warning } from '../../shared/operators/warning.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { carryOut } from '../runtime/carry-out.ts';
import { shown } from '../runtime/crud.ts';
import { nextVersion, plannedEdit } from '../runtime/edit.ts';
import { governCreate } from '../runtime/govern.ts';
import type { Ctx, Handler, Input } from '../runtime/http.ts';
import { idempotencyWrite, isIdempotencyItem } from '../runtime/idempotency.ts';
import { firstAnswer, madeFrom } from '../runtime/made.ts';
import { loadedRecord } from '../runtime/records.ts';
import { toRec } from '../runtime/stored.ts';
import { WriteRefused } from '../runtime/table.ts';
import { looksOver } from './scorecards.ts';

/**
 * Each piece of evidence is a finding on what is the person's, and one that the caller sees. What is neither is told apart in nothing:
 * nobody learns from here what there is. @throws Problem invalid-input
 */
const checkEvidence = async (evidence: readonly string[], memberId: string, ctx: Ctx): Promise<void> => {
  const items = await ctx.table.batchGet(evidence.map((id) => recordKey(ctx.actor.ws, id)));
  const faults = evidence.flatMap((id, index) => {
    const item = items[index];
    const rec = item?.['type'] === finding.name ? toRec(item) : undefined;
    const good = rec && !rec.removedAt && rec.ownerId === memberId && inScope(ctx.actor, rec);
    return good && evidence.indexOf(id) === index ? [] : [fault(`evidence.${index}`, 'no-such-record')];
  });
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
};

/** A draft by somebody who looks over the person's work. @throws Problem forbidden, invalid-input */
const drafted = async (input: Input, ctx: Ctx) => {
  const { evidence, ...body } = input.body as { memberId: string; evidence: string[] };
  const members = await ctx.deps.lists.fresh(ctx.actor.ws, 'member', ctx.table);
  const person = members.rows.get(body.memberId);
  if (!ctx.actor.roles.some((role) => (issuers as readonly string[]).includes(role)))
    throw new Problem('forbidden', 'A manager, auditor or executive gives notices and warnings.');
  const known = person && person['removedAt'] === undefined && looksOver(ctx.actor, person);
  if (!known || person.id === ctx.actor.id)
    throw new Problem('invalid-input', undefined, [fault('memberId', known ? 'not-allowed-value' : 'no-such-record')]);
  await checkEvidence(evidence, body.memberId, ctx);
  const rec = await madeFrom(warning, body, ctx);
  return { ...rec, data: { ...rec.data, evidence } };
};

const create: Handler['handle'] = async (input, ctx) => {
  const known = await firstAnswer(draftWarning.id, input, ctx);
  if (known) return shown(warning, known, ctx);
  const made = await governCreate(warning, await drafted(input, ctx), ctx);
  try {
    const once = idempotencyWrite(draftWarning.id, input, ctx, made.rec.id);
    return shown(warning, await carryOut({ made, once }, ctx), ctx);
  } catch (error) {
    const first =
      error instanceof WriteRefused && isIdempotencyItem(error.existing)
        ? await firstAnswer(draftWarning.id, input, ctx)
        : undefined;
    if (!first) throw error;
    return shown(warning, first, ctx);
  }
};

const change: Handler = {
  keys: (input) => [recordKey(input.params.workspaceId, input.params.id)],
  handle: async (input, ctx) => {
    const current = loadedRecord(warning, input.params.id, ctx);
    if (current.ownerId !== ctx.actor.id) throw new Problem('forbidden', 'Its owner changes a draft.');
    if (input.ifMatch !== current.version) throw new Problem('stale-version');
    if (input.body.evidence) await checkEvidence(input.body.evidence, String(current.data['memberId']), ctx);
    const wanted = { ...nextVersion(current, ctx), data: { ...current.data, ...input.body } };
    try {
      return shown(warning, await carryOut(await plannedEdit(warning, current, wanted, ctx), ctx), ctx);
    } catch (error) {
      throw error instanceof WriteRefused && error.index === 0 ? new Problem('stale-version') : error;
    }
  },
};

export const warningHandlers = { [draftWarning.id]: create, [changeWarning.id]: change };
