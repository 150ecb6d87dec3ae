import { randomUUID } from 'node:crypto';
import type { State } from '../state.ts';

/** A mail that would have left the house. */
export interface Mail {
  id: string;
  /** When it was sent, in milliseconds. */
  at: number;
  from: string;
  to: string[];
  cc: string[];
  bcc: string[];
  replyTo: string[];
  subject: string;
  text?: string;
  html?: string;
  headers: { name: string; value: string }[];
  attachments: { fileName: string; contentType: string; base64: string }[];
  /** The whole message, where the sender composed it. */
  raw?: string;
}

/** A line of the list. */
export interface MailSummary {
  id: string;
  at: number;
  from: string;
  to: string[];
  subject: string;
}

/** The mails sent by the product and by the identity provider. */
export interface Outbox {
  send(mail: Omit<Mail, 'id' | 'at'>): Mail;
  /** Newest first. `to` keeps the mails with that recipient; `before` is the id that the page before ended with. */
  list(query?: { to?: string; before?: string; limit?: number }): MailSummary[];
  get(id: string): Mail | undefined;
}

/** Older mails go, so that a data folder in daily use for years does not grow by its mail. */
const KEPT = 5000;

/** The outbox in the data folder. */
export function openOutbox(state: State, now: () => number): Outbox {
  const { db } = state;
  return {
    send(content) {
      const mail: Mail = { id: randomUUID(), at: now(), ...content };
      const recipients = [...mail.to, ...mail.cc, ...mail.bcc].map((address) => address.toLowerCase());
      state.transaction(() => {
        db.prepare('INSERT INTO outbox (id, at, sender, recipients, subject, mail) VALUES (?, ?, ?, ?, ?, ?)').run(
          mail.id,
          mail.at,
          mail.from,
          JSON.stringify(recipients),
          mail.subject,
          JSON.stringify(mail),
        );
        db.prepare('DELETE FROM outbox WHERE position <= (SELECT max(position) FROM outbox) - ?').run(KEPT);
      });
      return mail;
    },
    list({ to, before, limit = 50 } = {}) {
      const rows = db
        .prepare(
          `SELECT id, at, sender, subject, json_extract(mail, '$.to') AS receivers FROM outbox
           WHERE (:to IS NULL OR EXISTS (SELECT 1 FROM json_each(recipients) WHERE instr(value, :to) > 0))
           AND (:before IS NULL OR position < (SELECT position FROM outbox WHERE id = :before))
           ORDER BY position DESC LIMIT :limit`,
        )
        .all({ to: to?.toLowerCase() ?? null, before: before ?? null, limit });
      return rows.map((row) => ({
        id: String(row['id']),
        at: Number(row['at']),
        from: String(row['sender']),
        to: JSON.parse(String(row['receivers'])) as string[],
        subject: String(row['subject']),
      }));
    },
    get(id) {
      const row = db.prepare('SELECT mail FROM outbox WHERE id = ?').get(id);
      return row && (JSON.parse(String(row['mail'])) as Mail);
    },
  };
}
