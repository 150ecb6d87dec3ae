import { randomUUID } from 'node:crypto';
import type { State } from '../state.ts';

/** A message attribute as SQS takes it. */
export interface MessageAttribute {
  DataType: string;
  StringValue?: string;
  /** Base64. */
  BinaryValue?: string;
}

/** A message in the hands of a consumer. */
export interface Message {
  id: string;
  body: string;
  attributes: Record<string, MessageAttribute>;
  sentAt: number;
  receives: number;
  firstReceivedAt: number;
  /** Proves the possession: it changes with each receive. */
  receipt: string;
}

/** A message that was given up. */
export interface DeadLetter {
  id: string;
  queue: string;
  body: string;
  receives: number;
  sentAt: number;
  failedAt: number;
  reason: string;
}

/** What a sender says of a message; times in milliseconds. */
export interface NewMessage {
  body: string;
  attributes: Record<string, MessageAttribute>;
  delayMs: number;
  now: number;
}

/** The signal a queue's worker listens to. */
export const queueSignal = (queue: string): string => `queue:${queue}`;

/** Puts messages into a queue, all or none, and returns their ids. They are durable when this returns. */
export function sendMessages(state: State, queue: string, messages: NewMessage[]): string[] {
  const insert = state.db.prepare(
    'INSERT INTO messages (id, queue, body, attributes, sent_at, visible_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const ids = state.transaction(() =>
    messages.map(({ body, attributes, delayMs, now }) => {
      const id = randomUUID();
      insert.run(id, queue, body, JSON.stringify(attributes), now, now + delayMs);
      return id;
    }),
  );
  state.signals.emit(queueSignal(queue));
  return ids;
}

/** Takes up to `limit` due messages, oldest first, and hides them from other consumers for `visibilityMs`. */
export function receiveMessages(
  state: State,
  queue: string,
  take: { limit: number; visibilityMs: number; now: number },
): Message[] {
  const due = state.db.prepare(
    'SELECT * FROM messages WHERE queue = ? AND visible_at <= ? ORDER BY visible_at, rowid LIMIT ?',
  );
  const hold = state.db.prepare(
    `UPDATE messages SET receipt = ?, visible_at = ?, receives = receives + 1,
     first_received_at = coalesce(first_received_at, ?) WHERE id = ?`,
  );
  return state.transaction(() =>
    due.all(queue, take.now, take.limit).map((row) => {
      const receipt = randomUUID();
      hold.run(receipt, take.now + take.visibilityMs, take.now, row['id']!);
      return {
        id: String(row['id']),
        body: String(row['body']),
        attributes: JSON.parse(String(row['attributes'])) as Message['attributes'],
        sentAt: Number(row['sent_at']),
        receives: Number(row['receives']) + 1,
        firstReceivedAt: Number(row['first_received_at'] ?? take.now),
        receipt,
      };
    }),
  );
}

/** Deletes a message that was handled. A receipt that is no longer the current one deletes nothing. */
export function deleteMessage(state: State, receipt: string): void {
  state.db.prepare('DELETE FROM messages WHERE receipt = ?').run(receipt);
}

/** Gives a message back to its queue, to be seen again at a time in milliseconds. */
export function releaseMessage(state: State, receipt: string, visibleAt: number): void {
  state.db.prepare('UPDATE messages SET receipt = NULL, visible_at = ? WHERE receipt = ?').run(visibleAt, receipt);
}

/** Hides a message that is still held until a time in milliseconds; its receipt stays good. */
export function hideMessage(state: State, receipt: string, until: number): void {
  state.db.prepare('UPDATE messages SET visible_at = ? WHERE receipt = ?').run(until, receipt);
}

function keepDeadLetter(state: State, receipt: string, failure: { now: number; reason: string }): void {
  state.db
    .prepare(
      `INSERT OR REPLACE INTO dead_letters (id, queue, body, attributes, sent_at, receives, failed_at, reason)
       SELECT id, queue, body, attributes, sent_at, receives, ?, ? FROM messages WHERE receipt = ?`,
    )
    .run(failure.now, failure.reason, receipt);
}

/** Moves a message that failed too often to the dead letters, where it stays until someone looks. */
export function buryMessage(state: State, receipt: string, failure: { now: number; reason: string }): void {
  state.transaction(() => {
    keepDeadLetter(state, receipt, failure);
    deleteMessage(state, receipt);
  });
}

/** Hands a message that failed too often to another queue, as a redrive policy does; it keeps its id and the time of its sending. */
export function redirectMessage(
  state: State,
  receipt: string,
  to: { queue: string; now: number; reason: string },
): void {
  state.transaction(() => {
    keepDeadLetter(state, receipt, to);
    state.db
      .prepare(
        'UPDATE messages SET queue = ?, receipt = NULL, receives = 0, first_received_at = NULL, visible_at = ? WHERE receipt = ?',
      )
      .run(to.queue, to.now, receipt);
  });
  state.signals.emit(queueSignal(to.queue));
}

/** The dead letters of a queue, newest first. */
export function listDeadLetters(state: State, queue: string): DeadLetter[] {
  return state.db
    .prepare('SELECT * FROM dead_letters WHERE queue = ? ORDER BY failed_at DESC, rowid DESC')
    .all(queue)
    .map((row) => ({
      id: String(row['id']),
      queue: String(row['queue']),
      body: String(row['body']),
      receives: Number(row['receives']),
      sentAt: Number(row['sent_at']),
      failedAt: Number(row['failed_at']),
      reason: String(row['reason']),
    }));
}

/** Puts a queue's dead letters back into it with a fresh count (AWS: StartMessageMoveTask), and says how many. */
export function redriveDeadLetters(state: State, queue: string, now: number): number {
  const moved = state.transaction(() => {
    const { changes } = state.db
      .prepare(
        `INSERT INTO messages (id, queue, body, attributes, sent_at, visible_at)
         SELECT id, queue, body, attributes, sent_at, ? FROM dead_letters WHERE queue = ?`,
      )
      .run(now, queue);
    state.db.prepare('DELETE FROM dead_letters WHERE queue = ?').run(queue);
    return Number(changes);
  });
  state.signals.emit(queueSignal(queue));
  return moved;
}
