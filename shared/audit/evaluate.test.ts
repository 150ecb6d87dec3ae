import { expect, it } from 'vitest';
import * as z from 'zod';
import { defineGroupRule, defineRule } from '../kernel/rule.ts';
import type { ActiveGroupRule, ActiveRecordRule } from './active.ts';
import { activate, activeRules } from './active.ts';
import { noSettings } from './audited.ts';
import { rules } from './catalogue.ts';
import { checkAgainAt, evaluate, evaluateGroup } from './evaluate.ts';
import { badEmail } from './rules/bad-email.ts';
import { requiredMissing } from './rules/required-missing.ts';
import { factsAbout, record } from './testing.ts';

const label = { en: 'Test rule', zh: '测试规则' };
const base = {
  area: 'documents',
  severity: 'low',
  types: ['account'],
  label,
  explanation: label,
  help: label,
  dueDays: 5,
} as const;
const throwing = defineRule({
  ...base,
  id: 'throwing',
  settings: noSettings,
  evaluate: () => {
    throw new Error('cannot divide');
  },
  checkAgain: () => {
    throw new Error('cannot divide');
  },
});
const active = (...list: Parameters<typeof activate>[0][]) => list.map((rule) => activate(rule) as ActiveRecordRule);

it('goes on when a rule throws, and says which and where', () => {
  const subject = record('account', { name: 'A', email: 'x' });
  const facts = factsAbout([subject]);
  const { sightings, failures } = evaluate(active(badEmail, throwing, requiredMissing), subject, facts);
  expect(sightings.map((one) => [one.rule, one.fault.locator])).toEqual([
    ['bad-email', 'email'],
    ['required-missing', 'country'],
  ]);
  expect(failures).toEqual([{ rule: 'throwing', at: subject.id, message: 'cannot divide' }]);
  expect(checkAgainAt(active(throwing), subject, facts)).toBeUndefined();
});

it('names the subject with its owner, and says a fault once', () => {
  const twice = defineRule({
    ...base,
    id: 'twice',
    settings: noSettings,
    evaluate: () => [
      { locator: 'name', found: '1' },
      { locator: 'name', found: '2' },
    ],
  });
  const subject = record('account', { name: 'Ocean' }, { ownerId: 'mem_7', teamId: 'east' });
  expect(evaluate(active(twice), subject, factsAbout([subject])).sightings).toEqual([
    {
      rule: 'twice',
      area: 'documents',
      severity: 'low',
      dueDays: 5,
      subject: { type: 'account', id: subject.id, title: 'Ocean', ownerId: 'mem_7', teamId: 'east' },
      fault: { locator: 'name', found: '1' },
    },
  ]);
});

it('passes over other kinds of record and those that are gone', () => {
  const archived = record('account', { email: 'x' }, { archivedAt: '2026-11-02T00:00:00.000Z' });
  const removed = record('account', { email: 'x' }, { removedAt: '2026-11-02T00:00:00.000Z' });
  const order = record('order', {});
  for (const subject of [archived, removed, order])
    expect(evaluate(active(badEmail, throwing), subject, factsAbout([subject]))).toMatchObject({
      failures: subject === order ? [] : [],
      sightings: [],
    });
});

it('reports a group rule that throws at its group', () => {
  const rule = defineGroupRule({
    ...base,
    id: 'bad-group',
    settings: noSettings,
    keys: () => ['k'],
    evaluateGroup: () => {
      throw new Error('no');
    },
  });
  expect(evaluateGroup(activate(rule) as ActiveGroupRule, 'k', factsAbout([])).failures).toEqual([
    { rule: 'bad-group', at: 'k', message: 'no' },
  ]);
});

it('runs rules as the workspace has set them', () => {
  const settings = {
    'bad-email': { enabled: false },
    'bad-phone': { severity: 'high' as const, dueDays: 1 },
    'opportunity-stuck': { settings: { proposal: 5 } },
  };
  const on = new Map(activeRules(rules, settings).map((one) => [one.rule.id, one]));
  expect(on.has('bad-email')).toBe(false);
  expect(on.get('bad-phone')).toMatchObject({ severity: 'high', dueDays: 1 });
  expect(on.get('opportunity-stuck')!.settings).toEqual({
    prospecting: 30,
    qualification: 30,
    proposal: 5,
    negotiation: 30,
  });
  expect(activeRules(rules, settings, ['bad-email', 'bad-date']).map((one) => one.rule.id)).toEqual(['bad-date']);
});

it('falls back to the defaults where stored settings no longer fit the rule', () => {
  const rule = defineRule({
    ...base,
    id: 'tuned',
    settings: z.strictObject({ hours: z.int().min(1).default(24) }),
    evaluate: () => [],
  });
  expect(activeRules([rule], { tuned: { settings: { hours: 0 }, dueDays: 2 } })[0]).toMatchObject({
    settings: { hours: 24 },
    dueDays: 2,
  });
  expect(() => activate(rule, { settings: { hours: 0 } })).toThrow();
});
