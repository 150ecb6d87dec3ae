import { expect, test } from 'vitest';
import type { DraftContext } from './draft.ts';
import { draftOf, parseDraft } from './draft.ts';

const context: DraftContext = { currency: 'CNY', timeZone: 'Asia/Shanghai', today: '2026-11-21' };
const values = [{ value: 'open', label: { en: 'Open', zh: '打开' } }];

test.each([
  [{ type: 'money' as const }, 123450],
  [{ type: 'number' as const }, 2.5],
  [{ type: 'integer' as const }, 7],
  [{ type: 'date' as const }, '2026-11-21'],
  [{ type: 'datetime' as const }, '2026-11-20T17:30:00.000Z'],
  [{ type: 'boolean' as const }, true],
  [{ type: 'boolean' as const }, false],
  [{ type: 'enum' as const, values }, 'open'],
  [{ type: 'tags' as const }, ['a', 'b']],
  [{ type: 'text' as const }, '上海'],
  [{ type: 'ref' as const }, 'acc_1'],
])('what stands in an editor of %o reads back as the value', (spec, value) => {
  expect(parseDraft(draftOf(value, spec, context), spec, context)).toEqual({ value });
});

test('an emptied editor means no value', () => {
  for (const type of ['text', 'money', 'date', 'enum', 'tags', 'ref', 'boolean'] as const)
    expect(parseDraft('  ', { type }, context)).toEqual({ value: undefined });
});

test('what cannot be read is refused with the fault that fits', () => {
  expect(parseDraft('a lot', { type: 'money' }, context)).toEqual({ fault: 'type' });
  expect(parseDraft('1.5', { type: 'integer' }, context)).toEqual({ fault: 'type' });
  expect(parseDraft('2026-02-30', { type: 'date' }, context)).toEqual({ fault: 'not-a-date' });
  expect(parseDraft('2026-11-21 25:00', { type: 'datetime' }, context)).toEqual({ fault: 'not-a-date' });
  expect(parseDraft('shut', { type: 'enum', values }, context)).toEqual({ fault: 'not-allowed-value' });
});

test('tags may be parted by any comma and count once', () => {
  expect(parseDraft('大客户，重点、大客户; VIP', { type: 'tags' }, context)).toEqual({
    value: ['大客户', '重点', 'VIP'],
  });
});
