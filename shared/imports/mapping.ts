import type { FieldType, Label } from '../kernel/field.ts';
import type { FieldFaultCode } from '../kernel/problem.ts';
import { unescapeCell } from './export-cell.ts';
import type { SourceRow } from './source.ts';
import { type ImportedValue, type ParsedValue, parseValue, type ValueSpec } from './values.ts';

/** A field that an import may fill. The field lists of the entities fit as they are. */
export interface FieldInfo {
  name: string;
  type: FieldType;
  label: Label;
  aliases?: readonly string[];
  /** Of an `enum`. */
  values?: readonly (string | { value: string; label: Label })[];
  required?: boolean;
  /** ISO 4217 code of its amounts, whatever currency the row names. */
  currency?: string | undefined;
}

/**
 * What one column of a file becomes. One column may have several of these (the product's category is part of its code),
 * and several columns may go to one field. The text steps apply in this order: `skipPrefix`, `take`, `stripText`,
 * `replaceText`, `insertText`, `values`.
 */
export interface ColumnMapping {
  /** Name in the header. */
  column: string;
  /** Null: the column is left out on purpose. */
  field: string | null;
  /** A date format, or `decimal-comma` for numbers written `1.234,50`. */
  format?: string | undefined;
  /** Drop the first n characters. */
  skipPrefix?: number | undefined;
  /** Keep the first n characters only. */
  take?: number | undefined;
  /** Remove these pieces wherever they stand (`NAS`, `-`): keys that are written differently from file to file. */
  stripText?: readonly string[] | undefined;
  /** Pieces and what stands for them: `{"-": "_"}`. */
  replaceText?: Readonly<Record<string, string>> | undefined;
  /** Put this in front of what is left unless it stands there already. */
  insertText?: string | undefined;
  /** Text of the file (in any case) to the value it means; an empty value means "nothing". */
  values?: Readonly<Record<string, string>> | undefined;
  /** Join with the other columns of the same field by this text, in the order of the mapping. */
  join?: string | undefined;
  /** `when-empty`: fills a gap (of this row, of the record) and never replaces a value. */
  fill?: 'always' | 'when-empty' | undefined;
}

export interface MappingSettings {
  /** ISO 4217 code of amounts in rows that name no currency themselves. */
  currency: string;
  /** IANA zone of times without an offset. UTC if absent. */
  timeZone?: string;
  /** Field whose value identifies the record (after the text steps above). */
  key?: string;
  /**
   * The form in which keys are compared; `plainKey` if absent. It must be the one that the record's own key is compared in,
   * or rows of one record could be cut apart.
   */
  keyForm?: (text: string) => string;
  /** Texts that mean "nothing", in any case. Replaces `defaultNullTexts`. */
  nullTexts?: readonly string[];
}

export const defaultNullTexts: readonly string[] = ['', 'n/a', '#n/a', 'null', '-'];

interface Step {
  index: number;
  field: string;
  mapping: ColumnMapping;
  spec: ValueSpec;
  /** Its amounts are in a currency of their own. */
  fixed: boolean;
  /** `mapping.values` by lower-case text. */
  words: ReadonlyMap<string, string> | undefined;
}

/** A mapping made ready for one header, so that a row costs no lookups. */
export interface MappingPlan {
  steps: readonly Step[];
  settings: MappingSettings;
  nulls: ReadonlySet<string>;
  columns: number;
  /** Fields that only fill gaps of a record: every mapping to them says `when-empty`. */
  whenEmpty: ReadonlySet<string>;
  /** Mappings that cannot be carried out with this file or these fields; they are left out of `steps`. */
  faults: readonly { column: string; code: 'no-such-column' | 'no-such-field' | 'no-key-column' }[];
}

export interface MappedRow {
  values: Record<string, ImportedValue>;
  /** By field: text that did not parse, as it came. By `column 9`: content beyond the header's last column. */
  asImported: Record<string, string>;
  /** Why a text of `asImported` did not parse, by field. Absent if all did. */
  faults?: Record<string, FieldFaultCode>;
  /** Fields whose text had spaces around it. */
  trimmed: string[];
  /** The value of the key field in its compared form. Absent where the field has no value that could be read. */
  key?: string;
}

const foldCase = (text: string): string => text.trim().toLowerCase();

const valueOfEntry = (entry: string | { value: string }): string => (typeof entry === 'string' ? entry : entry.value);

const specOf = (field: FieldInfo, mapping: ColumnMapping, settings: MappingSettings): ValueSpec => ({
  type: field.type,
  currency: field.currency ?? settings.currency,
  ...(mapping.format === undefined ? {} : { format: mapping.format }),
  ...(settings.timeZone === undefined ? {} : { timeZone: settings.timeZone }),
  ...(field.values === undefined ? {} : { allowed: field.values.map(valueOfEntry) }),
});

/** Fits a mapping to the header of one file. What does not fit is told in `faults`, not thrown: a saved mapping may be old. */
export const planMapping = (
  header: readonly string[],
  columns: readonly ColumnMapping[],
  fields: readonly FieldInfo[],
  settings: MappingSettings,
): MappingPlan => {
  const faults: { column: string; code: 'no-such-column' | 'no-such-field' | 'no-key-column' }[] = [];
  const steps: Step[] = [];
  for (const mapping of columns) {
    if (mapping.field === null) continue;
    const index = header.indexOf(mapping.column);
    const field = fields.find(({ name }) => name === mapping.field);
    if (index === -1) faults.push({ column: mapping.column, code: 'no-such-column' });
    else if (!field) faults.push({ column: mapping.column, code: 'no-such-field' });
    else {
      const words = mapping.values && new Map(Object.entries(mapping.values).map(([from, to]) => [foldCase(from), to]));
      const fixed = field.currency !== undefined;
      steps.push({ index, field: field.name, mapping, spec: specOf(field, mapping, settings), fixed, words });
    }
  }
  if (settings.key !== undefined && !steps.some(({ field }) => field === settings.key)) {
    faults.push({ column: settings.key, code: 'no-key-column' });
  }
  const replacing = new Set(steps.filter(({ mapping }) => mapping.fill !== 'when-empty').map(({ field }) => field));
  return {
    // The currency is read first: the amounts of the row are in it.
    steps: [...steps].sort((a, b) => Number(b.field === 'currency') - Number(a.field === 'currency')),
    settings,
    nulls: new Set((settings.nullTexts ?? defaultNullTexts).map(foldCase)),
    columns: header.length,
    whenEmpty: new Set(steps.map(({ field }) => field).filter((field) => !replacing.has(field))),
    faults,
  };
};

/** The text steps of a mapping. Spaces around are dropped first where a step counts characters from the front. */
const reshape = (cell: string, mapping: ColumnMapping): string => {
  const { skipPrefix = 0, take, stripText = [], replaceText = {}, insertText = '' } = mapping;
  const replaced = Object.entries(replaceText);
  if (skipPrefix === 0 && take === undefined && stripText.length === 0 && insertText === '' && replaced.length === 0)
    return cell;
  let text = cell.trim().slice(skipPrefix);
  if (take !== undefined) text = text.slice(0, take);
  for (const piece of stripText) text = text.replaceAll(piece, '');
  for (const [from, to] of replaced) text = text.replaceAll(from, to);
  return text === '' || text.startsWith(insertText) ? text : insertText + text;
};

/** Keys that differ only in width (full-width letters and digits) or in spaces around are one key. Case is kept. */
export const plainKey = (text: string): string => text.normalize('NFKC').trim();

interface Draft extends MappedRow {
  faults: Record<string, FieldFaultCode>;
}

const put = (draft: Draft, step: Step, parsed: ParsedValue): void => {
  const { field, mapping } = step;
  if ('fault' in parsed) {
    draft.asImported[field] = parsed.raw;
    draft.faults[field] = parsed.fault;
    return;
  }
  const before = draft.values[field];
  if (before === undefined) draft.values[field] = parsed.value;
  else if (mapping.join !== undefined) draft.values[field] = `${before}${mapping.join}${parsed.value}`;
  else if (mapping.fill !== 'when-empty') draft.values[field] = parsed.value;
};

/** What one step makes of a cell; nothing where the cell means "nothing". */
const readCell = (raw: string, step: Step, draft: Draft, plan: MappingPlan): void => {
  const cell = unescapeCell(raw);
  if (plan.nulls.has(foldCase(cell))) return;
  let text = reshape(cell, step.mapping);
  const meant = step.words?.get(foldCase(text));
  if (meant !== undefined) text = meant;
  if (plan.nulls.has(foldCase(text))) return;
  const currency = draft.values['currency'];
  const own = step.spec.type === 'money' && !step.fixed && typeof currency === 'string' && /^[A-Z]{3}$/.test(currency);
  const parsed = parseValue(text, own ? { ...step.spec, currency } : step.spec);
  // A fault keeps the cell as it stood in the file, before any step.
  put(draft, step, 'fault' in parsed ? { ...parsed, raw } : parsed);
  if ((parsed.trimmed || cell.trim() !== cell) && !draft.trimmed.includes(step.field)) draft.trimmed.push(step.field);
};

/**
 * Reads a row by a plan. Every cell with content ends in `values` or, as it came, in `asImported`; cells of columns that are
 * not mapped are the only ones left out.
 * @throws RangeError for a currency or time zone of the settings that Intl does not know
 */
export const applyMapping = (row: Pick<SourceRow, 'cells'>, plan: MappingPlan): MappedRow => {
  const draft: Draft = { values: {}, asImported: {}, faults: {}, trimmed: [] };
  for (const step of plan.steps) {
    const raw = row.cells[step.index];
    if (raw !== undefined && raw !== '') readCell(raw, step, draft, plan);
  }
  for (let index = plan.columns; index < row.cells.length; index++) {
    const beyond = row.cells[index] ?? '';
    if (beyond.trim() !== '') draft.asImported[`column ${index + 1}`] = beyond;
  }
  const { faults, ...mapped } = draft;
  const identity = plan.settings.key === undefined ? undefined : draft.values[plan.settings.key];
  const key = identity === undefined ? '' : (plan.settings.keyForm ?? plainKey)(String(identity));
  return { ...mapped, ...(Object.keys(faults).length > 0 ? { faults } : {}), ...(key === '' ? {} : { key }) };
};
