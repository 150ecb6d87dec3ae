import { expect, test } from 'vitest';
import { defaultPolicy } from '../../../shared/commerce/policy.ts';
import { reminderText } from './reminder-text.ts';

const seller = {
  ...defaultPolicy('CN').seller,
  name: '山川车业',
  nameEn: 'Shanchuan Bikes',
  bank: '中国银行',
  account: '6222 01',
};
const items = [
  { number: 'IN2026-00001', currency: 'CNY', balance: 395387, dueDate: '2026-10-20', days: 32 },
  { number: 'IN2026-00007', currency: 'CNY', balance: 4613, dueDate: '2026-11-01', days: 20 },
  { number: 'IN2026-00009', currency: 'USD', balance: 1050, dueDate: '2026-11-11', days: 10 },
];
const reminder = { name: '远行机械', items, seller, today: '2026-11-21', times: 1 };

test.each(['zh-CN', 'en'] as const)(
  'a reminder in %s names every invoice, its amount, its days and the sum by currency',
  (lang) => {
    const text = reminderText(reminder, lang);
    for (const one of items) expect(text).toContain(one.number);
    expect(text).toContain('CNY 3,953.87');
    expect(text).toContain('CNY 4,000.00');
    expect(text).toContain('USD 10.50');
    expect(text).toContain('32');
    expect(text).toContain('6222 01');
  },
);

test('a later reminder says which one it is', () => {
  expect(reminderText({ ...reminder, times: 3 }, 'en')).toContain('Reminder 3');
  expect(reminderText({ ...reminder, times: 3 }, 'zh-CN')).toContain('第3次');
});

test('the seller signs in the language of the text', () => {
  expect(reminderText(reminder, 'en')).toContain('Shanchuan Bikes');
  expect(reminderText(reminder, 'zh-CN')).toContain('山川车业');
});
