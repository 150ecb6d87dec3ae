import type { Party } from './paper.ts';
import type { PaperSource } from './source.ts';
import { referred, textOf } from './source.ts';
import type { PaperTexts } from './texts.ts';

const filled = (parts: readonly string[]): string[] => parts.filter((part) => part !== '');

/** `label: value`, or nothing where there is no value. */
const told = (label: string, value: string, { language }: Pick<PaperSource, 'language'>): string =>
  value === '' ? '' : language === 'zh-CN' ? `${label}：${value}` : `${label}: ${value}`;

/** Who sells, as the workspace's policy says it; the English names where the paper is English and there are any. */
export const sellerOf = (source: PaperSource, texts: PaperTexts): Party => {
  const { seller, workspace, language } = source;
  const english = language === 'en';
  const name = (english ? seller.nameEn || seller.name : seller.name || seller.nameEn) || workspace.name;
  const address = english ? seller.addressEn || seller.address : seller.address || seller.addressEn;
  const reach = filled([told(texts.phone, seller.phone, source), told(texts.email, seller.email, source)]);
  return { heading: '', name, lines: filled([address, reach.join('   '), told(texts.taxId, seller.taxId, source)]) };
};

const countryName = (country: string, source: PaperSource): string => {
  if (country === '' || country === source.workspace.country) return '';
  try {
    return new Intl.DisplayNames([source.language], { type: 'region' }).of(country) ?? country;
  } catch {
    // Imported as something that is no country's code.
    return country;
  }
};

/** An address as it is written in the language: from large to small in Chinese, from small to large in English. */
const addressLines = (data: Readonly<Record<string, unknown>>, source: PaperSource): string[] => {
  const [address, city, region, postcode] = ['address', 'city', 'region', 'postcode'].map((name) =>
    textOf(data, name),
  ) as [string, string, string, string];
  const country = countryName(textOf(data, 'country'), source);
  const missing = (part: string) => (part !== '' && !address.includes(part) ? part : '');
  // Shanghai is a city and a province.
  const state = region === city ? '' : missing(region);
  if (source.language === 'zh-CN') {
    return filled([`${country}${state}${missing(city)}${address}${postcode === '' ? '' : `  ${postcode}`}`]);
  }
  return filled([address, filled([missing(city), filled([state, postcode]).join(' '), country]).join(', ')]);
};

/** To whom the paper goes: the account, and the person there. */
export const customerOf = (source: PaperSource, texts: PaperTexts): Party => {
  const account = referred(source, 'accountId')?.data ?? {};
  const person = referred(source, 'contactId')?.data;
  const reach = person
    ? filled([textOf(person, 'name'), textOf(person, 'mobile') || textOf(person, 'phone'), textOf(person, 'email')])
    : filled([textOf(account, 'phone')]);
  return {
    heading: texts.customer,
    name: textOf(account, 'name'),
    lines: filled([
      ...addressLines(account, source),
      told(person ? texts.contact : texts.phone, reach.join('  '), source),
      told(texts.taxId, textOf(account, 'taxId'), source),
    ]),
  };
};
