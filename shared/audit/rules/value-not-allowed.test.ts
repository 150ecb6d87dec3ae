import { expect, it } from 'vitest';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { valueNotAllowed } from './value-not-allowed.ts';

const standard = {
  fields: {
    gender: { allowed: ['M', 'F'], corrections: { Male: 'M' } },
    postcode: { pattern: '\\d{6}', example: '200000' },
  },
  custom: [
    { name: 'grade', type: 'enum' as const, label: { en: 'Grade', zh: '等级' }, values: ['A', 'B'] },
    { name: 'staff', type: 'number' as const, label: { en: 'Staff', zh: '人数' } },
  ],
};

it.each([
  ['allowed', { gender: 'F', postcode: '200120', custom: { grade: 'A', staff: 3 } }, []],
  ['outside the list', { gender: 'Female' }, ['gender']],
  ['outside the pattern', { postcode: '2001' }, ['postcode']],
  ['outside the field’s own list of values', { kind: 'club' }, ['kind']],
  ['outside the list of a custom field', { custom: { grade: 'C' } }, ['custom.grade']],
  ['another kind of value in a custom field', { custom: { staff: 'many' } }, ['custom.staff']],
])('%s', (_name, data, locators) => {
  expect(locatorsOf(valueNotAllowed, record('account', data), { standard })).toEqual(locators);
});

it('proposes what the standard knows to be meant', () => {
  expect(faultsOf(valueNotAllowed, record('account', { gender: 'Male' }), { standard })).toEqual([
    { locator: 'gender', found: 'Male', expected: 'M' },
  ]);
});
