import { Problem } from '../kernel/problem.ts';
import type { Actor } from './actor.ts';
import type { Domain, Permission, Role, Sensitive, Verb } from './permissions.ts';
import { grants } from './permissions.ts';

/** Whether one of the roles carries the right. */
export const may = (roles: readonly Role[], permission: Permission): boolean => {
  const [domain, verb] = permission.split(':') as [Domain, Verb];
  return roles.some((role) => {
    const grant = grants[role];
    return verb === 'write' ? grant.write.includes(domain) : grant.read === 'all' || grant.read.includes(domain);
  });
};

/** Refuses an actor without the right. @throws Problem forbidden */
export const authorise = (actor: Actor, permission: Permission): void => {
  if (!may(actor.roles, permission)) throw new Problem('forbidden', `This needs the right ${permission}.`);
};

/** Whether one of the roles sees fields of this kind. */
export const sees = (roles: readonly Role[], what: Sensitive): boolean =>
  roles.some((role) => grants[role].sees.includes(what));

/** Whether a record of an owned entity lies within the actor's record scope. One without an owner is seen by scope `all` alone. */
export const inScope = (
  actor: Pick<Actor, 'id' | 'scope' | 'teamId'>,
  record: { ownerId?: string; teamId?: string },
): boolean => {
  if (actor.scope === 'all' || record.ownerId === actor.id) return true;
  return actor.scope === 'team' && actor.teamId !== undefined && record.teamId === actor.teamId;
};

/** How it is decided who sees a kind of record. */
interface Seen {
  owned: boolean;
  seenBy?: Permission;
  seenWithin?: 'scope';
  /** Fields that name members who see a record whatever their scope. */
  people?: readonly string[];
}

const seesAll = (actor: Actor, seenBy: Permission): boolean => actor.kind === 'job' || may(actor.roles, seenBy);

/** Whether the actor sees a record of a kind: by their record scope, or by the right that the kind asks for. */
export const reaches = (actor: Actor, kind: Seen, record: { ownerId?: string; teamId?: string }): boolean => {
  if (!kind.owned) return true;
  if (kind.seenBy === undefined) return inScope(actor, record);
  if (!seesAll(actor, kind.seenBy)) return record.ownerId === actor.id;
  return kind.seenWithin === undefined || inScope(actor, record);
};

/** The partition of a list that the actor's record scope reads, or the right that the kind asks for. */
export const scopePartition = (actor: Actor, kind: Seen): string => {
  if (kind.owned && kind.seenBy !== undefined) {
    if (!seesAll(actor, kind.seenBy)) return `o:${actor.id}`;
    if (kind.seenWithin === undefined) return 'all';
  }
  if (!kind.owned || actor.scope === 'all') return 'all';
  if (actor.scope !== 'team' || actor.teamId === undefined) return `o:${actor.id}`;
  // What names them may be another team's: both partitions are read as one.
  return kind.people ? `o:${actor.id}+t:${actor.teamId}` : `t:${actor.teamId}`;
};
