import { kindOfId } from '../../../shared/kernel/id.ts';
import { lineAmount } from '../../../shared/kernel/money.ts';
import type { FieldFault, FieldFaultCode } from '../../../shared/kernel/problem.ts';
import { fault } from '../../../shared/kernel/problem.ts';
import type { PastedCell } from './clipboard.ts';
import type { Draft, DraftContext } from './draft.ts';
import { draftOf, parseDraft } from './draft.ts';
import type { FieldSpec } from './fields.ts';
import { isBlank } from './fields.ts';

/** A line while it is worked on: as it was read, and what was typed since. */
export interface LineDraft {
  /** Stays with the line when others come and go. */
  key: number;
  original: Readonly<Record<string, unknown>>;
  drafts: Readonly<Record<string, Draft>>;
  /** A product code that was pasted and names no product. */
  unknown?: string;
}

export const toDrafts = (lines: readonly Record<string, unknown>[]): LineDraft[] =>
  lines.map((original, key) => ({ key, original, drafts: {} }));

export const newLine = (lines: readonly LineDraft[]): LineDraft => ({
  key: Math.max(-1, ...lines.map((line) => line.key)) + 1,
  original: {},
  drafts: {},
});

const parsed = (line: LineDraft, spec: Pick<FieldSpec, 'name' | 'type' | 'values'>, context: DraftContext): unknown => {
  const draft = line.drafts[spec.name];
  if (draft === undefined) return line.original[spec.name];
  const read = parseDraft(draft, spec, context);
  return 'fault' in read ? undefined : read.value;
};

/** A pasted name that nobody, or more than one, has stays what it is: a name is no record. */
export const namesNothing = (spec: Pick<FieldSpec, 'ref'>, value: unknown): boolean =>
  spec.ref !== undefined && typeof value === 'string' && value !== '' && kindOfId(value) === undefined;

/** Whether a line has an amount that follows from quantity and unit price. */
export const isPriced = (specs: readonly FieldSpec[]): boolean =>
  ['quantity', 'unitPrice', 'amount'].every((name) => specs.some((spec) => spec.name === name));

/** The value of a cell now. The amount follows quantity and price as soon as one of them was touched. */
export const cellValue = (
  line: LineDraft,
  spec: FieldSpec,
  specs: readonly FieldSpec[],
  context: DraftContext,
): unknown => {
  const follows =
    spec.name === 'amount' &&
    isPriced(specs) &&
    line.drafts['amount'] === undefined &&
    (line.drafts['quantity'] !== undefined || line.drafts['unitPrice'] !== undefined);
  if (!follows) return parsed(line, spec, context);
  const quantity = parsed(line, { name: 'quantity', type: 'number' }, context);
  const price = parsed(line, { name: 'unitPrice', type: 'money' }, context);
  return typeof quantity === 'number' && typeof price === 'number' ? lineAmount(quantity, price) : undefined;
};

/** The sum of the lines' amounts in minor units. */
export const totalOf = (lines: readonly LineDraft[], specs: readonly FieldSpec[], context: DraftContext): number => {
  const amount = specs.find((spec) => spec.name === 'amount');
  if (!amount) return 0;
  return lines.reduce((sum, line) => {
    const value = cellValue(line, amount, specs, context);
    return sum + (typeof value === 'number' ? value : 0);
  }, 0);
};

/** Puts a text into a cell. */
export const withDraft = (line: LineDraft, column: string, draft: Draft): LineDraft => {
  const { unknown, ...rest } = line;
  const keeps = unknown !== undefined && column !== 'productId' ? { unknown } : {};
  return { ...rest, ...keeps, drafts: { ...line.drafts, [column]: draft } };
};

/** Puts pasted cells in, from line `at` on; lines are added as needed. Texts of references wait to be looked up. */
export const withPasted = (lines: readonly LineDraft[], cells: readonly PastedCell[], at: number): LineDraft[] => {
  const next = [...lines];
  for (const cell of cells) {
    const index = at + cell.row;
    while (next.length <= index) next.push(newLine(next));
    const line = next[index];
    if (line)
      next[index] =
        cell.column === 'productId'
          ? { ...line, unknown: cell.text, drafts: { ...line.drafts, productId: '' } }
          : withDraft(line, cell.column, cell.text);
  }
  return next;
};

/** Names the products that pasted codes stand for; codes are compared without regard to case. */
export const withProducts = (lines: readonly LineDraft[], idByCode: ReadonlyMap<string, string>): LineDraft[] =>
  lines.map((line) => {
    const id = line.unknown === undefined ? undefined : idByCode.get(line.unknown.trim().toLowerCase());
    return id ? withDraft(line, 'productId', id) : line;
  });

export const isTouched = (lines: readonly LineDraft[], before: readonly Record<string, unknown>[]): boolean =>
  lines.length !== before.length ||
  lines.some((line, index) => line.original !== before[index] || Object.keys(line.drafts).length > 0);

/** Offers the list price of a product (minor units) where none is known, and one piece of it. */
export const withPrice = (line: LineDraft, price: number, context: DraftContext): LineDraft => {
  const blank = (name: string): boolean => isBlank(line.drafts[name] ?? line.original[name]);
  if (!blank('unitPrice')) return line;
  const priced = withDraft(line, 'unitPrice', draftOf(price, { type: 'money' }, context));
  return blank('quantity') ? withDraft(priced, 'quantity', '1') : priced;
};

/** Faults by place in the body as faults by row of the table, which may hold empty lines in between. */
export const faultsByRow = (
  faults: ReadonlyMap<string, FieldFault>,
  rows: readonly number[],
): ReadonlyMap<string, FieldFault> =>
  new Map(
    [...faults].map(([path, one]) => [
      path.replace(/^lines\.(\d+)/, (_, at: string) => `lines.${rows[Number(at)] ?? at}`),
      one,
    ]),
  );

/**
 * The lines as the API takes them, or what is wrong by row (`lines.2.quantity`). Empty lines are left out; `rows` tells for each
 * line of the body which row of the table it is.
 */
export const linesBody = (lines: readonly LineDraft[], specs: readonly FieldSpec[], context: DraftContext) => {
  const faults = new Map<string, FieldFault>();
  const body: Record<string, unknown>[] = [];
  const rows: number[] = [];
  for (const [row, line] of lines.entries()) {
    const values: Record<string, unknown> = {};
    const refuse = (name: string, code: FieldFaultCode, expected?: string) =>
      faults.set(`lines.${row}.${name}`, fault(`lines.${row}.${name}`, code, expected));
    for (const spec of specs) {
      if (spec.computed) continue;
      const draft = line.drafts[spec.name];
      const read = draft === undefined ? { value: line.original[spec.name] } : parseDraft(draft, spec, context);
      if ('fault' in read) refuse(spec.name, read.fault);
      else if (namesNothing(spec, read.value)) refuse(spec.name, 'no-such-record');
      else if (!isBlank(read.value)) values[spec.name] = read.value;
    }
    const amount = specs.find((spec) => spec.name === 'amount');
    const now = amount ? cellValue(line, amount, specs, context) : undefined;
    if (isBlank(now)) delete values['amount'];
    else values['amount'] = now;
    if (line.unknown !== undefined) refuse('productId', 'no-such-record', line.unknown);
    if (Object.keys(values).length === 0 && line.unknown === undefined) continue;
    body.push(values);
    rows.push(row);
  }
  return { body, rows, faults };
};
