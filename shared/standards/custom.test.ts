import { describe, expect, it } from 'vitest';
import { entryFaults } from './check.ts';
import { customFaults, customRefFaults } from './custom.ts';
import type { CustomField } from './standard.ts';
import { noStandard, standardOf } from './standard.ts';

const label = { en: 'Field', zh: '字段' };
const of = (field: Partial<CustomField>) => ({
  ...noStandard,
  custom: [{ name: 'x', type: 'text', label, ...field } as CustomField],
});
const context = { now: '2026-11-21T02:00:00.000Z', today: '2026-11-21', defaultCountry: 'CN' };

describe('a value of a field of one’s own', () => {
  it.each<[string, Partial<CustomField>, unknown, string | undefined]>([
    ['a line of text', { type: 'text' }, '40 HQ', undefined],
    ['text over two lines', { type: 'text' }, 'a\nb', 'control-character'],
    ['long text over two lines', { type: 'longText' }, 'a\nb', undefined],
    ['text over its bound', { type: 'text', max: 2 }, '三个字', 'too-long'],
    ['text under its bound', { type: 'text', min: 2 }, '一', 'too-small'],
    ['a number in its bounds', { type: 'number', min: 0, max: 5 }, 5, undefined],
    ['a number over them', { type: 'number', min: 0, max: 5 }, 5.1, 'too-large'],
    ['a number as text', { type: 'number' }, '5', 'type'],
    ['money in minor units', { type: 'money', currency: 'CNY' }, 1299, undefined],
    ['money with decimals', { type: 'money', currency: 'CNY' }, 12.99, 'type'],
    ['money beyond counting', { type: 'money', currency: 'CNY' }, 1e15, 'too-large'],
    ['a day', { type: 'date' }, '2026-02-28', undefined],
    ['a day of no calendar', { type: 'date' }, '2026-02-30', 'not-a-date'],
    ['an instant', { type: 'datetime' }, '2026-02-28T08:00:00.000Z', undefined],
    ['an instant without its zone', { type: 'datetime' }, '2026-02-28T08:00:00', 'not-a-date'],
    ['an hour that no clock has', { type: 'datetime' }, '2026-02-28T25:00:00Z', 'not-a-date'],
    ['a choice', { type: 'enum', values: ['a'] }, 'a', undefined],
    ['another choice', { type: 'enum', values: ['a'] }, 'b', 'not-allowed-value'],
    ['several choices', { type: 'multiEnum', values: ['a', 'b'] }, ['b', 'a'], undefined],
    ['one of them unknown', { type: 'multiEnum', values: ['a', 'b'] }, ['b', 'c'], 'not-allowed-value'],
    ['one of them twice', { type: 'multiEnum', values: ['a', 'b'] }, ['b', 'b'], 'duplicate'],
    ['several where one is wanted', { type: 'enum', values: ['a'] }, ['a'], 'not-allowed-value'],
    ['more than may be chosen', { type: 'multiEnum', values: ['a', 'b'], max: 1 }, ['a', 'b'], 'too-long'],
    ['an address of a page', { type: 'url' }, 'https://example.com/a?b=1', undefined],
    ['the same without its beginning', { type: 'url' }, 'www.例子.中国', undefined],
    ['one that would run', { type: 'url' }, 'javascript:alert(1)', 'bad-format'],
    ['a record of the kind', { type: 'ref', ref: 'account' }, 'acc_1', undefined],
    ['one of another kind', { type: 'ref', ref: 'account' }, 'con_1', 'type'],
    ['yes', { type: 'boolean' }, true, undefined],
    ['a blank, which only `required` minds', { type: 'number' }, null, undefined],
  ])('%s', (_case, field, value, code) => {
    expect(customFaults(of(field), { x: value })[0]?.code).toBe(code);
  });

  it('is asked like a built-in one: required, e-mail, phone', () => {
    const standard = standardOf(
      {
        account: {
          ...noStandard,
          custom: [
            { name: 'mail', type: 'email', label },
            { name: 'tel', type: 'phone', label },
            { name: 'must', type: 'text', label, required: true },
          ],
        },
      },
      'account',
    );
    const data = { custom: { mail: 'wang@@example', tel: '123' } };
    const told = (only?: ReadonlySet<string>) =>
      entryFaults({ standard, data, only }, context).map(({ field, code }) => `${field} ${code}`);
    expect(told()).toEqual(['custom.mail bad-email', 'custom.tel bad-phone', 'custom.must required']);
    // An old fault in one of them does not stop work on another one.
    expect(told(new Set(['custom', 'custom.tel']))).toEqual(['custom.tel bad-phone']);
    expect(told(new Set(['city']))).toEqual([]);
  });

  it('that points to a record has to find one of its kind', () => {
    const standard = of({ type: 'ref', ref: 'product' });
    const kinds: Record<string, string> = { prd_1: 'product', prd_2: 'account' };
    const faults = (id: string) => customRefFaults(standard, { x: id }, (one) => kinds[one]).map(({ code }) => code);
    expect([faults('prd_1'), faults('prd_2'), faults('prd_3')]).toEqual([[], ['no-such-record'], ['no-such-record']]);
    expect(customRefFaults(of({ type: 'text' }), { x: 'prd_3' }, () => undefined)).toEqual([]);
  });
});
