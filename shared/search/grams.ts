import { initialOf, isHan, isInSuffix, readingsOf, suffixSyllables, syllables, syllablesTyped } from './pinyin.ts';
import type { Word } from './words.ts';

/**
 * Keys under which the text index holds a row. A key is a hash: two different pieces may share one, so that what is found by keys
 * is always looked at once more.
 */
const kind = {
  /** A whole value. */
  value: 1,
  /** The first one to four characters of the title. */
  title: 2,
  /** First letter of a word; its first two; its last two. */
  first: 3,
  start: 4,
  end: 5,
  /** Three characters within a word. */
  three: 6,
  /** A Chinese character; two of them. */
  han: 7,
  hans: 8,
  /** A syllable; a syllable and the letter after it; two and three initials. */
  syllable: 9,
  syllableThen: 10,
  initials2: 11,
  initials3: 12,
} as const;

const hash = (of: number, a: number, b = 0, c = 0): number => {
  let h = Math.imul(of + 1, 0x9e3779b1) ^ Math.imul(a + 1, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15) ^ Math.imul(b + 1, 0xc2b2ae35), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 13) ^ Math.imul(c + 1, 0x27d4eb2f), 0x297a2d39);
  return (h ^ (h >>> 16)) >>> 0;
};

const textHash = (of: number, text: string, from: number, to: number): number => {
  let h = 0x811c9dc5;
  for (let i = from; i < to; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return hash(of, h, to - from);
};

/** 2 for a Chinese character, 1 for what words are made of, 0 for what stands between them. */
const sortOf = (code: number): 0 | 1 | 2 => {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) ? 1 : 0;
  if (isHan(code)) return 2;
  return code < 0xc0 || (code >= 0x2000 && code <= 0x206f) || (code >= 0x3000 && code <= 0x303f) ? 0 : 1;
};

/** Whether a word begins (or, asked behind it, ends) at this place of a text. */
export const isBoundary = (text: string, at: number): boolean =>
  at <= 0 || at >= text.length || sortOf(text.charCodeAt(at - 1)) !== 1 || sortOf(text.charCodeAt(at)) !== 1;

type Emit = (key: number) => void;

const hanKeys = (text: string, at: number, to: number, emit: Emit): void => {
  const code = text.charCodeAt(at);
  emit(hash(kind.han, code));
  const next = at + 1 < to ? text.charCodeAt(at + 1) : 0;
  if (next) emit(hash(kind.hans, code, next));
  // A legal suffix is found by its signs, not by its sound: its lists would hold every firm.
  if (isInSuffix(text, at)) return;
  const third = next && at + 2 < to ? readingsOf(text.charCodeAt(at + 2)) : [];
  for (const one of readingsOf(code)) {
    emit(hash(kind.syllable, one));
    if (!next) continue;
    for (const two of readingsOf(next)) {
      emit(hash(kind.syllableThen, one, initialOf(two)));
      emit(hash(kind.initials2, initialOf(one), initialOf(two)));
      for (const three of third) emit(hash(kind.initials3, initialOf(one), initialOf(two), initialOf(three)));
    }
  }
};

const wordKeys = (text: string, from: number, to: number, emit: Emit): void => {
  const one = text.charCodeAt(from);
  emit(hash(kind.first, one));
  if (to - from < 2) return;
  emit(hash(kind.start, one, text.charCodeAt(from + 1)));
  emit(hash(kind.end, text.charCodeAt(to - 2), text.charCodeAt(to - 1)));
  for (let i = from + 2; i < to; i++)
    emit(hash(kind.three, text.charCodeAt(i - 2), text.charCodeAt(i - 1), text.charCodeAt(i)));
};

/** Calls back for each run of one sort of characters between two places of a text. */
const eachRun = (
  text: string,
  from: number,
  to: number,
  act: (han: boolean, from: number, to: number) => void,
): void => {
  for (let at = from; at < to; ) {
    const sort = sortOf(text.charCodeAt(at));
    let end = at + 1;
    while (end < to && sortOf(text.charCodeAt(end)) === sort) end++;
    if (sort !== 0) act(sort === 2, at, end);
    at = end;
  }
};

/** All keys of a row's search text (values one a line, the title first); a key may come more than once. */
export const eachKey = (text: string, emit: Emit): void => {
  for (let from = 0; from <= text.length; ) {
    let to = text.indexOf('\n', from);
    if (to < 0) to = text.length;
    if (to > from) emit(textHash(kind.value, text, from, to));
    if (from === 0) for (let n = 1; n <= 4 && n <= to; n++) emit(textHash(kind.title, text, 0, n));
    eachRun(text, from, to, (han, start, end) => {
      if (!han) wordKeys(text, start, end, emit);
      else for (let i = start; i < end; i++) hanKeys(text, i, end, emit);
    });
    from = to + 1;
  }
};

/** Keys that every text has which contains this one: where a word begins or ends is not known. */
export const partKeys = (text: string): number[] => {
  const keys: number[] = [];
  eachRun(text, 0, text.length, (han, from, to) => {
    if (han) {
      if (to - from === 1) keys.push(hash(kind.han, text.charCodeAt(from)));
      for (let i = from + 1; i < to; i++) keys.push(hash(kind.hans, text.charCodeAt(i - 1), text.charCodeAt(i)));
    } else {
      for (let i = from + 2; i < to; i++)
        keys.push(hash(kind.three, text.charCodeAt(i - 2), text.charCodeAt(i - 1), text.charCodeAt(i)));
    }
  });
  return keys;
};

/** Keys of texts in which a word begins with this one. */
export const startKeys = (text: string): number[] => {
  const code = text.charCodeAt(0);
  if (sortOf(code) !== 1) return partKeys(text);
  const two = text.length > 1 && sortOf(text.charCodeAt(1)) === 1;
  return [two ? hash(kind.start, code, text.charCodeAt(1)) : hash(kind.first, code), ...partKeys(text)];
};

/** Keys of texts in which a word ends with this one. */
export const endKeys = (text: string): number[] =>
  text.length > 1 && sortOf(text.charCodeAt(text.length - 2)) === 1 && sortOf(text.charCodeAt(text.length - 1)) === 1
    ? [hash(kind.end, text.charCodeAt(text.length - 2), text.charCodeAt(text.length - 1)), ...partKeys(text)]
    : partKeys(text);

/** Key of rows that have this whole value. */
export const valueKeys = (text: string): number[] => [textHash(kind.value, text, 0, text.length)];

/** Keys of rows whose title begins with this text. */
export const titleKeys = (text: string): number[] => [
  textHash(kind.title, text, 0, Math.min(4, text.length)),
  ...partKeys(text),
];

interface Token {
  /** The syllable, where it was typed in full. */
  full?: number;
  letter: number;
  length: number;
}

/** Texts with which a syllable begins. */
const begun: ReadonlySet<string> = new Set(
  [...syllablesTyped.keys()].flatMap((typed) => Array.from(typed, (_, i) => typed.slice(0, i + 1))),
);

const tokensAt = (word: string, at: number): Token[] => {
  const letter = word.charCodeAt(at);
  const tokens: Token[] = [];
  for (let length = Math.min(6, word.length - at); length > 0; length--)
    for (const full of syllablesTyped.get(word.slice(at, at + length)) ?? [])
      tokens.push({ full, letter: initialOf(full), length });
  if (letter >= 97 && letter <= 122 && word[at] !== 'i' && word[at] !== 'u' && word[at] !== 'v') {
    if ('zcs'.includes(word[at]!) && word[at + 1] === 'h') tokens.push({ letter, length: 2 });
    tokens.push({ letter, length: 1 });
    // A last syllable that was begun: only its letter is sure.
    const left = word.length - at;
    if (left > 1 && left < 6 && begun.has(word.slice(at))) tokens.push({ letter, length: left });
  }
  return tokens;
};

const tokenKeys = (tokens: readonly Token[]): number[] => {
  const keys: number[] = [];
  for (const [i, token] of tokens.entries()) {
    const next = tokens[i + 1];
    // What goes on into a legal suffix has no keys of sound there.
    if (token.full === undefined || (i > 0 && suffixSyllables.has(token.full))) continue;
    keys.push(next ? hash(kind.syllableThen, token.full, next.letter) : hash(kind.syllable, token.full));
  }
  const [a, b, c] = tokens;
  if (a && b && c && [a, b].some((one) => one.full === undefined))
    keys.push(hash(kind.initials3, a.letter, b.letter, c.letter));
  else if (a && b && a.full === undefined) keys.push(hash(kind.initials2, a.letter, b.letter));
  return keys;
};

/** Characters of a word that are looked at: what follows is seen when the row is. */
const DEPTH = 3;
const MAX_WAYS = 150;

/** The ways to read a word as pinyin: rows that match have all keys of one of them. Whole syllables come first. */
export const pinyinWays = (word: string): number[][] => {
  const own = partKeys(word.replace(/[a-z]+/g, ' '));
  if (own.length > 0) return [own];
  const ways = new Map<string, { keys: number[]; letters: number }>();
  const walk = (at: number, tokens: readonly Token[]): void => {
    if (ways.size >= MAX_WAYS) return;
    if (at === word.length || tokens.length === DEPTH) {
      // One syllable that was begun: any that goes on like this.
      const one = tokens.length === 1 && tokens[0]!.full === undefined;
      const sets = one
        ? [...syllablesTyped].flatMap(([typed, all]) =>
            typed.startsWith(word) ? all.map((syllable) => [hash(kind.syllable, syllable)]) : [],
          )
        : [tokenKeys(tokens)];
      for (const keys of sets) ways.set(keys.join(), { keys, letters: at });
      return;
    }
    for (const token of tokensAt(word, at)) walk(at + token.length, [...tokens, token]);
  };
  walk(0, []);
  return [...ways.values()].sort((a, b) => b.letters - a.letters).map(({ keys }) => keys);
};

/** The ways in which a row can have a word; undefined where keys cannot tell (one or two letters within a word). */
export const wordWays = (word: Word): number[][] | undefined => {
  const plain = word.forms.map(partKeys);
  if (plain.some((keys) => keys.length === 0)) return undefined;
  return word.pinyin ? [...plain, ...pinyinWays(word.text)] : plain;
};

/** The longest syllable; here so that a new dictionary that outgrows the parser is seen. */
export const LONGEST_SYLLABLE = syllables.reduce((most, one) => Math.max(most, one.length), 0);
