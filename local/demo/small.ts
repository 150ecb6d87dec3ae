import { account } from '../../shared/customers/account.ts';
import { contact } from '../../shared/customers/contact.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Owner, Setting } from './record.ts';
import { recordOf } from './record.ts';

type Row = readonly [name: string, city: string, phone: string, person: string];

/** Customers of the other company: whoever works in the demo company must never see one of them. */
export const otherRows: readonly Row[] = [
  ['Isarblick Optik GmbH', 'München', '+49 89 99998 301', 'Petra Sommer'],
  ['Feinmechanik Altona KG', 'Hamburg', '+49 40 66969 302', 'Jens Petersen'],
  ['Spreewerk Labortechnik GmbH', 'Berlin', '+49 30 23125 303', 'Miriam Scholz'],
];

/** Invented customers for practice in the sandbox. */
export const practiceRows: readonly Row[] = [
  ['练习客户一号有限公司', '上海', '+86 21 5000 7001', '练一'],
  ['练习客户二号有限公司', '北京', '+86 10 5000 7002', '练二'],
  ['练习客户三号有限公司', '深圳', '+86 755 5000 7003', '练三'],
];

interface Small {
  rows: readonly Row[];
  country: string;
  owner: Owner;
}

/** A handful of accounts, each with a contact. */
export const makeSmallCompany = (
  setting: Pick<Setting, 'ws' | 'writtenAt' | 'calendar'>,
  { rows, country, owner }: Small,
): Rec[] =>
  rows.flatMap(([name, city, phone, person], index) => {
    const createdAt = setting.calendar.at(setting.calendar.workday(-90 + index * 30), 10, 0);
    const id = `acc_small${index + 1}`;
    const mailbox = `office${index + 1}@small.example`;
    return [
      recordOf(account, setting, {
        id,
        createdAt,
        owner,
        data: {
          code: `C${String(index + 1).padStart(6, '0')}`,
          name,
          kind: 'company',
          status: 'customer',
          country,
          city,
          phone,
          email: mailbox,
        },
      }),
      recordOf(contact, setting, {
        id: `con_small${index + 1}`,
        createdAt,
        owner,
        data: {
          name: person,
          accountId: id,
          role: 'decision',
          email: `person${index + 1}@small.example`,
          primary: true,
        },
      }),
    ];
  });
