import { describe, expect, test } from 'vitest';
import type { ProcessDefinition } from '../../../shared/kernel/process.ts';
import { orderProcess } from '../../../shared/sales/order.process.ts';
import type { DocumentProcess, StepOption } from './api.ts';
import { isLocked, lockOf, unlockOf } from './lock.ts';

const at = (state: string, over: { enforcement?: DocumentProcess['enforcement']; allowed?: boolean } = {}) =>
  ({
    definition: orderProcess as ProcessDefinition,
    enforcement: over.enforcement ?? 'enforced',
    standing: { state },
    options: orderProcess.transitions
      .filter((one) => one.from.includes(state))
      .map(({ id, label, to }): StepOption => ({ action: id, label, to, allowed: over.allowed ?? true, refusals: [] })),
  }) as unknown as DocumentProcess;

describe('a document’s lock', () => {
  test.each([
    ['draft', 'dueDate', 'field', false],
    ['approved', 'dueDate', 'field', true],
    ['approved', 'note', 'field', false],
    ['approved', 'custom.size', 'custom', true],
    ['approved', 'ownerId', 'envelope', false],
    ['shipped', 'shipDate', 'field', false],
  ] as const)('in state %s it holds %s (%s): %s', (state, name, place, held) => {
    expect(isLocked(lockOf(at(state)), { name, place })).toBe(held);
  });

  test('under advisory a change passes and is recorded; a pilot holds as if it were enforced', () => {
    expect(lockOf(at('approved', { enforcement: 'advisory' }))?.edits).toBe('recorded');
    expect(lockOf(at('approved', { enforcement: 'pilot' }))?.edits).toBe('refused');
  });

  test('the step that opens it is offered, even while it is not allowed', () => {
    expect(unlockOf(at('approved'))?.action).toBe('revise');
    expect(unlockOf(at('closed', { allowed: false }))?.action).toBe('reopen');
    expect(unlockOf(at('draft'))).toBeUndefined();
    expect(unlockOf(at('pending-approval'))).toBeUndefined();
  });
});
