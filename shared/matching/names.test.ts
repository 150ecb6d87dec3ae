import { expect, it } from 'vitest';
import { domainOf, internationalPhone, mailboxForm, samePhone } from './data.ts';
import { edits } from './edits.ts';
import { beginsAlike, companyCore, companyLikeness, personLikeness } from './names.ts';
import { productLikeness } from './products.ts';

it.each([
  ['上海远洋机械有限公司', '上海远洋机械有限责任公司', 'same'],
  ['上海远洋机械有限公司', '远洋机械（上海）股份有限公司', 'part'],
  ['上海远洋机械有限公司', '远洋机械', 'core'],
  ['上海遠洋機械有限公司', '上海远洋机械公司', 'core'],
  ['上海远洋机械有限公司', '北京远洋机械有限公司', 'different'],
  ['上海远洋机械有限公司', '上海远洋机械有限公司松江分公司', 'different'],
  ['上海远洋机械有限公司', '上海远洋机械集团有限公司', 'part'],
  ['上海远洋机械一厂', '上海远洋机械二厂', 'different'],
  ['上海远洋机械有限公司', '上海远航机械有限公司', 'near'],
  ['Ocean Machines Co., Ltd.', 'OCEAN MACHINES LIMITED', 'core'],
  ['Ocean Machines GmbH', 'Ocean Machines Ltd', 'part'],
  ['Ocean Machines GmbH & Co. KG', 'Ocean Machines', 'core'],
  ['Ocean Machines', 'Ocaen Machines Inc.', 'near'],
  ['Ocean Machines', 'OceanMachines', 'core'],
  ['Ocean Machines Shanghai', 'Ocean Machines Berlin', 'different'],
  ['Plant 1', 'Plant 2', 'different'],
  ['远洋机械', 'Yuanyang Jixie', 'sound'],
  ['', 'Ocean', 'unknown'],
])('firms: %s and %s are %s', (a, b, likeness) => {
  expect(companyLikeness(a, b)).toBe(likeness);
  expect(companyLikeness(b, a)).toBe(likeness);
});

it.each([
  ['上海远行自行车', '上海远行自行车销售有限公司', true],
  ['远行自行车（上海）', '上海远行自行车销售有限公司', true],
  ['上海远行自行车销售公司', '上海远行自行车销售有限公司', true],
  ['Polder', 'Polder Fietsen B.V.', true],
  ['Polder Fietsen', 'Polder Fietsen B.V.', true],
  ['北京远行自行车', '上海远行自行车销售有限公司', false],
  ['远行', '上海远行自行车销售有限公司', false],
  ['上海自行车销售', '上海远行自行车销售有限公司', false],
  ['Polder', 'Polderland B.V.', false],
  ['Fietsen', 'Polder Fietsen B.V.', false],
  ['Blue', 'Blue Ocean', false],
  ['Harbour Plant 1', 'Harbour Plant 2', false],
  ['', 'Polder', false],
])('the names %s and %s begin alike: %s', (a, b, alike) => {
  expect(beginsAlike(a, b)).toBe(alike);
  expect(beginsAlike(b, a)).toBe(alike);
});

it.each([
  ['上海远行自行车销售有限公司', '远行自行车销售'],
  ['Polder Fietsen B.V.', 'polder fietsen'],
  ['上海公司', '上海公司'],
])('what %s is called by: %s', (name, core) => {
  expect(companyCore(name)).toBe(core);
});

it.each([
  ['Li Na', 'NA LI', 'same'],
  ['Yang, Jon', 'Jon Yang', 'same'],
  ['Jon V. Yang', 'Jon Yang', 'core'],
  ['J. Yang', 'Jon Yang', 'part'],
  ['Jonathan Yang', 'Jonathon Yang', 'near'],
  ['Mario Lopez', 'Maria Lopez', 'different'],
  ['张小明先生', '张小明', 'same'],
  ['张晓明', '张小明', 'near'],
  ['张小明', '张小红', 'different'],
  ['张三丰', 'Zhang Sanfeng', 'sound'],
  ['欧阳修', 'Ouyang Xiu', 'sound'],
  ['张三丰', 'Wang Sanfeng', 'different'],
])('people: %s and %s are %s', (a, b, likeness) => {
  expect(personLikeness(a, b)).toBe(likeness);
  expect(personLikeness(b, a)).toBe(likeness);
});

it.each([
  ['021-5888 1234', '+86 21 5888 1234', true],
  ['5888 1234', '+86 21 5888 1234', true],
  ['138 0013 8000', '008613800138000', true],
  ['+86 21 5888 1234 转 5', '021-58881234', true],
  ['010-5888 1234', '021-5888 1234', false],
  ['+49 30 901820', '+49 30 901821', false],
  ['11111111', '11111111', false],
])('the numbers %s and %s: one line %s', (a, b, one) => {
  expect(samePhone(a, b, 'CN')).toBe(one);
  expect(samePhone(b, a, 'CN')).toBe(one);
});

it('writes a whole number internationally, and no other', () => {
  expect(internationalPhone('138 0013 8000', 'CN')).toBe('+8613800138000');
  expect(internationalPhone('5888', 'CN')).toBeUndefined();
});

it('knows one mailbox in its spellings, and which domains say something', () => {
  expect(mailboxForm('Jon.Yang+crm@GoogleMail.com')).toBe('jonyang@gmail.com');
  expect(mailboxForm('n/a')).toBeUndefined();
  expect(domainOf('https://www.ocean.cn/en')).toBe('ocean.cn');
  expect(domainOf('li@qq.com')).toBeUndefined();
});

it.each([
  ['Helmet Sport-100, red', 'Sport-100 helmet RED', 'same'],
  ['Oil 0.5 L', 'oil 500ml', 'same'],
  ['头盔 红色 大号', '头盔 红 L', 'same'],
  ['Mountain Derailleur', 'Mountain Deraileur', 'near'],
  ['Jersey, M', 'Jersey, L', 'other'],
  ['Bolt M8 x 20', 'Bolt M20 x 8', 'other'],
  ['Sport-100', 'Sport-150', 'other'],
  ['山地车架', '山地车座', 'other'],
])('products: %s and %s are %s', (a, b, likeness) => {
  expect(productLikeness({ name: a }, { name: b })).toBe(likeness);
  expect(productLikeness({ name: b }, { name: a })).toBe(likeness);
});

it.each([
  ['ocean', 'ocaen', 1],
  ['ocean', 'ocen', 1],
  ['ocean', 'oceans', 1],
  ['ocean', 'acorn', 3],
  ['', 'a', 1],
])('%s becomes %s by %i edits', (a, b, most) => {
  expect(edits(a, b, 2)).toBe(Math.min(most, 3));
});
