import type { Row } from '../kernel/rule.ts';
import { columnValue, comparable } from './query.ts';

type Value = string | number;

/** Fields that are grouped by; each costs about ten bytes a row. */
const MAX_FIELDS = 12;

/** Rows by the value of a field, for what is asked by equality (the contacts of an account). Made when first asked for. */
export class Groups {
  readonly #fields = new Map<string, Map<Value, Row[]>>();

  clear(): void {
    this.#fields.clear();
  }

  /** The rows with a value, in no order; undefined where the field holds several values at once. */
  of(field: string, value: string, rows: () => Iterable<Row>): readonly Row[] | undefined {
    let groups = this.#fields.get(field);
    if (!groups) {
      groups = new Map();
      for (const row of rows()) if (!this.#add(groups, field, row)) return undefined;
      if (this.#fields.size >= MAX_FIELDS) this.#fields.delete(this.#fields.keys().next().value!);
      this.#fields.set(field, groups);
    }
    const wanted = value.toLowerCase();
    const number = wanted === 'true' ? 1 : wanted === 'false' ? 0 : Number(wanted);
    return [...(groups.get(wanted) ?? []), ...(wanted === '' ? [] : (groups.get(number) ?? []))];
  }

  #add(groups: Map<Value, Row[]>, field: string, row: Row): boolean {
    const held = columnValue(row, field);
    if (Array.isArray(held)) return false;
    const value = comparable(held);
    if (value === undefined) return true;
    const group = groups.get(value);
    if (group) group.push(row);
    else groups.set(value, [row]);
    return true;
  }

  came(row: Row): void {
    for (const [field, groups] of this.#fields) if (!this.#add(groups, field, row)) this.#fields.delete(field);
  }

  left(row: Row): void {
    for (const [field, groups] of this.#fields) {
      const value = comparable(columnValue(row, field));
      const group = value === undefined ? undefined : groups.get(value);
      const at = group?.indexOf(row) ?? -1;
      // The order means nothing: the last one takes the place, so that a large group is not moved.
      if (at >= 0) {
        group![at] = group!.at(-1)!;
        group!.pop();
      }
    }
  }
}
