import { may } from '../../shared/access/authorise.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import type { Colleague } from '../../shared/leads/assignment.ts';
import type { AssignmentRule } from '../../shared/leads/policy.ts';
import type { Key } from '../../shared/table/keys.ts';
import { numberKey } from '../../shared/table/keys.ts';
import { rolesAt } from '../../shared/workspaces/member.ts';
import type { Deps } from './deps.ts';
import type { WorkspaceItem } from './settings.ts';
import type { Table } from './table.ts';

/** Members who can have leads now: active, with the right to work on them. @param now ISO UTC */
export const leadColleagues = async (
  { ws, now }: { ws: string; now: string },
  { deps, table }: { deps: Deps; table: Table },
): Promise<Colleague[]> => {
  const view = await deps.lists.fresh(ws, 'member', table);
  const works = (row: Row): boolean => {
    const rec = { ...row, data: row } as unknown as Rec;
    return row['status'] === 'active' && !row['removedAt'] && may(rolesAt(rec, now), 'leads:write');
  };
  return [...view.rows.values()]
    .filter(works)
    .map((row) => ({ id: row.id, teamId: typeof row['team'] === 'string' ? row['team'] : undefined }));
};

/** Why a lead is somebody's or lies in the pool, for its history, in the words of the workspace's country. */
export const assignmentReason = (
  rule: AssignmentRule | undefined,
  { country }: Pick<WorkspaceItem, 'country'>,
): string => {
  if (country === 'CN') return rule ? `分配规则：${rule.name}` : '没有匹配的分配规则，进入公海';
  return rule ? `Assignment rule: ${rule.name}` : 'No assignment rule applies: to the pool';
};

/** Where it is counted how many leads a rule gave out among several. */
export const ruleTurnsKey = (ws: string, ruleId: string): Key => numberKey(ws, `lead-rule:${ruleId}`);
