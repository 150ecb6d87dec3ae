import type { Actor } from '../access/actor.ts';
import type { Role } from '../access/permissions.ts';
import type { Rec } from '../kernel/record.ts';

type Who = Pick<Actor, 'id' | 'roles' | 'teamId'>;
type Viewed = Pick<Rec, 'data'>;

const has = (actor: Who, roles: readonly Role[]): boolean => actor.roles.some((role) => roles.includes(role));

/** Whether somebody sees a view: their own, their team's, everybody's. */
export const seesView = (actor: Who, { data }: Viewed): boolean =>
  data['by'] === actor.id ||
  data['shared'] === 'all' ||
  (data['shared'] === 'team' && actor.teamId !== undefined && data['team'] === actor.teamId);

/** Whether somebody may change a view that they see: its maker, and those who look after what is shared. */
export const changesView = (actor: Who, rec: Viewed): boolean =>
  seesView(actor, rec) &&
  (rec.data['by'] === actor.id || has(actor, ['administrator', 'sales-manager', 'data-steward']));

/** Whether somebody may put a view before everybody. */
export const sharesWithAll = (actor: Who): boolean => has(actor, ['administrator', 'sales-manager', 'data-steward']);
