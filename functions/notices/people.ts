import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import type { Deputy, People, Person } from '../../shared/notices/audience.ts';
import { runs } from '../../shared/process/delegation.ts';
import { rolesAt, scopeOf } from '../../shared/workspaces/member.ts';
import type { Deps } from '../runtime/deps.ts';

/** A row of the list index as the record that it was made from, as far as its fields go. */
const recOf = (row: Row): Rec => ({ ...row, data: row }) as unknown as Rec;

const personOf = (row: Row, now: string): Person | undefined => {
  const rec = recOf(row);
  const roles = rolesAt(rec, now);
  if (roles.length === 0 || rec.removedAt) return undefined;
  const team = row['team'];
  return {
    id: row.id,
    name: String(row['name'] ?? ''),
    roles,
    scope: scopeOf(rec),
    ...(typeof team === 'string' ? { teamId: team } : {}),
  };
};

const deputyOf = (row: Row): Deputy => ({
  memberId: String(row['memberId']),
  deputyId: String(row['deputyId']),
  processes: (row['processes'] as string[] | undefined) ?? [],
});

/** Whether a delegation runs now at all; for which processes is asked later. */
const runsNow = (row: Row, now: string): boolean => {
  const { processes: _processes, ...dates } = recOf(row).data;
  return runs({ ...recOf(row), data: dates }, now, '');
};

/** Active members and running delegations of a workspace, from the list index. @param now ISO UTC */
export const peopleOf = async (ws: string, now: string, deps: Deps): Promise<People> => {
  const [members, delegations] = await Promise.all([
    deps.lists.fresh(ws, 'member', deps.table),
    deps.lists.fresh(ws, 'delegation', deps.table),
  ]);
  const people = [...members.rows.values()].flatMap((row) => personOf(row, now) ?? []);
  return {
    members: new Map(people.map((person) => [person.id, person])),
    deputies: [...delegations.rows.values()].filter((row) => runsNow(row, now)).map(deputyOf),
  };
};
