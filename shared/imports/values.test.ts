import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldFaults } from '../kernel/problem.ts';
import { parseValue, type ValueSpec } from './values.ts';

const result = (cell: string, spec: ValueSpec): unknown => {
  const parsed = parseValue(cell, spec);
  return 'value' in parsed ? parsed.value : parsed.fault;
};

describe('text', () => {
  it('is trimmed, ideographic spaces too, and told so', () => {
    expect(parseValue('\u3000张 三\u00a0 ', { type: 'text' })).toEqual({ value: '张 三', trimmed: true });
    expect(parseValue('a  b', { type: 'text' })).toEqual({ value: 'a  b' });
  });
});

describe('integer', () => {
  it.each<[string, unknown]>([
    ['12', 12],
    [' -12 ', -12],
    ['+7', 7],
    ['1,234,567', 1_234_567],
    ['１２３', 123],
    ['12.00', 12],
    ['-0', 0],
    ['12.5', 'type'],
    ['1,23', 'type'],
    ['1.2E+11', 'type'],
    ['12a', 'type'],
    ['', 'type'],
    ['9007199254740993', 'too-large'],
  ])('%s', (cell, expected) => expect(result(cell, { type: 'integer' })).toBe(expected));
});

describe('number', () => {
  it.each<[string, unknown]>([
    ['0.5', 0.5],
    ['.5', 0.5],
    ['1,234.56', 1234.56],
    ['1 234.5', 1234.5],
    ["1'234'567", 1_234_567],
    ['１，２３４．５', 1234.5],
    ['(1,234.50)', -1234.5],
    ['100.00-', -100],
    ['−3', -3],
    ['1.5e3', 1500],
    ['--3', 'type'],
    ['(-3)', 'type'],
    ['1,2345', 'type'],
    ['1,234 567', 'type'],
    ['.', 'type'],
    ['13%', 'type'],
    ['1e999', 'too-large'],
  ])('%s', (cell, expected) => expect(result(cell, { type: 'number' })).toBe(expected));

  it.each<[string, unknown]>([
    ['1.234,56', 1234.56],
    ['12,5', 12.5],
    ['1.234', 1234],
    ['1.23', 'type'],
  ])('with decimal comma: %s', (cell, expected) => {
    expect(result(cell, { type: 'number', format: 'decimal-comma' })).toBe(expected);
  });
});

describe('money', () => {
  it.each<[string, string, unknown]>([
    ['3578', 'USD', 357_800],
    ['1,234.5', 'CNY', 123_450],
    ['0.29', 'USD', 29],
    ['1.15', 'USD', 115],
    ['¥1,234.50', 'CNY', 123_450],
    ['￥１２', 'CNY', 1200],
    ['100 元', 'CNY', 10_000],
    ['RMB 8', 'CNY', 800],
    ['-¥5', 'CNY', -500],
    ['($5.00)', 'USD', -500],
    ['US$5', 'USD', 500],
    ['12 EUR', 'EUR', 1200],
    ['500', 'JPY', 500],
    ['1.234', 'KWD', 1234],
    ['12.500', 'USD', 1250],
    ['0', 'USD', 0],
    ['-0.00', 'USD', 0],
    ['12.345', 'USD', 'bad-format'],
    ['5.5', 'JPY', 'bad-format'],
    ['$5', 'EUR', 'type'],
    ['12 EUR', 'USD', 'type'],
    ['1E3', 'USD', 'type'],
    ['abc', 'USD', 'type'],
    ['99999999999999999', 'USD', 'too-large'],
  ])('%s in %s', (cell, currency, expected) => expect(result(cell, { type: 'money', currency })).toBe(expected));

  it('is exact: whatever minor amount was written comes back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (minor) => {
        const size = String(Math.abs(minor)).padStart(3, '0');
        const text = `${minor < 0 ? '-' : ''}${size.slice(0, -2)}.${size.slice(-2)}`;
        expect(result(text, { type: 'money', currency: 'USD' })).toBe(minor);
      }),
    );
  });
});

describe('the other types', () => {
  const allowed = ['male', 'female'];
  it.each<[string, ValueSpec, unknown]>([
    ['20101229', { type: 'date', format: 'yyyyMMdd' }, '2010-12-29'],
    ['２０２５-01-06', { type: 'date' }, '2025-01-06'],
    ['2024-02-30', { type: 'date' }, 'not-a-date'],
    ['03/04/2025', { type: 'date' }, 'not-a-date'],
    ['2025-01-06 08:30', { type: 'datetime', timeZone: 'Asia/Shanghai' }, '2025-01-06T00:30:00.000Z'],
    ['soon', { type: 'datetime' }, 'not-a-date'],
    ['是', { type: 'boolean' }, true],
    ['YES', { type: 'boolean' }, true],
    ['1', { type: 'boolean' }, true],
    ['否', { type: 'boolean' }, false],
    ['FALSE', { type: 'boolean' }, false],
    ['maybe', { type: 'boolean' }, 'type'],
    ['Male', { type: 'enum', allowed }, 'male'],
    ['M', { type: 'enum', allowed }, 'not-allowed-value'],
    ['A-1 ', { type: 'ref' }, 'A-1'],
    ['a@b.cn', { type: 'email' }, 'a@b.cn'],
    [`1${' '.repeat(30_000)}x`, { type: 'money' }, 'too-long'],
  ])('%s as %o', (cell, spec, expected) => expect(result(cell, spec)).toBe(expected));

  it('splits tags', () => {
    expect(result('vip, 老客户；vip |', { type: 'tags' })).toEqual(['vip', '老客户']);
  });
});

describe('a value that does not parse', () => {
  it('is returned exactly as it came', () => {
    expect(parseValue(' 0 ', { type: 'date', format: 'yyyyMMdd' })).toEqual({
      raw: ' 0 ',
      fault: 'not-a-date',
      expected: 'yyyyMMdd',
      trimmed: true,
    });
  });

  const types = ['text', 'integer', 'number', 'money', 'date', 'datetime', 'boolean', 'enum', 'tags'] as const;
  it('never throws and never loses the text, for any text and type', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...types), (cell, type) => {
        const parsed = parseValue(cell, { type, currency: 'CNY', allowed: ['a'] });
        if ('fault' in parsed) {
          expect(parsed.raw).toBe(cell);
          expect(fieldFaults).toHaveProperty(parsed.fault);
        }
      }),
      { numRuns: 500 },
    );
  });
});
