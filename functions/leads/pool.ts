import { inScope } from '../../shared/access/authorise.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { isPooled, lead } from '../../shared/leads/lead.ts';
import { poolFields } from '../../shared/leads/leads.contract.ts';
import type { Position } from '../../shared/search/list-view.ts';
import { parseCondition, selects } from '../../shared/search/query.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { commitPlan, replanned } from '../runtime/commit.ts';
import { shown } from '../runtime/crud.ts';
import { makeCursor, readCursor } from '../runtime/cursor.ts';
import { followed } from '../runtime/follow.ts';
import type { Ctx, Handler, Input } from '../runtime/http.ts';
import { keyName } from '../runtime/http.ts';
import { withLeadMarks } from '../runtime/lead-marks.ts';
import { readRecord } from '../runtime/made.ts';
import { toRec } from '../runtime/stored.ts';
import { WriteRefused } from '../runtime/table.ts';
import type { Standing } from './allowance.ts';
import { claimWrite, standingOf } from './allowance.ts';

const shownFields: readonly string[] = [...poolFields, 'createdAt'];

const pooledRow = (row: Row): Record<string, unknown> => ({
  id: row.id,
  version: row['version'],
  createdAt: row['createdAt'],
  ...Object.fromEntries(poolFields.flatMap((name) => (row[name] === undefined ? [] : [[name, row[name]]]))),
});

/** Conditions and order of the pool: by what it shows alone, so that nobody finds out by a filter what is left out. */
const readAsk = ({ filter, sort = '-poolSince' }: { filter?: string | string[]; sort?: string }) => {
  const texts = filter === undefined ? [] : Array.isArray(filter) ? filter : [filter];
  const conditions = texts.map((text) => {
    const condition = parseCondition(text);
    if (!condition || !shownFields.includes(condition.field))
      throw new Problem('invalid-input', undefined, [fault('query.filter', 'bad-format', shownFields.join(', '))]);
    return condition;
  });
  if (!shownFields.includes(sort.replace(/^-/, '')))
    throw new Problem('invalid-input', undefined, [fault('query.sort', 'not-allowed-value', shownFields.join(', '))]);
  return { conditions, sort };
};

/** Whether the words of a search all stand in what the pool shows of a lead. */
const saysAll = (q: string | undefined) => {
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return (row: Row): boolean => {
    if (words.length === 0) return true;
    const text = ['name', 'company', 'jobTitle', 'region', 'city', 'industry', 'campaign']
      .map((name) => String(row[name] ?? ''))
      .join('\n')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  };
};

export const pool = async (input: Input, ctx: Ctx) => {
  const { conditions, sort } = readAsk(input.query);
  const bound = [ctx.actor.ws, 'pool', sort, input.query.q ?? '', JSON.stringify(input.query.filter ?? '')].join('\n');
  const after = readCursor<Position>(input.query.cursor, bound);
  const standing = await standingOf(ctx);
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, 'lead', ctx.table);
  const selected = selects({ conditions, archived: 'no' });
  const says = saysAll(input.query.q);
  const items: Row[] = [];
  let last: Position | undefined;
  for (const row of view.ordered('pool', sort, after)) {
    if (!selected(row) || !says(row)) continue;
    if (items.length === input.query.limit) {
      last = view.positionOf(items.at(-1)!, sort);
      break;
    }
    items.push(row);
  }
  let total = 0;
  for (const row of view.partition('pool')) if (selected(row) && says(row)) total++;
  return {
    items: items.map(pooledRow),
    total,
    allowance: standing.allowance,
    ...(last ? { cursor: makeCursor(last, bound) } : {}),
  };
};

/** @throws Problem limit-reached with the limit and what it is */
const demandLeft = ({ allowance }: Standing): void => {
  const { today, perDay, held, maxHeld } = allowance;
  if (today >= perDay)
    throw new Problem('limit-reached', `You have taken ${today} today, and may take ${perDay} a day.`, [
      fault('claimsPerDay', 'too-large', String(perDay)),
    ]);
  if (held >= maxHeld)
    throw new Problem('limit-reached', `You have ${held} open leads, and may take others below ${maxHeld}.`, [
      fault('maxHeld', 'too-large', String(maxHeld)),
    ]);
};

const gone = (): Problem => new Problem('conflict', 'Somebody else took this lead.');

/**
 * A lead that the caller may try to take: one of the pool, or one that was there when they looked. Any other that is not theirs does
 * not exist for them. @throws Problem not-found, conflict
 */
const demandPooled = (rec: Rec | undefined, version: number, ctx: Ctx): Rec => {
  if (!rec || rec.type !== lead.name || rec.removedAt) throw new Problem('not-found');
  if (isPooled(rec)) return rec;
  // The answer of their first request was lost: they read it again, and have it.
  if (rec.ownerId === ctx.actor.id && version < rec.version) throw new Problem('stale-version');
  const wasPooled = rec.data['claimedAt'] !== undefined && version < rec.version;
  if (!wasPooled && !inScope(ctx.actor, rec)) throw new Problem('not-found');
  throw gone();
};

/** Takes a lead from the pool: it, the work, and what its new owner has taken, in one transaction. */
export const claim: Handler = {
  keys: (input) => [recordKey(input.params.workspaceId, input.params.id)],
  handle: async (input, ctx) => {
    const item = ctx.loaded.get(keyName(recordKey(ctx.actor.ws, input.params.id)));
    const first = item && item['type'] === lead.name ? toRec(item) : undefined;
    try {
      return shown(lead, await replanned((tries) => taken(tries, first, input, ctx)), ctx);
    } catch (error) {
      throw error instanceof WriteRefused ? gone() : error;
    }
  },
};

const taken = async (tries: number, first: Rec | undefined, input: Input, ctx: Ctx): Promise<Rec> => {
  const current = demandPooled(tries === 1 ? first : await readRecord(input.params.id, ctx), input.ifMatch, ctx);
  if (current.version !== input.ifMatch) throw new Problem('stale-version');
  const standing = await standingOf(ctx);
  demandLeft(standing);
  const { id, teamId } = ctx.actor;
  const change = await followed(
    current,
    {
      data: { claimedAt: ctx.now },
      owner: { ownerId: id, ...(teamId ? { teamId } : {}) },
      to: 'working',
      action: 'claim',
    },
    ctx,
  );
  const next = await withLeadMarks(change.next, current, ctx);
  // A process of the workspace's own may not know the state: then nothing is taken.
  if (isPooled(next)) throw new Problem('conflict', 'The process has no way out of the pool.');
  const writes = [...(change.writes ?? []), claimWrite(standing, { id: next.id, version: next.version }, ctx)];
  await commitPlan({ changes: [{ current, next, writes }] }, ctx);
  return next;
};
