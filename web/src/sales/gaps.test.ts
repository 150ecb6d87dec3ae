import { describe, expect, test } from 'vitest';
import { guardRefusals } from '../../../shared/process/guards.ts';
import { refuse } from '../../../shared/process/refusals.ts';
import type { DocumentProcess, StepOption } from '../process/api.ts';
import { gapsOf, moveTo } from './gaps.ts';

const overdue = guardRefusals([{ id: 'close-date-ahead' }], { data: { closeDate: '2026-01-01' } } as never, {
  now: '2026-11-20T02:00:00Z',
  today: '2026-11-20',
  currency: 'CNY',
  ref: () => undefined,
});

describe('what a card that was moved is asked for', () => {
  test.each([
    ['a missing field is asked for', [refuse('field-missing', { field: 'lostReason' })], ['lostReason'], false],
    ['a date that is past is asked for anew', overdue, ['closeDate'], false],
    ['a reason is asked for', [refuse('comment-missing', { field: 'comment' })], [], true],
    ['each field is asked once', [refuse('field-missing', { field: 'closeDate' }), ...overdue], ['closeDate'], false],
  ])('%s', (_what, refusals, fields, reason) => {
    expect(gapsOf(refusals, false)).toEqual({ fields, reason, departs: [], advisory: false });
  });

  test.each([
    ['the wrong role', [refuse('wrong-role')]],
    ['a leap over stages', [refuse('no-such-step')]],
    ['the wrong role besides a missing field', [refuse('wrong-role'), refuse('field-missing', { field: 'amount' })]],
  ])('%s is refused, unless the process only advises: then it wants a reason', (_what, refusals) => {
    expect(gapsOf(refusals, false)).toBeUndefined();
    expect(gapsOf(refusals, true)).toMatchObject({ reason: true, departs: [refusals[0]] });
  });

  test('what is never advice is refused under advisory too', () => {
    expect(gapsOf([refuse('unknown-state')], true)).toBeUndefined();
  });
});

describe('a move to a state', () => {
  const option = (to: string, over: Partial<StepOption> = {}): StepOption => ({
    action: `to-${to}`,
    label: { en: to, zh: to },
    to,
    allowed: true,
    refusals: [],
    ...over,
  });
  const process = (options: StepOption[]) => ({ enforcement: 'enforced', options }) as unknown as DocumentProcess;

  test('goes where nothing objects, by the way with the fewest objections', () => {
    const ways = [option('won', { refusals: [refuse('wrong-role')] }), option('won')];
    expect(moveTo(process(ways), 'won')).toEqual({ how: 'go' });
  });

  test('asks for the reason that a step wants', () => {
    expect(moveTo(process([option('lost', { comment: 'required' })]), 'lost')).toMatchObject({
      how: 'ask',
      gaps: { reason: true, fields: [] },
    });
  });

  test('is refused where no step leads', () => {
    expect(moveTo(process([option('won')]), 'lost')).toMatchObject({ how: 'refused' });
  });
});
