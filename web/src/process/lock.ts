import type { Label } from '../../../shared/kernel/field.ts';
import type { I18n } from '../i18n/index.tsx';
import type { FieldSpec } from '../records/fields.ts';
import type { DocumentProcess, StepOption } from './api.ts';

/** A document that may not be changed where it stands, or only as a departure from its process. */
export interface Lock {
  state: Label;
  /** Fields that may be changed in spite of it. */
  open: readonly string[];
  /** What becomes of a change: refused, or recorded as a departure (advisory). */
  edits: 'refused' | 'recorded';
  /** A recorded change makes the approval void. */
  voids: boolean;
}

const stateOf = (process: DocumentProcess, id: string) => process.definition.states.find((one) => one.id === id);

export const lockOf = (process: DocumentProcess | undefined): Lock | undefined => {
  const state = process && stateOf(process, process.standing.state);
  if (!process || state?.edit !== 'locked') return undefined;
  return {
    state: state.label,
    open: state.open ?? [],
    voids: state.voids !== undefined && process.standing.approval !== undefined,
    edits: process.enforcement === 'advisory' ? 'recorded' : 'refused',
  };
};

/** Whether the lock holds a field. Who owns a document is no part of its content. */
export const isLocked = (lock: Lock | undefined, spec: Pick<FieldSpec, 'name' | 'place'>): boolean =>
  lock !== undefined &&
  spec.place !== 'envelope' &&
  !lock.open.includes(spec.name) &&
  !(spec.place === 'custom' && lock.open.includes('custom'));

/** The step that opens a locked document: the first allowed one that leads where it may be changed, else the first known. */
export const unlockOf = (process: DocumentProcess | undefined): StepOption | undefined => {
  if (!process || !lockOf(process)) return undefined;
  const ways = process.options.filter((option) => stateOf(process, option.to)?.edit === 'free');
  return ways.find((option) => option.allowed) ?? ways[0];
};

/** Critical fields of a record with the change request that waits for a second person. */
export const pendingOf = (record: Record<string, unknown>): Readonly<Record<string, string>> =>
  (record['pending'] as Record<string, string> | undefined) ?? {};

/** Why a change is refused, or what becomes of it, in words. */
export const lockText = (lock: Lock, { t, label }: Pick<I18n, 't' | 'label'>): string => {
  const words = t.process.lock;
  const state = label(lock.state);
  if (lock.edits === 'refused') return words.field(state);
  return lock.voids ? `${words.recorded(state)} ${words.voids}` : words.recorded(state);
};
