import { expect, it } from 'vitest';
import { idPattern } from '../../shared/kernel/id.ts';
import { findingId, runIdOf } from './identity.ts';

it('gives one id to one fault, and another to any other', () => {
  const id = findingId('bad-phone', 'acc_1', 'phone');
  expect(id).toMatch(idPattern('finding'));
  expect(findingId('bad-phone', 'acc_1', 'phone')).toBe(id);
  const others = [
    ['bad-phone', 'acc_1', 'mobile'],
    ['bad-phone', 'acc_11', 'phone'],
    ['bad-email', 'acc_1', 'phone'],
  ] as const;
  for (const [rule, subject, locator] of others) expect(findingId(rule, subject, locator)).not.toBe(id);
});

it('gives one run to one occasion', () => {
  const occasion = ['ws_a', 'sweep', 'schedule', '2026-11-21T18:00:00.000Z'];
  expect(runIdOf(occasion)).toMatch(idPattern('auditRun'));
  expect(runIdOf([...occasion])).toBe(runIdOf(occasion));
  expect(runIdOf(['ws_b', ...occasion.slice(1)])).not.toBe(runIdOf(occasion));
});
