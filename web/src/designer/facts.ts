import type { Role } from '../../../shared/access/permissions.ts';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { entityFields } from '../../../shared/kernel/entity.ts';
import type { FieldType, Label } from '../../../shared/kernel/field.ts';
import type { CheckFacts } from '../../../shared/process/check-facts.ts';
import type { Effect } from '../../../shared/process/effects.ts';
import { effects } from '../../../shared/process/effects.ts';
import type { Guard } from '../../../shared/process/guard.ts';
import { guards } from '../../../shared/process/guards.ts';
import type { Measure } from '../../../shared/process/measures.ts';
import { measures } from '../../../shared/process/measures.ts';
import { entityOfProcess } from '../../../shared/process/subject.ts';
import { customInfo } from '../../../shared/standards/custom.ts';
import type { WorkspaceStandard } from '../../../shared/standards/standard.ts';
import type { RoleGrant } from '../../../shared/workspaces/member.ts';
import type { WebRecord } from '../lib/records.ts';

/** A field that a definition can name. */
export interface FieldChoice {
  path: string;
  label: Label;
  type: FieldType | 'lines';
  /** The system alone sets it: a person cannot be asked to fill it. */
  computed: boolean;
}

/** What a definition of a process can speak of. */
export interface Facts {
  entity: Entity;
  fields: readonly FieldChoice[];
  guards: readonly Guard[];
  effects: readonly Effect[];
  measures: readonly Measure[];
  /** Active people. */
  people: readonly { id: string; name: string }[];
  /** What the check asks for; documents under way are counted by the server's own check. */
  check: CheckFacts;
}

const fits = (one: { types?: readonly string[] }, entity: Entity): boolean =>
  one.types === undefined || one.types.includes(entity.name);

const isActive = (member: WebRecord): boolean => member['status'] === 'active' && !member.archivedAt;

/** The roles that a person holds: the main one, and grants that have not ended. */
const rolesOf = (member: WebRecord): Role[] => {
  const grants = Array.isArray(member['grants']) ? (member['grants'] as RoleGrant[]) : [];
  return [
    ...new Set([member['role'] as Role, ...grants.filter((one) => one.until === undefined).map((one) => one.role)]),
  ];
};

const linesLabel: Label = { en: 'Lines (at least one)', zh: '明细（至少一行）' };
const ownerLabel: Label = { en: 'Owner', zh: '负责人' };

/** All that the pickers of the designer offer, and the check asks for. */
export const factsOf = (process: string, standard: WorkspaceStandard, members: readonly WebRecord[]): Facts => {
  const entity = entityOfProcess(process);
  const custom = standard[entity.name]?.custom ?? [];
  return {
    entity,
    fields: [
      ...entityFields(entity)
        .filter((field) => field.name !== entity.process?.field)
        .map((field) => ({
          path: field.name,
          label: field.label,
          type: field.type,
          computed: field.computed === true,
        })),
      ...(entity.lines ? [{ path: 'lines', label: linesLabel, type: 'lines' as const, computed: false }] : []),
      ...(entity.owned ? [{ path: 'ownerId', label: ownerLabel, type: 'ref' as const, computed: false }] : []),
      ...custom
        .filter((field) => field.name !== '')
        .map(customInfo)
        .map(({ name, label, type }) => ({ path: name, label, type, computed: false })),
    ],
    guards: guards.filter((guard) => fits(guard, entity)),
    effects: effects.filter((effect) => fits(effect, entity)),
    measures: measures.filter((measure) => fits(measure, entity)),
    people: members.filter(isActive).map((member) => ({ id: member.id, name: String(member['name'] ?? member.id) })),
    check: {
      process,
      entity,
      custom: custom.map((field) => field.name),
      underWay: {},
      members: members.map((member) => ({
        id: member.id,
        roles: rolesOf(member),
        active: isActive(member),
        ...(typeof member['team'] === 'string' ? { team: member['team'] } : {}),
      })),
    },
  };
};

/** Guards whose setting is an amount in minor units, shown and typed in major ones. */
export const asksMoney = (guard: Guard): boolean => guard.value?.unit === 'minor';

/** Teams that people belong to. */
export const teamsOf = (members: readonly WebRecord[]): string[] =>
  [...new Set(members.flatMap((member) => (typeof member['team'] === 'string' ? [member['team']] : [])))].sort();
