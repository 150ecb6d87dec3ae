import type { CodeSegment, EntityStandard } from '../standards/standard.ts';

export type CodeRule = NonNullable<EntityStandard['codeRule']>;

/** What a code is made for: the record's fields and the year in the workspace's zone. */
export interface CodeSubject {
  data: Readonly<Record<string, unknown>>;
  year: string;
}

const digitsOf = (text: string): number[] => [...text.replace(/\D/g, '')].map(Number);

/** Luhn: ISO/IEC 7812-1; every second digit from the right is doubled, its digits added. */
const luhn = (digits: readonly number[]): number => {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = digits[digits.length - 1 - index]!;
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return (10 - (sum % 10)) % 10;
};

/** ISO 7064 MOD 11,10, whose result is always one digit. */
const mod11 = (digits: readonly number[]): number => {
  let product = 10;
  for (const digit of digits) {
    const sum = (digit + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10;
};

/** The check digit of what stands before it; letters are left out. */
export const checkDigit = (of: 'luhn' | 'mod11', before: string): string =>
  String((of === 'luhn' ? luhn : mod11)(digitsOf(before)));

const escaped = (text: string): string => text.replace(/[.\\/^$*+?()[\]{}|]/g, '\\$&');

const segmentPattern = (segment: CodeSegment): string => {
  switch (segment.kind) {
    case 'text':
      return escaped(segment.value);
    case 'field': {
      const words = [...new Set([...Object.values(segment.map), ...(segment.otherwise ? [segment.otherwise] : [])])];
      return `(?:${words.map(escaped).join('|')})`;
    }
    case 'year':
    case 'number':
      return `\\d{${segment.digits}}`;
    case 'check':
      return '\\d';
  }
};

/** The pattern that codes made of these parts have. */
export const patternOfSegments = (segments: readonly CodeSegment[]): string => segments.map(segmentPattern).join('');

/**
 * The parts of a rule; where none are given, those that its example shows: what stands before its last digits, and the number. Undefined
 * where codes made so would break the rule's own pattern.
 */
export const segmentsOf = (rule: CodeRule): readonly CodeSegment[] | undefined => {
  if (rule.segments) return rule.segments;
  const [, before = '', number] = /^(.*?)(\d{1,12})$/u.exec(rule.example) ?? [];
  if (number === undefined || before.length > 20) return undefined;
  const segments: CodeSegment[] = [
    ...(before === '' ? [] : [{ kind: 'text', value: before } as const]),
    { kind: 'number', digits: number.length },
  ];
  const fits = (code: string): boolean => {
    try {
      return new RegExp(`^(?:${rule.pattern})$`, 'u').test(code);
    } catch {
      return false;
    }
  };
  return fits(`${before}${'9'.padStart(number.length, '0')}`) ? segments : undefined;
};

/** What stands before and behind the number of a code for a subject; undefined where a field has no letters, or there is no number. */
export interface Series {
  before: string;
  digits: number;
  /** The code with this number. */
  code: (number: number) => string;
}

export const seriesOf = (segments: readonly CodeSegment[], { data, year }: CodeSubject): Series | undefined => {
  const parts = segments.map((segment): string | undefined => {
    if (segment.kind === 'text') return segment.value;
    if (segment.kind === 'year') return year.slice(4 - segment.digits);
    if (segment.kind === 'field') {
      const letters = segment.map as Readonly<Record<string, string>>;
      const value = String(data[segment.field] ?? '');
      return (Object.hasOwn(letters, value) ? letters[value] : undefined) ?? segment.otherwise;
    }
    return '';
  });
  const at = segments.findIndex(({ kind }) => kind === 'number');
  const number = segments[at];
  if (number?.kind !== 'number' || parts.some((part) => part === undefined)) return undefined;
  return {
    before: parts.slice(0, at).join(''),
    digits: number.digits,
    code: (value) => {
      let code = '';
      segments.forEach((segment, index) => {
        if (segment.kind === 'number') code += String(value).padStart(segment.digits, '0');
        else if (segment.kind === 'check') code += checkDigit(segment.of, code);
        else code += parts[index];
      });
      return code;
    },
  };
};

/** The number in a code of a series; undefined for a code of another one. */
export const numberIn = (series: Series, code: string): number | undefined => {
  if (!code.startsWith(series.before)) return undefined;
  const digits = /^\d+/.exec(code.slice(series.before.length))?.[0].slice(0, series.digits);
  if (digits?.length !== series.digits) return undefined;
  const number = Number(digits);
  return series.code(number) === code ? number : undefined;
};

/** Whether the check digits of a code are right; a rule without check digits is content. */
export const checksHold = (rule: CodeRule, code: string): boolean => {
  if (!rule.segments?.some(({ kind }) => kind === 'check')) return true;
  // Widths are known but for the letters of a field, of which each is tried. Letters that overlap lead to one place by many ways:
  // none is gone from twice.
  const dead = new Set<string>();
  const walk = (index: number, at: number): boolean => {
    const place = `${index}|${at}`;
    if (dead.has(place)) return false;
    const holds = step(index, at);
    if (!holds) dead.add(place);
    return holds;
  };
  const step = (index: number, at: number): boolean => {
    const segment = rule.segments![index];
    if (!segment) return at === code.length;
    if (segment.kind === 'text')
      return code.startsWith(segment.value, at) && walk(index + 1, at + segment.value.length);
    if (segment.kind === 'check')
      return code[at] === checkDigit(segment.of, code.slice(0, at)) && walk(index + 1, at + 1);
    if (segment.kind === 'field') {
      const words = [...Object.values(segment.map), ...(segment.otherwise ? [segment.otherwise] : [])];
      return words.some((word) => code.startsWith(word, at) && walk(index + 1, at + word.length));
    }
    return /^\d+$/.test(code.slice(at, at + segment.digits)) && walk(index + 1, at + segment.digits);
  };
  return walk(0, 0);
};

/** Most gaps that are told. */
export const MAX_GAPS = 20;

/** Numbers that are in use, those left out below the highest, and the next one. */
export const registerOf = (
  series: Series,
  codes: Iterable<string>,
): { used: number; highest: number; gaps: string[]; next: string | undefined } => {
  const numbers = new Set<number>();
  for (const code of codes) {
    const number = numberIn(series, code);
    if (number !== undefined) numbers.add(number);
  }
  const sorted = [...numbers].sort((a, b) => a - b);
  const gaps: string[] = [];
  // Below the lowest one nothing is missing: a company begins its series where it likes.
  for (let index = 1; index < sorted.length && gaps.length < MAX_GAPS; index++)
    for (let number = sorted[index - 1]! + 1; number < sorted[index]! && gaps.length < MAX_GAPS; number++)
      gaps.push(series.code(number));
  const highest = sorted.at(-1) ?? 0;
  return {
    used: sorted.length,
    highest,
    gaps,
    next: String(highest + 1).length > series.digits ? undefined : series.code(highest + 1),
  };
};
