import { firstReadings, furtherReadings, syllableText } from './han-readings.ts';

const FIRST_HAN = 0x4e00;
const BASE = 0x100;

/** All syllables without tones; a reading is the number of one of them. */
export const syllables: readonly string[] = syllableText.split(' ');

const none: readonly number[] = [];

/** Readings of each sign. Most have one: those share their lists. */
const readings: (readonly number[])[] = (() => {
  const single = syllables.map((_, i) => [i]);
  const all = Array.from(firstReadings, (one) => single[one.charCodeAt(0) - BASE] ?? none);
  let at = 0;
  for (const one of furtherReadings) {
    const code = one.charCodeAt(0);
    if (code >= FIRST_HAN) {
      at = code - FIRST_HAN;
      all[at] = [...all[at]!];
    } else (all[at] as number[]).push(code - BASE);
  }
  return all;
})();

/** The ways in which a syllable is typed: 吕 is `lv`, and `lu` or `lyu` in a passport. */
const typedAs: readonly (readonly string[])[] = syllables.map((one) =>
  /^[ln]v/.test(one) ? [one, one.replace('v', 'u'), one.replace('v', 'yu')] : [one],
);

/** Syllables by the text that is typed for them. */
export const syllablesTyped: ReadonlyMap<string, readonly number[]> = (() => {
  const map = new Map<string, number[]>();
  for (const [i, forms] of typedAs.entries()) for (const form of forms) map.set(form, [...(map.get(form) ?? []), i]);
  return map;
})();

/** Letters with which a reading of the sign begins: bit 0 for `a`. */
const letters = Uint32Array.from(readings, (own) =>
  own.reduce((mask, one) => mask | (1 << (syllables[one]!.charCodeAt(0) - 97)), 0),
);

/** Whether a UTF-16 unit is a Chinese character. */
export const isHan = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf);

/** The readings of a character, as numbers of syllables; none for other characters. */
export const readingsOf = (code: number): readonly number[] => readings[code - FIRST_HAN] ?? none;

/** The letter with which a syllable begins, as its UTF-16 unit. */
export const initialOf = (syllable: number): number => syllables[syllable]!.charCodeAt(0);

export interface PinyinSpan {
  from: number;
  to: number;
  /** A sign was given by its first letter alone. */
  initials: boolean;
}

/** No name asks for more; a text that would is left alone. */
const MAX_STEPS = 400;
const pinyinWord = /^(?=.*[a-z])[a-z㐀-鿿]{2,40}$/;

/** Whether a word may be pinyin, initials, or a mix of signs and letters (张sf). */
export const mayBePinyin = (word: string): boolean => pinyinWord.test(word);

class Walk {
  #steps = 0;
  readonly text: string;
  readonly word: string;

  constructor(text: string, word: string) {
    this.text = text;
    this.word = word;
  }

  /** Where the rest of the word ends in the text, and whether initials were among it. */
  from(at: number, typed: number): { to: number; initials: boolean } | undefined {
    if (typed === this.word.length) return { to: at, initials: false };
    if (++this.#steps > MAX_STEPS) return undefined;
    const code = this.text.charCodeAt(at);
    if (this.word.charCodeAt(typed) === code && isHan(code)) return this.from(at + 1, typed + 1);
    const left = this.word.length - typed;
    let short = 0;
    for (const reading of readingsOf(code)) {
      for (const form of typedAs[reading]!) {
        if (this.word.startsWith(form, typed)) {
          const rest = this.from(at + 1, typed + form.length);
          if (rest) return rest;
        } else if (left < form.length && form.startsWith(this.word.slice(typed)))
          return { to: at + 1, initials: false };
      }
      if (syllables[reading]!.charCodeAt(0) === this.word.charCodeAt(typed)) {
        short |= 1;
        if (/^[zcs]h/.test(syllables[reading]!) && this.word[typed + 1] === 'h') short |= 2;
      }
    }
    for (const length of [2, 1]) {
      if (!(short & length)) continue;
      const rest = this.from(at + 1, typed + length);
      if (rest) return { to: rest.to, initials: true };
    }
    return undefined;
  }
}

/** Words that stand in almost every firm's name, as pairs of signs; 责任 only behind 有限. */
const suffixPairs = ['有限', '公司', '股份', '集团'];
const LIABILITY = '有限责任';
const startsPair = new Map(suffixPairs.map((pair) => [pair.charCodeAt(0), pair.charCodeAt(1)]));
const endsPair = new Map(suffixPairs.map((pair) => [pair.charCodeAt(1), pair.charCodeAt(0)]));

/** Syllables of those words. */
export const suffixSyllables: ReadonlySet<number> = new Set(
  Array.from(`${suffixPairs.join('')}${LIABILITY}`, (sign) => readingsOf(sign.charCodeAt(0))).flat(),
);

/** What begins a value is no suffix of anything: 有限元软件. */
const beginsValue = (text: string, at: number): boolean => at <= 0 || text.charCodeAt(at - 1) === 10;

/** Whether the sign at this place belongs to a legal suffix (有限公司, 股份, 集团): nobody means a firm by the sound of it. */
export const isInSuffix = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  const after = startsPair.get(code);
  if (after !== undefined && text.charCodeAt(at + 1) === after) return !beginsValue(text, at);
  const before = endsPair.get(code);
  if (before !== undefined && text.charCodeAt(at - 1) === before) return !beginsValue(text, at - 1);
  if (code === 0x8d23) return text.startsWith(LIABILITY, at - 2);
  return code === 0x4efb && text.startsWith(LIABILITY, at - 3);
};

/**
 * Where a text's Chinese characters are read as the word: whole syllables, initials, the last syllable begun; never from within a
 * legal suffix on. Lower case.
 */
export const findPinyin = (text: string, word: string): PinyinSpan | undefined => {
  if (!mayBePinyin(word)) return undefined;
  const first = word.charCodeAt(0);
  const bit = first < 128 ? 1 << (first - 97) : 0;
  let best: PinyinSpan | undefined;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x3400 || (bit ? !((letters[code - FIRST_HAN] ?? 0) & bit) : code !== first)) continue;
    if (isInSuffix(text, at)) continue;
    const found = new Walk(text, word).from(at, 0);
    if (found && !found.initials) return { from: at, ...found };
    if (found && !best) best = { from: at, ...found };
  }
  return best;
};
