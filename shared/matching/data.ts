import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { emailForm, oneWidth, phoneForm } from './text-form.ts';
import { freeMail, sharedMailbox } from './words.ts';

/** Numbers in their international form, as far as they were asked for last. */
const known = new Map<string, string | null>();
const MOST = 5_000;

/** A phone number as +86…; undefined for one that is no whole number of the country. @param country ISO 3166-1 alpha-2 */
export const internationalPhone = (phone: string, country: string): string | undefined => {
  const name = `${country}|${phone}`;
  let found = known.get(name);
  if (found === undefined) {
    const parsed = parsePhoneNumberFromString(
      phone.normalize('NFKC').replace(/(?:ext\.?|x|转|分机)\s*\d+\s*$/iu, ''),
      country as 'CN',
    );
    found = parsed?.isValid() ? parsed.number : null;
    if (known.size >= MOST) known.clear();
    known.set(name, found);
  }
  return found ?? undefined;
};

const isLocal = (phone: string): boolean => phone.replace(/\D/g, '').length <= 8;

/** Whether two numbers are one line: with or without country and area code. Two whole numbers are compared whole. */
export const samePhone = (a: string, b: string, country: string): boolean => {
  const [x, y] = [phoneForm(a), phoneForm(b)];
  if (x === undefined || y === undefined || (x !== y && !x.endsWith(y) && !y.endsWith(x))) return false;
  // A local number is not to be read as one of some other place that happens to fit.
  if (isLocal(a) || isLocal(b)) return true;
  const [whole, other] = [internationalPhone(a, country), internationalPhone(b, country)];
  return whole === undefined || other === undefined || whole === other;
};

/** A mailbox as it is compared: what stands behind a + is the same mailbox, dots are nothing to Google. */
export const mailboxForm = (email: string): string | undefined => {
  const form = emailForm(email);
  if (form === undefined) return undefined;
  const [box, domain] = form.split('@') as [string, string];
  const bare = box.replace(/\+.*$/, '');
  const google = domain === 'gmail.com' || domain === 'googlemail.com';
  return google ? `${bare.replaceAll('.', '')}@gmail.com` : `${bare}@${domain}`;
};

/** Whether several people read the mailbox. */
export const isShared = (mailbox: string): boolean => sharedMailbox.test(mailbox.split('@')[0]!);

/** The domain of a firm in a mail address or web address; none where anybody can have mail there. */
export const domainOf = (address: string): string | undefined => {
  const text = oneWidth(address).trim().toLowerCase();
  const found = text.includes('@')
    ? text.slice(text.lastIndexOf('@') + 1)
    : text.replace(/^[a-z]+:\/\//, '').split(/[/?#:]/)[0]!;
  const domain = found.replace(/^www\./, '');
  return /^[^\s@]+\.[^\s@.]+$/.test(domain) && !freeMail.has(domain) ? domain : undefined;
};
