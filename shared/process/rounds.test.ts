import { describe, expect, it } from 'vitest';
import type { ApprovalRound, Slot } from '../kernel/process.ts';
import type { Level } from './rounds.ts';
import { canSign, endRound, isComplete, openRound, openSlots, voided } from './rounds.ts';
import { deputy, documentOf, manager, orders, person, signedBy, submitted } from './testing.ts';

/** A level in short: a letter for each slot, upper case signed, `+` before one that was added. */
const level = (mode: Level['mode'], text: string): Level => ({
  id: 'level',
  mode,
  slots: text.split(' ').map((word): Slot => {
    const name = word.replace('+', '');
    const decision = { by: `mem_${name}`, at: '2026-11-23T02:00:00.000Z', verdict: 'approve' as const };
    return {
      id: name.toLowerCase(),
      signer: 'finance',
      ...(word.startsWith('+') ? { addedBy: 'mem_x' } : {}),
      ...(name === name.toUpperCase() ? { decision } : {}),
    };
  }),
});

describe('whose signature a level asks for', () => {
  it.each([
    ['any', 'a b', 'a b', false],
    ['any', 'A b', '', true],
    ['any', 'a B', '', true],
    ['any', 'a b +c', 'a b c', false],
    ['any', 'A b +c', 'c', false],
    ['any', 'a b +C', 'a b', false],
    ['any', 'A b +C', '', true],
    ['any', 'A b +C +d', 'd', false],
    ['all', 'a b', 'a b', false],
    ['all', 'A b', 'b', false],
    ['all', 'A B', '', true],
    ['all', 'A B +c', 'c', false],
    ['all', 'A B +C', '', true],
    ['sequence', 'a b c', 'a', false],
    ['sequence', 'A b c', 'b', false],
    ['sequence', 'A B c', 'c', false],
    ['sequence', 'A B C', '', true],
    ['sequence', 'A B C +d', 'd', false],
  ] as const)('%s of %s: %s', (mode, text, open, complete) => {
    expect(
      openSlots(level(mode, text))
        .map((slot) => slot.id)
        .join(' '),
    ).toBe(open);
    expect(isComplete(level(mode, text))).toBe(complete);
  });

  it.each([
    ['finance', person('a', 'finance'), true],
    ['finance', person('a', 'sales-rep', 'finance'), true],
    ['finance', person('a', 'sales-rep'), false],
    ['finance', deputy(person('a', 'sales-rep'), person('b', 'finance')), true],
    ['finance', deputy(person('a', 'finance'), person('b', 'sales-rep')), false],
    ['member:mem_a', person('a'), true],
    ['member:mem_a', person('ab'), false],
    ['member:mem_b', deputy(person('a'), person('b')), true],
    ['member:mem_a', deputy(person('a'), person('b')), false],
  ] as const)('a slot of %s', (signer, actor, may) => {
    expect(canSign({ id: '0.0', signer }, actor)).toBe(may);
  });
});

describe('the end of a round', () => {
  const stateNamed = (id: string) => orders.definition.states.find((state) => state.id === id)!;
  const round = (outcome?: ApprovalRound['outcome']): ApprovalRound => ({
    ...submitted().process!.approval!,
    ...(outcome ? { outcome, endedAt: '2026-11-20T00:00:00.000Z' } : {}),
  });

  it.each([
    // outcome before, from, to, outcome after
    [undefined, 'pending-approval', 'cancelled', 'recalled'],
    [undefined, 'pending-approval', 'pending-approval', 'voided'],
    [undefined, 'draft', 'approved', 'voided'],
    ['approved', 'pending-approval', 'approved', 'approved'],
    ['approved', 'approved', 'shipped', 'approved'],
    ['approved', 'shipped', 'closed', 'approved'],
    ['approved', 'closed', 'draft', 'voided'],
    ['approved', 'draft', 'draft', 'approved'],
    ['rejected', 'cancelled', 'draft', 'rejected'],
    ['sent-back', 'pending-approval', 'draft', 'sent-back'],
    ['voided', 'draft', 'pending-approval', 'voided'],
  ] as const)('%s, from %s to %s: %s', (before, from, to, after) => {
    const standing = { ...submitted().process!, state: from };
    const at = '2026-11-24T00:00:00.000Z';
    const ended = endRound(round(before), standing, { governed: orders, target: stateNamed(to), at });
    expect(ended?.outcome).toBe(after);
    expect(ended?.endedAt).toBe(before === after ? '2026-11-20T00:00:00.000Z' : at);
  });

  it.each([
    [undefined, 'voided'],
    ['approved', 'voided'],
    ['rejected', 'rejected'],
    ['sent-back', 'sent-back'],
    ['recalled', 'recalled'],
  ] as const)('a change of the content makes of %s: %s', (before, after) => {
    const standing = { ...submitted().process!, approval: round(before) };
    expect(voided(standing, 'now').approval?.outcome).toBe(after);
  });

  it('a document without a round has none to end', () => {
    const { approval: _none, ...standing } = submitted().process!;
    expect(voided(standing, 'now')).toBe(standing);
    expect(endRound(undefined, standing, { governed: orders, target: stateNamed('draft'), at: 'now' })).toBeUndefined();
  });

  it('a round is open while its document waits', () => {
    expect(openRound(orders, submitted())?.round).toBe(1);
    expect(openRound(orders, signedBy(manager, submitted()))).toBeUndefined();
    expect(openRound(orders, documentOf('order', { status: 'pending-approval' }))).toBeUndefined();
    const stray = submitted();
    expect(openRound(orders, { ...stray, process: { ...stray.process!, state: 'draft' } })).toBeUndefined();
  });
});
