import { describe, expect, it } from 'vitest';
import { processMap } from '../../../shared/process/variants.ts';
import { processes } from '../../../shared/processes.ts';
import { orderProcess } from '../../../shared/sales/order.process.ts';
import { layoutOf } from '../process-graph/layout.ts';
import { drawnDefinition, edgeKey, lengthOf, paceOf, widthOf } from './map-model.ts';

it.each([
  [undefined, undefined],
  [0, 'quick'],
  [480, 'quick'],
  [481, 'slow'],
  [2400, 'slow'],
  [2401, 'long'],
])('a wait of %s minutes is %s', (mean, pace) => {
  expect(paceOf({ mean })).toBe(pace);
});

it.each([
  [0, { unit: 'minutes', value: 0 }],
  [59, { unit: 'minutes', value: 59 }],
  [60, { unit: 'hours', value: 1 }],
  [470, { unit: 'hours', value: 7.8 }],
  [480, { unit: 'days', value: 1 }],
  [1320, { unit: 'days', value: 2.8 }],
])('%s minutes are said as %o', (minutes, said) => {
  expect(lengthOf(minutes)).toEqual(said);
});

it('a line is wider the more documents took it, and never too thin to see', () => {
  const widths = [0, 1, 10, 100].map((count) => widthOf(count, 100));
  expect(widths).toEqual([...widths].sort((a, b) => a - b));
  expect(widths[0]).toBeGreaterThanOrEqual(1);
  expect(widths.at(-1)).toBeLessThanOrEqual(7);
});

describe.each(processes.map((one) => [one.id, one] as const))('the map of %s', (_id, definition) => {
  it('has a line for each way and a box for each state, strange ones too', () => {
    const [first, last] = [definition.states[0]!.id, definition.states.at(-1)!.id];
    const flow = { classes: [1], unknown: 0, minutes: 5, late: 0, departed: 0 };
    const flows = [
      { ...flow, from: first, to: 'elsewhere' },
      { ...flow, from: 'elsewhere', to: last },
    ];
    const data = {
      from: '2026-10',
      to: '2026-11',
      version: 0,
      definition,
      ...processMap(definition, { flows, paths: new Map() }),
    };
    const drawn = layoutOf(
      drawnDefinition(data, data.edges, () => ({ en: '1', zh: '1' })),
      {
        text: (label) => label.zh,
        outcome: { approved: '', rejected: '', sentBack: '', recalled: '' },
        direction: 'down',
        words: 'shown',
      },
    );
    expect(drawn.lines.map(({ id }) => id).sort()).toEqual(data.edges.map(edgeKey).sort());
    expect(drawn.boxes.map(({ id }) => id)).toEqual([...definition.states.map(({ id }) => id), 'elsewhere']);
  });
});

it('no way of the process is lost from the drawing of an unused one', () => {
  const { edges } = processMap(orderProcess, { flows: [], paths: new Map() });
  expect(edges.filter(({ count }) => count > 0)).toEqual([]);
  expect(edges.length).toBeGreaterThan(15);
});
