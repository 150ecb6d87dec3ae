import { describe, expect, test } from 'vitest';
import { processes } from '../../../shared/processes.ts';
import { opportunityProcess } from '../../../shared/sales/opportunity.process.ts';
import { orderProcess } from '../../../shared/sales/order.process.ts';
import { mainPath, onwardFirst, pathOf } from './path.ts';

const trail = (...states: string[]) =>
  states.slice(1).map((to, index) => ({
    n: index + 1,
    action: 'any',
    from: states[index]!,
    to,
    at: '2026-11-20T02:00:00Z',
    by: 'mem_a',
  }));
const at = (...states: string[]) => ({ begun: states[0]!, trail: trail(...states), state: states[states.length - 1]! });
const drawn = (definition: typeof orderProcess, ...states: string[]) =>
  pathOf(definition, at(...states)).map(({ id, mark }) => `${id} ${mark}`);

describe('the straight way of a process', () => {
  test.each([
    [orderProcess, ['draft', 'pending-approval', 'approved', 'partially-shipped', 'shipped', 'completed']],
    [opportunityProcess, ['prospecting', 'qualification', 'proposal', 'negotiation', 'won']],
  ])('goes from the first state to the first end, without turns to the side', (definition, way) => {
    expect(mainPath(definition)).toEqual(way);
  });

  test.each(processes.map((one) => [one.id, one] as const))('%s has one, from a start to an end', (_id, definition) => {
    const way = mainPath(definition);
    expect(way[0]).toBe(definition.starts[0]);
    expect(definition.states.find((state) => state.id === way[way.length - 1])?.final).toBe(true);
  });
});

describe('where a document stands on it', () => {
  test('a new order has all before it', () => {
    expect(drawn(orderProcess, 'draft').slice(0, 2)).toEqual(['draft current', 'pending-approval ahead']);
  });

  test('an order that was sent back stands at the beginning again, and its approval lies ahead', () => {
    expect(drawn(orderProcess, 'draft', 'pending-approval', 'draft').slice(0, 3)).toEqual([
      'draft current',
      'pending-approval ahead',
      'approved ahead',
    ]);
  });

  test('an order on hold stands beside the way, behind what it passed', () => {
    expect(drawn(orderProcess, 'draft', 'pending-approval', 'approved', 'on-hold')).toEqual([
      'draft passed',
      'pending-approval passed',
      'approved passed',
      'on-hold current',
      'partially-shipped ahead',
      'shipped ahead',
      'completed ahead',
    ]);
  });

  test('a cancelled order has nothing ahead', () => {
    expect(drawn(orderProcess, 'draft', 'cancelled')).toEqual(['draft passed', 'cancelled current']);
  });

  test('a deal that was won from a proposal left out the negotiation', () => {
    expect(drawn(opportunityProcess, 'proposal', 'won')).toEqual([
      'prospecting skipped',
      'qualification skipped',
      'proposal passed',
      'negotiation skipped',
      'won current',
    ]);
  });
});

test.each([
  ['draft', ['submit', 'cancel'], ['submit']],
  ['approved', ['ship-part', 'ship', 'revise', 'hold', 'close', 'cancel'], ['ship-part', 'ship']],
  ['closed', ['reopen'], []],
])('of the steps of an order that is %s those that lead on come first', (state, all, onward) => {
  const options = orderProcess.transitions.filter((one) => one.from.includes(state));
  const found = onwardFirst(orderProcess, state, options);
  expect(found.steps.map((one) => one.id)).toEqual(all);
  expect(found.onward.map((one) => one.id)).toEqual(onward);
});
