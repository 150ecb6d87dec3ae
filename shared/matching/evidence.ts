import { domainOf, isShared, mailboxForm, samePhone } from './data.ts';
import { edits } from './edits.ts';
import type { Compared, MatchedType } from './keys.ts';
import { address, both, cut, partCodeKeys, textIn } from './keys.ts';
import type { Likeness } from './names.ts';
import { companyLikeness, personLikeness } from './names.ts';
import { productLikeness } from './products.ts';
import { codeForm, codeWithoutZeros, productForm } from './text-form.ts';

/** One thing that speaks for or against two records being one. */
export interface Evidence {
  field: string;
  how: 'same' | 'alike' | 'different' | 'related';
  /** Added to the score; below zero it speaks against. */
  points: number;
}

export interface Match {
  /** 0 to 100. */
  score: number;
  evidence: Evidence[];
}

/** What is known beside the two records. */
export interface MatchContext {
  /** Country of the workspace (ISO 3166-1 alpha-2): local phone numbers belong to it. */
  country: string;
  /** A customer's part codes by product, as `account|code`. */
  partCodes?: (productId: string) => readonly string[];
}

const against = (field: string, points: number): Evidence => ({ field, how: 'different', points });
const same = (field: string, points: number): Evidence => ({ field, how: 'same', points });
const alike = (field: string, points: number): Evidence => ({ field, how: 'alike', points });

type Points = Readonly<Record<Exclude<Likeness, 'unknown'>, number>>;

/** A firm under another name is another one, unless much speaks for it. */
const firmPoints: Points = { same: 50, core: 47, near: 45, part: 38, sound: 40, different: -40 };
const personPoints: Points = { same: 50, core: 47, near: 32, part: 28, sound: 38, different: -60 };

const named = (field: string, likeness: Likeness, points: Points): Evidence[] => {
  if (likeness === 'unknown') return [];
  const how = likeness === 'same' || likeness === 'different' ? likeness : 'alike';
  return [{ field, how, points: points[likeness] }];
};

const phoneEvidence = (a: Compared, b: Compared, fields: readonly string[], context: MatchContext): Evidence[] => {
  const numbers = (row: Compared) => fields.flatMap((field) => cut(textIn(row, field)) || []);
  const country = cut(textIn(a, 'country') ?? textIn(b, 'country') ?? context.country);
  const home = /^[A-Z]{2}$/.test(country) ? country : context.country;
  const hit = numbers(a).some((one) => numbers(b).some((other) => samePhone(one, other, home)));
  return hit ? [same('phone', 35)] : [];
};

const mailEvidence = (a: Compared, b: Compared): Evidence[] => {
  const pair = both(a, b, 'email');
  if (!pair) return [];
  const [x, y] = pair.map(mailboxForm);
  if (x === undefined || y === undefined) return [];
  if (x === y) return [same('email', isShared(x) ? 35 : 42)];
  const [firm, other] = [domainOf(x), domainOf(y)];
  return firm !== undefined && firm === other ? [alike('email', 6)] : [];
};

const equalText = (
  a: Compared,
  b: Compared,
  field: string,
  points: { same: number; different: number },
): Evidence[] => {
  const pair = both(a, b, field);
  if (!pair) return [];
  const [x, y] = pair.map(codeForm);
  const worth = x === y ? points.same : points.different;
  return worth === 0 ? [] : [{ field, how: x === y ? 'same' : 'different', points: worth }];
};

const taxEvidence = (a: Compared, b: Compared): Evidence[] => {
  const pair = both(a, b, 'taxId');
  if (!pair) return [];
  const [x, y] = pair.map(codeForm) as [string, string];
  if (x === y) return [same('taxId', 100)];
  // One that was mistyped says nothing either way; numbers of one firm's parts differ by more.
  return edits(x, y, 1) === 1 && x.length >= 9 ? [] : [against('taxId', -70)];
};

const addressEvidence = (a: Compared, b: Compared): Evidence[] => {
  const [x, y] = [address(a), address(b)];
  return x !== undefined && x === y ? [same('address', 35)] : [];
};

/** A branch that is linked to its head office, and branches of one head office, are there on purpose. */
const related = (a: Compared, b: Compared): Evidence[] => {
  const [x, y] = [a['parentId'], b['parentId']];
  const linked = (x !== undefined && (x === b['id'] || x === y)) || (y !== undefined && y === a['id']);
  return linked ? [{ field: 'parentId', how: 'related', points: -100 }] : [];
};

const accountEvidence = (a: Compared, b: Compared, context: MatchContext): Evidence[] => {
  const names = both(a, b, 'name');
  const isPerson = a['kind'] === 'person' || b['kind'] === 'person';
  const firm = names ? companyLikeness(...names) : 'unknown';
  // Many private customers are kept as firms: the name agrees if either reading does.
  const human = names && (isPerson || firm === 'different') ? personLikeness(...names) : 'unknown';
  const likeness = isPerson ? (firm === 'same' ? 'same' : human) : human === 'same' || human === 'core' ? human : firm;
  const code = both(a, b, 'code');
  const codes = code
    ? codeForm(code[0]) === codeForm(code[1])
      ? [same('code', 100)]
      : codeWithoutZeros(code[0]) === codeWithoutZeros(code[1]) && likeness === 'same'
        ? [alike('code', 50)]
        : []
    : [];
  // One code is one customer, whatever else is said of it.
  if (codes[0]?.how === 'same') return codes;
  const site = both(a, b, 'website');
  const sites = site && domainOf(site[0]) !== undefined && domainOf(site[0]) === domainOf(site[1]);
  const tax = taxEvidence(a, b);
  const name = named('name', likeness, isPerson ? personPoints : firmPoints);
  return [
    ...codes,
    // Under one tax id a firm may have taken another name.
    ...(tax[0]?.how === 'same' ? name.filter((one) => one.points > 0) : name),
    ...tax,
    ...mailEvidence(a, b),
    ...phoneEvidence(a, b, ['phone'], context),
    ...addressEvidence(a, b),
    ...(sites ? [same('website', 15)] : []),
    ...equalText(a, b, 'birthDate', { same: 20, different: -100 }),
    ...(tax[0]?.how === 'same' ? [] : equalText(a, b, 'city', { same: 3, different: -12 })),
    ...(tax[0]?.how === 'same' ? [] : equalText(a, b, 'country', { same: 0, different: -12 })),
    ...related(a, b),
  ];
};

const contactEvidence = (a: Compared, b: Compared, context: MatchContext): Evidence[] => {
  const names = both(a, b, 'name');
  return [
    ...named('name', names ? personLikeness(...names) : 'unknown', personPoints),
    ...mailEvidence(a, b),
    ...phoneEvidence(a, b, ['phone', 'mobile'], context),
    ...equalText(a, b, 'accountId', { same: 10, different: -4 }),
    ...equalText(a, b, 'birthDate', { same: 20, different: -100 }),
  ];
};

const leadEvidence = (a: Compared, b: Compared, context: MatchContext): Evidence[] => {
  const firms = both(a, b, 'company');
  const firm = firms ? companyLikeness(...firms) : 'unknown';
  return [
    ...contactEvidence(a, b, context).filter((one) => one.field !== 'name' || firm !== 'same' || one.points > -60),
    ...named('company', firm, { same: 12, core: 10, near: 8, part: 6, sound: 8, different: -10 }),
  ];
};

const productEvidence = (a: Compared, b: Compared, context: MatchContext): Evidence[] => {
  const code = both(a, b, 'code');
  if (code && codeForm(code[0]) === codeForm(code[1])) return [same('code', 100)];
  const names = both(a, b, 'name');
  if (!names) return [];
  const [x, y] = [textIn(a, 'specification'), textIn(b, 'specification')];
  const likeness =
    productForm(names[0], x) === productForm(names[1], y)
      ? 'same'
      : productLikeness({ name: names[0], specification: x }, { name: names[1], specification: y });
  if (likeness === 'other') return [against('name', -60)];
  const partCodes = (row: Compared) => context.partCodes?.(String(row['id'])) ?? [];
  const shared = partCodes(a).some((one) => partCodes(b).includes(one));
  return [
    likeness === 'same' ? same('name', 88) : alike('name', 55),
    ...equalText(a, b, 'externalCode', { same: 30, different: 0 }),
    ...equalText(a, b, 'categoryId', { same: 10, different: -5 }),
    ...(typeof a['price'] === 'number' && a['price'] === b['price'] ? [same('price', 17)] : []),
    ...(shared ? [same('partCode', 30)] : []),
  ];
};

const partEvidence = (a: Compared, b: Compared): Evidence[] =>
  partCodeKeys(a)[0] !== undefined && partCodeKeys(a)[0] === partCodeKeys(b)[0] ? [same('code', 100)] : [];

/** What speaks for and against two records of a kind being one. The order of the two changes nothing. */
export const evidenceOf: Record<MatchedType, (a: Compared, b: Compared, context: MatchContext) => Evidence[]> = {
  account: accountEvidence,
  contact: contactEvidence,
  lead: leadEvidence,
  product: productEvidence,
  partCode: partEvidence,
};
