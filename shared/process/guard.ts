import type { Label } from '../kernel/field.ts';
import type { Rec } from '../kernel/record.ts';

/** What a guard may know besides the document. */
export interface GuardWorld {
  /** ISO UTC. */
  now: string;
  /** Calendar date of `now` in the workspace's zone. */
  today: string;
  /** Currency of the workspace. */
  currency: string;
  /** The state to which the step leads that is judged. */
  to?: string | undefined;
  /** Who takes the step; absent where nobody does (a dry run). */
  by?: string | undefined;
  /** Records that the document refers to. */
  ref: (id: string) => Rec | undefined;
}

/** A condition of a step, by name: pure, tested, with its words. */
export interface Guard {
  id: string;
  label: Label;
  /** How to get past it the right way. */
  help: Label;
  /** What the setting `value` means; absent for a guard that has none. */
  value?: { label: Label; fallback: number; unit?: 'minor' };
  /** Reads the records that the document refers to. */
  refs?: true;
  /** Only an operation with a place of its own on the page makes it hold: until then its step is not offered there a second time. */
  elsewhere?: true;
  /** Types of documents that it can be asked of; all when absent. */
  types?: readonly string[];
  /** Where the condition does not hold: fields with what is wrong. An empty list lets the step pass. */
  test: (rec: Rec, value: number, world: GuardWorld) => { field: string; detail?: Label }[];
}

/** A field as text; empty where it holds none. */
export const text = (rec: Rec, field: string): string =>
  typeof rec.data[field] === 'string' ? String(rec.data[field]) : '';
export const lines = (rec: Rec): Record<string, unknown>[] => rec.lines ?? [];
