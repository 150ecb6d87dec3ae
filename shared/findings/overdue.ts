import type { Role } from '../access/permissions.ts';
import type { Row } from '../kernel/rule.ts';
import { addDays } from '../kernel/time.ts';
import type { People } from '../notices/audience.ts';
import type { NoticeEvent } from '../notices/events.ts';
import { finding, openStates } from './finding.ts';

/** Days after the due date of a finding from which its owner's manager is told. */
export const ESCALATED_AFTER = 7;

/** The role that looks after what somebody leaves undone: a manager's own is the executive's. */
export const managerOf = (roles: readonly Role[]): Role =>
  roles.some((role) => role === 'sales-rep' || role === 'marketing' || role === 'service-agent') &&
  !roles.includes('sales-manager')
    ? 'sales-manager'
    : 'executive';

interface Group {
  ownerId: string;
  teamId?: string;
  /** Due first, first. */
  rows: readonly Row[];
}

const due = (row: Row): string => String(row['dueDate']);

/** Findings that are still open after their day, of each owner in each team. */
const groupsOf = (rows: Iterable<Row>, before: string): Group[] => {
  const groups = new Map<string, { ownerId: string; teamId?: string; rows: Row[] }>();
  for (const row of rows) {
    const { ownerId, teamId, state, dueDate, archivedAt, removedAt } = row;
    const isOpen = (openStates as readonly unknown[]).includes(state) && !archivedAt && !removedAt;
    if (!isOpen || typeof ownerId !== 'string' || typeof dueDate !== 'string' || dueDate >= before) continue;
    const key = `${ownerId}#${String(teamId ?? '')}`;
    const known = groups.get(key);
    if (known) known.rows.push(row);
    else groups.set(key, { ownerId, ...(typeof teamId === 'string' ? { teamId } : {}), rows: [row] });
  }
  return [...groups.values()].map((group) => ({
    ...group,
    rows: group.rows.sort((a, b) => (due(a) === due(b) ? (a.id < b.id ? -1 : 1) : due(a) < due(b) ? -1 : 1)),
  }));
};

/** Addresses inside the workspace: one's own are what the page begins with. */
const pageOf = (ownerId: string | undefined): string => {
  if (ownerId === undefined) return 'findings';
  const filters = [`ownerId:eq:${ownerId}`, `state:in:${openStates.join('|')}`];
  return `findings?${filters.map((one) => `filter=${encodeURIComponent(one)}`).join('&')}`;
};

const aboutOf = ({ rows }: Group, ownerId?: string): NoticeEvent['about'] => ({
  subjectType: finding.name,
  subjectId: rows[0]!.id,
  title: `${String(rows[0]!['subjectTitle'] ?? '')}${rows.length > 1 ? ` (+${rows.length - 1})` : ''}`,
  page: pageOf(ownerId),
});

/** By the latest due date: whoever was told of it is told again only when more fall due. */
const keyOf = (kind: string, { ownerId, teamId, rows }: Group): string =>
  `${kind}#${ownerId}#${teamId ?? ''}#${due(rows.at(-1)!)}`;

/**
 * Overdue findings, told to whoever has to put them right, and `ESCALATED_AFTER` days later to a manager: one notice for all of a
 * person's, each lot once. @param today YYYY-MM-DD in the workspace's zone
 */
export const overdueEvents = (rows: readonly Row[], today: string, people: People): NoticeEvent[] => [
  ...groupsOf(rows, today).map(
    (group): NoticeEvent => ({
      key: keyOf('findings-overdue', group),
      kind: 'findings-overdue',
      about: aboutOf(group),
      to: { assignees: [`m:${group.ownerId}`], owned: false, except: [] },
    }),
  ),
  ...groupsOf(rows, addDays(today, -ESCALATED_AFTER)).map(
    (group): NoticeEvent => ({
      key: keyOf('findings-escalated', group),
      kind: 'findings-escalated',
      about: { ...aboutOf(group, group.ownerId), by: group.ownerId },
      to: {
        assignees: [`r:${managerOf(people.members.get(group.ownerId)?.roles ?? [])}`],
        teamId: group.teamId,
        owned: true,
        except: [group.ownerId],
      },
    }),
  ),
];
