import { setTimeout as delay } from 'node:timers/promises';
import type { Rec } from '../../shared/kernel/record.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { recordKey } from '../../shared/table/keys.ts';
import type { WorkspaceItem } from './settings.ts';
import type { Table } from './table.ts';
import { WriteRefused } from './table.ts';

/** So long (ms) an answer waits for the note at most: the next request of the day writes it just as well. */
const PATIENCE = 250;

/** What is known when somebody is here. */
export interface Seen {
  workspace: Pick<WorkspaceItem, 'timeZone'>;
  /** ISO */
  now: string;
  table: Table;
}

/**
 * Notes the day (of the workspace's zone) on which a member was last here: at most one write a member and day, beside the versions
 * of the record, so that nobody's edit meets another version. Whoever comes second, or later than an edit, finds out by the condition;
 * and nobody is kept out, or kept waiting, because a note could not be written. Never throws.
 */
export const noteSeen = async (member: Rec, { workspace, now, table }: Seen): Promise<void> => {
  const last = member.data['lastSeenOn'];
  const today = localDate(now, workspace.timeZone);
  if (typeof last === 'string' && last >= today) return;
  const written = table
    .write([{ op: 'note', key: recordKey(member.ws, member.id), map: 'data', field: 'lastSeenOn', value: today }])
    .catch((error: unknown) => {
      if (error instanceof WriteRefused) return;
      console.warn(JSON.stringify({ level: 'warn', at: 'seen', member: member.id, message: (error as Error).message }));
    });
  await Promise.race([written, delay(PATIENCE, undefined, { ref: false })]);
};
