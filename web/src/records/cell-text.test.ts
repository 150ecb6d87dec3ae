import { describe, expect, test } from 'vitest';
import { account } from '../../../shared/customers/account.ts';
import { opportunity } from '../../../shared/sales/opportunity.ts';
import { en } from '../i18n/en.ts';
import { zh } from '../i18n/zh.ts';
import { makeFormat } from '../lib/format.ts';
import { cellText, clipboardText, pastedDraft } from './cell-text.ts';
import { parseClipboard } from './clipboard.ts';
import { parseDraft } from './draft.ts';
import { fieldSpecs } from './fields.ts';

const specs = [...fieldSpecs(account, { shows: () => true }), ...fieldSpecs(opportunity, { shows: () => true })];
const spec = (name: string) => specs.find((one) => one.name === name)!;
const context = { currency: 'CNY', timeZone: 'Asia/Shanghai', today: '2026-11-22' };
const place = { timeZone: 'Asia/Shanghai', currency: 'CNY' };
const formats = {
  en: makeFormat({ lang: 'en', t: en, label: (label) => label.en }, place),
  zh: makeFormat({ lang: 'zh-CN', t: zh, label: (label) => label.zh }, place),
};
const people: Record<string, string> = { mem_1: '王芳' };
const idOf = (_: string, title: string) => Object.keys(people).find((id) => people[id] === title);

describe('what is copied to a spreadsheet comes back the same', () => {
  test.each([
    ['status', 'customer'],
    ['amount', 1_234_567],
    ['closeDate', '2026-12-31'],
    ['ownerId', 'mem_1'],
    ['tags', ['vip', '华东']],
    ['name', 'He said "no"\tand\nleft'],
  ])('%s', (name, value) => {
    for (const format of Object.values(formats)) {
      const text = cellText(value, spec(name), { context, format, title: (id) => people[id] });
      const cell = parseClipboard(clipboardText([[text, 'x']]))[0]?.[0] ?? '';
      const draft = pastedDraft(cell, spec(name), idOf);
      expect(parseDraft(draft ?? '', spec(name), context)).toEqual({ value });
    }
  });
});

test('words that name no choice and nobody are not taken', () => {
  expect(pastedDraft('perhaps', spec('status'), idOf)).toBeUndefined();
  expect(pastedDraft('nobody', spec('ownerId'), idOf)).toBeUndefined();
  expect(pastedDraft('', spec('status'), idOf)).toBe('');
});
