import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DateFormat, dateFormats, detectDateFormat, fromSerial, instantOf, readDate } from './dates.ts';

describe('readDate', () => {
  it.each<[string, DateFormat, string]>([
    ['2025-10-06', 'yyyy-MM-dd', '2025-10-06'],
    ['2025/1/6', 'yyyy-MM-dd', '2025-01-06'],
    ['2025.01.06', 'yyyy-MM-dd', '2025-01-06'],
    ['2025-10-06T08:30:00Z', 'yyyy-MM-dd', '2025-10-06'],
    ['20101229', 'yyyyMMdd', '2010-12-29'],
    ['20101229 083000', 'yyyyMMdd', ''],
    ['20101229 08:30', 'yyyyMMdd', '2010-12-29'],
    ['0', 'yyyyMMdd', ''],
    ['32154', 'yyyyMMdd', ''],
    ['31/12/2024', 'dd/MM/yyyy', '2024-12-31'],
    ['12/31/2024', 'dd/MM/yyyy', ''],
    ['12/31/2024 11:59 PM', 'MM/dd/yyyy', '2024-12-31'],
    ['31.12.2024', 'dd/MM/yyyy', '2024-12-31'],
    ['31.12/2024', 'dd/MM/yyyy', ''],
    ['2025年1月6日', 'yyyy年M月d日', '2025-01-06'],
    ['2025年01月06日 8时30分', 'yyyy年M月d日', '2025-01-06'],
    ['45658', 'excel-serial', '2025-01-01'],
    ['60', 'excel-serial', ''],
    ['2024-02-30', 'yyyy-MM-dd', ''],
    ['2023-02-29', 'yyyy-MM-dd', ''],
    ['2024-02-29', 'yyyy-MM-dd', '2024-02-29'],
    ['1800-01-01', 'yyyy-MM-dd', '1800-01-01'],
    ['1799-12-31', 'yyyy-MM-dd', ''],
    ['2200-12-31', 'yyyy-MM-dd', '2200-12-31'],
    ['9999-09-13', 'yyyy-MM-dd', ''],
    ['2025-01-06 25:00', 'yyyy-MM-dd', ''],
    ['2025-01-06 08:61', 'yyyy-MM-dd', ''],
    ['2025-01-06x', 'yyyy-MM-dd', ''],
  ])('reads %s as %s: %s', (text, format, date) => {
    expect(readDate(text, format)?.date ?? '').toBe(date);
  });

  it.each([
    ['2025-10-06', '2025-10-06'],
    ['20251006', '2025-10-06'],
    ['2025年10月6日', '2025-10-06'],
    ['31/12/2024', '2024-12-31'],
    ['12/31/2024', '2024-12-31'],
    ['03/03/2025', '2025-03-03'],
    ['03/04/2025', ''],
    ['45658', ''],
  ])('without a format reads only what can mean one day: %s', (text, date) => {
    expect(readDate(text)?.date ?? '').toBe(date);
  });

  it('gives back every day of the calendar in each format', () => {
    const days = fc.integer({ min: Date.UTC(1800, 0, 1) / 864e5, max: Date.UTC(2200, 11, 31) / 864e5 });
    fc.assert(
      fc.property(days, (day) => {
        const date = new Date(day * 864e5).toISOString().slice(0, 10);
        const [y, m, d] = date.split('-') as [string, string, string];
        expect(readDate(`${y}${m}${d}`, 'yyyyMMdd')).toEqual({ date });
        expect(readDate(`${d}/${m}/${y}`, 'dd/MM/yyyy')).toEqual({ date });
        expect(readDate(`${Number(m)}/${Number(d)}/${y}`, 'MM/dd/yyyy')).toEqual({ date });
        expect(readDate(`${y}年${Number(m)}月${Number(d)}日`)).toEqual({ date });
      }),
      { numRuns: 200 },
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...dateFormats, undefined), (text, format) => {
        readDate(text, format);
      }),
    );
  });
});

describe('fromSerial', () => {
  it.each<[number, '1900' | '1904', string]>([
    [1, '1900', '1900-01-01'],
    [59, '1900', '1900-02-28'],
    [60, '1900', '1900-02-29'],
    [61, '1900', '1900-03-01'],
    [45658, '1900', '2025-01-01'],
    [45658.354166666664, '1900', '2025-01-01 08:30:00.000'],
    [45658.999999999, '1900', '2025-01-02'],
    [0, '1904', '1904-01-01'],
    [44196, '1904', '2025-01-01'],
    [0.5, '1900', ''],
    [-1, '1904', ''],
    [3_000_000, '1900', ''],
    [Number.NaN, '1900', ''],
  ])('%d in the %s system is %s', (serial, system, shown) => {
    const written = fromSerial(serial, system);
    expect(written ? [written.date, written.time].filter(Boolean).join(' ') : '').toBe(shown);
  });
});

describe('instantOf', () => {
  const at = (text: string) => readDate(text) ?? { date: '' };
  it.each([
    ['2025-01-06T08:30:00Z', 'Asia/Shanghai', '2025-01-06T08:30:00.000Z'],
    ['2025-01-06 08:30', 'Asia/Shanghai', '2025-01-06T00:30:00.000Z'],
    ['2025-01-06 08:30:15.5+02:00', 'Asia/Shanghai', '2025-01-06T06:30:15.500Z'],
    ['2025-01-06', 'Asia/Shanghai', '2025-01-05T16:00:00.000Z'],
    ['2025-07-01 12:00', 'Europe/Berlin', '2025-07-01T10:00:00.000Z'],
    ['2025-03-30 03:30', 'Europe/Berlin', '2025-03-30T01:30:00.000Z'],
    ['1/31/2025 12:05 am', 'UTC', '2025-01-31T00:05:00.000Z'],
  ])('%s in %s is %s', (text, zone, instant) => {
    expect(instantOf(at(text), zone)).toBe(instant);
  });
});

describe('detectDateFormat', () => {
  it.each<[string, string[], DateFormat | undefined, boolean]>([
    ['ISO', ['2025-10-06', '', '2025-10-07'], 'yyyy-MM-dd', false],
    ['compact with a few broken', ['20101229', '20101230', '0', '20101231', '20110101'], 'yyyyMMdd', false],
    [
      'day first, one day beyond 12',
      ['03/04/2025', '31/04/2025', '13/04/2025', '01/02/2025', '05/06/2025'],
      'dd/MM/yyyy',
      false,
    ],
    ['month first', ['04/13/2025', '04/14/2025', '01/02/2025'], 'MM/dd/yyyy', false],
    ['either', ['03/04/2025', '05/06/2025'], 'dd/MM/yyyy', true],
    ['Chinese', ['2025年1月6日'], 'yyyy年M月d日', false],
    ['serials', ['45658', '45659.5'], 'excel-serial', false],
    ['no dates', ['a', 'b', '2025-01-01'], undefined, false],
    ['nothing', ['', ' '], undefined, false],
  ])('%s', (_, texts, format, ambiguous) => {
    const guess = detectDateFormat(texts);
    expect(guess?.format).toBe(format);
    expect(guess?.ambiguous ?? false).toBe(ambiguous);
  });
});
