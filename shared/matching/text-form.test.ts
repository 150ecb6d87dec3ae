import { expect, it } from 'vitest';
import { addressForm, codeForm, codeWithoutZeros, emailForm, nameForm, phoneForm, productForm } from './text-form.ts';

it.each([
  ['Jon  YANG', 'yang jon'],
  ['Ocean Machines Ltd.', 'Ocean Machines, Limited'],
  ['Müller GmbH', 'muller gmbh'],
  ['O’Brien', "O'Brien"],
  ['上海远洋（集团）有限公司', '上海远洋(集团) 有限责任公司'],
  ['ＡＢＣ', 'abc'],
])('takes %s and %s for one name', (a, b) => {
  expect(nameForm(a)).toBe(nameForm(b));
});

it.each([
  ['Plant 1', 'Plant 2'],
  ['がく', 'かく'],
  ['北京远洋', '上海远洋'],
])('keeps the names %s and %s apart', (a, b) => {
  expect(nameForm(a)).not.toBe(nameForm(b));
});

it('keeps digits apart that a separator parts', () => {
  expect(codeForm('AW-00011000')).toBe(codeForm('aw 00011000'));
  expect(codeForm('1-11')).not.toBe(codeForm('11-1'));
  expect(codeWithoutZeros('SO2026-00017')).toBe(codeWithoutZeros('so2026 17'));
  expect(codeWithoutZeros('SO-000')).toBe('so0');
  expect(codeWithoutZeros('SO-100')).toBe('so100');
});

it('reads measures, and nothing that only looks like one', () => {
  expect(productForm('Oil 0.5 L')).toBe(productForm('oil 500 ml'));
  expect(productForm('Cable 1.50 m')).toBe(productForm('Cable 150cm'));
  expect(productForm('Jersey 5 Medium')).not.toBe(productForm('Jersey 5000 mmedium'));
  expect(productForm('Tube 1/2')).not.toBe(productForm('Tube 1-2'));
});

it('knows fillers from contact data', () => {
  expect(emailForm(' Info@Example.com ')).toBe('info@example.com');
  expect(emailForm('n/a')).toBeUndefined();
  expect(phoneForm('+86 (21) 5888-1234 ext. 5')).toBe('58881234');
  expect(phoneForm('123')).toBeUndefined();
  expect(phoneForm('11111111')).toBeUndefined();
  expect(addressForm('Berlin')).toBeUndefined();
  expect(addressForm('南京东路 100 号', '上海')).toBe(addressForm('南京东路100号', '上海'));
});
