import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { product } from '../../shared/catalog/product.ts';
import { order } from '../../shared/sales/order.ts';
import { done, makeRecord, unlisted } from '../harness/records.ts';
import { refusal } from '../harness/refusals.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

let world: World;
let admin: Person;
let rep: Person;
let productId: string;

beforeAll(async () => {
  world = await openWorld();
  admin = await world.person('administrator');
  rep = await world.person('sales-rep');
  productId = (await makeRecord(admin, product, unlisted)).id;
});
afterAll(() => world.close());

const read = async (): Promise<Any> => done(await admin.call('GET', '/calendar'));
const put = async (calendar: Record<string, unknown>) =>
  admin.call('PUT', '/calendar', { version: (await read()).version, body: { calendar } });

const makeOrder = (): Promise<Any> => makeRecord(rep, order, { lines: [{ productId, quantity: 1, unitPrice: 3499 }] });

const office = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
];
const week = { '1': office, '2': office, '3': office, '4': office, '5': office };
const plain = { week, publicHolidays: 'none', holidays: [], workdays: [] };

describe('the working calendar', () => {
  it('is at first that of the country, with the free days and make-up days that are known', async () => {
    const { version, calendar, timeZone, known } = await read();
    expect({ version, timeZone, holidays: calendar.publicHolidays }).toEqual({
      version: 0,
      timeZone: 'Asia/Shanghai',
      holidays: 'CN',
    });
    expect(known).toContainEqual({ date: '2026-10-01', name: { en: 'National Day', zh: '国庆节' }, work: false });
    expect(known).toContainEqual({ date: '2026-10-10', name: { en: 'National Day', zh: '国庆节' }, work: true });
    expect(known.every(({ date }: Any) => date >= '2026-01-01' && date < '2028-01-01')).toBe(true);
  });

  it('decides when the step of a document is due, from the next step on', async () => {
    // Saturday, ten in the morning. A draft has sixteen business hours: Monday and Tuesday.
    const before = await makeOrder();
    expect(before.process.due).toBe('2026-11-24T10:00:00.000Z');
    const answer = done(await put({ ...plain, holidays: [{ date: '2026-11-23', name: 'Stocktaking' }] }));
    expect(answer).toMatchObject({ version: 1, known: [] });
    expect((await makeOrder()).process.due).toBe('2026-11-25T10:00:00.000Z');
    expect(done(await rep.call('GET', `/orders/${before.id}`)).process.due).toBe('2026-11-24T10:00:00.000Z');
    done(await put({ ...plain, workdays: [{ date: '2026-11-21', name: 'Make-up day' }] }));
    // What is left of the Saturday (seven hours), Monday, and an hour of Tuesday.
    expect((await makeOrder()).process.due).toBe('2026-11-24T02:00:00.000Z');
  });

  it('is changed by one of two who change it at once', async () => {
    const { version } = await read();
    const answers = await Promise.all(
      [1, 2].map(() => admin.call('PUT', '/calendar', { version, body: { calendar: plain } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('keeps what else was set of the workspace', async () => {
    const { version, name } = done(await admin.call('GET', ''));
    done(await admin.call('PATCH', '', { version, body: { name: `${name} Ltd` } }));
    done(await put(plain));
    expect(done(await admin.call('GET', ''))).toMatchObject({ name: `${name} Ltd`, processVersion: 0 });
  });

  it.each<[string, Record<string, unknown>, [string, string][]]>([
    [
      'a period that ends before it begins',
      { week: { '1': [['12:00', '09:00']] } },
      [['calendar.week.1.0', 'out-of-order']],
    ],
    [
      'periods that overlap',
      {
        week: {
          '1': [
            ['13:00', '18:00'],
            ['09:00', '14:00'],
          ],
        },
      },
      [['calendar.week.1.0', 'out-of-order']],
    ],
    ['a week without work', { week: {} }, [['calendar.week', 'required']]],
    ['a week of empty days', { week: { '1': [] } }, [['calendar.week', 'required']]],
    ['an eighth day', { week: { '8': office } }, [['calendar.week.8', 'type']]],
    ['a time that no clock shows', { week: { '1': [['09:00', '25:00']] } }, [['calendar.week.1.0.1', 'bad-format']]],
    [
      'a date that is in no calendar',
      { holidays: [{ date: '2026-02-30', name: '' }] },
      [['calendar.holidays.0.date', 'not-a-date']],
    ],
    [
      'a day both free and worked',
      { holidays: [{ date: '2026-12-24', name: '' }], workdays: [{ date: '2026-12-24', name: '' }] },
      [['calendar.workdays.0.date', 'duplicate']],
    ],
  ])('is not %s', async (_what, parts, faults) => {
    const refused = await put({ ...plain, ...parts });
    expect(refusal(refused)).toEqual([400, 'invalid-input']);
    expect(refused.body.errors.map(({ field, code }: Any) => [field, code])).toEqual(faults);
  });

  it('is set by those alone who may change the workspace', async () => {
    expect(refusal(await rep.call('PUT', '/calendar', { version: 0, body: { calendar: plain } }))).toEqual([
      403,
      'forbidden',
    ]);
    expect(done(await rep.call('GET', '/calendar')).calendar.week['1']).toEqual(office);
  });
});
