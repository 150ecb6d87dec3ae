import { entityOf } from '../../../shared/entities.ts';
import type { HistoryEntry } from '../../../shared/kernel/crud.ts';
import { ApiError, isStale } from '../lib/api-error.ts';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import {
  dropRecord,
  knownRecord,
  noteWritten,
  readHistory,
  readRecord,
  recordQuery,
  setArchived,
  spreadRecord,
  updateRecord,
} from '../lib/records.ts';
import { noteTitles } from '../lib/titles.ts';
import type { Clash } from './together.ts';
import { meet } from './together.ts';

/** Versions that came of this page's own writes: `from` what was read to `to` what it is now. */
interface OwnWrites {
  from: number;
  to: number;
}

const queues = new Map<string, Promise<unknown>>();
const own = new Map<string, OwnWrites>();

/** The version to send: a second edit of a row was typed before the first one's answer told the new version. */
const versionFor = (record: WebRecord): number => {
  const writes = own.get(record.id);
  return writes && record.version >= writes.from && record.version < writes.to ? writes.to : record.version;
};

const noteVersion = (id: string, sent: number, now: number): void => {
  const writes = own.get(id);
  own.set(id, writes && writes.to === sent ? { from: writes.from, to: now } : { from: sent, to: now });
};

/** What depends on a record and is read again after it changed. */
const settle = (ws: string, record: WebRecord): void => {
  void queryClient.invalidateQueries({ queryKey: ['summary', ws, record.type] });
  void queryClient.invalidateQueries({ queryKey: ['history', ws, record.type, record.id] });
  void queryClient.invalidateQueries({ queryKey: ['timeline', ws] });
  // Rows stay where the person sees them; order and membership are read when the list is opened again.
  void queryClient.invalidateQueries({ queryKey: ['list', ws, record.type], refetchType: 'none' });
  void queryClient.invalidateQueries({ queryKey: ['page', ws, record.type] });
  const entity = entityOf(record.type);
  if (!entity.process && !entity.changes) return;
  void queryClient.invalidateQueries({ queryKey: ['steps', ws, record.type, record.id] });
  for (const what of ['work', 'notices']) void queryClient.invalidateQueries({ queryKey: [what, ws] });
  // A decision on a change request changes the record that it is about.
  const { subjectType, subjectId } = record;
  if (typeof subjectType !== 'string' || typeof subjectId !== 'string') return;
  void queryClient.invalidateQueries({ queryKey: ['record', ws, subjectType, subjectId] });
  void queryClient.invalidateQueries({ queryKey: ['history', ws, subjectType, subjectId] });
};

/** Takes a record that the server answered into everything that shows it. */
export const absorb = (ws: string, record: WebRecord): void => {
  noteWritten(record);
  spreadRecord(queryClient, ws, record);
  noteTitles(ws, [record]);
  settle(ws, record);
};

const inOrder = <T>(id: string, work: () => Promise<T>): Promise<T> => {
  const before = queues.get(id) ?? Promise.resolve();
  const mine = before.then(work, work);
  queues.set(
    id,
    mine.catch(() => undefined),
  );
  return mine;
};

/** Who made the change that an edit met, and when. */
export interface Other {
  by: string;
  at: string;
}

/** Two people changed the same field. What was typed is kept by whoever catches this; `now` is what stands there. */
export class ClashError extends ApiError {
  readonly now: WebRecord;
  readonly clashes: readonly (Clash & Other)[];
  constructor(now: WebRecord, clashes: readonly (Clash & Other)[]) {
    super(412, 'stale-version');
    this.name = 'ClashError';
    this.now = now;
    this.clashes = clashes;
  }
}

const tellers = new Set<(now: WebRecord) => void>();

/** Hears of edits that were saved beside somebody else's without asking; answers how to stop. */
export const onBeside = (tell: (now: WebRecord) => void): (() => void) => {
  tellers.add(tell);
  return () => tellers.delete(tell);
};

const changed = (entry: HistoryEntry, { field }: Clash): boolean =>
  entry.changes.some((one) => one.field === field || one.field.startsWith(`${field}.`));

/** Each clash with the person of the change history; one that is not there yet is the last that wrote the record. */
const withOthers = async (ws: string, now: WebRecord, clashes: readonly Clash[]): Promise<(Clash & Other)[]> => {
  const entries = await readHistory(ws, now.type, now.id).catch(() => []);
  return clashes.map((clash) => {
    const entry = entries.find((one) => changed(one, clash));
    return { ...clash, by: entry?.by ?? now.updatedBy, at: entry?.at ?? now.updatedAt };
  });
};

/** How often an edit is laid on a newer version: a record is hardly ever changed more often while one answer is on its way. */
const TRIES = 4;

/** Sends an edit; where the record was changed meanwhile, lays it on the present version unless both changed the same. */
const sendTogether = async (
  ws: string,
  record: WebRecord,
  edit: Record<string, unknown>,
): Promise<{ answer: WebRecord; met: WebRecord | undefined }> => {
  let base = record;
  let body = edit;
  let met: WebRecord | undefined;
  for (let tries = 1; ; tries++) {
    const version = versionFor(base);
    try {
      const answer = await updateRecord(ws, { ...base, version }, body);
      noteVersion(record.id, version, answer.version);
      return { answer, met };
    } catch (error) {
      if (!isStale(error) || tries === TRIES) throw error;
      const now = await readRecord(ws, record.type, record.id);
      own.delete(record.id);
      const meeting = meet(base, now, body);
      if (meeting.clashes.length > 0) throw new ClashError(now, await withOthers(ws, now, meeting.clashes));
      met = now;
      base = now;
      body = meeting.body;
    }
  }
};

/**
 * Changes fields of a record: shown at once, put back when it is refused. Writes of one record go one after the other. What somebody
 * else changed meanwhile stays beside this edit; `record` is the one on which it was made.
 * @throws ApiError, ClashError where both changed the same field
 */
export const saveRecord = async (ws: string, record: WebRecord, body: Record<string, unknown>): Promise<WebRecord> => {
  const critical = entityOf(record.type).changes ?? {};
  // What a second person approves first is not shown as if it were so already.
  const fields = Object.fromEntries(
    Object.entries(body).filter(([name]) => name !== 'reason' && !Object.hasOwn(critical, name)),
  );
  const current = knownRecord(queryClient, ws, record) ?? record;
  spreadRecord(queryClient, ws, { ...current, ...fields });
  try {
    const { answer: saved, met } = await inOrder(record.id, () => sendTogether(ws, record, body));
    absorb(ws, saved);
    if (met) for (const tell of tellers) tell(met);
    return saved;
  } catch (error) {
    // Lines are settled by their own table, which takes the present ones when it is ready for them.
    if (error instanceof ClashError && !('lines' in body)) {
      absorb(ws, error.now);
      throw error;
    }
    const now = knownRecord(queryClient, ws, record) ?? record;
    const before = Object.fromEntries(Object.keys(fields).map((name) => [name, record[name]]));
    spreadRecord(queryClient, ws, { ...now, ...before });
    throw error;
  }
};

/**
 * Another kind of write of a record, in its turn after those before it; `write` is given the version to send.
 * @throws ApiError
 */
export const writeRecord = async (
  ws: string,
  record: WebRecord,
  write: (version: number) => Promise<WebRecord>,
): Promise<WebRecord> => {
  const answer = await inOrder(record.id, async () => {
    const version = versionFor(record);
    const written = await write(version);
    noteVersion(record.id, version, written.version);
    return written;
  });
  absorb(ws, answer);
  return answer;
};

/** Archives a record or brings it back. @throws ApiError */
export const archiveRecord = async (
  ws: string,
  record: WebRecord,
  operation: 'archive' | 'restore',
): Promise<WebRecord> => {
  const answer = await inOrder(record.id, () => setArchived(ws, { ...record, version: versionFor(record) }, operation));
  noteVersion(record.id, record.version, answer.version);
  absorb(ws, answer);
  return answer;
};

/** Takes an archived row out of the lists on the page. */
export const hideRow = (ws: string, record: WebRecord): void => dropRecord(queryClient, ws, record);

/** Reads the record anew after somebody else changed it. */
export const reloadRecord = async (ws: string, record: Pick<WebRecord, 'type' | 'id'>): Promise<WebRecord> => {
  const fresh = await queryClient.fetchQuery({
    ...recordQuery(ws, entityOf(record.type).name, record.id),
    staleTime: 0,
  });
  own.delete(record.id);
  absorb(ws, fresh);
  return fresh;
};
