import { account } from '../../shared/customers/account.ts';
import { contact } from '../../shared/customers/contact.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { isUnifiedSocialCreditCode } from '../../shared/standards/check.ts';
import { chinese, foreign } from './companies.ts';
import type { PersonName } from './names.ts';
import { nameSource } from './names.ts';
import { places, southern } from './places.ts';
import type { Random } from './random.ts';
import { randomOf } from './random.ts';
import type { Owner, Setting } from './record.ts';
import { idOf, recordOf } from './record.ts';

/** A customer with what the records around it are made from. */
export interface Customer {
  rec: Rec;
  short: string;
  country: string;
  domain: string;
  /** Days since it was entered. */
  age: number;
  owner: Owner;
}

type Draft = Omit<Customer, 'rec' | 'age' | 'owner'> & { city: string; data: Record<string, unknown> };

const two = (value: number): string => String(value).padStart(2, '0');
const four = (value: number): string => String(value).padStart(4, '0');
const code = (index: number): string => `C${String(1001 + index).padStart(6, '0')}`;

/** A tax id with a right check character: the standard's own test is asked for it. */
const taxId = (place: string, index: number): string => {
  const body = `91${place}MA1K${String(index).padStart(4, '0')}X`;
  const check = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].find((letter) => isUnifiedSocialCreditCode(body + letter));
  return body + check;
};

const chineseDrafts = (): Draft[] =>
  chinese.map(([name, short, domain, city, industry], index) => {
    const place = places.get(city)!;
    // A number of eight digits, but seven in Xiamen.
    const number = place.area === '592' ? `500 ${four(1001 + index)}` : `5000 ${four(1001 + index)}`;
    return {
      short,
      domain,
      city,
      country: 'CN',
      data: {
        name,
        kind: 'company',
        industry,
        country: 'CN',
        region: place.region,
        city,
        postcode: place.postcode,
        phone: `+86 ${place.area} ${number}`,
        email: `info@${domain}.example`,
        website: `https://www.${domain}.example`,
        address: `${place.roads[index % place.roads.length]!}${100 + ((index * 37) % 800)}号`,
        taxId: taxId(place.taxPlace, index + 1),
        currency: 'CNY',
      },
    };
  });

const foreignDrafts = (): Draft[] =>
  foreign.map(([name, short, domain, country, city, industry, phone, address, postcode]) => ({
    short,
    domain,
    city,
    country,
    data: {
      name,
      kind: 'company',
      industry,
      country,
      city,
      address,
      postcode,
      phone,
      email: `office@${domain}.example`,
      website: `https://${domain}.example`,
      currency: country === 'US' ? 'USD' : country === 'GB' ? 'GBP' : 'EUR',
    },
  }));

const privateDrafts = (nameIn: (country: string) => PersonName): Draft[] =>
  (['上海', '杭州', '广州', '成都', '北京', '苏州'] as const).map((city, index) => {
    const person = nameIn('CN');
    const place = places.get(city)!;
    return {
      short: person.name,
      domain: 'mailbox',
      city,
      country: 'CN',
      data: {
        name: person.name,
        kind: 'person',
        lastName: person.last,
        firstName: person.first,
        birthDate: `${1972 + index * 4}-${two(index + 2)}-${two(7 + index * 3)}`,
        country: 'CN',
        region: place.region,
        city,
        phone: `+86 139 0000 ${four(9001 + index)}`,
        email: `${person.mailbox}@mailbox.example`,
        currency: 'CNY',
      },
    };
  });

/** Six customers in ten years of trade buy, two are being won, one in ten was lost. */
const statusOf = (index: number): string => (index % 10 < 7 ? 'customer' : index % 10 < 9 ? 'prospect' : 'lost');

const ownerOf = (draft: Draft, index: number, setting: Setting): Owner => {
  if (index % 13 === 12) return setting.members['sales-manager'];
  return setting.members[southern.has(draft.city) ? 'sales-rep-2' : 'sales-rep'];
};

const ageOf = (status: string, random: Random): number =>
  status === 'prospect' ? random.int(15, 240) : random.int(480, 1080);

/** Why and when a customer was lost, some in each part of the past year. */
const lossOf = (index: number, calendar: Setting['calendar']) => ({
  lostReason: (['price', 'delivery', 'competitor', 'quality', 'need-gone'] as const)[Math.floor(index / 10) % 5]!,
  lostOn: calendar.day(-(20 + ((index * 7) % 320))),
});

const makeAccount = (draft: Draft, index: number, setting: Setting, random: Random): Customer => {
  const { calendar } = setting;
  const status = statusOf(index);
  const owner = ownerOf(draft, index, setting);
  const age = ageOf(status, random);
  const bought = status !== 'prospect';
  const rec = recordOf(account, setting, {
    id: idOf('acc', index),
    createdAt: calendar.at(calendar.workday(-age), random.int(9, 17), random.int(0, 59)),
    owner,
    data: {
      code: code(index),
      ...draft.data,
      status,
      ...(status === 'lost' ? lossOf(index, calendar) : {}),
      ...(bought ? { customerSince: calendar.day(-age - random.int(0, 900)) } : {}),
      ...(status === 'customer' && draft.data['kind'] === 'company'
        ? { creditLimit: random.int(4, 60) * 5_000_000 }
        : {}),
      ...(random.chance(0.3)
        ? { tags: [random.pick(['重点客户', '经销商', '展会', '老客户', '线上', 'export'])] }
        : {}),
    },
  });
  return { rec, age, owner, short: draft.short, country: draft.country, domain: draft.domain };
};

/** Accounts in a mixed order, with the example's first: companies in China and abroad, and private persons. */
export const makeCustomers = (setting: Setting): Customer[] => {
  const random = randomOf('accounts');
  const abroad = foreignDrafts();
  const home = [...chineseDrafts(), ...privateDrafts(nameSource(randomOf('persons')))];
  const drafts = home.flatMap((draft, index) =>
    index % 4 === 3 && abroad.length > 0 ? [draft, abroad.shift()!] : [draft],
  );
  return [...drafts, ...abroad].map((draft, index) => makeAccount(draft, index, setting, random));
};

const jobs = {
  CN: [
    ['总经理', 'decision'],
    ['采购经理', 'purchase'],
    ['财务主管', 'finance'],
    ['门店店长', 'use'],
    ['技术主管', 'influence'],
  ],
  DE: [
    ['Geschäftsführung', 'decision'],
    ['Einkaufsleitung', 'purchase'],
    ['Buchhaltung', 'finance'],
    ['Werkstattleitung', 'use'],
    ['Vertriebsleitung', 'influence'],
  ],
  en: [
    ['Managing director', 'decision'],
    ['Purchasing manager', 'purchase'],
    ['Accountant', 'finance'],
    ['Workshop manager', 'use'],
    ['Sales director', 'influence'],
  ],
} as const;

/** Mobile numbers that no network hands out: the block 0000. */
const mobile = (index: number): string =>
  `+86 ${[136, 137, 138, 139, 150, 158, 186, 188][index % 8]} 0000 ${four(1001 + index)}`;

/** People at the companies: one to four each, the first of them the main contact. */
export const makeContacts = (setting: Setting, customers: readonly Customer[]): Rec[] => {
  const random = randomOf('contacts');
  const nameIn = nameSource(randomOf('contact names'));
  const contacts: Rec[] = [];
  for (const { rec: company, owner, age, country, domain } of customers.filter(
    (one) => one.rec.data['kind'] === 'company',
  )) {
    const titles = country === 'CN' ? jobs.CN : country === 'DE' ? jobs.DE : jobs.en;
    const count = random.pick([1, 2, 2, 2, 3, 3]);
    for (let place = 0; place < count; place++) {
      const index = contacts.length;
      const person = nameIn(country);
      const [title, role] = titles[place === 0 ? random.int(0, 1) : random.int(1, 4)]!;
      const calendar = setting.calendar;
      contacts.push(
        recordOf(contact, setting, {
          id: idOf('con', index),
          createdAt: calendar.past(
            calendar.at(calendar.workday(-random.int(Math.min(10, age), age)), random.int(9, 17), random.int(0, 59)),
          ),
          owner,
          data: {
            name: person.name,
            accountId: company.id,
            title,
            role,
            email: `${person.mailbox}@${domain}.example`,
            ...(country === 'CN' ? { mobile: mobile(index) } : { phone: company.data['phone'] }),
            ...(place === 0 ? { primary: true } : {}),
          },
        }),
      );
    }
  }
  return contacts;
};
