import type { Format } from '../lib/format.ts';
import type { Title } from '../lib/titles.ts';
import type { Draft, DraftContext } from './draft.ts';
import { draftOf } from './draft.ts';
import { type FieldSpec, isBlank } from './fields.ts';

/** A value as a spreadsheet takes it: numbers and dates to calculate with, words where the list shows words. */
export const cellText = (
  value: unknown,
  spec: FieldSpec,
  { context, format, title }: { context: DraftContext; format: Format; title: (id: string) => Title | undefined },
): string => {
  const { t, label } = format.i18n;
  if (isBlank(value)) return '';
  if (spec.type === 'boolean') return value === true ? t.common.yes : t.common.no;
  if (spec.type === 'ref') return title(String(value)) ?? String(value);
  const known = spec.type === 'enum' ? spec.values?.find((one) => one.value === value) : undefined;
  return known ? label(known.label) : draftOf(value, spec, context);
};

const quoted = (text: string): string => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Rows of cells in the form that spreadsheets exchange. */
export const clipboardText = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => cells.map(quoted).join('\t')).join('\n');

const truth: Readonly<Record<string, 'true' | 'false'>> = {
  true: 'true',
  yes: 'true',
  y: 'true',
  '1': 'true',
  是: 'true',
  false: 'false',
  no: 'false',
  n: 'false',
  '0': 'false',
  否: 'false',
};

/**
 * What an editor would hold for a pasted text: choices and people are told by their words. Undefined where the text names none.
 * @param idOf the id of a record of a kind by its title
 */
export const pastedDraft = (
  text: string,
  spec: FieldSpec,
  idOf: (ref: string, title: string) => string | undefined,
): Draft | undefined => {
  const typed = text.trim();
  if (typed === '') return '';
  const plain = typed.toLowerCase();
  if (spec.type === 'boolean') return truth[plain];
  if (spec.type === 'enum')
    return spec.values?.find(({ value, label }) =>
      [value, label.en, label.zh].some((word) => word.toLowerCase() === plain),
    )?.value;
  if (spec.type === 'ref') return /^[a-z]{2,3}_\w+$/.test(typed) ? typed : idOf(spec.ref ?? '', typed);
  return typed;
};
