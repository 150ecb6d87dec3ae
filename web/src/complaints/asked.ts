import type { DocumentProcess } from '../../../shared/process/documents.contract.ts';
import { onwardFirst } from '../process/path.ts';
import { objectionsOf } from '../process/reasons.ts';

type Option = DocumentProcess['options'][number];

/** The step that leads on from where a document stands, if there is one. */
export const nextStep = (process: DocumentProcess | undefined): Option | undefined =>
  process ? onwardFirst(process.definition, process.standing.state, process.options).onward[0] : undefined;

/** What the step that leads on still asks for, by field, in words. */
export const askedBy = (
  process: DocumentProcess | undefined,
  say: (refusal: Option['refusals'][number]) => string,
): ReadonlyMap<string, string> => {
  const option = nextStep(process);
  const asked = new Map<string, string>();
  for (const one of option ? objectionsOf(option) : [])
    if (one.field !== undefined && !asked.has(one.field)) asked.set(one.field, say(one));
  return asked;
};

/** The first field that keeps a step from being taken. */
export const firstField = (refusals: readonly { field?: string | undefined }[]): string | undefined =>
  refusals.find((one) => one.field !== undefined && one.field !== 'comment')?.field;
