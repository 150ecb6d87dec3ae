import type { Entity } from '../kernel/entity.ts';
import { entityFields } from '../kernel/entity.ts';
import type { FieldInfo, FieldType } from '../kernel/field.ts';
import { fieldsOf } from '../kernel/field.ts';
import { customInfo } from '../standards/custom.ts';
import type { EntityStandard } from '../standards/standard.ts';

const envelope = (name: string, type: FieldType, label: { en: string; zh: string }, aliases: string[]): FieldInfo => ({
  name,
  type,
  label,
  aliases,
  required: false,
});

/** A field that an import may fill; `currency` where its amounts are in one of their own. */
export type ImportField = FieldInfo & { currency?: string | undefined };

/** What an import of an entity may fill: its fields, those of its lines, the workspace's own, and the envelope's. */
export const importFields = (entity: Entity, standard: EntityStandard): ImportField[] => [
  ...entityFields(entity).filter((field) => !field.computed || field.imported),
  ...(entity.lines
    ? fieldsOf(entity.lines)
        .filter((field) => !field.computed)
        .map((field) => ({ ...field, name: `lines.${field.name}`, required: false }))
    : []),
  ...standard.custom.map(
    (field): ImportField => ({
      ...customInfo(field),
      required: false,
      ...(field.currency ? { currency: field.currency } : {}),
    }),
  ),
  envelope('externalIds.legacy', 'text', { en: 'Id in the former system', zh: '原系统编号' }, [
    'id',
    'cst id',
    'prd id',
    'legacy id',
    'external id',
    '原编号',
  ]),
  ...(entity.owned
    ? [
        envelope('ownerId', 'text', { en: 'Owner (e-mail)', zh: '负责人（邮箱）' }, [
          'owner',
          'sales rep',
          '负责人',
          '业务员',
        ]),
      ]
    : []),
  envelope('createdAt', 'datetime', { en: 'Created at (original)', zh: '原创建时间' }, [
    'created at',
    'creation date',
    '创建时间',
  ]),
  envelope('createdBy', 'text', { en: 'Created by (original)', zh: '原创建人' }, ['created by', 'author', '创建人']),
];

/** In the place of a key: no row finds a record, each makes a new one. */
export const EACH_ROW = '#row';
/** The id that a record had before it came here, by which it is known where it has no key of its own. */
export const FORMER_ID = 'externalIds.legacy';

/** Fields of a file by which records of a kind are told apart; empty for those that only people tell apart, as leads and contacts. */
export const naturalKeys = (entity: Entity): string[] => {
  const filled = new Set(entityFields(entity).flatMap((one) => (!one.computed || one.imported ? [one.name] : [])));
  return entity.keys.map((key) => key.field).filter((field) => filled.has(field));
};

/**
 * The field by which rows find their record unless the person says otherwise. What has no key of its own is found by its former id
 * where all files have one; else every row is a new record.
 */
export const defaultKeyField = (
  entity: Entity,
  files: readonly { columns?: readonly { field: string | null }[] | undefined }[],
): string => {
  const [natural] = naturalKeys(entity);
  if (natural !== undefined) return natural;
  const known = files.length > 0 && files.every(({ columns }) => columns?.some(({ field }) => field === FORMER_ID));
  return known ? FORMER_ID : EACH_ROW;
};
