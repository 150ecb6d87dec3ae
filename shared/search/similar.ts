import { endKeys, startKeys } from './grams.ts';
import { isHan } from './pinyin.ts';

const latin = /^(?=.*[a-z])[a-z0-9]{4,30}$/;
const han = /^[㐀-鿿]{3,12}$/;

/** Whether a mistake in the word is looked for: four letters and digits, or three Chinese characters, at least. */
export const mayBeMistyped = (word: string): boolean => latin.test(word) || han.test(word);

/** Whether one text becomes the other by one letter more, less, another one, or two that changed places; not when they are equal. */
export const oneMistake = (a: string, b: string): boolean => {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const left = Math.max(a.length, b.length) - head - tail;
  return left <= 1 || (left === 2 && a.length === b.length && a[head] === b[head + 1] && a[head + 1] === b[head]);
};

/** Where a text has the word with one mistake. */
export const findMistyped = (text: string, word: string): { from: number; to: number } | undefined => {
  if (!isHan(word.charCodeAt(0))) {
    // Digits are not guessed: another number is another thing.
    const digits = word.replace(/\D/g, '');
    for (const { 0: found, index } of text.matchAll(/[a-z0-9]+/g))
      if (oneMistake(found, word) && found.replace(/\D/g, '') === digits)
        return { from: index, to: index + found.length };
    return undefined;
  }
  for (const { 0: run, index } of text.matchAll(/[㐀-鿿]+/g))
    for (const length of [word.length, word.length - 1, word.length + 1])
      for (let at = 0; at + length <= run.length; at++)
        if (oneMistake(run.slice(at, at + length), word)) return { from: index + at, to: index + at + length };
  return undefined;
};

/** Key sets, one of which every text has that has the word with one mistake: what stands before the mistake and what stands after it. */
export const mistypedWays = (word: string): number[][] => {
  const ways = new Map<string, number[]>();
  const add = (left: string, right: string) => {
    const keys = [...(left === '' ? [] : startKeys(left)), ...(right === '' ? [] : endKeys(right))];
    if (keys.length > 0) ways.set(keys.join(), keys);
  };
  for (let i = 0; i < word.length; i++) {
    add(word.slice(0, i), word.slice(i + 1));
    add(word.slice(0, i), word.slice(i));
    if (i + 1 < word.length) add(word.slice(0, i) + word[i + 1] + word[i], word.slice(i + 2));
  }
  add(word, '');
  return [...ways.values()];
};
