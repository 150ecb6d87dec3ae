import type { Role } from '../access/permissions.ts';
import type { Entity } from '../kernel/entity.ts';
import { entityFields } from '../kernel/entity.ts';
import type { Label } from '../kernel/field.ts';
import type { DefinitionFault } from './process.contract.ts';

/** What a definition is checked against, besides itself. */
export interface CheckFacts {
  /** The process that it is to be a version of. */
  process: string;
  entity: Entity;
  /** People of the workspace. */
  members: readonly { id: string; roles: readonly Role[]; active: boolean; team?: string | undefined }[];
  /** Documents under way on the version in force, by state. */
  underWay: Readonly<Record<string, number>>;
  /** Names of the workspace's own fields; without them any is taken. */
  custom?: readonly string[] | undefined;
}

/** A fault with its words. */
export const faultAt = (
  rule: string,
  at: string,
  words: Label,
  severity: DefinitionFault['severity'] = 'error',
): DefinitionFault => ({ rule, at, severity, ...words });

/** Fields by the names that a definition may use. */
export const fieldNames = ({ entity, custom }: CheckFacts): ((name: string) => boolean) => {
  const names = new Set([
    ...entityFields(entity).map((field) => field.name),
    ...(entity.lines ? ['lines'] : []),
    ...(entity.owned ? ['ownerId'] : []),
  ]);
  return (name) => {
    if (!name.startsWith('custom.')) return names.has(name);
    const own = name.slice('custom.'.length);
    return custom === undefined ? /^[a-z][A-Za-z0-9]{0,39}$/.test(own) : custom.includes(own);
  };
};
