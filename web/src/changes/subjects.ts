import { useQueries } from '@tanstack/react-query';
import { useEffect } from 'react';
import { entityOf, isEntity } from '../../../shared/entities.ts';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { entityFields } from '../../../shared/kernel/entity.ts';
import { useI18n } from '../i18n/index.tsx';
import type { Workspace } from '../lib/me.tsx';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { pageQuery } from '../lib/records.ts';
import { noteTitles } from '../lib/titles.ts';
import type { FieldSpec } from '../records/fields.ts';
import { lineSpecs } from '../records/fields.ts';

/** One field's change as a request holds it. */
export interface FieldChange {
  field: string;
  before?: unknown;
  after?: unknown;
}

const isChange = (value: unknown): value is FieldChange =>
  typeof value === 'object' && value !== null && 'field' in value && typeof value.field === 'string';

/** The changes that a request asks for. */
export const changesOf = (request: WebRecord): FieldChange[] =>
  Array.isArray(request['changes']) ? request['changes'].filter(isChange) : [];

/** The kind of record that a request is about. */
export const subjectEntity = (request: WebRecord): Entity | undefined =>
  isEntity(request['subjectType']) ? entityOf(request['subjectType']) : undefined;

export const fieldSpecOf = (entity: Entity | undefined, field: string): FieldSpec | undefined => {
  const found = entity && entityFields(entity).find((one) => one.name === field);
  return found ? { ...found, place: 'field' } : undefined;
};

export const lineSpecsOf = (entity: Entity | undefined, workspace: Pick<Workspace, 'shows'>): FieldSpec[] =>
  entity?.lines ? lineSpecs(entity.lines, workspace) : [];

/** What a field of the subject is called. */
export const useFieldName = () => {
  const { t, label } = useI18n();
  return (entity: Entity | undefined, field: string): string => {
    if (field === 'lines') return entity?.name === 'product' ? t.changes.lines.prices : t.changes.lines.lines;
    const spec = fieldSpecOf(entity, field);
    return spec ? label(spec.label) : field;
  };
};

/** A filter may hold 1000 characters; an id has about thirty. */
const BATCH = 28;

/** The records that requests are about, for their names and currencies; asked for together. */
export const useSubjects = (requests: readonly WebRecord[]): ReadonlyMap<string, WebRecord> => {
  const { workspaceId, can } = useWorkspace();
  const byType = new Map<string, Set<string>>();
  for (const request of requests) {
    const entity = subjectEntity(request);
    if (!entity || !can(`${entity.domain}:read`)) continue;
    const ids = byType.get(entity.name) ?? new Set();
    byType.set(entity.name, ids.add(String(request['subjectId'])));
  }
  const asks = [...byType].flatMap(([type, set]) => {
    const ids = [...set].sort();
    return Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, at) => ({
      type,
      ids: ids.slice(at * BATCH, (at + 1) * BATCH),
    }));
  });
  const answers = useQueries({
    queries: asks.map(({ type, ids }) =>
      pageQuery(workspaceId, type, { filter: [`id:in:${ids.join('|')}`], archived: 'all', limit: BATCH }),
    ),
  });
  const found = answers.flatMap((answer) => answer.data?.items ?? []);
  useEffect(() => noteTitles(workspaceId, found));
  return new Map(found.map((record) => [record.id, record]));
};
