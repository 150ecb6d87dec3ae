import { me } from '../../shared/access/access.contract.ts';
import { may } from '../../shared/access/authorise.ts';
import type { Permission } from '../../shared/access/permissions.ts';
import { domains, grants } from '../../shared/access/permissions.ts';
import { memberIdOf, userPartition } from '../../shared/table/keys.ts';
import { rolesAt, scopeOf } from '../../shared/workspaces/member.ts';
import type { Routes } from '../runtime/http.ts';
import { noteSeen } from '../runtime/seen.ts';
import { workspaceOf } from '../runtime/settings.ts';
import { toRec } from '../runtime/stored.ts';

const everyPermission = domains.flatMap((domain) => [`${domain}:read`, `${domain}:write`] as Permission[]);

/** Who is signed in, with the workspaces in which they are active. */
export const meRoutes: Routes = {
  contracts: [me],
  handlers: {
    [me.id]: async (_input, ctx) => {
      const { items } = await ctx.table.query({ index: 'related', partition: userPartition(memberIdOf(ctx.sub)) });
      const memberships = await Promise.all(
        items.map(async (item) => {
          const member = toRec(item);
          const workspace = await workspaceOf(member.ws, ctx.deps);
          const roles = rolesAt(member, ctx.now);
          if (!workspace || roles.length === 0) return [];
          await noteSeen(member, { workspace, now: ctx.now, table: ctx.table });
          return [
            {
              workspaceId: workspace.id,
              workspaceName: workspace.name,
              workspaceKind: workspace.kind,
              memberId: member.id,
              name: String(member.data['name']),
              email: String(member.data['email']),
              roles,
              scope: scopeOf(member),
              ...(typeof member.data['team'] === 'string' ? { team: member.data['team'] } : {}),
              language: String(member.data['language'] ?? 'en'),
              sees: [...new Set(roles.flatMap((role) => grants[role].sees))],
              permissions: everyPermission.filter((permission) => may(roles, permission)),
              timeZone: workspace.timeZone,
              currency: workspace.currency,
            },
          ];
        }),
      );
      return {
        userId: ctx.sub,
        memberships: memberships.flat().sort((a, b) => (a.workspaceName < b.workspaceName ? -1 : 1)),
      };
    },
  },
};
