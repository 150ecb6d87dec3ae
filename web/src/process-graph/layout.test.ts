import { describe, expect, test } from 'vitest';
import { defineProcess } from '../../../shared/kernel/process.ts';
import { processes } from '../../../shared/processes.ts';
import type { Direction, LayoutAsk } from './layout.ts';
import { layoutOf, outcomes, textWidth, wrap } from './layout.ts';

const ask = (direction: Direction, words: LayoutAsk['words']): LayoutAsk => ({
  text: (label) => label.zh,
  outcome: { approved: '通过', rejected: '驳回', sentBack: '退回', recalled: '撤回' },
  direction,
  words,
});

describe.each(processes.map((one) => [one.id, one] as const))('the graph of %s', (_id, definition) => {
  test.each([
    ['right', 'shown'],
    ['down', 'shown'],
    ['right', 'hidden'],
  ] as const)(
    'to the %s with words %s: every state a box, none over another, all inside the drawing',
    (direction, words) => {
      const drawn = layoutOf(definition, ask(direction, words));
      expect(drawn.boxes.map((box) => box.id)).toEqual(definition.states.map((state) => state.id));
      for (const box of drawn.boxes) {
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.y).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(drawn.width);
        expect(box.y + box.height).toBeLessThanOrEqual(drawn.height);
        for (const other of drawn.boxes) {
          const apart =
            box === other ||
            box.x + box.width <= other.x ||
            other.x + other.width <= box.x ||
            box.y + box.height <= other.y ||
            other.y + other.height <= box.y;
          expect(apart, `${box.id} and ${other.id}`).toBe(true);
        }
      }
      for (const line of drawn.lines) {
        const numbers = [...line.path.matchAll(/-?\d+(\.\d+)?/g)].map(([number]) => Number(number));
        expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...numbers)).toBeLessThanOrEqual(Math.max(drawn.width, drawn.height));
      }
    },
  );

  test('every transition and every outcome of an approval is said on a line from its state to its target', () => {
    const said = layoutOf(definition, ask('down', 'shown')).lines.flatMap((line) =>
      line.words.map((word) => `${line.from} ${word.outcome ?? word.key.slice('transition:'.length)} ${line.to}`),
    );
    const meant = [
      ...definition.transitions.flatMap((one) => one.from.map((from) => `${from} ${one.id} ${one.to}`)),
      ...definition.states.flatMap((state) =>
        state.approval ? outcomes.map((outcome) => `${state.id} ${outcome} ${state.approval?.[outcome]}`) : [],
      ),
    ];
    expect(said.sort()).toEqual(meant.sort());
  });
});

describe('a definition in the middle of being edited', () => {
  const half = defineProcess({
    id: 'order',
    label: { en: 'Half', zh: '半成品' },
    purpose: { en: '', zh: '' },
    starts: ['a'],
    states: [
      { id: 'a', label: { en: 'A', zh: '甲' }, edit: 'free' },
      { id: 'b', label: { en: 'B', zh: '乙' }, edit: 'free' },
    ],
    transitions: [
      { id: 'again', label: { en: 'Again', zh: '再来' }, from: ['a'], to: 'a', roles: ['administrator'] },
      { id: 'lost', label: { en: 'Lost', zh: '断头' }, from: ['a', 'gone'], to: 'nowhere', roles: ['administrator'] },
    ],
  });
  test('is drawn all the same: ways to states that do not exist are left out, a way back to its own state stays', () => {
    const drawn = layoutOf(half, ask('down', 'shown'));
    expect(drawn.boxes).toHaveLength(2);
    expect(drawn.lines.map((line) => `${line.from}>${line.to}`)).toEqual(['a>a']);
  });
});

describe('names in boxes', () => {
  test.each([
    ['fits', 'Draft', ['Draft']],
    ['breaks between words', 'Waiting for the second approval', ['Waiting for the', 'second approval']],
    ['breaks between characters', '等待财务总监进行第二次审批意见', ['等待财务总监进行第二', '次审批意见']],
  ])('%s: %s', (_case, name, lines) => {
    expect(wrap(name, 132)).toEqual(lines);
  });
  test('a name too long for two lines ends in an ellipsis that fits', () => {
    const lines = wrap('审'.repeat(60), 132);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/…$/);
    for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(132);
  });
});
