import { detectDateFormat } from './dates.ts';
import { headerWords, likeness, sharedPrefix } from './header-words.ts';
import type { ColumnMapping, FieldInfo } from './mapping.ts';
import { parseValue } from './values.ts';

/** A mapping to start from; a person confirms it. */
export interface MappingSuggestion {
  /** One per column of the header, in its order; `field` is null where nothing fits. */
  columns: ColumnMapping[];
  /** 0..1 by column name; 0 where nothing is suggested. */
  confidence: Record<string, number>;
}

const threshold = 0.5;

/** What the values of a column look like. */
interface ColumnLook {
  words: string[];
  /** The name ends in "id": a number of the old database, less likely the code that people use. */
  isId: boolean;
  /** Values with content, trimmed. */
  samples: string[];
}

const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const phone = /^\+?[\d\s()-]{7,20}$/;

/** Figures with a plus, spaces or hyphens, and no dates: plain figures may be anything. */
const looksLikePhones = (samples: readonly string[]): boolean =>
  samples.some((text) => /^\+|[\s-]/.test(text)) && detectDateFormat(samples) === undefined;

const share = (samples: readonly string[], fits: (text: string) => boolean): number =>
  samples.length === 0 ? 0 : samples.filter(fits).length / samples.length;

/** A field of a part (`lines.quantity`, `address.city`) is known by its last word. */
const ownName = (field: FieldInfo): string => field.name.split('.').pop() ?? field.name;

const isEmailField = (field: FieldInfo): boolean => field.type === 'email' || /e-?mail/i.test(field.name);
const isPhoneField = (field: FieldInfo): boolean => field.type === 'phone' || /phone|mobile/i.test(field.name);

const allowedOf = (field: FieldInfo): string[] =>
  (field.values ?? []).map((entry) => (typeof entry === 'string' ? entry : entry.value));

/** Words for the values of an enum: its labels, and each beginning that only one value has (`M` for male). */
const enumWords = (field: FieldInfo, samples: readonly string[]): Record<string, string> => {
  const entries = (field.values ?? []).map((entry) =>
    typeof entry === 'string'
      ? { value: entry, names: [entry] }
      : { value: entry.value, names: [entry.value, entry.label.en, entry.label.zh] },
  );
  const found: Record<string, string> = {};
  for (const sample of new Set(samples)) {
    const word = sample.toLowerCase();
    const exact = entries.filter(({ names }) => names.some((name) => name.toLowerCase() === word));
    const close =
      exact.length > 0
        ? exact
        : entries.filter(({ names }) => names.some((name) => name.toLowerCase().startsWith(word)));
    if (close.length === 1 && close[0] && close[0].value.toLowerCase() !== word) found[sample] = close[0].value;
  }
  return found;
};

/** How well the values of a column fit a field's type: 1 for all of them; undefined where any text would do. */
const valueFit = (field: FieldInfo, samples: readonly string[]): number | undefined => {
  if (samples.length === 0) return undefined;
  if (isEmailField(field)) return share(samples, (text) => email.test(text));
  if (isPhoneField(field)) return share(samples, (text) => phone.test(text));
  if (field.type === 'date' || field.type === 'datetime') return detectDateFormat(samples)?.share ?? 0;
  if (field.type === 'enum') {
    const words = enumWords(field, samples);
    const allowed = allowedOf(field);
    return share(
      samples,
      (text) => text in words || allowed.some((value) => value.toLowerCase() === text.toLowerCase()),
    );
  }
  if (field.type === 'integer' || field.type === 'number' || field.type === 'money' || field.type === 'boolean') {
    const fits = (format: string) =>
      share(samples, (text) => 'value' in parseValue(text, { type: field.type, format }));
    return Math.max(fits(''), fits('decimal-comma'));
  }
  return undefined;
};

const score = (look: ColumnLook, field: FieldInfo): number => nameAndValues(look, field) * (look.isId ? 0.95 : 1);

const nameAndValues = (look: ColumnLook, field: FieldInfo): number => {
  const names = [ownName(field), field.label.en, field.label.zh, ...(field.aliases ?? [])].map(headerWords);
  const isDate = field.type === 'date' || field.type === 'datetime';
  const byName = Math.max(
    ...names.map((words) => likeness(look.words, words)),
    // `createdOn` and "create date" are the same column.
    ...(isDate ? names.map((words) => likeness(look.words, [...new Set([...words, 'date'])])) : []),
  );
  const fit = valueFit(field, look.samples);
  // Values that speak for themselves need no name; numbers and dates do: any table has several.
  if (byName < threshold && (fit ?? 0) >= 0.8) {
    if (isEmailField(field)) return Math.max(byName, 0.75);
    if (isPhoneField(field) && looksLikePhones(look.samples)) return Math.max(byName, 0.55);
  }
  if (fit === undefined) return byName;
  return fit < 0.5 ? byName * 0.3 : Math.min(1, byName * (0.9 + 0.1 * fit));
};

/** What goes with a field once it is chosen for a column. */
const details = (look: ColumnLook, field: FieldInfo): Partial<ColumnMapping> => {
  const { samples } = look;
  if (field.type === 'date' || field.type === 'datetime') {
    const guess = detectDateFormat(samples);
    // Day and month the wrong way round would be found out by nobody: a person chooses.
    return guess && !guess.ambiguous ? { format: guess.format } : {};
  }
  if (field.type === 'number' || field.type === 'money' || field.type === 'integer') {
    const parsed = (format: string) =>
      samples.filter((text) => 'value' in parseValue(text, { type: field.type, format })).length;
    return parsed('decimal-comma') > parsed('') ? { format: 'decimal-comma' } : {};
  }
  if (field.type === 'enum') {
    const values = enumWords(field, samples);
    return Object.keys(values).length > 0 ? { values } : {};
  }
  return {};
};

/** First and last name go to one name field where the entity has no fields for them. */
const joinNames = (looks: readonly ColumnLook[], fields: readonly FieldInfo[]): Map<number, FieldInfo> => {
  const has = (first: string, words: readonly string[]) =>
    words.length === 2 && words.includes(first) && words.includes('name');
  const fieldWords = fields.map((field) => headerWords(ownName(field)));
  const parted = fieldWords.some((words) => has('first', words) || has('last', words));
  const whole = fields.find(
    (field, index) => field.type === 'text' && likeness(fieldWords[index] ?? [], ['name']) > 0.7,
  );
  const first = looks.findIndex(({ words }) => has('first', words));
  const last = looks.findIndex(({ words }) => has('last', words));
  if (parted || !whole || first === -1 || last === -1) return new Map();
  return new Map([first, last].map((index) => [index, whole]));
};

/**
 * Suggests a field for each column of a file, by its name (any case and separator, shared prefixes such as `cst_`, short
 * forms, English and Chinese words, the fields' aliases) and by its values (e-mail, phone, dates, numbers, allowed
 * values). The best pairs are chosen first and a field is given once. Deterministic.
 */
export const suggestMapping = (
  header: readonly string[],
  sampleRows: readonly (readonly string[])[],
  fields: readonly FieldInfo[],
): MappingSuggestion => {
  const prefix = sharedPrefix(header).length;
  const looks: ColumnLook[] = header.map((name, index) => ({
    words: headerWords(name.slice(prefix)),
    isId: /(^|[^a-z])id$/i.test(name),
    samples: sampleRows.map((cells) => (cells[index] ?? '').trim().slice(0, 200)).filter((text) => text !== ''),
  }));
  const columns: ColumnMapping[] = header.map((column) => ({ column, field: null }));
  const confidence = Object.fromEntries(header.map((column) => [column, 0]));
  const joined = joinNames(looks, fields);
  for (const [index, field] of joined) {
    columns[index] = { column: header[index] as string, field: field.name, join: ' ' };
    confidence[header[index] as string] = 0.8;
  }
  const taken = new Set([...joined.values()].map(({ name }) => name));
  const pairs = looks
    .flatMap((look, index) =>
      joined.has(index) ? [] : fields.map((field) => ({ index, field, points: score(look, field) })),
    )
    .filter(({ points }) => points >= threshold)
    // A stable sort: of equal pairs the one further left in the file wins.
    .sort((a, b) => b.points - a.points);
  for (const { index, field, points } of pairs) {
    if (columns[index]?.field !== null || taken.has(field.name)) continue;
    taken.add(field.name);
    columns[index] = {
      column: header[index] as string,
      field: field.name,
      ...details(looks[index] as ColumnLook, field),
    };
    confidence[header[index] as string] = Math.round(points * 100) / 100;
  }
  return { columns, confidence };
};
