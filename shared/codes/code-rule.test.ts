import { describe, expect, test } from 'vitest';
import type { CodeSegment } from '../standards/standard.ts';
import type { CodeRule } from './code-rule.ts';
import { checkDigit, checksHold, numberIn, patternOfSegments, registerOf, segmentsOf, seriesOf } from './code-rule.ts';

const subject = { data: { categoryId: 'bikes' }, year: '2026' };
const rule = (more: Partial<CodeRule>): CodeRule => ({
  field: 'code',
  pattern: '^C\\d{6}$',
  example: 'C000123',
  ...more,
});
const parts: CodeSegment[] = [
  { kind: 'field', field: 'categoryId', map: { bikes: 'BK', parts: 'PT' } },
  { kind: 'text', value: '-' },
  { kind: 'year', digits: 2 },
  { kind: 'number', digits: 4 },
  { kind: 'check', of: 'luhn' },
];

test.each([
  ['luhn', '7992739871', '3'],
  ['luhn', 'A-7992-739871', '3'],
  ['luhn', '0', '0'],
  ['mod11', '0794', '5'],
] as const)('the %s digit of %s is %s', (of, before, digit) => {
  expect(checkDigit(of, before)).toBe(digit);
});

describe('parts of a code', () => {
  test.each([
    [
      'C000123',
      '^C\\d{6}$',
      [
        { kind: 'text', value: 'C' },
        { kind: 'number', digits: 6 },
      ],
    ],
    ['000123', '\\d{6}', [{ kind: 'number', digits: 6 }]],
    // The number of this code is no number: with 000 it would break the pattern.
    ['HL-U509-R', '[A-Z0-9]+(-[A-Z0-9]+)*', undefined],
    ['C1', 'C[1-5]', undefined],
  ])('of the example %s under %s', (example, pattern, found) => {
    expect(segmentsOf(rule({ example, pattern }))).toEqual(found);
  });

  test('make a code that has their pattern and its check digit', () => {
    const code = seriesOf(parts, subject)!.code(7);
    expect(code).toBe(`BK-260007${checkDigit('luhn', '260007')}`);
    expect(new RegExp(`^(?:${patternOfSegments(parts)})$`, 'u').test(code)).toBe(true);
    expect(checksHold(rule({ segments: parts }), code)).toBe(true);
    const wrong = code.slice(0, -1) + String((Number(code.at(-1)) + 1) % 10);
    expect(checksHold(rule({ segments: parts }), wrong)).toBe(false);
  });

  test('letters that overlap are no reason to look for ever', () => {
    const map = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`c${index}`, 'A'.repeat(1 + (index % 3))]),
    );
    const letters: CodeSegment = { kind: 'field', field: 'categoryId', map };
    const segments: CodeSegment[] = [
      ...Array(6).fill(letters),
      { kind: 'number', digits: 1 },
      { kind: 'check', of: 'luhn' },
    ];
    const before = `${'A'.repeat(12)}5`;
    const right = Number(checkDigit('luhn', before));
    expect(checksHold(rule({ segments }), `${before}${right}`)).toBe(true);
    expect(checksHold(rule({ segments }), `${before}${(right + 1) % 10}`)).toBe(false);
  });

  test('letters of a pattern stand for themselves', () => {
    expect(new RegExp(`^${patternOfSegments([{ kind: 'text', value: 'A.B' }])}$`, 'u').test('AxB')).toBe(false);
  });

  test('make none for a value without letters', () => {
    expect(seriesOf(parts, { ...subject, data: { categoryId: 'helmets' } })).toBeUndefined();
    expect(
      seriesOf([{ ...parts[0], otherwise: 'XX' } as CodeSegment, ...parts.slice(1)], { ...subject, data: {} })!.before,
    ).toBe('XX-26');
  });
});

describe('register', () => {
  const series = seriesOf(
    [
      { kind: 'text', value: 'C' },
      { kind: 'number', digits: 3 },
    ],
    subject,
  )!;
  test.each([
    ['nothing yet', [], { used: 0, highest: 0, gaps: [], next: 'C001' }],
    ['in a row', ['C001', 'C002'], { used: 2, highest: 2, gaps: [], next: 'C003' }],
    ['begun late, with gaps', ['C010', 'C013'], { used: 2, highest: 13, gaps: ['C011', 'C012'], next: 'C014' }],
    ['others are not of it', ['C001', 'D002', 'C02', 'C0003'], { used: 1, highest: 1, gaps: [], next: 'C002' }],
    ['at its end', ['C999'], { used: 1, highest: 999, gaps: [], next: undefined }],
  ])('%s', (_name, codes, found) => {
    expect(registerOf(series, codes)).toEqual(found);
  });

  test('a number is read only from a code that is written as the rule writes it', () => {
    expect([numberIn(series, 'C012'), numberIn(series, 'C12'), numberIn(series, 'C012x')]).toEqual([
      12,
      undefined,
      undefined,
    ]);
  });
});
