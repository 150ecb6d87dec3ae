import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { entityOf, isEntity } from '../entities.ts';
import { fieldsOf } from '../kernel/field.ts';
import type { Rec } from '../kernel/record.ts';
import type { Rule } from '../kernel/rule.ts';
import { rowOf } from '../search/row.ts';
import type { AnyGroupRule, AnyRecordRule } from './active.ts';
import { activate } from './active.ts';
import { rules } from './catalogue.ts';
import { checkAgainAt, evaluate, evaluateGroup } from './evaluate.ts';
import { indexGroups } from './groups.ts';
import { remember } from './remember.ts';
import { factsAbout, NOW, record } from './testing.ts';

// A rule's id is stable for ever: findings and problem-book entries point to it. Taking one off this list is a decision.
const ids = [
  'amount-differs',
  'amounts-do-not-add-up',
  'approved-price-stretched',
  'back-dated',
  'bad-address',
  'bad-country',
  'bad-date',
  'bad-email',
  'bad-phone',
  'bad-tax-id',
  'bounced-often',
  'cause-again',
  'code-rule-broken',
  'complaint-closed-incomplete',
  'complaint-contact-not-logged',
  'complaint-entered-late',
  'critical-change-unreviewed',
  'customer-code-two-products',
  'date-in-future',
  'dates-out-of-order',
  'deal-dates-out-of-order',
  'deviation-unhandled',
  'documents-in-bulk',
  'duplicate-account',
  'duplicate-contact',
  'duplicate-lead',
  'duplicate-order-number',
  'duplicate-product',
  'edited-after-approval',
  'entered-late',
  'exposure-differs',
  'fast-lane-after-return',
  'help-entry-stale',
  'history-chain-broken',
  'inconsistent-quotes',
  'lost-without-reason',
  'not-positive',
  'off-list-unapproved',
  'opportunity-no-next-step',
  'opportunity-past-close',
  'opportunity-stuck',
  'order-not-approved-in-time',
  'order-reentered',
  'order-split',
  'orphan-reference',
  'over-credit-limit',
  'owner-inactive',
  'payment-unallocated',
  'prevention-without-effect',
  'price-change-not-approved-in-time',
  'probation-error',
  'product-several-codes',
  'quote-not-approved-in-time',
  'receivable-overdue-unattended',
  'required-missing',
  'rubber-stamped',
  'rule-failed',
  'sale-below-floor',
  'self-approval',
  'several-prices',
  'shipment-not-approved-in-time',
  'shipment-without-receivable',
  'stale-record',
  'step-out-of-order',
  'step-overdue',
  'step-repeated',
  'step-skipped',
  'steps-in-bulk',
  'steps-in-bulk-person',
  'unreadable-value',
  'unrecorded-quote',
  'unused-access',
  'value-not-allowed',
  'work-outside',
];

it('holds every rule, once, and a file with a test for each', () => {
  expect(rules.map((rule) => rule.id)).toEqual(ids);
  const files = readdirSync(join(import.meta.dirname, 'rules'));
  expect(files.filter((name) => !name.endsWith('.test.ts')).sort()).toEqual(ids.map((id) => `${id}.ts`).sort());
  // What `rule-failed` does is the engine's doing and is tested with it.
  const tested = ids
    .filter((id) => id !== 'rule-failed')
    .map((id) => `${id}.test.ts`)
    .sort();
  expect(files.filter((name) => name.endsWith('.test.ts')).sort()).toEqual(tested);
});

/** What a rule throws at records, each by itself; when it looks again lies ahead. */
const recordFailures = (rule: AnyRecordRule, records: readonly Rec[]): string[] => {
  const [active, facts] = [activate(rule), factsAbout(records)];
  return records.flatMap((one) => {
    const at = checkAgainAt([active], one, facts);
    const late = at !== undefined && !(at > NOW) ? [`${one.type} looks again ${at}`] : [];
    return [...late, ...evaluate([active], one, facts).failures.map(({ message }) => `${one.type}: ${message}`)];
  });
};

/** The same of a group rule, at each of its groups. */
const groupFailures = (rule: AnyGroupRule, records: readonly Rec[]): string[] => {
  const keys = indexGroups(
    rule,
    records.map((one) => rowOf(entityOf(one.type), one)),
  ).keys();
  const facts = factsAbout(records);
  return [...keys].flatMap((key) => evaluateGroup(activate(rule), key, facts).failures.map(({ message }) => message));
};

const languages = ['en', 'zh'] as const;
const source = (name: string): string => readFileSync(join(import.meta.dirname, 'rules', name), 'utf8');

interface Property {
  type?: string;
  title?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
}
const settingsOf = (rule: Rule): [string, Property][] =>
  Object.entries((z.toJSONSchema(rule.settings, { io: 'input' }).properties ?? {}) as Record<string, Property>);

/** Values of every kind, none of which a field was made for. */
const nonsense: readonly unknown[] = [
  '',
  ' ',
  '☃',
  -1,
  1e12,
  true,
  null,
  [],
  ['x', 1],
  {},
  '2026-02-30',
  '2026-99-99',
  '2026-99-99T99:99:99Z',
  'mem_1',
  'x'.repeat(500),
];
/** Records of a kind that say nothing, and records that say nonsense in every field and every line. */
const poorOf = (type: string): Rec[] => {
  const entity = entityOf(type);
  const names = fieldsOf(entity.fields).map(({ name }) => name);
  const cells = fieldsOf(entity.lines ?? {}).map(({ name }) => name);
  const filled = (fields: readonly string[], shift: number) =>
    Object.fromEntries(fields.map((name, index) => [name, nonsense[(index + shift) % nonsense.length]]));
  return [
    record(type, {}),
    record(type, {}, { lines: [{}], ownerId: 'mem_1' }),
    ...nonsense.map((_value, shift) =>
      record(type, filled(names, shift), { lines: [filled(cells, shift), filled(cells, shift + 1)] }),
    ),
  ];
};

/** Many rules look at the same kinds. */
const known = new Map<string, Rec[]>();
const poor = (type: string): Rec[] => remember(known, type, () => poorOf(type));

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('is named, explained and helped with in both languages', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    for (const label of [rule.label, rule.explanation, rule.help]) {
      expect(label.en.trim().length).toBeGreaterThan(5);
      expect(label.zh).toMatch(/\p{Script=Han}{2}/u);
      expect(label.en).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it.each(languages)('says three different things: what it is, why it matters, how to do it right (%s)', (language) => {
    const [label, explanation, help] = [rule.label, rule.explanation, rule.help].map((one) => one[language]) as [
      string,
      string,
      string,
    ];
    expect(new Set([label, explanation, help]).size).toBe(3);
    // A name fits a row of the list; the others are whole sentences.
    expect(label).not.toMatch(/[.。]$/);
    expect(label.length).toBeLessThanOrEqual(60);
    for (const text of [explanation, help]) {
      expect(text).toMatch(language === 'en' ? /[.?]$/ : /。$/);
      expect(text.length).toBeGreaterThan(language === 'en' ? 30 : 12);
      expect(text.length).toBeLessThanOrEqual(320);
    }
  });

  it('is written in the signs of each language', () => {
    for (const { en, zh } of [rule.label, rule.explanation, rule.help]) {
      expect(zh).not.toMatch(
        /\p{Script=Han}[,;:?!()]|[,;:?!()]\p{Script=Han}|\p{Script=Han}\.|\p{Script=Han} +\p{Script=Han}/u,
      );
      expect(en).not.toMatch(/[，。；：？！（）“”]\p{Script=Han}|'| {2}/u);
    }
  });

  it('looks at kinds of record that there are, and is in time', () => {
    expect(rule.types.every(isEntity)).toBe(true);
    expect(new Set(rule.types).size).toBe(rule.types.length);
    if (id !== 'rule-failed') expect(rule.types.length).toBeGreaterThan(0);
    expect(Number.isInteger(rule.dueDays) && rule.dueDays > 0 && rule.dueDays <= 30).toBe(true);
    // What is grave does not wait as long as what is not.
    if (rule.severity === 'high') expect(rule.dueDays).toBeLessThanOrEqual(14);
  });

  it('runs with no settings given; each has a default, bounds and a name in both languages', () => {
    expect(rule.settings.safeParse({}).success).toBe(true);
    expect(rule.settings.safeParse({ nonsense: 1 }).success).toBe(false);
    for (const [name, setting] of settingsOf(rule)) {
      expect(setting.default, name).toBeDefined();
      const [en = '', zh = '', ...more] = (setting.title ?? '').split(' / ');
      expect(more, name).toEqual([]);
      expect(en, name).toMatch(/^[A-Z][^\p{Script=Han}]+$/u);
      expect(zh, name).toMatch(/\p{Script=Han}/u);
      expect(['integer', 'number', 'boolean', 'string'], name).toContain(setting.type);
      if (setting.type !== 'integer' && setting.type !== 'number') continue;
      expect(Number(setting.default)).toBeGreaterThanOrEqual(setting.minimum!);
      expect(Number(setting.default)).toBeLessThanOrEqual(setting.maximum!);
      for (const beyond of [setting.minimum! - 1, setting.maximum! + 1])
        expect(rule.settings.safeParse({ [name]: beyond }).success, name).toBe(false);
    }
  });

  it('throws at no record, however poor', () => {
    const records = rule.types.flatMap(poor);
    const failures = rule.kind === 'group' ? groupFailures(rule, records) : recordFailures(rule, records);
    expect(failures).toEqual([]);
  });

  it('is tested with what it finds and with what it lets be', () => {
    if (id === 'rule-failed') return;
    const text = source(`${id}.test.ts`);
    // What a case expects: places or counts of faults; none of either.
    expect(text).toMatch(
      /\[['"`][\w. -]+['"`]|, [1-9]\d*\]|, true\]|: ['"[]|toMatchObject|toEqual\(\[\s*\{|toHaveLength\([1-9]/,
    );
    expect(text).toMatch(/\[\]|, 0,?\s*\]|, false\]|toBe\(0\)|toHaveLength\(0\)|toEqual\(\[\]\)/);
  });

  it('looks again where time alone changes the answer', () => {
    const asksClock = /\b(?:now|today)\b/.test(
      source(`${id}.ts`).replace(/\/\*\*[\s\S]*?\*\/|\/\/.*|'(?:[^'\\]|\\.)*'/g, ''),
    );
    if (asksClock) expect(rule.kind === 'group' ? rule.byTime : rule.checkAgain).toBeDefined();
    // A night asks such a rule of all groups: what it needs must be in memory.
    if (rule.kind === 'group' && rule.byTime) expect(rule.needs).toBeUndefined();
  });
});
