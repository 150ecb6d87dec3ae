import { findPinyin, mayBePinyin } from './pinyin.ts';

/** A word that is looked for. Any of its forms will do. */
export interface Word {
  text: string;
  /** The word as typed, and without the signs between its parts: `ab-12` is `ab12` too. */
  forms: readonly string[];
  /** May be pinyin or initials. */
  pinyin: boolean;
}

/** What was typed into a search box. */
export interface Query {
  /** In search form, single spaces. */
  text: string;
  /** The words, or the whole as one phone number or code: any of these ways will do, all words of it. Empty without text. */
  ways: readonly (readonly Word[])[];
}

const accented = /[À-ɏḀ-ỿ]/;

/** Text as it is compared: lower case, full-width letters as plain ones, letters without their accents. */
export const searchForm = (text: string): string => {
  const plain = text.toLowerCase().normalize('NFKC');
  return accented.test(plain) ? plain.normalize('NFKD').replace(/[̀-ͯ]/g, '').normalize('NFC') : plain;
};

const phoneLike = /^[+(\d][\d\s().-]{4,}$/;
const codeLike = /^(?=.*\d)[a-z0-9]+(?:[-./_#\s]+[a-z0-9]+)+$/;
const MAX_CODE = 40;

/** Texts under which a stored value is found besides itself: numbers and codes without what stands between their parts. */
export const compactForms = (value: string): string[] => {
  if (value.length > MAX_CODE) return [];
  if (phoneLike.test(value)) return [value.replace(/\D/g, '')];
  const plain = searchForm(value);
  return codeLike.test(plain) ? [plain.replace(/[^a-z0-9]/g, '')] : [];
};

/** A number as it may have been stored: with and without the country and the zero before the area. */
const phoneForms = (text: string): string[] => {
  const digits = text.replace(/\D/g, '');
  const abroad = text.startsWith('+') ? digits : digits.startsWith('00') ? digits.slice(2) : undefined;
  const forms = [digits];
  if (abroad !== undefined) for (const cut of [0, 1, 2, 3]) forms.push(abroad.slice(cut));
  else if (digits.startsWith('0')) forms.push(digits.slice(1));
  else if (digits.startsWith('86')) forms.push(digits.slice(2));
  return [...new Set(forms)].filter((form) => form === digits || form.length >= 7);
};

const wordOf = (text: string): Word => {
  const forms =
    phoneLike.test(text) && !/^\d+$/.test(text) ? [text, ...phoneForms(text)] : [text, ...compactForms(text)];
  return { text, forms: [...new Set(forms)], pinyin: mayBePinyin(text) };
};

/** Reads what was typed. */
export const parseQuery = (typed: string): Query => {
  const text = searchForm(typed)
    .replace(/[\s，、；]+/g, ' ')
    .trim();
  if (text === '') return { text, ways: [] };
  const words = [...new Set(text.split(' '))].map(wordOf);
  const ways = [words];
  const digits = text.replace(/\D/g, '').length;
  if (phoneLike.test(text) && digits >= 7 && (words.length > 1 || /^\d+$/.test(text)))
    ways.push([{ text, forms: phoneForms(text), pinyin: false }]);
  else if (words.length > 1 && text.length <= MAX_CODE && codeLike.test(text))
    ways.push([{ text, forms: [text.replace(/[^a-z0-9]/g, '')], pinyin: false }]);
  return { text, ways };
};

/** Whether a text has the word: as it is, or as pinyin. */
export const hasWord = (text: string, word: Word): boolean => {
  for (const form of word.forms) if (text.includes(form)) return true;
  return word.pinyin && findPinyin(text, word.text) !== undefined;
};

/** Whether a row's search text is found by a query; everything is found by an empty one. */
export const textMatches = (text: string, query: Query): boolean =>
  query.ways.length === 0 || query.ways.some((words) => words.every((word) => hasWord(text, word)));
