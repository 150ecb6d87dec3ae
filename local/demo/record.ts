import { occurredAt } from '../../functions/runtime/records.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Calendar } from './calendar.ts';
import type { PersonKey } from './people.ts';

/** Who a record belongs to. */
export interface Owner {
  id: string;
  team?: string | undefined;
}

/** What the demo company is made from; the same setting makes the same records. */
export interface Setting {
  ws: string;
  /** ISO UTC: when the records are written. */
  writtenAt: string;
  calendar: Calendar;
  members: Readonly<Record<PersonKey, Owner>>;
  pipelineId: string;
}

interface Parts {
  id: string;
  /** ISO UTC. */
  createdAt: string;
  owner: Owner;
  data: Record<string, unknown>;
  lines?: Record<string, unknown>[];
  /** Derived fields that history would have set, had there been any. */
  computed?: Record<string, unknown>;
}

/** A record with its envelope. The list index reads changes by their time, so that `updatedAt` is the time of writing. */
export const recordOf = (entity: Entity, setting: Pick<Setting, 'ws' | 'writtenAt'>, parts: Parts): Rec => {
  const { id, createdAt, owner } = parts;
  const content = { data: parts.data, ...(parts.lines ? { lines: parts.lines } : {}) };
  const complete = entity.complete ? entity.complete(content) : content;
  const derived = entity.derive ? entity.derive(complete, undefined, createdAt) : complete;
  return {
    type: entity.name,
    id,
    ws: setting.ws,
    version: 1,
    schemaVersion: entity.schemaVersion,
    createdAt,
    createdBy: owner.id,
    updatedAt: setting.writtenAt,
    updatedBy: owner.id,
    via: 'job',
    occurredAt: occurredAt(entity, parts.data, createdAt),
    enteredAt: createdAt,
    source: 'demo',
    ...(entity.owned ? { ownerId: owner.id, ...(owner.team ? { teamId: owner.team } : {}) } : {}),
    data: { ...derived.data, ...parts.computed },
    ...(derived.lines ? { lines: derived.lines } : {}),
  };
};

/** The first of a kind has the id that examples of the API use. */
export const idOf = (prefix: string, index: number): string =>
  index === 0 ? `${prefix}_example` : `${prefix}_demo${String(index).padStart(3, '0')}`;
