import { me } from '../../shared/access/access.contract.ts';
import { may } from '../../shared/access/authorise.ts';
import type { Permission } from '../../shared/access/permissions.ts';
import { domains, grants } from '../../shared/access/permissions.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { memberIdOf, recordKey, userPartition } from '../../shared/table/keys.ts';
import { rolesAt, scopeOf } from '../../shared/workspaces/member.ts';
import type { Routes } from '../runtime/http.ts';
import { workspaceOf } from '../runtime/settings.ts';
import { toRec } from '../runtime/stored.ts';
import type { Table } from '../runtime/table.ts';
import { WriteRefused } from '../runtime/table.ts';

const everyPermission = domains.flatMap((domain) => [`${domain}:read`, `${domain}:write`] as Permission[]);

/**
 * Notes the day (of the workspace's zone) on which a member was last here: at most one write a member and day, beside the versions
 * of the record, so that nobody's edit meets another version. Whoever comes second, or later than an edit, finds out by the condition;
 * and nobody is kept out because a note could not be written.
 */
const noteSeen = async (member: Rec, today: string, table: Table): Promise<void> => {
  const last = member.data['lastSeenOn'];
  if (typeof last === 'string' && last >= today) return;
  try {
    await table.write([
      { op: 'note', key: recordKey(member.ws, member.id), map: 'data', field: 'lastSeenOn', value: today },
    ]);
  } catch (error) {
    if (error instanceof WriteRefused) return;
    console.warn(JSON.stringify({ level: 'warn', at: 'me', member: member.id, message: (error as Error).message }));
  }
};

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
          await noteSeen(member, localDate(ctx.now, workspace.timeZone), ctx.table);
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
