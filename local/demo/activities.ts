import { activity } from '../../shared/activities/activity.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { addDays } from '../../shared/kernel/time.ts';
import { later } from './calendar.ts';
import type { Customer } from './customers.ts';
import type { Random } from './random.ts';
import { randomOf } from './random.ts';
import type { Setting } from './record.ts';
import { recordOf } from './record.ts';
import type { Words } from './words.ts';
import { chineseWords, englishWords, germanWords } from './words.ts';

const DONE = 340;
/** Days from today on which open tasks fall due: overdue, today, to come. */
const due = [
  ...[-21, -16, -12, -9, -7, -5, -4, -3, -2, -2, -1, -1],
  ...[0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  ...[
    1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 10, 11, 12, 13, 14, 15, 16, 18, 20, 21, 22, 24, 25, 26,
    28, 30, 32, 35, 40,
  ],
];

const wordsFor = (country: string): Words =>
  country === 'CN' ? chineseWords : country === 'DE' ? germanWords : englishWords;
const kinds = ['call', 'call', 'call', 'visit', 'meeting', 'email', 'email', 'note', 'task'] as const;

interface Around {
  setting: Setting;
  random: Random;
  customers: readonly Customer[];
  contacts: ReadonlyMap<unknown, Rec[]>;
  deals: ReadonlyMap<unknown, Rec[]>;
}

/** The people and the deal that an activity is about. */
const links = ({ rec }: Customer, { contacts, deals, random }: Around) => {
  const people = contacts.get(rec.id) ?? [];
  const sales = deals.get(rec.id) ?? [];
  return {
    accountId: rec.id,
    ...(people.length > 0 && random.chance(0.7) ? { contactId: random.pick(people).id } : {}),
    ...(sales.length > 0 && random.chance(0.5) ? { opportunityId: random.pick(sales).id } : {}),
  };
};

/** Something done: most of it in the last ten weeks, entered within hours. */
const makeDone = (id: string, around: Around): Rec => {
  const { random, setting } = around;
  const { calendar } = setting;
  const customer = random.pick(around.customers);
  const age = Math.min(random.chance(0.65) ? random.int(0, 70) : random.int(70, 420), customer.age);
  const kind = random.pick(kinds);
  const [subject, note] = random.pick(wordsFor(customer.country)[kind]);
  const happenedAt = calendar.past(calendar.at(calendar.workday(-age), random.int(9, 17), random.int(0, 59)));
  return recordOf(activity, setting, {
    id,
    createdAt: calendar.past(later(happenedAt, random.int(5, 240))),
    owner: customer.owner,
    data: {
      kind,
      subject,
      ...(note ? { note } : {}),
      ...links(customer, around),
      happenedAt,
      ...(kind === 'task' ? { dueAt: later(happenedAt, random.int(0, 2880)), done: true } : {}),
    },
  });
};

/** A task still to be done, due so many days from today. */
const makeOpen = (id: string, offset: number, around: Around): Rec => {
  const { random, setting } = around;
  const { calendar } = setting;
  const customer = random.pick(around.customers);
  const [subject, note] = random.pick(wordsFor(customer.country).task);
  const dueAt = calendar.at(addDays(calendar.today, offset), random.int(10, 18), random.pick([0, 15, 30]));
  const made = Math.min(Math.max(1, 3 - offset), customer.age);
  return recordOf(activity, setting, {
    id,
    createdAt: calendar.past(calendar.at(calendar.workday(-made), random.int(9, 17), random.int(0, 59))),
    owner: customer.owner,
    data: { kind: 'task', subject, ...(note ? { note } : {}), ...links(customer, around), dueAt, done: false },
  });
};

interface Trade {
  customers: readonly Customer[];
  contacts: readonly Rec[];
  deals: readonly Rec[];
}

/** What was done with customers, in their language, and what is to be done. */
export const makeActivities = (setting: Setting, { customers, contacts, deals }: Trade): Rec[] => {
  const alive = customers.filter(({ rec }) => rec.data['status'] !== 'lost');
  const around: Around = {
    setting,
    random: randomOf('activities'),
    // The example's account comes oftener, so that its timeline has some length.
    customers: [...alive, ...Array.from({ length: 8 }, () => customers[0]!)],
    contacts: Map.groupBy(contacts, (rec) => rec.data['accountId']),
    deals: Map.groupBy(deals, (rec) => rec.data['accountId']),
  };
  const id = (index: number): string => `act_demo${String(index + 1).padStart(3, '0')}`;
  const done = Array.from({ length: DONE }, (_, index) => makeDone(id(index), around));
  return [...done, ...due.map((offset, index) => makeOpen(id(DONE + index), offset, around))];
};
