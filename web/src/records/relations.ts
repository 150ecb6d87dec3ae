import { useQueries, useQuery } from '@tanstack/react-query';
import { entities, entityOf } from '../../../shared/entities.ts';
import { openStates } from '../../../shared/findings/finding.ts';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { entityFields } from '../../../shared/kernel/entity.ts';
import type { I18n } from '../i18n/index.tsx';
import type { Tab } from '../kit/tabs.tsx';
import type { Workspace } from '../lib/me.tsx';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { pageQuery } from '../lib/records.ts';
import { extrasOf } from './extras.tsx';

/** A kind of record that points to this one, and the field by which it does. */
export interface RelationTab {
  key: string;
  entity: Entity;
  field: string;
}

/** What points to an entity: contacts of an account, orders of an opportunity. Activities stand in the timeline. */
export const relationsOf = (entity: Entity): RelationTab[] =>
  entities
    .filter((other) => other.name !== 'activity' && other.name !== 'member' && other.name !== 'finding')
    .flatMap((other) =>
      entityFields(other)
        .filter((field) => field.type === 'ref' && field.ref === entity.name && !field.computed)
        .map((field) => ({ key: `${other.name}.${field.name}`, entity: other, field: field.name })),
    )
    .filter((one) => !extrasOf(entity.name).hides?.includes(one.key));

/** The activity's field that points to the entity, if it has one. */
export const activityField = (entity: Entity): string | undefined =>
  entityFields(entityOf('activity')).find(
    (field) => field.type === 'ref' && field.ref === entity.name && !field.computed,
  )?.name;

const none: readonly WebRecord[] = [];

/** The open findings of a record. */
export const useFindings = (id: string): readonly WebRecord[] => {
  const { workspaceId, can } = useWorkspace();
  const answer = useQuery({
    ...pageQuery(workspaceId, 'finding', {
      filter: [`subjectId:eq:${id}`, `state:in:${openStates.join('|')}`],
      limit: 50,
    }),
    enabled: can('findings:read'),
  });
  return answer.data?.items ?? none;
};

export const relatedAsk = (field: string, id: string) => ({ filter: [`${field}:eq:${id}`], limit: 50 });

/** How many records of each kind belong to the record. */
export const useRelatedCounts = (entity: Entity, id: string): Readonly<Record<string, number | undefined>> => {
  const { workspaceId, can } = useWorkspace();
  const relations = relationsOf(entity).filter((one) => can(`${one.entity.domain}:read`));
  const answers = useQueries({
    queries: relations.map((one) => pageQuery(workspaceId, one.entity.name, relatedAsk(one.field, id))),
  });
  return Object.fromEntries(relations.map((one, index) => [one.key, answers[index]?.data?.total]));
};

/** The kind's name; where a kind points here by several fields, the field's name tells its tabs apart. */
const tabLabel = (entity: Entity, tab: RelationTab, label: I18n['label']): string => {
  const several = relationsOf(entity).filter((one) => one.entity.name === tab.entity.name).length > 1;
  const field = entityFields(tab.entity).find((one) => one.name === tab.field);
  return several && field ? `${label(tab.entity.plural)} · ${label(field.label)}` : label(tab.entity.plural);
};

/** The tabs of an entity's page for this member. */
export const recordTabs = (entity: Entity, workspace: Pick<Workspace, 'can'>, i18n: I18n): Tab[] => {
  const { t, label } = i18n;
  const { can } = workspace;
  const own = (extrasOf(entity.name).tabs ?? []).filter((one) => one.shown(workspace));
  return [
    ...(entity.lines
      ? [{ key: 'lines', label: entity.name === 'product' ? t.record.tabs.prices : t.record.tabs.lines }]
      : []),
    ...own.map((one) => ({ key: one.key, label: one.label(i18n) })),
    ...(activityField(entity) && can('activities:read') ? [{ key: 'timeline', label: t.record.tabs.timeline }] : []),
    ...relationsOf(entity)
      .filter((one) => can(`${one.entity.domain}:read`))
      .map((one) => ({
        key: one.key,
        label: one.entity.name === entity.name ? t.record.children : tabLabel(entity, one, label),
      })),
    ...(can('findings:read') ? [{ key: 'findings', label: t.record.tabs.findings }] : []),
    ...(entity.process ? [{ key: 'steps', label: t.process.tab }] : []),
    { key: 'history', label: t.record.tabs.history },
  ];
};
