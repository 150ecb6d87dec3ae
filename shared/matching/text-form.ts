/**
 * Forms in which texts are compared across records. Each makes equal what people mean as equal (case, width, spacing) and
 * nothing else: another number, size or colour is another form.
 */

/** Letters without accents and Chinese characters are most of all texts: they have one form, and need no tables of Unicode to be read. */
export const isCommon = (text: string): boolean => /^[ -~\u4e00-\u9fa5]*$/.test(text);

/** One width. */
export const oneWidth = (text: string): string => (isCommon(text) ? text : text.normalize('NFKC'));

/** One width, one case, no accents on Latin letters. */
export const plain = (text: string): string => {
  if (isCommon(text)) return text.toLowerCase();
  const wide = text.normalize('NFKC').toLowerCase();
  const parted = wide.normalize('NFD');
  return parted === wide ? wide : parted.replace(/(\p{Script=Latin})\p{M}+/gu, '$1').normalize('NFC');
};

const separators = /[\s\p{Z}\p{Pd}_.,;:'"()[\]{}/\\·、，。；：“”‘’]+/gu;
const commonSeparators = /[ _.,;:'"()[\]{}/\\-]+/g;
const isDigit = (char: string | undefined): boolean =>
  char !== undefined && (char < '\x80' ? char >= '0' && char <= '9' : /\p{Nd}/u.test(char));

/** Separators go, except between two digits, where they keep 1-11 apart from 11-1, and 1.5 and 1/5 from both. */
const joined = (text: string): string =>
  text.replace(isCommon(text) ? commonSeparators : separators, (run: string, at: number) => {
    if (!isDigit(text[at - 1]) || !isDigit(text[at + run.length])) return '';
    return run === '.' || run === '/' ? run : '-';
  });

/** Spellings of the same legal form. */
const legalForms: readonly (readonly [RegExp, string])[] = [
  [/有限责任公司/gu, '有限公司'],
  [/\blimited\b/g, 'ltd'],
  [/\bincorporated\b/g, 'inc'],
  [/\bcorporation\b/g, 'corp'],
  [/\bcompany\b/g, 'co'],
];

/** The name of a person or firm: words in alphabetical order, since one system writes Li Na and another Na Li. */
export const nameForm = (name: string): string => {
  // Nothing stands between two Chinese characters that would make another name of them.
  let text = plain(name)
    .replace(/['’`´]/g, '')
    .replace(/(?<=\p{Script=Han})[^\p{L}\p{N}]+(?=\p{Script=Han})/gu, '');
  for (const [spelling, form] of legalForms) text = text.replace(spelling, form);
  return text
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .sort()
    .join(' ');
};

/** A code or number: `aw 00011000` is `AW-00011000`. */
export const codeForm = (code: string): string => joined(plain(code).replace(/[/\\]/g, '-'));

/** The same without leading zeros: `SO-0017` is `SO17`. */
export const codeWithoutZeros = (code: string): string => withoutZeros(codeForm(code));

/** A compared code without leading zeros. */
export const withoutZeros = (form: string): string =>
  form.includes('0') ? form.replace(/(?<!\p{Nd})0+(?=\p{Nd})/gu, '') : form;

const units: Readonly<Record<string, readonly [base: string, factor: number]>> = {
  mm: ['mm', 1],
  毫米: ['mm', 1],
  cm: ['mm', 10],
  厘米: ['mm', 10],
  m: ['mm', 1000],
  米: ['mm', 1000],
  mg: ['mg', 1],
  毫克: ['mg', 1],
  g: ['mg', 1000],
  克: ['mg', 1000],
  kg: ['mg', 1_000_000],
  千克: ['mg', 1_000_000],
  公斤: ['mg', 1_000_000],
  ml: ['ml', 1],
  毫升: ['ml', 1],
  cl: ['ml', 10],
  l: ['ml', 1000],
  升: ['ml', 1000],
};
const measure = /(\d+(?:\.\d+)?)\s*(毫米|厘米|毫克|千克|公斤|毫升|mm|cm|mg|kg|ml|cl|[mgl米克升])(?![\p{L}\p{Nd}])/gu;

/** What a product is: name and specification together. 0.5 l is 500 ml, and `M8×20` is `m8 x 20`. */
export const productForm = (name: string, specification = ''): string => joined(measured(`${name} ${specification}`));

/** A plain text whose measures are in base units. */
export const measured = (text: string): string =>
  plain(text)
    .replace(/(?<=\p{Nd})\s*[×*✕]\s*(?=\p{Nd})/gu, 'x')
    .replace(measure, (_all, amount: string, unit: string) => {
      const [base, factor] = units[unit]!;
      return `${Number((Number(amount) * factor).toPrecision(12))}${base}`;
    });

/** A mailbox; undefined for what is not one. */
export const emailForm = (email: string): string | undefined => {
  const text = oneWidth(email).trim().toLowerCase();
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? text : undefined;
};

/**
 * The last eight digits of a phone number: with or without country and area code it is the same line. Too short to tell for
 * less than seven digits, and for one digit over and over it is a filler.
 */
export const phoneForm = (phone: string): string | undefined => {
  const digits = oneWidth(phone)
    .replace(/(?:ext\.?|x|转|分机)\s*\d+\s*$/iu, '')
    .replace(/\D/g, '');
  if (digits.length < 7 || /^(\d)\1*$/.test(digits) || '01234567890'.includes(digits)) return undefined;
  return digits.slice(-8);
};

/** A postal address; undefined when it says no more than a town. */
export const addressForm = (address: string, city = ''): string | undefined => {
  const text = plain(address);
  return /\p{Nd}/u.test(text) || joined(text).length >= 12 ? joined(plain(`${address} ${city}`)) : undefined;
};
