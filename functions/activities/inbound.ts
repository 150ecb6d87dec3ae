import type { SESEvent, SESEventRecord } from 'aws-lambda';
import { may } from '../../shared/access/authorise.ts';
import { INBOUND } from '../../shared/activities/inbound.ts';
import type { Mail } from '../../shared/activities/mail.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import { mailboxKey } from '../../shared/table/keys.ts';
import type { Deps } from '../runtime/deps.ts';
import { processDeps } from '../runtime/deps.ts';
import { env } from '../runtime/env.ts';
import type { Ctx } from '../runtime/http.ts';
import { actorOf } from '../runtime/http.ts';
import { jobCtx } from '../runtime/job-ctx.ts';
import { logMail } from './log-mail.ts';
import { ownerOf } from './mailbox.ts';
import { readSource } from './read-mail.ts';
import { noteUse } from './secrets.ts';

/** Messages beyond it are not read, bytes. Only their text would be kept anyway. */
const MAX_BYTES = 10 * 1024 * 1024;

type Line = Record<string, unknown>;
/** Neither addresses nor subjects: they name people, and the part before the @ is a secret. */
const log = (line: Line): void => {
  if (process.env['EVERGREEN_LOG'] !== 'off') console.log(JSON.stringify({ level: 'info', at: 'mail', ...line }));
};

/** The parts before the @ of all recipients that are ours. */
const secretsIn = ({ ses }: SESEventRecord): string[] => {
  const end = `@${env.mailDomain}`.toLowerCase();
  return [...new Set(ses.receipt.recipients.map((one) => one.toLowerCase()))]
    .filter((one) => one.endsWith(end))
    .map((one) => one.slice(0, -end.length));
};

/** What SES found out about a message that nobody should read. */
const isBad = ({ ses: { receipt } }: SESEventRecord): boolean =>
  [receipt.virusVerdict, receipt.spamVerdict].some((verdict) => verdict?.status === 'FAIL');

/** The context of a member who acts by mail; undefined for one who may not. */
const mailCtx = async (secret: string, deps: Deps): Promise<Ctx | undefined> => {
  const owner = await ownerOf(secret, deps);
  const base = owner && (await jobCtx(owner.member.ws, owner.member.id, deps));
  if (!owner || !base) return undefined;
  try {
    const actor = actorOf(owner.member, base.workspace, base.now);
    if (!may(actor.roles, 'activities:write')) return undefined;
    await noteUse(mailboxKey(actor.ws, actor.id), owner.item, base.now, deps.table);
    return { ...base, actor };
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
};

const logFor = async (secret: string, mail: Mail, deps: Deps): Promise<string> => {
  const ctx = await mailCtx(secret, deps);
  if (!ctx) return 'unknown recipient';
  try {
    const { known } = await logMail(mail, { given: {}, once: () => [] }, ctx);
    return known ? 'logged before' : 'logged';
  } catch (error) {
    // What the message says cannot be put on record: it will not be different the next time.
    if (error instanceof Problem && error.status < 500) return error.code;
    throw error;
  }
};

/** Why a message is not read, or the message. */
const messageOf = async (record: SESEventRecord, key: string, deps: Deps): Promise<Mail | string> => {
  if (isBad(record)) return 'spam or virus';
  const size = await deps.objects.size(key);
  if (size === undefined) return 'gone';
  if (size > MAX_BYTES) return 'too large';
  const bytes = await deps.objects.get(key);
  return (bytes && (await readSource(bytes))) ?? 'unreadable';
};

/**
 * Takes the messages that SES received: each is put on record for those of its recipients whose secret address it is, and is thrown
 * away. One that comes again is found logged.
 */
export const inboundHandler =
  (deps: () => Deps = processDeps) =>
  async (event: SESEvent): Promise<void> => {
    for (const record of event.Records) {
      const key = `${INBOUND}${record.ses.mail.messageId}`;
      const message = await messageOf(record, key, deps());
      if (typeof message === 'string') log({ messageId: record.ses.mail.messageId, dropped: message });
      else {
        const secrets = secretsIn(record);
        if (secrets.length === 0) log({ messageId: record.ses.mail.messageId, dropped: 'nobody of ours' });
        for (const secret of secrets)
          log({ messageId: record.ses.mail.messageId, outcome: await logFor(secret, message, deps()) });
      }
      await deps().objects.remove(key);
    }
  };
