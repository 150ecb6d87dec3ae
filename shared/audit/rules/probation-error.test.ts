import { expect, it } from 'vitest';
import { groupFaults, record } from '../testing.ts';
import { probationError } from './probation-error.ts';

const person = (data: Record<string, unknown> = { probationUntil: '2026-12-31' }, parts = {}) =>
  record('member', { name: 'Chen', status: 'active', ...data }, { id: 'mem_1', ...parts });
const finding = (data: Record<string, unknown> = {}, ownerId = 'mem_1') =>
  record(
    'finding',
    { rule: 'bad-phone', state: 'open', openedAt: '2026-11-20T02:00:00.000Z', subjectId: 'acc_1', ...data },
    { ownerId },
  );

it.each([
  ['a mistake during probation', [person(), finding()], ['mem_1 bad-phone']],
  ['one that came back', [person(), finding({ state: 'recurred' })], ['mem_1 bad-phone']],
  ['of two kinds', [person(), finding(), finding({ rule: 'bad-email' })], ['mem_1 bad-email', 'mem_1 bad-phone']],
  ['nobody on probation', [person({}), finding()], []],
  ['mended', [person(), finding({ state: 'fixed' })], []],
  ['explained', [person(), finding({ state: 'explained' })], []],
  ['at somebody else’s record', [person(), finding({}, 'mem_2')], []],
  ['on the last day', [person({ probationUntil: '2026-11-20' }), finding()], ['mem_1 bad-phone']],
  ['on the day after', [person({ probationUntil: '2026-11-19' }), finding()], []],
  [
    'on the day after by the clock of the company',
    [person({ probationUntil: '2026-11-20' }), finding({ openedAt: '2026-11-20T16:00:00.000Z' })],
    [],
  ],
  ['this rule’s own finding', [person(), finding({ rule: 'probation-error' })], []],
  ['a measure without effect', [person(), finding({ rule: 'prevention-without-effect' })], []],
  ['what somebody else left behind', [person(), finding({ rule: 'owner-inactive' })], []],
  ['a rule that failed', [person(), finding({ rule: 'rule-failed' })], []],
  ['of a person who is gone', [person(undefined, { archivedAt: 'x' }), finding()], []],
])('%s', (_name, records, wanted) => {
  const faults = groupFaults(probationError, records);
  expect(faults.map((one) => `${one.subjectId} ${one.locator}`).sort()).toEqual(wanted);
});

it('counts as many as its setting says, and names the records', () => {
  const setting = { settings: { times: 2 } };
  const two = [finding({ subjectId: 'acc_2' }), finding({ subjectId: 'acc_1' })];
  expect(groupFaults(probationError, [person(), two[0]!], { setting })).toEqual([]);
  expect(groupFaults(probationError, [person(), ...two], { setting })).toEqual([
    { subjectId: 'mem_1', locator: 'bad-phone', found: '2×', expected: '< 2×', related: ['acc_1', 'acc_2'] },
  ]);
});
