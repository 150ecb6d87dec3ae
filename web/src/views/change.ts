import type { FieldFault } from '../../../shared/kernel/problem.ts';
import { fault } from '../../../shared/kernel/problem.ts';
import type { BulkChange } from '../../../shared/views/bulk-edits.contract.ts';
import type { DraftContext } from '../records/draft.ts';
import { parseDraft } from '../records/draft.ts';
import type { FieldSpec } from '../records/fields.ts';
import { isBlank, isEditableHere } from '../records/fields.ts';

export type How = 'set' | 'empty' | 'add' | 'remove';

/** One line of the form: what becomes of a field. */
export interface ChangeLine {
  key: number;
  field: string;
  how: How;
  draft: string;
}

/** Fields that many records can be given at once: what names a record is its own. */
export const bulkFields = (specs: readonly FieldSpec[], title: string): FieldSpec[] =>
  specs.filter((spec) => isEditableHere(spec) && spec.name !== title && spec.type !== 'longText');

/** What can become of a kind of field. */
export const howsOf = (spec: FieldSpec): readonly How[] =>
  spec.type === 'tags'
    ? ['add', 'remove', 'set', ...(spec.required ? [] : (['empty'] as const))]
    : ['set', ...(spec.required ? [] : (['empty'] as const))];

/** The change that the lines say, or what is wrong with them by key of the line. */
export const changeOf = (
  lines: readonly ChangeLine[],
  specs: readonly FieldSpec[],
  context: DraftContext,
): { change: BulkChange; faults: ReadonlyMap<number, FieldFault> } => {
  const faults = new Map<number, FieldFault>();
  const set: Record<string, unknown> = {};
  const custom: Record<string, unknown> = {};
  const words: Record<'add' | 'remove', Record<string, string[]>> = { add: {}, remove: {} };
  for (const line of lines) {
    const spec = specs.find((one) => one.name === line.field);
    if (!spec) continue;
    const parsed = line.how === 'empty' ? { value: null } : parseDraft(line.draft, spec, context);
    if ('fault' in parsed) faults.set(line.key, fault(spec.name, parsed.fault, spec.hint));
    else if (line.how !== 'empty' && isBlank(parsed.value)) faults.set(line.key, fault(spec.name, 'required'));
    else if (line.how === 'add' || line.how === 'remove') words[line.how][spec.name] = parsed.value as string[];
    else if (spec.place === 'custom') custom[spec.name.slice('custom.'.length)] = parsed.value;
    else set[spec.name] = parsed.value;
  }
  if (Object.keys(custom).length > 0) set['custom'] = custom;
  const given = Object.fromEntries(
    Object.entries({ set, ...words }).filter(([, value]) => Object.keys(value).length > 0),
  );
  return { change: given as BulkChange, faults };
};
