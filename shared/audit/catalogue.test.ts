import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isEntity } from '../entities.ts';
import { rules } from './catalogue.ts';

// A rule's id is stable for ever: findings and problem-book entries point to it. Taking one off this list is a decision.
const ids = [
  'amount-differs',
  'amounts-do-not-add-up',
  'approved-price-stretched',
  'back-dated',
  'bad-country',
  'bad-date',
  'bad-email',
  'bad-phone',
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
  'payment-unallocated',
  'price-change-not-approved-in-time',
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
  'step-overdue',
  'step-skipped',
  'steps-in-bulk',
  'steps-in-bulk-person',
  'unreadable-value',
  'unrecorded-quote',
  'value-not-allowed',
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

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('is named, explained and helped with in both languages', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    for (const label of [rule.label, rule.explanation, rule.help]) {
      expect(label.en.trim().length).toBeGreaterThan(5);
      expect(label.zh).toMatch(/\p{Script=Han}{2}/u);
      expect(label.en).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it('looks at kinds of record that there are, and runs with no settings given', () => {
    expect(rule.types.every(isEntity)).toBe(true);
    expect(rule.settings.safeParse({}).success).toBe(true);
    expect(rule.settings.safeParse({ nonsense: 1 }).success).toBe(false);
    expect(Number.isInteger(rule.dueDays) && rule.dueDays > 0).toBe(true);
  });
});
