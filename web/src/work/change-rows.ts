import type { FieldChange } from '../../../shared/process/change-request.ts';
import type { FieldSpec } from '../records/fields.ts';

/** One value that changes. `spec` is missing for a field that this member's role does not see. */
export interface ChangeRow {
  key: string;
  /** Beginning and end of the dated line that it stands in. */
  period?: readonly [string | undefined, string | undefined];
  /** The dated line comes or goes as a whole. */
  line?: 'added' | 'removed';
  field: string;
  spec: FieldSpec | undefined;
  before: unknown;
  after: unknown;
  /** Percent by which a number moves, with its sign; undefined where there is nothing to measure against. */
  movement?: number;
}

const movementOf = (before: unknown, after: unknown): { movement?: number } =>
  typeof before === 'number' && typeof after === 'number' && before !== 0
    ? { movement: ((after - before) / Math.abs(before)) * 100 }
    : {};

type Line = Record<string, unknown>;
const linesOf = (value: unknown): Line[] =>
  Array.isArray(value) ? value.filter((one): one is Line => typeof one === 'object' && one !== null) : [];

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Dated lines have their beginning as a name; others go by their place. */
const byName = (lines: readonly Line[]): Map<string, Line> =>
  new Map(lines.map((line, index) => [textOf(line['from']) ?? `#${index}`, line]));

/** Of a line that comes or goes, its period says these already. */
const periodFields = new Set(['from', 'to']);

const lineRows = (change: FieldChange, specs: readonly FieldSpec[]): ChangeRow[] => {
  const before = byName(linesOf(change.before));
  const after = byName(linesOf(change.after));
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((name) => {
    const was = before.get(name);
    const will = after.get(name);
    const shown = will ?? was ?? {};
    const whole = was && will ? undefined : will ? 'added' : 'removed';
    return specs
      .filter((spec) => !whole || !periodFields.has(spec.name))
      .filter((spec) => JSON.stringify(was?.[spec.name]) !== JSON.stringify(will?.[spec.name]))
      .map((spec) => ({
        key: `${name} ${spec.name}`,
        period: [textOf(shown['from']), textOf(shown['to'])] as const,
        ...(whole ? { line: whole } : {}),
        field: spec.name,
        spec,
        before: was?.[spec.name],
        after: will?.[spec.name],
        ...movementOf(was?.[spec.name], will?.[spec.name]),
      }));
  });
};

/** What a change request changes, value by value: lines by their periods, only those that differ. */
export const changeRows = (
  changes: readonly FieldChange[],
  { fields, lines }: { fields: readonly FieldSpec[]; lines: readonly FieldSpec[] },
): ChangeRow[] =>
  changes.flatMap((change): ChangeRow[] =>
    change.field === 'lines'
      ? lineRows(change, lines)
      : [
          {
            key: change.field,
            field: change.field,
            spec: fields.find((spec) => spec.name === change.field),
            before: change.before,
            after: change.after,
            ...movementOf(change.before, change.after),
          },
        ],
  );
