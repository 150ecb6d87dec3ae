import type { Entity } from '../kernel/entity.ts';
import { governedEntities } from './documents.contract.ts';

/** The kind of document that follows a process. @throws Error for a process that no kind of document follows */
export const entityOfProcess = (process: string): Entity => {
  // One that always follows the same process comes before one whose records name theirs.
  const found =
    governedEntities.find((entity) => entity.process!.of({}) === process) ??
    governedEntities.find((entity) => entity.process!.of({ processKey: process }) === process);
  if (!found) throw new Error(`no document follows ${process}`);
  return found;
};
