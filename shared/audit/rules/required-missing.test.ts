import { expect, it } from 'vitest';
import { locatorsOf, record } from '../testing.ts';
import { requiredMissing } from './required-missing.ts';

const line = { productId: 'prd_1', quantity: 1, unitPrice: 100, amount: 100 };
const order = (data: Record<string, unknown>, lines: Record<string, unknown>[], asImported?: Record<string, string>) =>
  record(
    'order',
    { accountId: 'acc_1', orderDate: '2026-11-01', ...data },
    { lines, ...(asImported ? { asImported } : {}) },
  );

it.each([
  ['everything there', order({}, [line]), []],
  ['a blank field', order({ accountId: '' }, [line]), ['accountId']],
  ['a blank cell in the second line', order({}, [line, { ...line, amount: null }]), ['lines.1.amount']],
  [
    'two blank cells of one line',
    order({}, [{ productId: 'prd_1', quantity: 2 }]),
    ['lines.0.unitPrice', 'lines.0.amount'],
  ],
  ['zero is a value', order({}, [{ ...line, amount: 0 }]), []],
  [
    'a date that an import could not read is the fault of another rule',
    order({ orderDate: undefined }, [line], { orderDate: '0' }),
    [],
  ],
  ['so is an amount', order({}, [{ ...line, amount: undefined }], { 'lines.0.amount': 'ten' }), []],
  [
    'so is a date of the head at one of the rows',
    order({ orderDate: undefined }, [line], { 'lines.0.orderDate': '0' }),
    [],
  ],
  ['a field that nobody requires', record('account', { name: 'A', country: 'CN' }), []],
  ['an account without country', record('account', { name: 'A' }), ['country']],
])('%s', (_name, subject, locators) => {
  expect(locatorsOf(requiredMissing, subject)).toEqual(locators);
});

it('asks for a field of the workspace’s own', () => {
  const standard = { fields: { 'custom.size': { required: true } } };
  expect(locatorsOf(requiredMissing, record('account', { custom: {} }), { standard })).toEqual(['custom.size']);
  expect(locatorsOf(requiredMissing, record('account', { custom: { size: 'L' } }), { standard })).toEqual([]);
});
