import type { Rec } from '../kernel/record.ts';

type Body = Record<string, unknown>;

const picked = (rec: Rec, ...names: string[]): Body =>
  Object.fromEntries(names.flatMap((name) => (rec.data[name] === undefined ? [] : [[name, rec.data[name]]])));

const company = (rec: Rec): string | undefined =>
  typeof rec.data['company'] === 'string' && rec.data['company'].trim() !== '' ? rec.data['company'] : undefined;

/** The account that a lead would become: its company, or the person where there is none. */
export const accountOf = (rec: Rec, country: string): Body => {
  const firm = company(rec);
  return {
    name: firm ?? String(rec.data['name']),
    kind: firm ? 'company' : 'person',
    ...picked(rec, 'website', 'region', 'city', 'industry'),
    country: rec.data['country'] ?? country,
    ...(firm ? picked(rec, 'phone') : { ...picked(rec, 'email'), phone: rec.data['mobile'] ?? rec.data['phone'] }),
  };
};

/** The contact that a lead would become; its name is the lead's, unless that is the company's. */
export const contactOf = (rec: Rec): Body => {
  const { jobTitle } = rec.data;
  return {
    name: String(rec.data['name']).slice(0, 100).toWellFormed(),
    ...(jobTitle === undefined ? {} : { title: jobTitle }),
    ...picked(rec, 'email', 'mobile', 'phone'),
  };
};

/** The opportunity that a lead would become. @param closeDate YYYY-MM-DD */
export const opportunityOf = (rec: Rec, { currency, closeDate }: { currency: string; closeDate: string }): Body => ({
  name: (company(rec) ?? String(rec.data['name'])).slice(0, 160).toWellFormed(),
  ...(rec.data['budget'] === undefined
    ? {}
    : { amount: rec.data['budget'], currency: rec.data['currency'] ?? currency }),
  closeDate,
  ...(rec.data['origin'] === undefined ? {} : { origin: rec.data['origin'] }),
  ...(typeof rec.data['message'] === 'string' ? { note: rec.data['message'] } : {}),
});
