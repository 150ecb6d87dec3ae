import { inScope, may } from '../../shared/access/authorise.ts';
import { feedEvents } from '../../shared/activities/feed.ts';
import { idPattern } from '../../shared/kernel/id.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { feedKey, recordKey } from '../../shared/table/keys.ts';
import { env } from '../runtime/env.ts';
import type { Ctx, Handler, Input } from '../runtime/http.ts';
import { Answer, actorOf } from '../runtime/http.ts';
import { digestOf, webSecret } from '../runtime/secrets.ts';
import { workspaceOf } from '../runtime/settings.ts';
import { toRec } from '../runtime/stored.ts';
import { isSecret, keepSecret, noteUse, stateOf } from './secrets.ts';

const ownKey = (input: Input, ctx: Ctx) => feedKey(input.params.workspaceId, ctx.actor.id);

export const feedState: Handler['handle'] = async (input, ctx) => stateOf(await ctx.table.get(ownKey(input, ctx)));

/** A new address. It names workspace and member, so that it is read with one request of the table, and a secret. */
export const makeFeed: Handler['handle'] = async (input, ctx) => {
  const secret = webSecret();
  await keepSecret(ownKey(input, ctx), secret, ctx);
  const file = `${ctx.actor.ws}.${ctx.actor.id}.${secret}.ics`;
  return { exists: true, address: `${env.webOrigin}/v1/public/feeds/${file}`, madeAt: ctx.now };
};

export const revokeFeed: Handler['handle'] = async (input, ctx) => {
  await ctx.table.write([{ op: 'delete', key: ownKey(input, ctx) }]);
  return { status: 'done' };
};

interface Named {
  ws: string;
  memberId: string;
  secret: string;
}

/** The parts of an address; all that is not one is simply not there. @throws Problem not-found */
const named = (file: string): Named => {
  const [, ws = '', memberId = '', secret = ''] = /^([^.]+)\.([^.]+)\.([\w-]{43})(?:\.ics)?$/.exec(file) ?? [];
  if (!idPattern('workspace').test(ws) || !idPattern('member').test(memberId)) throw new Problem('not-found');
  return { ws, memberId, secret };
};

/** The person behind an address with the rights that they have now. @throws Problem not-found */
const readerOf = async ({ ws, memberId, secret }: Named, ctx: Ctx) => {
  const key = feedKey(ws, memberId);
  const [[item, member], workspace] = await Promise.all([
    ctx.table.batchGet([key, recordKey(ws, memberId)]),
    workspaceOf(ws, ctx.deps),
  ]);
  if (!isSecret(secret, item) || !item || !member || !workspace) throw new Problem('not-found');
  const rec = toRec(member);
  if (rec.archivedAt || rec.removedAt) throw new Problem('not-found');
  try {
    return { key, item, rec, workspace, actor: actorOf(rec, workspace, ctx.now) };
  } catch {
    // Disabled, or without any role today.
    throw new Problem('not-found');
  }
};

/** The calendar of whoever's address it is: what they may see at this moment and nothing else. @throws Problem not-found */
export const feedOf: Handler['handle'] = async (input, ctx) => {
  const { key, item, rec, workspace, actor } = await readerOf(named(input.params.file), ctx);
  const rows = async (type: string): Promise<Iterable<Row>> => {
    const view = await ctx.deps.lists.fresh(workspace.id, type, ctx.table);
    return view.partition(`o:${actor.id}`);
  };
  const reads = (domain: 'activities' | 'opportunities' | 'accounts') => may(actor.roles, `${domain}:read`);
  const [activities, opportunities, accounts] = await Promise.all([
    reads('activities') ? rows('activity') : [],
    reads('opportunities') ? rows('opportunity') : [],
    reads('accounts') ? ctx.deps.lists.fresh(workspace.id, 'account', ctx.table) : undefined,
  ]);
  const language = rec.data['language'] === 'en' ? 'en' : 'zh';
  const events = feedEvents(
    { activities, opportunities },
    {
      language,
      now: ctx.now,
      accountName: (id) => {
        const row = accounts?.rows.get(id);
        return row && inScope(actor, row as { ownerId?: string; teamId?: string })
          ? String(row['name'] ?? '')
          : undefined;
      },
    },
  );
  // Nothing but a feed needs what writes calendars.
  const { calendarText } = await import('./calendar-text.ts');
  const text = calendarText(events, {
    name: `${workspace.name} · ${String(rec.data['name'])}`,
    language,
    timeZone: workspace.timeZone,
    base: `${env.webOrigin}/${workspace.id}`,
  });
  await noteUse(key, item, ctx.now, ctx.table);
  return new Answer(text, {
    headers: { 'cache-control': 'private, max-age=300', etag: `"${digestOf(text).slice(0, 27)}"` },
  });
};
