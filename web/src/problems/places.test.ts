import { describe, expect, it } from 'vitest';
import { processes } from '../../../shared/processes.ts';
import { ApiError } from '../lib/api-error.ts';
import { explainable, noteTold, toldBy } from '../lib/last-failure.ts';
import { askOf, bookText, readBook } from './book-view.ts';
import { codeChoices, stepChoices } from './links.ts';
import { pageOf, recordOf } from './page-of.ts';

describe('the page of an address', () => {
  it.each([
    ['/', '/', undefined],
    ['/complaints', '/complaints', undefined],
    ['/complaints/cpl_01JD', '/complaints/:id', { recordType: 'complaint', recordId: 'cpl_01JD' }],
    ['/accounts/acc_1/credit', '/accounts/:id/credit', { recordType: 'account', recordId: 'acc_1' }],
    ['/processes/sales-order/versions/2', '/processes/sales-order/versions/2', undefined],
  ])('%s', (address, page, about) => {
    expect(pageOf(address)).toBe(page);
    expect(recordOf(address)).toEqual(about);
  });
});

describe('what of the book is looked at stands in the address', () => {
  it.each([
    ['', { from: 'company' }],
    ['of=product&q=phone', { from: 'product', q: 'phone' }],
    ['kind=guide&link=pages%3A%2Forders%2F%3Aid', { from: 'company', kind: 'guide', page: '/orders/:id' }],
    ['link=auditRules%3Abad-phone', { from: 'company', rule: 'bad-phone' }],
    ['fresh=stale', { from: 'company' }],
  ])('%s', (text, ask) => {
    const view = readBook(text);
    expect(askOf(view)).toEqual(ask);
    expect(bookText(view)).toBe(text);
  });

  it.each(['kind=nonsense', 'fresh=maybe', 'link=nonsense', 'link=pages%3A', 'of=all'])(
    '%s counts for nothing',
    (text) => {
      expect(bookText(readBook(text))).toBe('');
    },
  );
});

it('names every error and every step of every process once, in both languages', () => {
  for (const lang of ['en', 'zh-CN'] as const) {
    const codes = codeChoices({ lang });
    expect(new Set(codes.map((one) => one.value)).size).toBe(codes.length);
    const steps = stepChoices({ lang });
    expect(steps).toHaveLength(processes.reduce((sum, one) => sum + one.transitions.length + one.states.length, 0));
    for (const one of [...codes, ...steps]) expect(one.text.trim(), one.value).not.toBe('');
  }
});

describe('a message leads to the entry of the error that it was made of', () => {
  const refusal = { rule: 'field-missing', en: 'A field is missing.', zh: '缺少内容。', help: '' };
  it.each([
    ['an error', new ApiError(409, 'duplicate-key'), 'duplicate-key'],
    ['a refusal by its reason', new ApiError(409, 'step-refused', { refusals: [refusal] }), 'field-missing'],
    ['no network: nobody can do it rightly', new ApiError(0, 'offline'), undefined],
  ])('%s', (text, error, code) => {
    noteTold(text, error);
    expect(toldBy(text)).toBe(code);
    expect(explainable(error)).toBe(code);
  });
  it('and words that were never an error’s lead nowhere', () => {
    expect(toldBy('Saved')).toBeUndefined();
  });
});
