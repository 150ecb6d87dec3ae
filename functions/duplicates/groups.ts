import { authorise, inScope } from '../../shared/access/authorise.ts';
import { entityOf } from '../../shared/entities.ts';
import { finding, openStates } from '../../shared/findings/finding.ts';
import { entityFields } from '../../shared/kernel/entity.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { winnerOf } from '../../shared/matching/aliases.ts';
import * as contract from '../../shared/matching/duplicates.contract.ts';
import type { MatchedType } from '../../shared/matching/matching.ts';
import { DUPLICATE, isMatched, score } from '../../shared/matching/matching.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { saveNext } from '../runtime/crud.ts';
import { makeCursor, readCursor } from '../runtime/cursor.ts';
import { candidatesFor } from '../runtime/duplicates.ts';
import type { Ctx, Handler } from '../runtime/http.ts';
import { claimKey } from '../runtime/idempotency.ts';
import { readRecord } from '../runtime/made.ts';
import { changedRecord, loadedRecord } from '../runtime/records.ts';
import { hiddenFrom } from '../runtime/redact.ts';
import { likeNamed } from './like-named.ts';

/** Fields by which people tell records of a kind apart; longer lists are on the record's own page. */
const mainFields = [
  'code',
  'name',
  'company',
  'accountId',
  'title',
  'phone',
  'mobile',
  'email',
  'taxId',
  'city',
  'address',
  'country',
  'birthDate',
  'status',
  'specification',
  'unit',
  'price',
  'currency',
  'categoryId',
  'parentId',
] as const;

const sees = (row: Row, ctx: Ctx): boolean =>
  !entityOf(String(row['type'])).owned || inScope(ctx.actor, row as { ownerId?: string; teamId?: string });

/** A record as its reader may see it: outside of their scope its name and its owner, so that they know whom to ask. */
const memberOf = (row: Row, ctx: Ctx) => {
  const entity = entityOf(String(row['type']));
  const inside = sees(row, ctx);
  const hidden = hiddenFrom(entity, ctx.actor).fields;
  const known = new Set(entityFields(entity).map((field) => field.name));
  const shown = inside ? mainFields.filter((name) => known.has(name) && !hidden.includes(name)) : [];
  return {
    id: row.id,
    title: String(row[entity.title] ?? row.id),
    ...(typeof row['ownerId'] === 'string' ? { ownerId: row['ownerId'] } : {}),
    inScope: inside,
    archived: row['archivedAt'] !== undefined,
    ...(inside
      ? {
          version: Number(row['version']),
          createdAt: String(row['createdAt']),
          updatedAt: String(row['updatedAt']),
        }
      : {}),
    data: Object.fromEntries(
      shown.flatMap((name) => (row[name] === undefined || row[name] === null ? [] : [[name, row[name]]])),
    ),
  };
};

/** Records shown while somebody is typing. */
const MOST_SHOWN = 5;

/** What may be the record that is being typed. */
export const check: Handler['handle'] = async (input, ctx) => {
  const { type, id, ...given } = input.query as { type: MatchedType; id?: string };
  authorise(ctx.actor, `${entityOf(type).domain}:read`);
  // Whoever may not see a field must not find out by asking what its value is.
  const hidden = hiddenFrom(entityOf(type), ctx.actor).fields;
  const asked = Object.fromEntries(Object.entries(given).filter(([name]) => !hidden.includes(name)));
  const typed = { ...asked, ...(id === undefined ? {} : { id }) };
  const sure = await candidatesFor(type, typed, ctx);
  const known = new Set(sure.map(({ row }) => row.id));
  const like = sure.length < MOST_SHOWN ? await likeNamed(type, typed, ctx) : [];
  // Beginnings of names must not be a way to read the list of what others have.
  const shown = like.filter(({ row, loose }) => !known.has(row.id) && (!loose || sees(row, ctx)));
  const found = [...sure, ...shown];
  return {
    duplicateFrom: DUPLICATE,
    items: found.slice(0, MOST_SHOWN).map(({ row, score: points, evidence }) => ({
      ...memberOf(row, ctx),
      score: points,
      evidence,
    })),
  };
};

/** Rules whose findings name records that may be one. */
const rules: readonly string[] = [
  'duplicate-account',
  'duplicate-contact',
  'duplicate-lead',
  'duplicate-product',
  'product-several-codes',
];

interface Group {
  row: Row;
  type: MatchedType;
  members: Row[];
  matches: { id: string; score: number; evidence: ReturnType<typeof score>['evidence'] }[];
  best: number;
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** The records of a finding as they stand now, with their scores against the oldest; undefined where fewer than two are left. */
const groupOf = (row: Row, rows: ReadonlyMap<string, Row>, ctx: Ctx): Group | undefined => {
  const type = String(row['subjectType']);
  if (!isMatched(type)) return undefined;
  const ids = [String(row['subjectId']), ...texts(row['related'])].map((id) => winnerOf(rows, id));
  const members = [...new Set(ids)]
    .flatMap((id) => rows.get(id) ?? [])
    .filter((one) => one['removedAt'] === undefined && one['archivedAt'] === undefined);
  const [first, ...others] = members;
  if (!first || others.length === 0) return undefined;
  const context = { country: ctx.workspace.country };
  const matches = others.map((one) => ({ id: one.id, ...score(type, first, one, context) }));
  return { row, type, members, matches, best: Math.max(...matches.map((one) => one.score)) };
};

const inState = (row: Row, state: 'open' | 'dismissed' | 'all'): boolean => {
  if (row['state'] === 'fixed') return false;
  const open = (openStates as readonly unknown[]).includes(row['state']);
  return state === 'all' || open === (state === 'open');
};

/** Groups of records that may be one, best first; as the audit found them, scored as they stand now. */
export const groups: Handler['handle'] = async (input, ctx) => {
  const { type, state, limit } = input.query;
  const bound = `${ctx.actor.ws}\nduplicates\n${type ?? ''}\n${state}`;
  const after = readCursor<{ best: number; id: string }>(input.query.cursor, bound);
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, finding.name, ctx.table);
  const wanted = [...view.rows.values()].filter(
    (row) =>
      rules.includes(String(row['rule'])) &&
      (type === undefined || row['subjectType'] === type) &&
      inState(row, state) &&
      sees(row, ctx),
  );
  const types = [...new Set(wanted.map((row) => String(row['subjectType'])))];
  const views = new Map(
    await Promise.all(
      types.map(async (one) => [one, (await ctx.deps.lists.fresh(ctx.actor.ws, one, ctx.table)).rows] as const),
    ),
  );
  const scored = wanted
    .flatMap((row) => groupOf(row, views.get(String(row['subjectType']))!, ctx) ?? [])
    .sort((a, b) => b.best - a.best || (a.row.id < b.row.id ? -1 : 1));
  const from = after
    ? scored.findIndex((one) => one.best < after.best || (one.best === after.best && one.row.id > after.id))
    : 0;
  const page = from < 0 ? [] : scored.slice(from, from + limit);
  const last = page.at(-1);
  return {
    total: scored.length,
    items: page.map(({ row, members, matches, best, type: kind }) => ({
      id: row.id,
      version: Number(row['version']),
      rule: String(row['rule']),
      type: kind,
      state: String(row['state']),
      openedAt: String(row['openedAt']),
      score: best,
      members: members.map((one) => memberOf(one, ctx)),
      matches,
    })),
    ...(last && from + limit < scored.length
      ? { cursor: makeCursor({ best: last.best, id: last.row.id }, bound) }
      : {}),
  };
};

/** Says of groups that their records are not one: their findings are accepted, and stay so while the data stay as they are. */
export const dismiss: Handler = {
  keys: (input) => input.body.ids.map((id: string) => recordKey(input.params.workspaceId, id)),
  handle: async (input, ctx) => {
    const { ids, reason } = input.body as { ids: string[]; reason: string };
    const found = [...new Set(ids)].map((id) => loadedRecord(finding, id, ctx));
    if (found.some((rec) => !rules.includes(String(rec.data['rule'])))) throw new Problem('not-found');
    await claimKey(contract.dismissDuplicates.id, input, ctx);
    for (const current of found) {
      const accept = async (rec: Rec): Promise<void> => {
        if (rec.data['state'] === 'accepted') return;
        const next = await changedRecord(finding, rec, { state: 'accepted', cause: reason, reason }, ctx);
        await saveNext({ current: rec, next }, ctx);
      };
      try {
        await accept(current);
      } catch (error) {
        // The audit, or the same request once more, was faster.
        const now = error instanceof Problem && error.code === 'stale-version' && (await readRecord(current.id, ctx));
        if (!now) throw error;
        await accept(now);
      }
    }
    return { dismissed: found.length };
  },
};
