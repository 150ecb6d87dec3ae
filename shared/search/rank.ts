import type { Row } from '../kernel/rule.ts';
import { towns } from '../matching/words.ts';
import { isBoundary } from './grams.ts';
import { findPinyin, isHan } from './pinyin.ts';
import type { Query, Word } from './words.ts';
import { searchForm } from './words.ts';

/** Why something was found, the best first. */
export const reasons = ['exact', 'name', 'start', 'word', 'part', 'pinyin', 'initials', 'similar'] as const;
export type Reason = (typeof reasons)[number];

const rank = Object.fromEntries(reasons.map((reason, i) => [reason, i])) as Record<Reason, number>;

/** Places of a word's form in a text. */
function* places(text: string, form: string): Generator<number> {
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) yield at;
}

const MIN_PHONE = 7;

/** Whether a form is a whole number, code or address among the values, or the end of a phone number. */
const isWhole = (text: string, form: string): boolean => {
  if (!/[\d@]/.test(form)) return false;
  const phone = form.length >= MIN_PHONE && /^\d+$/.test(form);
  for (const at of places(text, form)) {
    const end = at + form.length;
    if (end !== text.length && text[end] !== '\n') continue;
    if (at === 0 || text[at - 1] === '\n') return true;
    if (phone && /(^|\n)\d+$/.test(text.slice(Math.max(0, at - 8), at))) return true;
  }
  return false;
};

const beginsWord = (text: string, at: number): boolean =>
  isHan(text.charCodeAt(at)) ? at === 0 || !isHan(text.charCodeAt(at - 1)) : isBoundary(text, at);

/** A firm's town at the beginning of its name: what follows it is what the firm is called by. */
const townBefore = new RegExp(`^(?:${towns[0]!.source})+$`, 'u');

/** Whether a name, as people say it, begins at this place: at the beginning of a word, or behind the town. */
const beginsName = (title: string, at: number): boolean =>
  beginsWord(title, at) || (at <= 9 && townBefore.test(title.slice(0, at)));

const ofWord = (text: string, word: Word): Reason | undefined => {
  let part = false;
  for (const form of word.forms)
    for (const at of places(text, form)) {
      if (beginsWord(text, at)) return 'word';
      part = true;
    }
  if (part) return 'part';
  if (!word.pinyin) return undefined;
  const read = findPinyin(text, word.text);
  return read && (read.initials ? 'initials' : 'pinyin');
};

const worst = (found: readonly (Reason | undefined)[]): Reason | undefined =>
  found.reduce((a, b) => (a === undefined || b === undefined ? undefined : rank[a] > rank[b] ? a : b), 'exact');

/** Why a row is found by a query; undefined where it is not. @param title in search form */
export const reasonOf = (text: string, title: string, query: Query): Reason | undefined => {
  let best: Reason | undefined;
  for (const words of query.ways) {
    const found = worst(words.map((word) => ofWord(text, word)));
    if (found !== undefined && (best === undefined || rank[found] < rank[best])) best = found;
  }
  if (best === undefined) return undefined;
  const forms = query.ways.flatMap((words) => (words.length === 1 ? words[0]!.forms : []));
  if ([query.text, ...forms].some((form) => isWhole(text, form))) return 'exact';
  if (title === query.text) return 'name';
  if (title.startsWith(query.text)) return 'start';
  return best;
};

export interface Found {
  row: Row;
  reason: Reason;
  /** The record that was merged into this one and was found by its former name or code. */
  formerly?: Row;
}

/** Whose search it is, and since when a change counts as a recent one (ISO). */
export interface Viewer {
  self: string;
  recentFrom: string;
  titleField: string;
}

/** Orders what was found: by reason, title before other fields, own records, recent changes, short titles. */
export const ranked = (found: readonly Found[], query: Query, viewer: Viewer): Found[] => {
  const first = query.ways[0]?.[0];
  const keyed = found.map((one) => {
    const title = searchForm(String(one.row[viewer.titleField] ?? ''));
    const read = first && findPinyin(title, first.text);
    const inTitle =
      first?.forms.some((form) => title.includes(form)) || (read !== undefined && beginsName(title, read.from));
    return {
      one,
      order: [
        rank[one.reason],
        inTitle ? 0 : 1,
        one.row['ownerId'] === viewer.self ? 0 : 1,
        String(one.row['updatedAt']) >= viewer.recentFrom ? 0 : 1,
        title.length,
      ],
      id: one.row.id,
    };
  });
  keyed.sort((a, b) => {
    for (let i = 0; i < a.order.length; i++) if (a.order[i] !== b.order[i]) return a.order[i]! - b.order[i]!;
    return a.id < b.id ? -1 : 1;
  });
  return keyed.map(({ one }) => one);
};
