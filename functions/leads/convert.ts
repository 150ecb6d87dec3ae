import { authorise, inScope } from '../../shared/access/authorise.ts';
import { account } from '../../shared/customers/account.ts';
import { contact } from '../../shared/customers/contact.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { addDays, localDate } from '../../shared/kernel/time.ts';
import { accountOf, contactOf, opportunityOf } from '../../shared/leads/become.ts';
import { lead } from '../../shared/leads/lead.ts';
import type { ConversionBody } from '../../shared/leads/leads.contract.ts';
import { winnerOf } from '../../shared/matching/aliases.ts';
import { opportunity } from '../../shared/sales/opportunity.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { carryOut } from '../runtime/carry-out.ts';
import { divertNew } from '../runtime/changes.ts';
import type { Change } from '../runtime/commit.ts';
import { replanned } from '../runtime/commit.ts';
import { shown } from '../runtime/crud.ts';
import { followed } from '../runtime/follow.ts';
import { governCreate } from '../runtime/govern.ts';
import type { Ctx, Handler, Input } from '../runtime/http.ts';
import { keyName } from '../runtime/http.ts';
import { madeFrom, readRecord } from '../runtime/made.ts';
import { itemOf, loadedRecord } from '../runtime/records.ts';
import { WriteRefused } from '../runtime/table.ts';
import { candidatesFor } from './candidates.ts';
import type { Became } from './move-activities.ts';
import { AT_ONCE, movesOf } from './move-activities.ts';

type Body = Record<string, unknown>;

const own = (input: Input) => [recordKey(input.params.workspaceId, input.params.id)];
/** Days until a deal of a fresh lead is expected to close, unless somebody says better. */
const CLOSES_IN = 60;

/** What a lead would become, and what may be there already. */
export const conversion: Handler = {
  keys: own,
  handle: async (input, ctx) => {
    const rec = loadedRecord(lead, input.params.id, ctx);
    const { country, currency, timeZone } = ctx.workspace;
    return {
      account: accountOf(rec, country),
      contact: contactOf(rec),
      opportunity: opportunityOf(rec, { currency, closeDate: addDays(localDate(ctx.now, timeZone), CLOSES_IN) }),
      candidates: await candidatesFor(rec, ctx),
    };
  },
};

/** Names the fields of a refusal by the part of the conversion that they stand in. */
const within = async <T>(path: string, act: () => Promise<T>): Promise<T> => {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Problem) || error.errors.length === 0) throw error;
    const errors = error.errors.map((one) => ({ ...one, field: `${path}.${one.field}` }));
    throw new Problem(error.code, error.message, errors, error.refusals);
  }
};

/** A record on its way into the conversion's transaction. */
interface Part {
  rec: Rec;
  /** Undefined for one that is there already. */
  change?: Change;
}

/** A record that is there, in the caller's scope. @throws Problem invalid-input */
const known = async (entity: Entity, id: string, path: string, ctx: Ctx): Promise<Part> => {
  const rec = await readRecord(id, ctx);
  if (!rec || rec.type !== entity.name || rec.archivedAt || rec.aliasOf || !inScope(ctx.actor, rec))
    throw new Problem('invalid-input', undefined, [fault(`${path}.id`, 'no-such-record')]);
  return { rec };
};

/** A record that the conversion makes, as if it had been entered: rights, standard, second person, process. */
const fresh = async (entity: Entity, body: Body, path: string, ctx: Ctx): Promise<Part> => {
  authorise(ctx.actor, `${entity.domain}:write`);
  return within(`${path}.create`, async () => {
    const entered = await madeFrom(entity, body, ctx);
    const diverted = await divertNew(entity, entered, ctx);
    const made = await governCreate(entity, diverted.next, ctx);
    return { rec: made.rec, change: { next: made.rec, writes: [...made.writes, ...diverted.writes] } };
  });
};

/** The context in which a record that is not written yet can be referred to. */
const knowing = (rec: Rec, ctx: Ctx): Ctx => ({
  ...ctx,
  loaded: new Map([...ctx.loaded, [keyName(recordKey(rec.ws, rec.id)), itemOf(rec)]]),
});

interface Choice {
  id?: string | undefined;
  create?: Body | undefined;
}

/** @throws Problem invalid-input where neither or both are given */
const part = (entity: Entity, choice: Choice, given: { path: string; defaults: Body }, ctx: Ctx): Promise<Part> => {
  const { path, defaults } = given;
  if ((choice.id === undefined) === (choice.create === undefined))
    throw new Problem('invalid-input', undefined, [
      choice.id === undefined ? fault(`${path}.id`, 'required') : fault(`${path}.create`, 'not-allowed-value'),
    ]);
  return choice.id === undefined
    ? fresh(entity, { ...choice.create, ...defaults }, path, ctx)
    : known(entity, choice.id, path, ctx);
};

/** Somebody of another company is not this lead's person there. @throws Problem invalid-input */
const demandOf = async (accountId: string, person: Rec, ctx: Ctx): Promise<void> => {
  const at = person.data['accountId'];
  if (typeof at !== 'string' || at === accountId) return;
  const { rows } = await ctx.deps.lists.fresh(ctx.actor.ws, account.name, ctx.table);
  if (winnerOf(rows, at) !== accountId)
    throw new Problem('invalid-input', undefined, [fault('contact.id', 'not-allowed-value', accountId)]);
};

/** What the conversion makes or takes, in the order in which each refers to the one before. */
const partsOf = async (from: Rec, body: ConversionBody, ctx: Ctx) => {
  const owner = (given: Body | undefined): Body =>
    from.ownerId && given?.['ownerId'] === undefined ? { ownerId: from.ownerId } : {};
  const firm = await part(account, body.account, { path: 'account', defaults: owner(body.account.create) }, ctx);
  const inFirm = knowing(firm.rec, ctx);
  const accountId = firm.rec.id;
  const person = body.contact
    ? await part(
        contact,
        body.contact,
        { path: 'contact', defaults: { ...owner(body.contact.create), accountId } },
        inFirm,
      )
    : undefined;
  if (person && !person.change) await demandOf(firm.rec.id, person.rec, ctx);
  const inAll = person ? knowing(person.rec, inFirm) : inFirm;
  const deal = body.opportunity
    ? await fresh(
        opportunity,
        {
          ...(from.data['origin'] ? { origin: from.data['origin'] } : {}),
          ...body.opportunity.create,
          ...owner(body.opportunity.create),
          accountId,
          ...(person ? { contactId: person.rec.id } : {}),
          leadId: from.id,
        },
        'opportunity',
        inAll,
      )
    : undefined;
  return { firm, person, deal };
};

/** @throws Problem stale-version, conflict */
const demandConvertible = (rec: Rec, version: number): void => {
  if (rec.version !== version) throw new Problem('stale-version');
  // Asked apart from the state, which a process of the workspace's own may call otherwise.
  if (rec.data['accountId'] !== undefined)
    throw new Problem('conflict', 'This lead was converted already.', [
      { ...fault('accountId', 'duplicate'), recordId: String(rec.data['accountId']) },
    ]);
  if (rec.archivedAt) throw new Problem('conflict', 'The record is archived. Restore it first.');
  const status = String(rec.data['status']);
  if (status !== 'working' && status !== 'qualified')
    throw new Problem('conflict', 'Only a lead that somebody works on is converted: start or claim it first.', [
      fault('status', 'not-allowed-value', 'working, qualified'),
    ]);
};

/** The natural key that is taken is the account's: nothing else that a conversion makes has one. */
const namedKey = (error: unknown): unknown =>
  error instanceof Problem && error.code === 'duplicate-key'
    ? new Problem(
        error.code,
        error.message,
        error.errors.map((one) => ({ ...one, field: `account.create.${one.field}` })),
      )
    : error;

const converted = async (
  current: Rec,
  input: Input,
  ctx: Ctx,
): Promise<{ rec: Rec; became: Became; left: boolean }> => {
  const body = input.body as ConversionBody;
  demandConvertible(current, input.ifMatch);
  const { firm, person, deal } = await partsOf(current, body, ctx);
  const became: Became = { accountId: firm.rec.id, contactId: person?.rec.id, opportunityId: deal?.rec.id };
  const step = await followed(
    current,
    {
      data: { ...became, convertedAt: ctx.now },
      to: 'converted',
      action: 'convert',
      ...(body.reason ? { comment: body.reason } : {}),
    },
    ctx,
  );
  const moves = await movesOf(current, became, ctx);
  const others = [firm, person, deal].flatMap((one) => one?.change ?? []);
  const made = { rec: step.next, writes: [...(step.writes ?? [])], effects: [] };
  const rec = await carryOut({ current, made, others: [...others, ...moves] }, ctx);
  return { rec, became, left: moves.length === AT_ONCE };
};

/**
 * Makes of a lead an account, a contact and an opportunity, in one transaction with the lead's own step and what was noted on it. What
 * does not fit moves by a job; if that is lost, the clock looks at the converted lead (its alarm) and moves it then.
 */
export const convert: Handler = {
  keys: own,
  handle: async (input, ctx) => {
    const first = loadedRecord(lead, input.params.id, ctx);
    try {
      const { rec, became, left } = await replanned(async (tries) => {
        const current = tries === 1 ? first : await readRecord(first.id, ctx);
        if (!current) throw new Problem('not-found');
        return converted(current, input, ctx);
      });
      if (left) await ctx.deps.queue.send([{ job: 'leads.follow', ws: rec.ws, id: rec.id }]);
      const { accountId, contactId, opportunityId } = became;
      return {
        lead: shown(lead, rec, ctx),
        accountId,
        ...(contactId ? { contactId } : {}),
        ...(opportunityId ? { opportunityId } : {}),
      };
    } catch (error) {
      if (error instanceof WriteRefused) throw new Problem('stale-version');
      throw namedKey(error);
    }
  },
};
