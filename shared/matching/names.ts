import { readingsOf, syllables as spellings } from '../search/pinyin.ts';
import { edits } from './edits.ts';
import { isCommon, nameForm, plain } from './text-form.ts';
import { addressing, branchMark, groupMark, legalForms, simplified, townForm, towns } from './words.ts';

/**
 * How two names agree. `same`: but for spelling; `core`: but for the legal form, the town, an initial; `near`: but for a typing mistake;
 * `part`: one says less; `sound`: one in Chinese, the other in Latin letters; `different`; `unknown`: one is blank.
 */
export type Likeness = 'same' | 'core' | 'near' | 'part' | 'sound' | 'different' | 'unknown';

interface CompanyName {
  form: string;
  /** What is left without legal form, town and marks; words in alphabetical order. */
  core: string;
  words: readonly string[];
  /** The same in the order in which it was written, without gaps. */
  flat: string;
  towns: readonly string[];
  legal: string;
  numbers: string;
  branch: boolean;
  group: boolean;
}

const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text);
const ordinals = '零一二三四五六七八九十';
const romans = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'];

/** Numbers in a name, in digits: Plant II is Plant 2, 第三 is 3. */
const numbersIn = (text: string): string =>
  [
    ...(text.match(/\p{Nd}+/gu) ?? []).map((digits) => String(Number(digits))),
    ...[
      ...text.matchAll(/第([一二三四五六七八九十])|([一二三四五六七八九十])(?=厂|店|号|期|部|分|中学|小学|院|队)/gu),
    ].map((found) => String(ordinals.indexOf((found[1] ?? found[2])!))),
    ...[...text.matchAll(/(?<=\s)(ii|iii|iv|vi|vii|viii|ix)(?=\s|$)/gu)].map((found) =>
      String(romans.indexOf(found[1]!)),
    ),
  ]
    .sort()
    .join(' ');

const takeOut = (text: string, pattern: RegExp): [rest: string, found: string[]] => {
  const found: string[] = [];
  const rest = text.replace(pattern, (all: string) => {
    found.push(all);
    return ' ';
  });
  return [rest, found];
};

/** Words of a plain text, in alphabetical order. */
const wordsOf = (text: string): string[] => {
  const words = isCommon(text)
    ? text
        .replace(/(?<=[\u4e00-\u9fa5])[^a-z0-9\u4e00-\u9fa5]+(?=[\u4e00-\u9fa5])/g, '')
        .split(/[^a-z0-9\u4e00-\u9fa5]+/)
    : text.replace(/(?<=\p{Script=Han})[^\p{L}\p{N}]+(?=\p{Script=Han})/gu, '').split(/[^\p{L}\p{N}]+/u);
  return words.filter(Boolean).sort();
};

const parseCompany = (name: string): CompanyName => {
  let text = simplified(plain(name)).replace(/['’`´.]/g, '');
  const form = nameForm(simplified(name));
  const numbers = numbersIn(text);
  const [withoutBranch, branches] = takeOut(text, branchMark);
  text = withoutBranch;
  let legal = '';
  for (const [spelling, kind] of legalForms)
    text = text.replace(spelling, () => {
      legal ||= kind;
      return ' ';
    });
  const [withoutGroup, groups] = takeOut(text, groupMark);
  let rest = withoutGroup;
  const found: string[] = [];
  for (const pattern of towns) {
    const [left, names] = takeOut(rest, pattern);
    rest = left;
    found.push(...names.map(townForm));
  }
  const words = wordsOf(rest);
  // A firm that is called by its town alone keeps it.
  const kept = words.length > 0 ? words : wordsOf(withoutGroup);
  return {
    form,
    core: kept.join(' '),
    flat: (words.length > 0 ? rest : withoutGroup).replace(/[^\p{L}\p{N}]+/gu, ''),
    words: kept,
    towns: words.length > 0 ? [...new Set(found)].sort() : [],
    legal,
    numbers,
    branch: branches.length > 0,
    group: groups.length > 0,
  };
};

/** Parsed names of the rows that were compared last: a row is compared with many. */
const remembered = <T>(make: (text: string) => T, most = 5_000): ((text: string) => T) => {
  const known = new Map<string, T>();
  return (text) => {
    let value = known.get(text);
    if (value === undefined) {
      value = make(text);
      if (known.size >= most) known.clear();
      known.set(text, value);
    }
    return value;
  };
};

const company = remembered(parseCompany);

/** Pinyin without tones, one syllable a character. */
const syllables = remembered((text: string): string[] =>
  [...text].flatMap((sign) => {
    const [first] = readingsOf(sign.codePointAt(0)!);
    return first === undefined ? [] : [spellings[first]!];
  }),
);

/** How a text sounds; letters and digits that are not Chinese are left out. */
export const soundOf = (text: string): string => syllables(text).join(' ');

/** A typing mistake in a name of this length: none in a short one. */
const mistakes = (a: string, b: string): number => {
  const length = Math.min([...a].length, [...b].length);
  if (isHan(a) || isHan(b)) return length >= 4 ? 1 : 0;
  return length >= 10 ? 2 : length >= 5 ? 1 : 0;
};

const isNear = (a: string, b: string): boolean => {
  const most = mistakes(a, b);
  return most > 0 && edits(a, b, most) <= most;
};

const isPart = (a: CompanyName, b: CompanyName): boolean => {
  const [less, more] = a.core.length < b.core.length ? [a, b] : [b, a];
  if (isHan(less.core)) return [...less.core].length >= 3 && more.core.includes(less.core);
  return less.words.length >= 2 && less.words.every((word) => more.words.includes(word));
};

const isSound = (a: string, b: string): boolean => {
  if (isHan(a) === isHan(b)) return false;
  const [han, latin] = isHan(a) ? [a, b] : [b, a];
  const spelled = syllables(han).slice().sort().join('');
  const letters = [...latin.replace(/[^a-z]/g, '')].sort().join('');
  // The order of the words is lost in both: by their letters first, then by each way of parting them.
  if ([...spelled].sort().join('') !== letters || letters.length < 4) return false;
  return latin.split(' ').every((word) => syllables(han).join('').includes(word));
};

/** How two names of firms agree. Towns, numbers and marks of a branch that differ make two firms of one name. */
export const companyLikeness = (one: string, other: string): Likeness => {
  const [a, b] = [company(one), company(other)];
  if (a.form === '' || b.form === '') return 'unknown';
  if (a.form === b.form) return 'same';
  const apart = a.towns.length > 0 && b.towns.length > 0 && !a.towns.some((town) => b.towns.includes(town));
  if (a.numbers !== b.numbers || a.branch !== b.branch || apart) return 'different';
  const looser = a.group !== b.group || (a.legal !== '' && b.legal !== '' && a.legal !== b.legal);
  if (a.core === b.core) return looser ? 'part' : 'core';
  if (a.flat === b.flat) return looser ? 'part' : 'core';
  if (isNear(a.core, b.core) || isNear(a.flat, b.flat)) return looser ? 'part' : 'near';
  if (isSound(a.core, b.core)) return 'sound';
  return isPart(a, b) ? 'part' : 'different';
};

/** A name that is shorter begins too many others: letters, Chinese characters. */
const MIN_BEGINNING = { letters: 5, signs: 4 };

/** What a firm is called by, as it was written, without legal form and town. Words that other firms share are left. */
export const companyCore = (name: string): string => {
  const text = simplified(plain(name)).replace(/['’`´.]/g, '');
  const core = withoutCommonWords(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return core === '' ? text.trim() : core;
};

/**
 * Whether one firm's name begins like the other's: 上海远行自行车 and 上海远行自行车销售有限公司, Polder and Polder Fietsen B.V. Says no more than
 * that somebody who types the one should see the other.
 */
export const beginsAlike = (one: string, other: string): boolean => {
  const [a, b] = [company(one), company(other)];
  const apart = a.towns.length > 0 && b.towns.length > 0 && !a.towns.some((town) => b.towns.includes(town));
  if (a.numbers !== b.numbers || a.branch !== b.branch || apart) return false;
  const [less, more] = a.flat.length <= b.flat.length ? [a, b] : [b, a];
  const least = isHan(less.flat) ? MIN_BEGINNING.signs : MIN_BEGINNING.letters;
  if ([...less.flat].length < least || !more.flat.startsWith(less.flat)) return false;
  // In letters whole words are meant: Polder is not Polderland.
  return isHan(less.flat) || less.flat === more.flat || less.words.every((word) => more.words.includes(word));
};

/** All that says little of a firm, in one pattern for each script: the keys of a hundred thousand names are made at once. */
const passedOver = [/\p{Script=Han}/u, /[a-z]{2}/].map((script) => ({
  has: script,
  pattern: new RegExp(
    [branchMark, ...legalForms.map(([spelling]) => spelling), groupMark, ...towns]
      .flatMap(({ source }) => (script.test(source) ? [source] : []))
      .join('|'),
    'gu',
  ),
}));
const joinedSorted = (text: string): string => wordsOf(text).join('');
const withoutCommonWords = (text: string): string =>
  passedOver.reduce((left, { has, pattern }) => (has.test(left) ? left.replace(pattern, ' ') : left), text);

/** What firms of one name are found by, whatever their legal form and town; '' for none. */
export const companyKey = (name: string): string => {
  const text = simplified(plain(name)).replace(/['’`´.]/g, '');
  // A firm that is called by its town alone keeps it.
  return joinedSorted(withoutCommonWords(text)) || joinedSorted(text);
};

const person = remembered((name: string): string[] =>
  wordsOf(
    simplified(plain(name))
      .replace(/['’`´]/g, '')
      .replace(addressing, ' '),
  ),
);

/** What persons of one name are found by. */
export const personKey = (name: string): string => person(name).join(' ');

const isInitialOf = (short: string, long: string): boolean => short.length === 1 && long.startsWith(short);

/** Whether each word of the shorter name stands in the longer one, as it is or by its initial; what is left over. */
const contained = (less: readonly string[], more: readonly string[]): string[] | undefined => {
  const left = [...more];
  for (const word of less) {
    const same = left.indexOf(word);
    const at = same >= 0 ? same : left.findIndex((one) => isInitialOf(word, one));
    if (at < 0) return undefined;
    left.splice(at, 1);
  }
  return left;
};

/** Maria and Mario are two people. */
const isOtherEnding = (a: string, b: string): boolean =>
  a.length === b.length && a.slice(0, -1) === b.slice(0, -1) && /[aeio]$/.test(a) && /[aeio]$/.test(b);

const likeLatin = (a: readonly string[], b: readonly string[]): Likeness => {
  const [less, more] = a.length <= b.length ? [a, b] : [b, a];
  const left = contained(less, more) ?? (a.length === b.length ? contained(more, less) : undefined);
  if (left && less.length >= 2) {
    const initials = [...less, ...more].some((word) => word.length === 1) && left.length === 0;
    return !initials && left.every((word) => word.length === 1) ? 'core' : 'part';
  }
  if (less.join('') === more.join('')) return 'core';
  if (a.length !== b.length) return 'different';
  const open = a.filter((word) => !b.includes(word));
  const other = b.filter((word) => !a.includes(word));
  if (open.length !== 1 || other.length !== 1 || a.length < 2) return 'different';
  const [x, y] = [open[0]!, other[0]!];
  const most = Math.min(x.length, y.length) >= 8 ? 2 : Math.min(x.length, y.length) >= 3 ? 1 : 0;
  return most > 0 && x[0] === y[0] && !isOtherEnding(x, y) && edits(x, y, most) <= most ? 'near' : 'different';
};

/** Chinese names of one sound: what is typed by pinyin goes wrong this way. */
const likeHan = (a: string, b: string): Likeness => {
  if ([...a].length !== [...b].length) {
    const [less, more] = a.length < b.length ? [a, b] : [b, a];
    return [...less].length === 1 && more.startsWith(less) ? 'part' : 'different';
  }
  return [...a].length >= 2 && syllables(a).join(' ') === syllables(b).join(' ') ? 'near' : 'different';
};

/** Surname and given name, both ways round. */
const soundsOf = (han: string): string[] => {
  const spelled = syllables(han);
  return [1, 2].flatMap((cut) =>
    spelled.length > cut ? [[spelled.slice(0, cut).join(''), spelled.slice(cut).join('')].sort().join(' ')] : [],
  );
};

/** How two names of people agree. Brothers and sisters share all but a character or a letter: only what is mistyped easily is near. */
export const personLikeness = (one: string, other: string): Likeness => {
  const [a, b] = [person(one), person(other)];
  if (a.length === 0 || b.length === 0) return 'unknown';
  const [x, y] = [a.join(' '), b.join(' ')];
  if (x === y) return 'same';
  if (isHan(x) && isHan(y)) return likeHan(a.join(''), b.join(''));
  if (!isHan(x) && !isHan(y)) return likeLatin(a, b);
  const [han, latin] = isHan(x) ? [a.join(''), b] : [b.join(''), a];
  const spaced = latin.join(' ');
  return soundsOf(han).includes(spaced) || syllables(han).slice().sort().join(' ') === spaced ? 'sound' : 'different';
};
