import { monotonicFactory } from 'ulidx';
import type { NewId } from '../../shared/kernel/id.ts';
import { idPrefixes } from '../../shared/kernel/id.ts';
import { env } from './env.ts';
import type { Lists } from './lists.ts';
import { openLists } from './lists.ts';
import type { Mailer } from './mail.ts';
import { openMailer } from './mail.ts';
import type { Objects } from './objects.ts';
import { openObjects } from './objects.ts';
import type { Queue } from './queue.ts';
import { openQueue } from './queue.ts';
import type { Table } from './table.ts';
import { documentClient, openTable } from './table.ts';

/** The world, handed to whatever does something with it. Tests hand in another clock or table. */
export interface Deps {
  table: Table;
  /** Milliseconds. */
  now: () => number;
  newId: NewId;
  objects: Objects;
  /** Bucket that nothing is deleted from: history digests. */
  vault: Objects;
  queue: Queue;
  lists: Lists;
  mail: Mailer;
}

/** Ids that sort by the time of their making. */
const freshIds = (now: () => number): NewId => {
  const ulid = monotonicFactory();
  return (kind) => `${idPrefixes[kind]}_${ulid(now())}`;
};

/** Makes the world of a process from its environment; parts may be replaced. */
export const makeDeps = (parts: Partial<Deps> = {}): Deps => {
  const now = parts.now ?? Date.now;
  const objects = parts.objects ?? openObjects(() => env.bucket);
  return {
    table: openTable(documentClient(), env.table),
    now,
    newId: freshIds(now),
    objects,
    vault: openObjects(() => env.vault, 'SHA256'),
    queue: openQueue(),
    lists: openLists(objects, now),
    mail: openMailer(),
    ...parts,
  };
};

let shared: Deps | undefined;

/** The process's own world, made when first asked for. */
export const processDeps = (): Deps => (shared ??= makeDeps());

/** Replaces the process's world (local stack, tests). */
export const setProcessDeps = (deps: Deps | undefined): void => {
  shared = deps;
};
