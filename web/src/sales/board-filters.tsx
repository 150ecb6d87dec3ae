import { useMemo } from 'react';
import { origins } from '../../../shared/leads/origins.ts';
import { useI18n } from '../i18n/index.tsx';
import { useWorkspace } from '../lib/me.tsx';
import { titleOf, useMembers } from '../lib/titles.ts';
import type { Condition } from '../records/conditions.ts';
import type { Pipelines } from './pipelines.ts';

interface Props {
  conditions: readonly Condition[];
  onChange: (conditions: readonly Condition[]) => void;
  pipelines: Pipelines;
}

/** The value of the condition that says exactly one thing about a field. */
export const chosen = (conditions: readonly Condition[], field: string): string =>
  conditions.find((one) => one.field === field && (one.op === 'eq' || (one.op === 'in' && !one.value.includes('|'))))
    ?.value ?? '';

/** Pipeline, owner or team, and origin of the deals on the board: the conditions that are wanted every day, one choice each. */
export function BoardFilters({ conditions, onChange, pipelines }: Props) {
  const { t, label } = useI18n();
  const words = t.sales.board;
  const { memberId, scope } = useWorkspace();
  const members = useMembers();
  const people = members.data?.filter((one) => !one.archivedAt) ?? [];
  const teams = useMemo(
    () =>
      [
        ...new Set(people.flatMap((one) => (typeof one['team'] === 'string' && one['team'] ? [one['team']] : []))),
      ].sort(),
    [people],
  );
  const set = (fields: readonly string[], next: Condition | undefined) =>
    onChange([...conditions.filter((one) => !fields.includes(one.field)), ...(next ? [next] : [])]);
  const eq = (field: string, value: string): Condition | undefined => (value ? { field, op: 'in', value } : undefined);
  const team = chosen(conditions, 'teamId');
  const owner = team ? `t:${team}` : chosen(conditions, 'ownerId');
  return (
    <fieldset className="board-filters" aria-label={words.filters}>
      {pipelines.all.length > 1 ? (
        <select
          className="input"
          aria-label={words.pipeline}
          value={chosen(conditions, 'pipelineId')}
          onChange={(event) => set(['pipelineId'], eq('pipelineId', event.target.value))}
        >
          <option value="">{words.allPipelines}</option>
          {pipelines.all.map((one) => (
            <option key={one.id} value={one.id}>
              {titleOf(one)}
            </option>
          ))}
        </select>
      ) : null}
      {scope === 'own' ? null : (
        <select
          className="input"
          aria-label={words.owner}
          value={owner}
          onChange={({ target: { value } }) =>
            set(
              ['ownerId', 'teamId'],
              value.startsWith('t:') ? { field: 'teamId', op: 'eq', value: value.slice(2) } : eq('ownerId', value),
            )
          }
        >
          <option value="">{words.anyone}</option>
          <option value={memberId}>{words.mine}</option>
          {teams.map((name) => (
            <option key={name} value={`t:${name}`}>
              {words.team(name)}
            </option>
          ))}
          {people
            .filter((one) => one.id !== memberId)
            .map((one) => (
              <option key={one.id} value={one.id}>
                {titleOf(one)}
              </option>
            ))}
        </select>
      )}
      <select
        className="input"
        aria-label={words.origin}
        value={chosen(conditions, 'origin')}
        onChange={(event) => set(['origin'], eq('origin', event.target.value))}
      >
        <option value="">{words.anyOrigin}</option>
        {Object.entries(origins).map(([value, name]) => (
          <option key={value} value={value}>
            {label(name)}
          </option>
        ))}
      </select>
    </fieldset>
  );
}
