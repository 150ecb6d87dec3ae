import { describe, expect, it } from 'vitest';
import { localDate } from '../kernel/time.ts';
import { entryFaults, isUnifiedSocialCreditCode, valueFault } from './check.ts';
import type { EntityStandard, FieldStandard } from './standard.ts';

const context = { now: '2026-11-21T02:00:00.000Z', today: '2026-11-21', defaultCountry: 'CN' };

describe('one value under its standard', () => {
  it.each<[string, FieldStandard, unknown, string | undefined]>([
    ['an address', { format: 'email' }, 'wang@example.com', undefined],
    ['two signs', { format: 'email' }, 'wang@@example.com', 'bad-email'],
    ['a mobile number', { format: 'phone' }, '138 0013 8000', undefined],
    ['a digit short', { format: 'phone' }, '138 0013 800', 'bad-phone'],
    ['a digit long', { format: 'phone' }, '138 0013 80000', 'bad-phone'],
    ['a number abroad', { format: 'phone' }, '+49 30 23125 103', undefined],
    ['a code', { format: 'country' }, 'CN', undefined],
    ['a full name', { format: 'country' }, '中国', undefined],
    ['an alias', { format: 'country' }, 'USA', 'bad-country'],
    ['today', { notInFuture: true }, '2026-11-21', undefined],
    ['tomorrow', { notInFuture: true }, '2026-11-22', 'date-in-future'],
    ['nothing sold', { positive: true }, 0, 'too-small'],
    ['a listed value', { allowed: ['M', 'F'] }, 'M', undefined],
    ['another spelling', { allowed: ['M', 'F'] }, 'Male', 'not-allowed-value'],
    ['a part of the pattern', { pattern: 'C\\d{3}' }, 'C1234', 'bad-format'],
    ['a blank, which only `required` minds', { format: 'email', pattern: 'x' }, '', undefined],
  ])('%s', (_case, standard, value, fault) => {
    expect(valueFault(standard, value, context)).toBe(fault);
  });
});

describe('what cannot lie ahead', () => {
  const notInFuture = (value: string, now: string, timeZone: string) =>
    valueFault({ notInFuture: true }, value, { now, today: localDate(now, timeZone) });

  it.each([
    ['Los Angeles in the evening, when it is tomorrow in Greenwich', '2026-11-22T02:00:00.000Z', 'America/Los_Angeles'],
    ['Shanghai in the morning, when it is yesterday in Greenwich', '2026-11-20T23:00:00.000Z', 'Asia/Shanghai'],
    ['Kiritimati, fourteen hours ahead', '2026-11-20T11:00:00.000Z', 'Pacific/Kiritimati'],
    ['Pago Pago, eleven hours behind', '2026-11-22T09:00:00.000Z', 'Pacific/Pago_Pago'],
  ])('%s', (_name, now, timeZone) => {
    const inMinutes = (minutes: number) => new Date(Date.parse(now) + minutes * 60_000).toISOString();
    expect(notInFuture(now, now, timeZone)).toBeUndefined();
    expect(notInFuture(inMinutes(5), now, timeZone), 'another clock').toBeUndefined();
    expect(notInFuture(inMinutes(6), now, timeZone), 'later today').toBe('date-in-future');
    expect(notInFuture('2026-11-21', now, timeZone), 'a date: the day of the workspace').toBeUndefined();
    expect(notInFuture('2026-11-22', now, timeZone), 'its next day').toBe('date-in-future');
  });
});

it.each([
  ['the example of GB 32100-2015', '91350100M000100Y43', true],
  ['its last character changed', '91350100M000100Y44', false],
  ['two digits swapped', '91351000M000100Y43', false],
  ['a letter that the alphabet leaves out', '91350100I000100Y43', false],
])('unified social credit code: %s', (_case, code, right) => {
  expect(isUnifiedSocialCreditCode(code)).toBe(right);
});

it.each([
  ['of China, a wrong code', { taxId: 'DE123456789', country: 'CN' }, 'CN', ['taxId bad-tax-id']],
  ['of China by its name', { taxId: 'DE123456789', country: '中国' }, 'DE', ['taxId bad-tax-id']],
  ['of China, the right code', { taxId: '91350100M000100Y43', country: 'CN' }, 'CN', []],
  ['of Germany, its own number', { taxId: 'DE123456789', country: 'DE' }, 'CN', []],
  ['of Germany by its name', { taxId: 'DE123456789', country: 'Germany' }, 'CN', []],
  ['of no country, in a Chinese workspace', { taxId: 'DE123456789' }, 'CN', ['taxId bad-tax-id']],
  ['of a blank country, in a Chinese workspace', { taxId: 'DE123456789', country: '' }, 'CN', ['taxId bad-tax-id']],
  ['of no country, in a German workspace', { taxId: 'DE123456789' }, 'DE', []],
  ['of China, in a German workspace', { taxId: 'DE123456789', country: 'CN' }, 'DE', ['taxId bad-tax-id']],
])('a tax id is asked for in the form of the record’s own country: %s', (_case, data, defaultCountry, faults) => {
  const standard: EntityStandard = {
    fields: { taxId: { format: 'tax-id' } },
    sequences: [],
    custom: [],
    staleAfterDays: 0,
  };
  const found = entryFaults({ standard, data }, { ...context, defaultCountry });
  expect(found.map(({ field, code }) => `${field} ${code}`)).toEqual(faults);
});

describe('a record on entry', () => {
  const standard: EntityStandard = {
    fields: { name: { required: true }, 'lines.quantity': { positive: true } },
    codeRule: { field: 'code', pattern: '^C\\d{6}$', example: 'C000123' },
    sequences: [['orderDate', 'shipDate']],
    custom: [],
    staleAfterDays: 0,
  };
  const wrong = { code: 'X1', orderDate: '2026-02-02', shipDate: '2026-02-01' };
  const lines = [{ quantity: 1 }, { quantity: -1 }];

  it('is told every fault at its own field', () => {
    const faults = entryFaults({ standard, data: wrong, lines }, context);
    expect(faults.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'name required',
      'lines.1.quantity too-small',
      'code bad-code',
      'shipDate out-of-order',
    ]);
  });

  it('is asked only for what a change touches, so that an old fault does not stop other work', () => {
    expect(entryFaults({ standard, data: wrong, lines, only: new Set(['city']) }, context)).toEqual([]);
    expect(entryFaults({ standard, data: wrong, lines, only: new Set(['code']) }, context)).toHaveLength(1);
  });
});
