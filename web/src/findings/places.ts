import { entityOf, isEntity } from '../../../shared/entities.ts';
import { entityFields } from '../../../shared/kernel/entity.ts';
import { fieldsOf } from '../../../shared/kernel/field.ts';
import type { EntityStandard } from '../../../shared/standards/standard.ts';
import type { I18n } from '../i18n/index.tsx';
import type { WebRecord } from '../lib/records.ts';
import type { FieldSpec } from '../records/fields.ts';

/** A locator of a finding taken apart: `lines.3.amount` is the field `amount` of line 3, counted from 0. */
export const readLocator = (locator: string): { line?: number; field: string } => {
  const line = /^lines\.(\d+)\.(.+)$/.exec(locator);
  return line ? { line: Number(line[1]), field: line[2] ?? '' } : { field: locator };
};

const fieldLabel = (type: string, field: string, of: { inLine: boolean; standard: EntityStandard | undefined }) => {
  if (field.startsWith('custom.')) return of.standard?.custom.find((one) => `custom.${one.name}` === field)?.label;
  if (!isEntity(type)) return undefined;
  const entity = entityOf(type);
  const lines = of.inLine && entity.lines ? fieldsOf(entity.lines) : [];
  return [...lines, ...entityFields(entity)].find((one) => one.name === field)?.label;
};

/** Where a finding stands, in words: `Phone`, `Line 4 · Amount`. */
export const placeWords = (
  type: string,
  locator: string,
  standard: EntityStandard | undefined,
  { t, label }: I18n,
): string => {
  if (locator === '') return t.findings.whole;
  if (locator === 'history' || locator === 'process') return t.findings.parts[locator];
  // A day, with the kind of documents where it is about one.
  const day = /^([A-Za-z]+) (\d{4}-\d{2}-\d{2})$/.exec(locator);
  if (day && isEntity(day[1])) return `${label(entityOf(day[1]).plural)} · ${day[2]}`;
  const { line, field } = readLocator(locator);
  const known = fieldLabel(type, field, { inLine: line !== undefined, standard });
  const name = known ? label(known) : field;
  return line === undefined ? name : t.findings.place(t.findings.line(String(line + 1)), name);
};

/** A value that can be put right: a field of the record, or of one of its lines. */
export interface FixPlace {
  /** As the API names it: `phone`, `lines.3.amount`. */
  path: string;
  spec: FieldSpec;
  line?: number;
}

interface Fields {
  specs: readonly FieldSpec[];
  lineSpecs: readonly FieldSpec[];
}

/** The value that a locator speaks of; undefined where there is none to edit. */
export const placeAt = (
  locator: string,
  record: Pick<WebRecord, 'lines'>,
  { specs, lineSpecs }: Fields,
): FixPlace | undefined => {
  const { line, field } = readLocator(locator);
  const head = specs.find((spec) => spec.name === field);
  if (line === undefined) return head ? { path: field, spec: head } : undefined;
  const own = lineSpecs.find((spec) => spec.name === field);
  if (own && record.lines?.[line]) return { path: locator, spec: own, line };
  // A value of the head that one row of an import could not give stands at that row.
  return head ? { path: field, spec: head } : undefined;
};

/** Places that are looked at together with one: the rest of its line, or the other date of a pair. */
export const companionsOf = (place: FixPlace, fields: Fields, standard: EntityStandard | undefined): FixPlace[] => {
  const { line } = place;
  if (line !== undefined) {
    return fields.lineSpecs
      .filter((spec) => spec.name !== place.spec.name && !spec.computed)
      .map((spec) => ({ path: `lines.${line}.${spec.name}`, spec, line }));
  }
  const partners = (standard?.sequences ?? []).flatMap(([first, second]) =>
    first === place.path ? [second] : second === place.path ? [first] : [],
  );
  return [...new Set(partners)].flatMap((name) => {
    const spec = fields.specs.find((one) => one.name === name && !one.computed);
    return spec ? [{ path: name, spec }] : [];
  });
};
