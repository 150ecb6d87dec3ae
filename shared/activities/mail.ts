import { instantAt } from '../kernel/time.ts';
import { MAX_NOTE } from './activity.ts';

export interface MailAddress {
  name: string;
  /** Lower case; '' where there is only a name. */
  address: string;
}

/** What is kept of an e-mail. Attachments are not. */
export interface Mail {
  /** Message-ID without its brackets; undefined for a message that has none. */
  id?: string;
  subject: string;
  from?: MailAddress;
  to: readonly MailAddress[];
  /** ISO UTC. */
  at?: string;
  text: string;
}

const MAX_PEOPLE = 50;

const oneLine = (text: string): string =>
  text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s{2,}/g, ' ')
    .trim();

/** A text cut to so many characters, with a mark where something is missing. Never half of a character. */
export const cut = (text: string, max: number): string => {
  if (text.length <= max) return text;
  const kept = text.slice(0, max - 1);
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
};

/** Each line without blanks at its end, or at both. By hand: of a run of blanks a regular expression tries every beginning. */
const trimLines = (text: string, blanks: string, ends: 'end' | 'both'): string =>
  text
    .split('\n')
    .map((line) => {
      let [from, to] = [0, line.length];
      while (to > 0 && blanks.includes(line[to - 1]!)) to--;
      while (ends === 'both' && from < to && blanks.includes(line[from]!)) from++;
      return line.slice(from, to);
    })
    .join('\n');

/** A text as a note holds it: line ends of one kind, no control characters, no piles of blank lines. */
export const cleanText = (text: string): string =>
  cut(
    trimLines(text.replace(/\r\n?/g, '\n').replace(/(?![\n\t])\p{Cc}/gu, ''), ' \t\u00A0', 'end')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    MAX_NOTE,
  );

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  copy: '©',
  euro: '€',
};

const character = (code: number): string =>
  code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' ';

const decoded = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (decimal) return character(Number(decimal));
    if (hex) return character(Number.parseInt(hex, 16));
    return entities[String(name).toLowerCase()] ?? whole;
  });

/** The words of an HTML message: lines where it has blocks, nothing of its scripts and styles. Not HTML any more: shown as text alone. */
export const textOfHtml = (html: string): string => {
  const parts: string[] = [];
  let at = 0;
  let hidden: string | undefined;
  // By hand: what senders make of HTML would send a regular expression back and forth.
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (hidden === undefined) parts.push(html.slice(at, open < 0 ? html.length : open).replace(/\s+/g, ' '));
    if (open < 0) break;
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4);
      at = end < 0 ? html.length : end + 3;
      continue;
    }
    const close = html.indexOf('>', open);
    if (close < 0) break;
    const tag = /^<(\/?)([a-z][a-z0-9]*)/i.exec(html.slice(open, Math.min(close, open + 40)));
    const name = tag?.[2]?.toLowerCase() ?? '';
    if (hidden !== undefined) {
      if (tag?.[1] === '/' && name === hidden) hidden = undefined;
    } else if (tag?.[1] === '' && ['script', 'style', 'head', 'title'].includes(name)) hidden = name;
    else if (['br', 'p', 'div', 'tr', 'li', 'blockquote', 'h1', 'h2', 'h3', 'table', 'hr'].includes(name))
      parts.push('\n');
    else if (name === 'td' || name === 'th') parts.push(' ');
    at = close + 1;
  }
  return trimLines(decoded(parts.join('')), ' \t', 'both');
};

/** One address as people write it: `王小明 <wang@example.com>`, `wang@example.com`, `Wang (wang@example.com)`. */
export const addressOf = (text: string): MailAddress => {
  const address = /[^\s<>()[\]"'，；：,;:]{1,100}@[^\s<>()[\]"'，；：,;:]{1,150}/.exec(text)?.[0] ?? '';
  const name = oneLine(text.replace(address, '').replace(/mailto:|[<>()[\]"＜＞]/g, ' '));
  return { name, address: address.toLowerCase() };
};

const addressesOf = (text: string): MailAddress[] =>
  text
    .slice(0, 5000)
    .split(/[;；,，、]/)
    .slice(0, MAX_PEOPLE)
    .filter((one) => one.trim() !== '')
    .map(addressOf);

/** Names of header lines in the mail programs that people copy from. */
const headerNames: Readonly<Record<string, 'from' | 'to' | 'cc' | 'date' | 'subject'>> = {
  from: 'from',
  发件人: 'from',
  寄件者: 'from',
  von: 'from',
  to: 'to',
  收件人: 'to',
  收件者: 'to',
  an: 'to',
  cc: 'cc',
  抄送: 'cc',
  date: 'date',
  sent: 'date',
  时间: 'date',
  日期: 'date',
  发送时间: 'date',
  发送日期: 'date',
  gesendet: 'date',
  datum: 'date',
  subject: 'subject',
  主题: 'subject',
  标题: 'subject',
  betreff: 'subject',
};

const two = (text: string | undefined): string => (text ?? '0').padStart(2, '0');

/**
 * The instant (ISO UTC) that a header line names; without a zone of its own it is the clock of `timeZone`. Undefined for what is no date.
 */
export const mailDate = (text: string, timeZone: string): string | undefined => {
  const plain =
    /(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})日?[^\d]{0,20}?(上午|下午|晚上)?\s*(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?\s*(Z|[+-]\d{2}:?\d{2})?/.exec(
      text,
    );
  if (plain) {
    const [, year, month, day, part, hour, minute, second, zone] = plain;
    const late = (part === '下午' || part === '晚上') && Number(hour) < 12 ? 12 : 0;
    const date = `${year}-${two(month)}-${two(day)}`;
    const clock = `${two(String(Number(hour) + late))}:${minute}:${two(second)}`;
    const time = Date.parse(`${date}T${clock}${zone ?? 'Z'}`);
    if (Number.isNaN(time)) return undefined;
    return zone ? new Date(time).toISOString() : instantAt(date, clock, timeZone);
  }
  const words = oneLine(text).slice(0, 100);
  if (!/\d{4}/.test(words)) return undefined;
  const zoned = /(?:[+-]\d{4}|GMT|UTC|Z)\b/.test(words);
  const time = Date.parse(zoned ? words : `${words.replace(/\bat\b/, '')} UTC`);
  if (Number.isNaN(time)) return undefined;
  const at = new Date(time).toISOString();
  return zoned ? at : instantAt(at.slice(0, 10), at.slice(11, 19), timeZone);
};

const headerLine = /^[\s>*]*([A-Za-z]{2,10}|[\u4E00-\u9FFF]{2,4})[*\s]*[:：]\s*(.*)$/;
/** Header lines stand at the beginning, with at most so many others between them. */
const LOOK = 30;

/**
 * A message as it is copied out of a mail program: lines From/To/Date/Subject or 发件人/收件人/时间/主题, then the text. Undefined where
 * no sender stands in it.
 */
export const pastedMail = (pasted: string, timeZone: string): Mail | undefined => {
  const lines = pasted.replace(/\r\n?/g, '\n').split('\n');
  const found: Partial<Record<'from' | 'to' | 'cc' | 'date' | 'subject', string>> = {};
  let body = 0;
  for (let index = 0; index < Math.min(lines.length, LOOK); index++) {
    const line = lines[index]!.slice(0, 5000);
    const [, word = '', value = ''] = headerLine.exec(line) ?? [];
    const name = headerNames[word.toLowerCase()];
    if (name && found[name] === undefined) {
      found[name] = value.replace(/\*+$/, '').trim();
      body = index + 1;
    } else if (line.trim() === '' ? body > 0 && found.from !== undefined : found.from !== undefined && !name) break;
  }
  if (!found.from) return undefined;
  const at = found.date === undefined ? undefined : mailDate(found.date, timeZone);
  return {
    subject: oneLine(found.subject ?? ''),
    from: addressOf(found.from),
    to: addressesOf([found.to, found.cc].filter(Boolean).join(';')),
    ...(at ? { at } : {}),
    text: cleanText(lines.slice(body).join('\n')),
  };
};

/** Whether a text is the source of a message (RFC 5322) and not what a program shows of it. */
export const isSource = (text: string): boolean =>
  /^(?:message-id|mime-version|received|return-path|content-type|delivered-to|dkim-signature|x-[\w-]+):/im.test(
    (text.split(/\r?\n\r?\n/, 1)[0] ?? '').slice(0, 20_000),
  );

/** How a person of a message is shown: `王小明 <wang@example.com>`. */
export const shownAddress = ({ name, address }: MailAddress): string =>
  name && address ? `${name} <${address}>` : name || address;

/** Everybody of a message who is not of the house, whoever wrote it first. */
export const outsiders = (mail: Mail, isOwn: (address: string) => boolean): string[] => {
  const all = [mail.from, ...mail.to].flatMap((one) => (one?.address ? [one.address] : []));
  return [...new Set(all)].filter((address) => !isOwn(address)).slice(0, MAX_PEOPLE);
};

/** The fields of an activity for a message. A message that says it is of the future, or of another century, happened now. */
export const mailFields = (mail: Mail, now: string): Record<string, unknown> => {
  const plausible = mail.at !== undefined && mail.at <= now && mail.at > '1990';
  const first = mail.text.split('\n').find((line) => line.trim() !== '');
  const to = mail.to.map(shownAddress).join(', ');
  const subject = oneLine(mail.subject) || oneLine(first ?? '') || '—';
  return {
    kind: 'email',
    subject: cut(subject, 200),
    happenedAt: plausible ? mail.at : now,
    ...(mail.text ? { note: mail.text } : {}),
    ...(mail.from ? { mailFrom: cut(oneLine(shownAddress(mail.from)), 300) } : {}),
    ...(to ? { mailTo: cut(oneLine(to), 300) } : {}),
  };
};
