import { describe, expect, test } from 'vitest';
import { guardRefusals } from '../../../shared/process/guards.ts';
import { refuse } from '../../../shared/process/refusals.ts';
import type { StepOption } from './api.ts';
import { isTakenElsewhere, reasonsOf, wayOfStep } from './reasons.ts';

const missing = (field: string) => refuse('field-missing', { field });

describe('reasons as people read them', () => {
  test('one rule about several fields is said once, with each field', () => {
    expect(reasonsOf([missing('accountId'), missing('lines'), missing('accountId')])).toMatchObject([
      { rule: 'field-missing', fields: ['accountId', 'lines'] },
    ]);
  });

  test('every reason says how to get past it: that of a rule, and that of a condition', () => {
    const priced = guardRefusals([{ id: 'lines-priced' }], { data: {}, lines: [{ quantity: 1 }] } as never, {
      now: '2026-11-20T02:00:00Z',
      today: '2026-11-20',
      currency: 'CNY',
      ref: () => undefined,
    });
    const reasons = reasonsOf([refuse('wrong-role'), ...priced]);
    expect(reasons.map((one) => one.fields)).toEqual([[], ['lines.0.unitPrice']]);
    for (const { way, help } of reasons) {
      expect(way?.en).toMatch(/\S/);
      expect(way?.zh).toMatch(/\p{Script=Han}/u);
      expect(help).toMatch(/^\/docs#rule-/);
    }
  });
});

describe('how a step can be taken', () => {
  const option = (over: Partial<StepOption>): StepOption => ({
    action: 'submit',
    label: { en: 'Submit', zh: '提交' },
    to: 'pending-approval',
    allowed: true,
    refusals: [],
    ...over,
  });
  test.each([
    ['nothing objects: at once', option({}), 'go', 'go'],
    ['a reason is required: asked', option({ comment: 'required' }), 'ask', 'ask'],
    [
      'a missing reason is no objection: asked',
      option({ comment: 'required', refusals: [refuse('comment-missing')] }),
      'ask',
      'ask',
    ],
    ['something to mind: asked', option({ caution: { en: 'Mind', zh: '注意' } }), 'ask', 'ask'],
    [
      'a field is missing: blocked, or a departure where the process only advises',
      option({ refusals: [missing('lines')] }),
      'blocked',
      'depart',
    ],
    [
      'a rule that is never advice: blocked everywhere',
      option({ refusals: [refuse('unknown-state')] }),
      'blocked',
      'blocked',
    ],
  ])('%s', (_what, step, enforced, advised) => {
    expect(wayOfStep(step, false)).toBe(enforced);
    expect(wayOfStep(step, true)).toBe(advised);
  });

  test('a step that an operation of its own takes is not offered a second time', () => {
    const rule = (id: string) => ({ ...missing('accountId'), rule: id });
    expect(isTakenElsewhere(option({ allowed: false, refusals: [rule('lead-converted')] }))).toBe(true);
    expect(isTakenElsewhere(option({ allowed: false, refusals: [rule('lead-reachable')] }))).toBe(false);
    expect(isTakenElsewhere(option({}))).toBe(false);
  });
});
