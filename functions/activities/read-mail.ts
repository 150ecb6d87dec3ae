import { createHash } from 'node:crypto';
import type { Address, Email } from 'postal-mime';
import type { Mail, MailAddress } from '../../shared/activities/mail.ts';
import { cleanText, isSource, pastedMail, textOfHtml } from '../../shared/activities/mail.ts';

/** Longest Message-ID that is kept as it is. */
const MAX_ID = 200;
const MAX_PEOPLE = 50;
/** HTML beyond it is not looked at, characters. */
const MAX_HTML = 1_000_000;

const digest = (parts: readonly (string | undefined)[]): string =>
  `sha256:${createHash('sha256').update(JSON.stringify(parts)).digest('base64url')}`;

const flat = (addresses: readonly (Address | undefined)[]): MailAddress[] =>
  addresses
    .flatMap((one) => (one === undefined ? [] : (one.group ?? [one])))
    .slice(0, MAX_PEOPLE)
    .map(({ name, address }) => ({ name: name ?? '', address: (address ?? '').toLowerCase() }));

const dateOf = (date: string | undefined): string | undefined => {
  const time = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
};

/** Empty lines by the thousand say nothing, and each costs the parser as much as a full one. Bytes are taken one a character. */
const withoutGulfs = (raw: string | Uint8Array): string | Uint8Array => {
  const shorter = (text: string) => text.replace(/(?:\r?\n){50,}/g, '\n\n');
  return typeof raw === 'string' ? shorter(raw) : Buffer.from(shorter(Buffer.from(raw).toString('latin1')), 'latin1');
};

/** A message from its source. Undefined for what is no message, however it was broken. */
export const readSource = async (raw: string | Uint8Array): Promise<Mail | undefined> => {
  // 70 kB that a start needs not read: most requests are no e-mails.
  const { default: PostalMime } = await import('postal-mime');
  let mail: Email;
  try {
    mail = await PostalMime.parse(withoutGulfs(raw), { maxNestingDepth: 32, maxHeadersSize: 500_000 });
  } catch {
    return undefined;
  }
  const [from] = flat([mail.from ?? mail.sender]);
  if (!from) return undefined;
  const at = dateOf(mail.date);
  const text = mail.text?.trim() ? mail.text : textOfHtml((mail.html ?? '').slice(0, MAX_HTML));
  const id = mail.messageId?.replace(/^<|>$/g, '').trim();
  return {
    ...(id ? { id } : {}),
    subject: mail.subject ?? '',
    from,
    to: flat([...(mail.to ?? []), ...(mail.cc ?? [])]),
    ...(at ? { at } : {}),
    text: cleanText(text),
  };
};

/** A message as it was pasted: its source, or what a mail program shows of it. Undefined where neither is in it. */
export const readPasted = async (raw: string, timeZone: string): Promise<Mail | undefined> =>
  (isSource(raw) ? await readSource(raw.trimStart()) : undefined) ?? pastedMail(raw, timeZone);

/** What makes two copies of a message one: its own id, else what it says. */
export const identityOf = (mail: Mail): string => {
  const id = mail.id?.replace(/\p{Cc}/gu, '');
  if (id && id.length <= MAX_ID) return id;
  return digest(id ? [id] : [mail.from?.address, mail.at, mail.subject, mail.text]);
};
