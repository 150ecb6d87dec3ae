import type { RecordScope } from '../../shared/access/actor.ts';
import type { Role } from '../../shared/access/permissions.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { runs } from '../../shared/process/delegation.ts';
import type { Work } from '../../shared/process/work.ts';
import { recordKey, teamWorkPartition, workPartition } from '../../shared/table/keys.ts';
import type { IndexName } from '../../shared/table/table.ts';
import { rolesAt, scopeOf } from '../../shared/workspaces/member.ts';
import { delegationsTo } from '../runtime/delegations.ts';
import type { Ctx } from '../runtime/http.ts';
import { toRec } from '../runtime/stored.ts';

/** By what right something of a partition is the caller's. */
export interface Claim {
  role?: Role;
  onBehalfOf?: string;
  takes: (work: Work) => boolean;
}

/** A partition with work of the caller's, read in due order. */
export interface Source {
  index: IndexName;
  partition: string;
  claims: Claim[];
}

interface Holder {
  id: string;
  roles: readonly Role[];
  scope: RecordScope;
  teamId: string | undefined;
}

type Place = Omit<Source, 'claims'>;

/** Where the work of a role lies for somebody with this scope: all of it, their team's, and what belongs to no team by its kind. */
const placesOf = (ws: string, role: Role, holder: Holder): Place[] => {
  const assignee = `r:${role}`;
  if (holder.scope === 'all') return [{ index: 'related', partition: workPartition(ws, assignee) }];
  const teams = ['', ...(holder.scope === 'team' && holder.teamId ? [holder.teamId] : [])];
  return teams.map((team) => ({ index: 'changes', partition: teamWorkPartition(ws, assignee, team) }));
};

const named = (ws: string, memberId: string): Place => ({
  index: 'related',
  partition: workPartition(ws, `m:${memberId}`),
});

const holderOf = (member: Rec, now: string): Holder => {
  const team = member.data['team'];
  return {
    id: member.id,
    roles: rolesAt(member, now),
    scope: scopeOf(member),
    teamId: typeof team === 'string' ? team : undefined,
  };
};

/** A document is not approved by whose it is, nor by anybody for them. */
const signs = (work: Work, ...people: string[]): boolean =>
  work.kind !== 'approval' || work.ownerId === undefined || !people.includes(work.ownerId);

/** Everybody for whom the caller acts now, with the delegations by which they do. */
const principals = async (ctx: Ctx): Promise<{ holder: Holder; by: Rec[] }[]> => {
  const { actor, now, table } = ctx;
  const byPrincipal = new Map<string, Rec[]>();
  for (const one of await delegationsTo(actor.id, table, actor.ws, now)) {
    const id = String(one.data['memberId']);
    byPrincipal.set(id, [...(byPrincipal.get(id) ?? []), one]);
  }
  if (byPrincipal.size === 0) return [];
  const items = await table.batchGet([...byPrincipal.keys()].map((id) => recordKey(actor.ws, id)));
  return items
    .flatMap((item) => (item ? [holderOf(toRec(item), now)] : []))
    .filter((holder) => holder.roles.length > 0)
    .map((holder) => ({ holder, by: byPrincipal.get(holder.id)! }));
};

/**
 * All partitions in which the caller has something to do: theirs by name, those of their roles as far as their scope goes, and as
 * a deputy what is a principal's by name and what a principal would sign by role.
 */
export const sourcesOf = async (ctx: Ctx): Promise<Source[]> => {
  const { actor, now } = ctx;
  const sources = new Map<string, Source>();
  const add = (place: Place, claim: Claim) => {
    const name = `${place.index}|${place.partition}`;
    const known = sources.get(name);
    if (known) known.claims.push(claim);
    else sources.set(name, { ...place, claims: [claim] });
  };
  const own = (work: Work) => signs(work, actor.id);
  add(named(actor.ws, actor.id), { takes: own });
  const self: Holder = { id: actor.id, roles: actor.roles, scope: actor.scope, teamId: actor.teamId };
  for (const role of new Set(self.roles))
    for (const place of placesOf(actor.ws, role, self)) add(place, { role, takes: own });
  for (const { holder, by } of await principals(ctx)) {
    const delegated = (work: Work) =>
      by.some((one) => runs(one, now, work.process)) && signs(work, actor.id, holder.id);
    add(named(actor.ws, holder.id), { onBehalfOf: holder.id, takes: delegated });
    for (const role of new Set(holder.roles))
      for (const place of placesOf(actor.ws, role, holder))
        add(place, {
          role,
          onBehalfOf: holder.id,
          takes: (work) => work.kind === 'approval' && delegated(work),
        });
  }
  return [...sources.values()];
};
