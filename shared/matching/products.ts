import { edits } from './edits.ts';
import { soundOf } from './names.ts';
import { measured } from './text-form.ts';
import { attributeForm, hanAttributes, isAttribute, simplified } from './words.ts';

/** What a product's name says: plain words, and what tells it from its neighbours (numbers, sizes, colours, sides). */
interface ProductName {
  words: readonly string[];
  marks: readonly string[];
}

const tokens = (text: string): string[] =>
  simplified(measured(text))
    .replace(/['’`´]/g, '')
    .replace(hanAttributes, (word) => ` ${attributeForm(word)} `)
    .replace(/(?<=\p{Script=Han})(?=[a-z\p{Nd}])|(?<=[a-z\p{Nd}])(?=\p{Script=Han})/gu, ' ')
    .split(/(?<!\p{Nd})[./]|[./](?!\p{Nd})|[^\p{L}\p{N}./]+/u)
    .filter(Boolean)
    .map(attributeForm);

const isNumber = (word: string): boolean => /\p{Nd}/u.test(word);

const isMark = (word: string): boolean => isNumber(word) || isAttribute(word) || /^[a-z]{1,2}$/.test(word);

/** Words say the same in any order; numbers do not: 1 x 11 is not 11 x 1. */
const ordered = (all: readonly string[]): string[] => [
  ...all.filter((word) => !isNumber(word)).sort(),
  ...all.filter(isNumber),
];

const parse = (name: string, specification = ''): ProductName => {
  const all = ordered(tokens(`${name} ${specification}`));
  return { words: all.filter((word) => !isMark(word)), marks: all.filter(isMark) };
};

/** Name and specification as a bag of words: their order says nothing. '' for none. */
export const productKey = (name: string, specification = ''): string =>
  ordered(tokens(`${name} ${specification}`)).join(' ');

const initialOf = (word: string): string => (/^\p{Script=Han}/u.test(word) ? soundOf(word) : word[0]!);

/** What products are found by whose names differ by a typing mistake: their marks, and the first letters of the rest. */
export const productShape = (name: string, specification = ''): string => {
  const { words, marks } = parse(name, specification);
  return `${marks.join(' ')}|${words.map(initialOf).sort().join('')}`;
};

/**
 * How two products agree: `same` but for order, units and spelling; `near` but for one typing mistake in a long word; `other` where a
 * number, size or colour is another one, or more.
 */
export const productLikeness = (
  a: { name: string; specification?: string | undefined },
  b: { name: string; specification?: string | undefined },
): 'same' | 'near' | 'other' => {
  const [x, y] = [parse(a.name, a.specification), parse(b.name, b.specification)];
  if (x.marks.join(' ') !== y.marks.join(' ')) {
    return 'other';
  }
  if (x.words.join(' ') === y.words.join(' ')) return 'same';
  if (x.words.join('') === y.words.join('')) return 'same';
  const open = x.words.filter((word) => !y.words.includes(word));
  const other = y.words.filter((word) => !x.words.includes(word));
  if (open.length !== 1 || other.length !== 1) return 'other';
  const [one, two] = [open[0]!, other[0]!];
  // Of Chinese words one character makes another thing, unless it only sounds the same: that is how pinyin is mistyped.
  if (/\p{Script=Han}/u.test(one)) return soundOf(one) === soundOf(two) ? 'near' : 'other';
  return Math.min(one.length, two.length) >= 5 && one[0] === two[0] && edits(one, two, 1) === 1 ? 'near' : 'other';
};
