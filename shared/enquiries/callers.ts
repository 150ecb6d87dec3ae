import { samePhone } from '../matching/data.ts';
import { oneWidth, phoneForm } from '../matching/text-form.ts';

/** Digits by which the numbers of one line are brought together, however much of the country and area stands before them. */
const LINE = 7;
/** Fewest digits that say something about a caller. */
export const FEWEST_DIGITS = 7;

/** The last digits of a number, under which rows are kept together; undefined for one that tells no line. */
export const lineKey = (phone: unknown): string | undefined =>
  typeof phone === 'string' ? phoneForm(phone.slice(0, 60))?.slice(-LINE) : undefined;

/** The digits that were typed, without what a keyboard puts between them. */
export const digitsOf = (phone: string): string => oneWidth(phone).replace(/\D/g, '');

/** The ways in which typed digits may stand in a stored number: the country before them is often left out, or written 0086. */
const waysOf = (typed: string): string[] => {
  const digits = digitsOf(typed);
  const bare = digits.replace(/^(?:00)?86(?=\d{7})/, '');
  const local = bare.replace(/^0(?=\d{7})/, '');
  return [...new Set([digits, bare, local])].filter((way) => way.length >= FEWEST_DIGITS);
};

/**
 * Whether a stored number may be the one that is being typed: the same line, or one that the digits so far are a part of.
 * @param country ISO 3166-1 alpha-2, whose numbers are written without their country
 */
export const mayBeCaller = (typed: string, stored: string, country: string): 'same' | 'part' | undefined => {
  if (samePhone(typed, stored, country)) return 'same';
  const held = digitsOf(stored);
  return waysOf(typed).some((way) => way.length < held.length && held.includes(way)) ? 'part' : undefined;
};
