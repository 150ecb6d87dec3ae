import { canonicalJson } from '../kernel/canonical.ts';
import type { Rec } from '../kernel/record.ts';
import { addDays } from '../kernel/time.ts';

/** The parts of an entry, each with a text in Chinese and one in English (`titleZh`, `titleEn`). */
export const textParts = ['title', 'symptom', 'wrongOperation', 'consequence', 'cause', 'rightWay'] as const;
export type TextPart = (typeof textParts)[number];
export const textFields: readonly string[] = textParts.flatMap((part) => [`${part}Zh`, `${part}En`]);

/** What an entry is linked to: where it is shown. */
export const linkFields = ['errorCodes', 'auditRules', 'processSteps', 'pages', 'roles'] as const;
export type LinkField = (typeof linkFields)[number];

/** Days for which an entry counts as checked where nobody says otherwise. */
const FRESH_DAYS = 180;
/** Editions that stay on the entry; its history knows the ones before. */
const KEPT_EDITIONS = 5;
/** Most bytes of theirs: with the longest working copy beside them they stay below what one item may have. */
const MAX_KEPT = 145_000;

type Values = Record<string, unknown>;

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** What readers get to see of an entry: its kind, texts and links. */
const publishedPart = (data: Readonly<Values>): Values =>
  Object.fromEntries(
    ['kind', ...textFields, ...linkFields].flatMap((name) => (isEmpty(data[name]) ? [] : [[name, data[name]]])),
  );

/** The date until which an entry counts as checked: the one given, if it lies ahead. Dates are YYYY-MM-DD. */
export const freshUntil = (given: unknown, today: string): string =>
  typeof given === 'string' && given > today ? given : addDays(today, FRESH_DAYS);

const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

/** The newest editions, as many as fit. */
const newest = (editions: readonly Values[]): Values[] => {
  const kept = editions.slice(-KEPT_EDITIONS);
  while (kept.length > 1 && bytesOf(kept) > MAX_KEPT) kept.shift();
  return kept;
};

interface Publishing {
  now: string;
  today: string;
  actorId: string;
}

/**
 * Puts an entry's words into the book as its next edition, after the ones before. Words that are those of the last edition make no
 * new one. Whoever publishes them has checked them.
 */
export const publishEdition = (rec: Rec, { now, today, actorId }: Publishing): Rec => {
  const edition = Number(rec.data['edition'] ?? 0);
  const words = publishedPart(rec.data);
  const last = rec.lines?.at(-1);
  const same = edition > 0 && last !== undefined && canonicalJson(publishedPart(last)) === canonicalJson(words);
  const editions = same
    ? (rec.lines ?? [])
    : [...(rec.lines ?? []), { edition: edition + 1, at: now, by: actorId, ...words }];
  return {
    ...rec,
    verifiedAt: now,
    verifiedBy: actorId,
    lines: newest(editions),
    data: {
      ...rec.data,
      edition: same ? edition : edition + 1,
      publishedAt: same ? (rec.data['publishedAt'] ?? now) : now,
      reviewOn: freshUntil(rec.data['reviewOn'], today),
    },
  };
};

/** An edition as readers see it. */
export type Edition = Values & { edition: number };

/** The edition that stands in the book; undefined while there is none. A draft of the next one changes nothing about it. */
export const editionInBook = (rec: Pick<Rec, 'data' | 'lines'>): Edition | undefined => {
  const last = rec.lines?.at(-1);
  return rec.data['publishedAt'] === undefined || last === undefined ? undefined : (last as Edition);
};
