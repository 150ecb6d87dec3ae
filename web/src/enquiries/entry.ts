import type { Channel, Resolution, Topic } from '../../../shared/enquiries/enquiry.ts';
import { channels, MAX_HANDLE, MAX_WAIT, resolutions, topics } from '../../../shared/enquiries/enquiry.ts';
import type { Caller, PastEnquiry } from './api.ts';

/** What is being taken down. Times are as they were typed; `begunAt`: milliseconds of the first key. */
export interface Entry {
  channel: Channel;
  phone: string;
  accountId: string;
  contactId: string;
  topic: Topic | '';
  question: string;
  answer: string;
  resolved: Resolution;
  waiting: string;
  /** Handle time by hand; as the clock says where it is blank. */
  handled: string;
  begunAt: number;
}

export const blank: Entry = {
  channel: 'call',
  phone: '',
  accountId: '',
  contactId: '',
  topic: '',
  question: '',
  answer: '',
  resolved: 'unasked',
  waiting: '',
  handled: '',
  begunAt: 0,
};

/** Whether something that was kept is an entry. */
export const isEntry = (value: unknown): value is Entry => {
  if (typeof value !== 'object' || value === null) return false;
  const one = value as Record<string, unknown>;
  return (
    Object.entries(blank).every(([name, usual]) => typeof one[name] === typeof usual) &&
    String(one['channel']) in channels &&
    String(one['resolved']) in resolutions &&
    (one['topic'] === '' || String(one['topic']) in topics)
  );
};

/** Whether anything was entered yet: only then is there something to keep. */
export const isBegun = (entry: Entry): boolean =>
  [entry.phone, entry.accountId, entry.topic, entry.question, entry.answer, entry.waiting].some((text) => text !== '');

const two = (value: number): string => String(value).padStart(2, '0');

/** Seconds as `3:05`, `1:02:03`. */
export const clockText = (seconds: number): string => {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), Math.floor(seconds % 60)];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
};

/** Seconds of `3:05`, `1:02:03`; a number alone is minutes. Blank: undefined; what is no time: NaN. */
export const secondsOf = (typed: string): number | undefined => {
  const text = typed.trim().replaceAll('：', ':');
  if (text === '') return undefined;
  if (/^\d{1,6}(?:[.,]\d)?$/.test(text)) return Math.round(Number(text.replace(',', '.')) * 60);
  const parts = /^(?:(\d{1,4}):)?(\d{1,3}):(\d{2})$/.exec(text);
  return parts ? Number(parts[1] ?? 0) * 3600 + Number(parts[2]) * 60 + Number(parts[3]) : Number.NaN;
};

/** Seconds since the first key. @param now milliseconds */
export const elapsed = ({ begunAt }: Entry, now: number): number =>
  begunAt === 0 ? 0 : Math.min(Math.max(0, Math.round((now - begunAt) / 1000)), MAX_HANDLE);

export type EntryFault = 'topic' | 'question' | 'waiting' | 'handled';

const isOutside = (typed: string, most: number): boolean => {
  const seconds = secondsOf(typed);
  return seconds !== undefined && !(seconds <= most);
};

/** Fields that are not right yet, the first one first. */
export const faultsOf = (entry: Entry): EntryFault[] => [
  ...(entry.topic === '' ? (['topic'] as const) : []),
  ...(entry.question.trim() === '' ? (['question'] as const) : []),
  ...(isOutside(entry.waiting, MAX_WAIT) ? (['waiting'] as const) : []),
  ...(isOutside(entry.handled, MAX_HANDLE) ? (['handled'] as const) : []),
];

/** The body that creates the record. @param now milliseconds */
export const bodyOf = (entry: Entry, now: number): Record<string, unknown> => {
  const waiting = secondsOf(entry.waiting);
  const given = { phone: entry.phone.trim(), accountId: entry.accountId, contactId: entry.contactId };
  return {
    channel: entry.channel,
    topic: entry.topic,
    question: entry.question.trim(),
    resolved: entry.resolved,
    receivedAt: new Date(entry.begunAt || now).toISOString(),
    handleSeconds: secondsOf(entry.handled) ?? elapsed(entry, now),
    ...Object.fromEntries(Object.entries(given).filter(([, text]) => text !== '')),
    ...(entry.answer.trim() === '' ? {} : { answer: entry.answer.trim() }),
    ...(waiting === undefined ? {} : { waitingSeconds: waiting }),
  };
};

/** Whom the person takes: their account and, of a contact, themselves. */
export const takenFrom = (caller: Caller): Pick<Entry, 'accountId' | 'contactId'> => ({
  accountId: caller.accountId ?? '',
  contactId: caller.type === 'contact' ? caller.id : '',
});

/** Earlier questions that must not be asked again: recent ones that are not solved, and whatever is asked a second time. */
export const openBefore = (enquiries: readonly PastEnquiry[], topic: Entry['topic']): PastEnquiry[] =>
  enquiries.filter((one) => one.recent && (one.resolved !== 'yes' || one.topic === topic));
