/**
 * VAT identification numbers of the European Union by country, after the two letters of the country (Greece writes EL). Forms as the
 * Commission's VIES publishes them; check digits differ by country and are not looked at.
 */
const vatForms: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  ES: /^(?:[A-Z]\d{7}[A-Z0-9]|\d{8}[A-Z])$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
  GR: /^\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(?:\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/,
  IT: /^\d{11}$/,
  LT: /^(?:\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^[A-Z0-9+*]{10}\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
};

const prefixOf = (country: string): string => (country === 'GR' ? 'EL' : country);

/** A right number of each country, to be shown beside a wrong one. */
const vatExamples: Readonly<Record<string, string>> = {
  AT: 'ATU12345678',
  CY: 'CY12345678X',
  ES: 'ESX1234567X',
  FR: 'FRXX123456789',
  IE: 'IE1234567WA',
  NL: 'NL123456789B01',
};

/** How many digits a country's number has, where it has one length only and nothing but digits. */
const lengths: Readonly<Record<string, number>> = {
  BE: 10,
  DE: 9,
  DK: 8,
  EE: 9,
  FI: 8,
  GR: 9,
  HR: 11,
  HU: 8,
  IT: 11,
  LU: 8,
  LV: 11,
  MT: 8,
  PL: 10,
  PT: 9,
  SE: 12,
  SI: 8,
  SK: 10,
};

/** An example of the form of a country's VAT number; undefined outside the union, and where there are several forms. */
export const vatExample = (country: string | undefined): string | undefined => {
  if (country === undefined) return undefined;
  const digits = lengths[country];
  return vatExamples[country] ?? (digits ? `${prefixOf(country)}${'0123456789012'.slice(0, digits)}` : undefined);
};

/**
 * Whether a text that claims to be a country's VAT number, by its two letters, has another form. National tax numbers, which are
 * written without them, are not judged: each country has several.
 * @param country ISO 3166-1 alpha-2
 */
export const isWrongVatNumber = (text: string, country: string | undefined): boolean => {
  const form = country === undefined ? undefined : vatForms[country];
  if (!form) return false;
  const plain = text.toUpperCase().replace(/[\s./-]/g, '');
  const prefix = prefixOf(country!);
  return plain.startsWith(prefix) && !form.test(plain.slice(prefix.length));
};
