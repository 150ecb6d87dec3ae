import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Entity, entityFields } from '../../../shared/kernel/entity.ts';
import type { FieldInfo, FieldMeta, Label, Shape } from '../../../shared/kernel/field.ts';
import { fieldsOf } from '../../../shared/kernel/field.ts';
import { customInfo } from '../../../shared/standards/custom.ts';
import type { CustomField, EntityStandard } from '../../../shared/standards/standard.ts';
import { getStandards } from '../../../shared/standards/standards.contract.ts';
import { call } from '../client.ts';
import type { Workspace } from '../lib/me.tsx';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';

/** A field as pages use it: declared, of the envelope, or the workspace's own (`custom.<name>`). */
export interface FieldSpec extends FieldInfo {
  place: 'field' | 'envelope' | 'custom';
  /** Shows where the document stands: changed by the steps of its process. */
  governed?: true;
  /** A change waits for a second person. */
  critical?: true;
  /** Allowed values and an example from the data standard. */
  allowed?: readonly string[];
  hint?: string;
  /** ISO 4217 code of amounts that are not in the record's own currency. */
  currency?: string;
  /** What to write here. */
  help?: Label;
  /** Heading under which the field stands on the page. */
  section?: Label;
}

const owner: FieldSpec = {
  name: 'ownerId',
  type: 'ref',
  ref: 'member',
  label: { en: 'Owner', zh: '负责人' },
  required: false,
  place: 'envelope',
};
const envelope: readonly FieldSpec[] = [
  {
    name: 'createdAt',
    type: 'datetime',
    label: { en: 'Created', zh: '创建时间' },
    required: false,
    place: 'envelope',
    computed: true,
  },
  {
    name: 'updatedAt',
    type: 'datetime',
    label: { en: 'Changed', zh: '更新时间' },
    required: false,
    place: 'envelope',
    computed: true,
  },
  {
    name: 'createdBy',
    type: 'ref',
    ref: 'member',
    label: { en: 'Created by', zh: '创建人' },
    required: false,
    place: 'envelope',
    computed: true,
  },
  {
    name: 'updatedBy',
    type: 'ref',
    ref: 'member',
    label: { en: 'Changed by', zh: '更新人' },
    required: false,
    place: 'envelope',
    computed: true,
  },
  {
    name: 'verifiedAt',
    type: 'datetime',
    label: { en: 'Verified', zh: '核实时间' },
    required: false,
    place: 'envelope',
    computed: true,
  },
  {
    name: 'source',
    type: 'text',
    label: { en: 'Source', zh: '来源' },
    required: false,
    place: 'envelope',
    computed: true,
  },
];

const customSpec = (field: CustomField): FieldSpec => ({
  ...customInfo(field),
  place: 'custom',
  ...(field.currency ? { currency: field.currency } : {}),
  ...(field.help ? { help: field.help } : {}),
  ...(field.section ? { section: field.section } : {}),
});

/** A declared field with what the workspace's standard says about it. */
const withStandard = (field: FieldInfo, standard: EntityStandard | undefined): FieldSpec => {
  const rule = standard?.fields[field.name];
  const code = standard?.codeRule?.field === field.name ? standard.codeRule.example : undefined;
  const hint = rule?.example ?? code ?? (typeof field.example === 'string' ? field.example : undefined);
  return {
    ...field,
    place: 'field',
    required: field.required || rule?.required === true,
    ...(rule?.allowed ? { allowed: rule.allowed } : {}),
    ...(hint ? { hint } : {}),
  };
};

/** A declared field with what a process says about it. */
const withProcess = (entity: Entity, spec: FieldSpec): FieldSpec => ({
  ...spec,
  ...(entity.process?.field === spec.name ? { governed: true as const } : {}),
  ...(entity.changes && Object.hasOwn(entity.changes, spec.name) ? { critical: true as const } : {}),
});

/** What has no cell of its own: hidden grants, certificates (a strip of their own), and the key that keeps a pair of records from being there twice. */
const machines: readonly string[] = ['grants', 'certificates', 'key'];

/** All fields of an entity that a member sees, in order: declared, own ones of the workspace, owner and times. */
export const fieldSpecs = (
  entity: Entity,
  workspace: Pick<Workspace, 'shows'>,
  standard?: EntityStandard,
): FieldSpec[] => [
  ...entityFields(entity)
    .filter((field) => workspace.shows(field) && !machines.includes(field.name))
    .map((field) => withProcess(entity, withStandard(field, standard))),
  ...(standard?.custom ?? []).map(customSpec),
  ...(entity.owned ? [owner] : []),
  ...envelope,
];

/** The fields of a document's lines. */
export const lineSpecs = (lines: Shape, workspace: Pick<Workspace, 'shows'>): FieldSpec[] =>
  fieldsOf(lines)
    .filter((field) => workspace.shows(field))
    .map((field) => ({ ...field, place: 'field' as const }));

/** The data standards of the workspace; empty until read, and for members who may not read them. */
export const useStandard = (entity: Entity): EntityStandard | undefined => {
  const { workspaceId, can } = useWorkspace();
  const standards = useQuery({
    queryKey: ['standards', workspaceId],
    queryFn: () => call(getStandards, { params: { workspaceId } }),
    enabled: can('standards:read'),
    staleTime: 5 * 60_000,
  });
  return standards.data?.standard[entity.name];
};

export const useFieldSpecs = (entity: Entity): FieldSpec[] => {
  const workspace = useWorkspace();
  const standard = useStandard(entity);
  return useMemo(() => fieldSpecs(entity, workspace, standard), [entity, workspace, standard]);
};

export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** The value of a field in a record. */
export const readField = (
  record: WebRecord | Record<string, unknown>,
  spec: Pick<FieldSpec, 'name' | 'place'>,
): unknown => {
  if (spec.place !== 'custom') return record[spec.name];
  return (record['custom'] as Record<string, unknown> | undefined)?.[spec.name.slice('custom.'.length)];
};

/** The body that sets one field; null empties it. Own fields travel together. */
export const bodyFor = (
  record: Pick<WebRecord, 'custom'>,
  spec: FieldSpec,
  value: unknown,
): Record<string, unknown> => {
  const given = isBlank(value) ? null : value;
  if (spec.place !== 'custom') return { [spec.name]: given };
  return { custom: { ...record.custom, [spec.name.slice('custom.'.length)]: given } };
};

/** The text of an import that stands in for a value which could not be read. */
export const asImported = (record: WebRecord | undefined, name: string): string | undefined =>
  record?.asImported?.[name];

/** The currency of a record's amounts. */
export const currencyOf = (record: Record<string, unknown> | undefined, own: string): string => {
  const currency = record?.['currency'];
  return typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) ? currency : own;
};

/** Whether a member may enter the field. */
export const isEditable = (spec: FieldSpec): boolean => spec.computed === undefined;

/** Whether the field of a record that is there already is changed where it stands; a state is changed by steps. */
export const isEditableHere = (spec: FieldSpec): boolean => isEditable(spec) && !spec.governed;

export type { FieldMeta };
