import { may } from '../../shared/access/authorise.ts';
import type { FieldFault } from '../../shared/kernel/problem.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { DAY } from '../../shared/kernel/time.ts';
import { delegation } from '../../shared/process/delegation.ts';
import { defaultProcess } from '../../shared/processes.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { createDelegation, endDelegation } from '../../shared/work/work.contract.ts';
import { member, rolesAt } from '../../shared/workspaces/member.ts';
import { shown } from '../runtime/crud.ts';
import { envelopeOf } from '../runtime/envelope.ts';
import type { Ctx, Handler, Input } from '../runtime/http.ts';
import { keyName } from '../runtime/http.ts';
import { idempotencyWrite, isIdempotencyItem, replayOf } from '../runtime/idempotency.ts';
import { loadedRecord } from '../runtime/records.ts';
import { toItem, toRec } from '../runtime/stored.ts';
import { WriteRefused } from '../runtime/table.ts';

const LONGEST = 366 * DAY;

/** Whether a member works here now. */
const worksHere = (id: string, ctx: Ctx): boolean => {
  const item = ctx.loaded.get(keyName(recordKey(ctx.actor.ws, id)));
  return item?.['type'] === member.name && rolesAt(toRec(item), ctx.now).length > 0;
};

interface Body {
  deputyId: string;
  from: string;
  until: string;
  processes?: string[];
  why?: string;
}

const faultsIn = (principalId: string, { deputyId, from, until, processes }: Body, ctx: Ctx): FieldFault[] => {
  const faults: FieldFault[] = [];
  if (principalId !== ctx.actor.id && !worksHere(principalId, ctx)) faults.push(fault('memberId', 'no-such-record'));
  if (deputyId === principalId) faults.push(fault('deputyId', 'not-allowed-value', 'somebody else'));
  else if (deputyId !== ctx.actor.id && !worksHere(deputyId, ctx)) faults.push(fault('deputyId', 'no-such-record'));
  if (until <= from || until <= ctx.now)
    faults.push(fault('until', 'out-of-order', 'after the beginning, and to come'));
  else if (Date.parse(until) - Date.parse(from) > LONGEST) faults.push(fault('until', 'too-large', 'at most a year'));
  (processes ?? []).forEach((id, index) => {
    if (!defaultProcess(id)) faults.push(fault(`processes.${index}`, 'not-allowed-value'));
  });
  return faults;
};

/** Instants are compared as text: all of one form. */
const instant = (text: string): string => new Date(text).toISOString();

/** Whose work somebody speaks about: their own, unless they may change members. @throws Problem forbidden */
const demandOwn = (memberId: string, ctx: Ctx): void => {
  if (memberId !== ctx.actor.id && !may(ctx.actor.roles, 'members:write'))
    throw new Problem('forbidden', 'One delegates one’s own work.');
};

export const create: Handler = {
  keys: ({ params, body }) =>
    [body.deputyId, ...(body.memberId ? [body.memberId] : [])].map((id) => recordKey(params.workspaceId, id)),
  handle: async (input, ctx) => {
    const { memberId: named, ...rest } = input.body;
    const memberId: string = named ?? ctx.actor.id;
    demandOwn(memberId, ctx);
    const body: Body = { ...rest, from: instant(rest.from), until: instant(rest.until) };
    const faults = faultsIn(memberId, body, ctx);
    if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
    const rec: Rec = {
      ...envelopeOf(delegation, ctx),
      data: { memberId, ...body },
    };
    const once = idempotencyWrite(createDelegation.id, input, ctx, rec.id);
    try {
      await ctx.table.write([...once, { op: 'create', item: toItem(delegation, rec) }]);
    } catch (error) {
      if (!(error instanceof WriteRefused) || !isIdempotencyItem(error.existing)) throw error;
      const item = await ctx.table.get(recordKey(ctx.actor.ws, replayOf(createDelegation.id, input, error.existing)));
      if (!item) throw new Problem('not-found');
      return shown(delegation, toRec(item), ctx);
    }
    ctx.deps.lists.note(rec);
    return shown(delegation, rec, ctx);
  },
};

const own = (input: Input) => [recordKey(input.params.workspaceId, input.params.id)];

export const end: Handler = {
  keys: own,
  handle: async (input, ctx) => {
    const current = loadedRecord(delegation, input.params.id, ctx);
    demandOwn(String(current.data['memberId']), ctx);
    if (input.ifMatch !== current.version) throw new Problem('stale-version');
    const { endedAt, until } = current.data;
    if (endedAt !== undefined || String(until) <= ctx.now) throw new Problem('conflict', 'The delegation is over.');
    const { reason: _reason, onBehalfOf: _behalf, ...kept } = current;
    const next: Rec = {
      ...kept,
      version: current.version + 1,
      updatedAt: ctx.now,
      updatedBy: ctx.actor.id,
      via: ctx.via,
      data: { ...current.data, endedAt: ctx.now },
    };
    try {
      await ctx.table.write([{ op: 'replace', item: toItem(delegation, next), version: current.version }]);
    } catch (error) {
      if (error instanceof WriteRefused) throw new Problem('stale-version');
      throw error;
    }
    ctx.deps.lists.note(next);
    return shown(delegation, next, ctx);
  },
};

export const delegationHandlers = { [createDelegation.id]: create, [endDelegation.id]: end };
