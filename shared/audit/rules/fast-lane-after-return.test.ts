import { expect, it } from 'vitest';
import type { Rec } from '../../kernel/record.ts';
import type { Taken } from '../process.fixture.ts';
import { instant, standing } from '../process.fixture.ts';
import { faultsOf, locatorsOf, record } from '../testing.ts';
import { fastLaneAfterReturn } from './fast-lane-after-return.ts';

const order = (actions: readonly string[], unitPrice = 900, parts: Partial<Rec> = {}): Rec => {
  const process = standing(actions.map((action, index): Taken => [action, 'mem_1', index * 60]));
  return record('order', { status: 'approved' }, {
    process,
    lines: [
      { quantity: 1, unitPrice: 1000, listPrice: 1000 },
      { quantity: 1, unitPrice, listPrice: 1000 },
    ],
    ...parts,
  } as Partial<Omit<Rec, 'data' | 'type'>>);
};

it.each<[string, Rec, number]>([
  ['sent back, then passed by the rule', order(['submit', 'send-back', 'submit', 'auto-approve']), 1],
  ['recalled, then passed by the rule', order(['submit', 'recall', 'submit', 'auto-approve']), 1],
  [
    'approved, opened again, then passed by the rule',
    order(['submit', 'approve', 'revise', 'submit', 'auto-approve']),
    1,
  ],
  ['sent back, then passed at the list price', order(['submit', 'send-back', 'submit', 'auto-approve'], 1000), 0],
  ['sent back, then signed', order(['submit', 'send-back', 'submit', 'approve']), 0],
  [
    'sent back, then signed, then the credit was tried again',
    order(['submit', 'send-back', 'submit', 'approve', 'try-again', 'approve']),
    0,
  ],
  ['sent back, and waiting', order(['submit', 'send-back', 'submit']), 0],
  ['passed by the rule at once', order(['submit', 'auto-approve']), 0],
  ['brought over', order(['recall', 'auto-approve'], 900, { source: 'import:imp_1' }), 0],
])('%s', (_name, subject, count) => {
  expect(locatorsOf(fastLaneAfterReturn, subject)).toHaveLength(count);
});

it('stands at the line below the list, with the step that took it back', () => {
  expect(faultsOf(fastLaneAfterReturn, order(['submit', 'recall', 'submit', 'auto-approve']))).toEqual([
    { locator: 'lines.1.unitPrice', found: `recall: ${instant(60)}` },
  ]);
});
