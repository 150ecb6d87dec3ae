import { entityOf } from '../../shared/entities.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import { entityFields, normaliseKey } from '../../shared/kernel/entity.ts';
import { fieldsOf } from '../../shared/kernel/field.ts';
import { kindOfId } from '../../shared/kernel/id.ts';
import type { CustomField } from '../../shared/standards/standard.ts';
import type { Key } from '../../shared/table/keys.ts';
import { guardKey, recordKey } from '../../shared/table/keys.ts';
import type { Table } from '../runtime/table.ts';

/** Texts of a file that name other records, resolved to ids. One per import and process: what was found stays found. */
export interface Resolver {
  /** Reads what is not known yet, all at once. */
  prepare: (wanted: readonly { type: string; text: string }[]) => Promise<void>;
  /** The id that a text names, or undefined. */
  idOf: (type: string, text: string) => string | undefined;
}

const MAX_KNOWN = 200_000;

/** Ways in which a text may name a record of a type: its id, one of its natural keys, its id in the former system. */
const candidates = (ws: string, type: string, text: string): Key[] => {
  const entity = entityOf(type);
  return [
    ...entity.keys.map((key) => guardKey(ws, type, key.field, normaliseKey(key, text))),
    guardKey(ws, type, 'externalIds.legacy', text),
    ...(kindOfId(text) === type ? [recordKey(ws, text)] : []),
  ];
};

export const openResolver = (ws: string, table: Table): Resolver => {
  const known = new Map<string, string>();
  return {
    prepare: async (wanted) => {
      const missing = [...new Map(wanted.map((one) => [`${one.type}|${one.text}`, one])).entries()].filter(
        ([name]) => !known.has(name),
      );
      const asked = missing.flatMap(([name, { type, text }]) =>
        candidates(ws, type, text).map((key) => ({ name, key })),
      );
      const items = await table.batchGet(asked.map((one) => one.key));
      if (known.size > MAX_KNOWN) known.clear();
      for (const [index, { name }] of asked.entries()) {
        const id = items[index]?.['id'];
        if (typeof id === 'string' && !known.has(name)) known.set(name, id);
      }
    },
    idOf: (type, text) => known.get(`${type}|${text}`),
  };
};

/** Fields of an entity that point to other records, as import paths: path and type. */
export const refPaths = (entity: Entity, own: readonly CustomField[] = []): Map<string, string> => {
  const paths = new Map<string, string>();
  for (const field of entityFields(entity)) if (field.type === 'ref' && field.ref) paths.set(field.name, field.ref);
  for (const field of entity.lines ? fieldsOf(entity.lines) : [])
    if (field.type === 'ref' && field.ref) paths.set(`lines.${field.name}`, field.ref);
  for (const field of own) if (field.type === 'ref' && field.ref) paths.set(`custom.${field.name}`, field.ref);
  if (entity.owned) paths.set('ownerId', 'member');
  return paths;
};
