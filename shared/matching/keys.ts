import { normalisePartCode } from '../pricing/part-code.ts';
import { domainOf, mailboxForm } from './data.ts';
import { companyKey, personKey } from './names.ts';
import { productKey, productShape } from './products.ts';
import { addressForm, codeForm, phoneForm, productForm, withoutZeros } from './text-form.ts';

/** Kinds of record that are searched for duplicates. */
export const matchedTypes = ['account', 'contact', 'lead', 'product', 'partCode'] as const;
export type MatchedType = (typeof matchedTypes)[number];
export const isMatched = (type: string): type is MatchedType => (matchedTypes as readonly string[]).includes(type);

/** What is compared of a record: a row of the list index, or what somebody is typing. */
export type Compared = Readonly<Record<string, unknown>>;

/** The text in a cell; undefined for an empty one or one of another kind. */
export const textIn = (row: Compared, field: string): string | undefined => {
  const value = row[field];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
};

/** A name that is blank or longer than any is compared up to this (characters). */
const LONGEST = 200;
export const cut = (text: string | undefined): string => (text ?? '').slice(0, LONGEST);

/** A field's texts of both records; undefined where one says nothing. */
export const both = (a: Compared, b: Compared, field: string): [string, string] | undefined => {
  const [x, y] = [textIn(a, field), textIn(b, field)];
  return x === undefined || y === undefined ? undefined : [cut(x), cut(y)];
};

const datum = (prefix: string, value: string | undefined): string[] =>
  value === undefined || value === '' ? [] : [`${prefix}:${value}`];

const phones = (row: Compared, fields: readonly string[]): string[] =>
  fields.flatMap((field) => {
    const number = textIn(row, field);
    return datum('phone', number === undefined ? undefined : phoneForm(cut(number)));
  });

const mail = (row: Compared): string[] => {
  const email = textIn(row, 'email');
  return datum('mail', email === undefined ? undefined : mailboxForm(cut(email)));
};

/** A postal address as it is compared; undefined for no more than a town. */
export const address = (row: Compared): string | undefined => {
  const text = textIn(row, 'address');
  return text === undefined ? undefined : addressForm(cut(text), textIn(row, 'city'));
};

const accountKeys = (row: Compared): string[] => {
  const [name, code, tax] = [cut(textIn(row, 'name')), textIn(row, 'code'), textIn(row, 'taxId')];
  const [site, email] = [textIn(row, 'website'), textIn(row, 'email')];
  const form = code && codeForm(code);
  const isPerson = row['kind'] === 'person';
  return [
    ...datum('code', form),
    ...datum('zero', form && withoutZeros(form)),
    ...datum('tax', tax && codeForm(tax)),
    ...mail(row),
    ...phones(row, ['phone']),
    ...datum('addr', address(row)),
    ...datum('site', site && domainOf(cut(site))),
    ...datum('site', email && domainOf(cut(email))),
    ...datum('name', isPerson ? personKey(name) : companyKey(name)),
  ];
};

const contactKeys = (row: Compared): string[] => [
  ...mail(row),
  ...phones(row, ['phone', 'mobile']),
  ...datum('name', personKey(cut(textIn(row, 'name')))),
];

const leadKeys = (row: Compared): string[] => [
  ...contactKeys(row),
  ...datum('firm', companyKey(cut(textIn(row, 'company')))),
];

const productKeys = (row: Compared): string[] => {
  const [name, code, spec] = [cut(textIn(row, 'name')), textIn(row, 'code'), textIn(row, 'specification')];
  const former = textIn(row, 'externalCode');
  const named = name === '' ? [] : [`form:${productForm(name, spec)}`, `bag:${productKey(name, spec)}`];
  return [
    ...datum('code', code && codeForm(code)),
    ...named,
    ...(name === '' ? [] : datum('shape', productShape(name, spec))),
    ...datum('former', former && codeForm(former)),
  ];
};

/** Account and compared code of a customer's part code. */
export const partCodeKeys = (row: Compared): string[] => {
  const [account, code] = [textIn(row, 'accountId'), textIn(row, 'code')];
  return account === undefined || code === undefined ? [] : [`part:${account}|${normalisePartCode(code)}`];
};

const keysOf: Record<MatchedType, (row: Compared) => string[]> = {
  account: accountKeys,
  contact: contactKeys,
  lead: leadKeys,
  product: productKeys,
  partCode: partCodeKeys,
};

/** Keys that a record shares with whatever may be the same: exact, and cheap to make. What they begin with says what they are made of. */
export const blockingKeys = (type: MatchedType, row: Compared): string[] => [...new Set(keysOf[type](row))];

/** Keys whose groups can hold two records that are one beyond doubt; by a name alone nobody is. */
export const strongKeys = (type: MatchedType, row: Compared): string[] =>
  blockingKeys(type, row).filter((key) => !/^(?:name|firm|site|former):/.test(key));
