import { EACH_ROW } from '../../../shared/imports/fields.ts';
import type { FieldInfo, MappingSettings } from '../../../shared/imports/mapping.ts';
import { applyMapping, planMapping } from '../../../shared/imports/mapping.ts';
import type { ImportedValue } from '../../../shared/imports/values.ts';
import type { FieldFaultCode } from '../../../shared/kernel/problem.ts';
import type { ImportFile, Mapping } from './api.ts';

/** What the columns of one file become: by the column's name, one entry for each field that it goes to. */
export type FileColumns = Readonly<Record<string, readonly Mapping[]>>;

/** A file's mapping as it is edited; every column of the header has at least one entry. */
export const editable = (file: Pick<ImportFile, 'header' | 'columns'>): FileColumns =>
  Object.fromEntries(
    (file.header ?? []).map((column) => {
      const entries = (file.columns ?? []).filter((one) => one.column === column);
      return [column, entries.length > 0 ? entries : [{ column, field: null }]];
    }),
  );

/** The mapping as the API takes it, in the order of the header. Columns without a field are told once. */
export const flatten = (header: readonly string[], columns: FileColumns): Mapping[] =>
  header.flatMap((name) => {
    const entries = columns[name] ?? [];
    const used = entries.filter((one) => one.field !== null);
    return used.length > 0 ? used : [{ column: name, field: null }];
  });

/** Puts an entry in the place of another one of its column. */
export const withEntry = (columns: FileColumns, index: number, entry: Mapping): FileColumns => ({
  ...columns,
  [entry.column]: (columns[entry.column] ?? []).map((one, at) => (at === index ? entry : one)),
});

/** Uses a column for another field as well. */
export const withAnother = (columns: FileColumns, column: string): FileColumns => ({
  ...columns,
  [column]: [...(columns[column] ?? []), { column, field: null }],
});

export const withoutEntry = (columns: FileColumns, column: string, index: number): FileColumns => {
  const left = (columns[column] ?? []).filter((_, at) => at !== index);
  return { ...columns, [column]: left.length > 0 ? left : [{ column, field: null }] };
};

/** A column goes to another field: what was set up for the old field's kind of value does not fit the new one. */
export const retargeted = (entry: Mapping, field: string | null): Mapping => {
  const { format: _format, values: _values, join: _join, fill: _fill, ...kept } = entry;
  return { ...kept, field };
};

/** A cell as it would be taken. `undefined` where it means "nothing". */
export type Preview = { value: ImportedValue } | { fault: FieldFaultCode } | undefined;

/** What a mapping makes of a cell. */
export const previewOf = (
  cell: string,
  entry: Mapping,
  fields: readonly FieldInfo[],
  settings: MappingSettings,
): Preview => {
  if (entry.field === null) return undefined;
  const { join: _join, ...alone } = entry;
  const mapped = applyMapping({ cells: [cell] }, planMapping([entry.column], [alone], fields, settings));
  const value = mapped.values[entry.field];
  if (value !== undefined) return { value };
  const fault = mapped.faults?.[entry.field];
  return fault ? { fault } : undefined;
};

/** Values of a column in the sample, each once, without blanks. */
export const samplesOf = (file: Pick<ImportFile, 'header' | 'sample'>, column: string, most: number): string[] => {
  const index = (file.header ?? []).indexOf(column);
  const values = (file.sample ?? []).map((row) => (row[index] ?? '').trim()).filter((text) => text !== '');
  return [...new Set(values)].slice(0, most);
};

/** Fields to which several columns of a file go without a word on how they share it. */
export const sharedFields = (header: readonly string[], columns: FileColumns): string[] => {
  const entries = flatten(header, columns).filter((one) => one.field !== null);
  const names = [...new Set(entries.map((one) => one.field as string))];
  return names.filter((name) => {
    const own = entries.filter((one) => one.field === name);
    // The first may be bare: the others join it, or step back behind it.
    return own.length > 1 && own.slice(1).some((one) => one.join === undefined && one.fill !== 'when-empty');
  });
};

const mappedFields = (files: readonly { header: readonly string[]; columns: FileColumns }[]): Set<string> =>
  new Set(files.flatMap(({ header, columns }) => flatten(header, columns).flatMap((one) => one.field ?? [])));

/** Fields that every new record needs and that neither a column nor a default gives. */
export const missingRequired = (
  fields: readonly FieldInfo[],
  files: readonly { header: readonly string[]; columns: FileColumns }[],
  defaults: Readonly<Record<string, unknown>>,
): FieldInfo[] => {
  const given = mappedFields(files);
  return fields.filter((field) => field.required && !given.has(field.name) && (defaults[field.name] ?? '') === '');
};

/** Whether some column of the file goes to the field by which rows find their records, or none has to. */
export const hasKey = (header: readonly string[], columns: FileColumns, key: string): boolean =>
  key === EACH_ROW || flatten(header, columns).some((one) => one.field === key);

/** The adjustments of a column, by name; the format is one of them. */
export const adjustments = (entry: Mapping): readonly (keyof Mapping)[] =>
  (
    ['format', 'skipPrefix', 'take', 'stripText', 'replaceText', 'insertText', 'values', 'join', 'fill'] as const
  ).filter((name) => {
    const value = entry[name];
    if (value === undefined || value === 'always' || value === 0) return false;
    return typeof value === 'object' ? Object.keys(value).length > 0 : value !== '';
  });

/** The keys in the sample of a file, in the form in which files are compared. */
export const sampleKeys = (
  file: Pick<ImportFile, 'header' | 'sample'>,
  columns: FileColumns,
  plan: { key: string; fields: readonly FieldInfo[]; settings: MappingSettings },
): string[] => {
  const header = file.header ?? [];
  const mapping = planMapping(header, flatten(header, columns), plan.fields, { ...plan.settings, key: plan.key });
  return (file.sample ?? []).flatMap((cells) => applyMapping({ cells }, mapping).key ?? []);
};

/** A key of each of two files where none of the one's sample is in the other's: perhaps one key in two spellings. */
export const strangeKeys = (
  main: readonly string[],
  other: readonly string[],
): { main: string; other: string } | undefined => {
  const known = new Set(main.map((key) => key.toLowerCase()));
  const [first] = main;
  const [second] = other;
  if (first === undefined || second === undefined || other.some((key) => known.has(key.toLowerCase())))
    return undefined;
  return { main: first, other: second };
};
