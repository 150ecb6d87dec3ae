import { describe, expect, it } from 'vitest';
import type { Transition } from '../kernel/process.ts';
import { applyAction, begin, replay } from './engine.ts';
import {
  advisedOrders,
  by,
  documentOf,
  done,
  governedAs,
  maker,
  orders,
  person,
  recOf,
  rules,
  worldAt,
} from './testing.ts';

describe('a step', () => {
  const draft = done(begin(orders, documentOf('order'), by(maker))).rec;

  it.each([
    ['of no process', { action: 'teleport' }, ['unknown-action']],
    ['to no state', { to: 'nirvana' }, ['unknown-action']],
    ['to nothing', {}, ['unknown-action']],
    ['named like a property of every object', { action: 'constructor' }, ['unknown-action']],
  ])('%s is refused, advised or not', (_name, request, expectedRules) => {
    for (const governed of [orders, advisedOrders])
      expect(rules(applyAction(governed, draft, request, by(maker)))).toEqual(expectedRules);
  });

  it('from a state that the process does not know is refused, advised or not', () => {
    const lost = recOf('order', 'order_1', { status: 'forgotten' });
    for (const governed of [orders, advisedOrders])
      expect(rules(applyAction(governed, lost, { action: 'submit' }, by(maker)))).toEqual(['unknown-state']);
  });

  it('to a state that two steps lead to is the one that passes', () => {
    const { definition } = advisedOrders;
    const strict = {
      id: 'skip',
      label: { en: 'Skip', zh: '跳过' },
      from: ['draft'],
      to: 'shipped',
      roles: ['sales-rep'],
    } as const;
    const two: Transition[] = [
      { ...strict, from: ['draft'], roles: ['sales-rep'], comment: 'required' },
      { ...strict, id: 'skip-bare', from: ['draft'], roles: ['finance'], required: ['note'] },
    ];
    const governed = governedAs({ ...definition, transitions: [...definition.transitions, ...two] }, 'advisory');
    const { steps } = done(applyAction(governed, draft, { to: 'shipped' }, by(maker)));
    expect(steps[0]).toMatchObject({
      action: 'skip-bare',
      deviation: [{ rule: 'wrong-role' }, { rule: 'field-missing' }],
    });
  });

  it('says in both languages what is missing, and where the help stands', () => {
    const outcome = applyAction(
      orders,
      documentOf('order', { accountId: undefined }),
      { action: 'submit' },
      by(person('x', 'finance')),
    );
    expect(outcome).toMatchObject({
      ok: false,
      refusals: [
        { rule: 'wrong-role', en: expect.stringContaining('Sales rep'), zh: expect.stringContaining('销售代表') },
        { rule: 'field-missing', field: 'accountId', help: '/docs#rule-field-missing' },
      ],
    });
  });

  it('counts a person’s own roles when they act for somebody who has fewer: those of the other', () => {
    const poor = {
      ...person('manager', 'sales-manager'),
      onBehalfOf: { id: 'mem_trainer', roles: ['trainer'] as const },
    };
    expect(rules(applyAction(orders, draft, { action: 'submit' }, by(poor)))).toEqual(['wrong-role']);
    const rich = { ...person('trainer', 'trainer'), onBehalfOf: { id: 'mem_maker', roles: ['sales-rep'] as const } };
    const { steps, rec } = done(applyAction(orders, draft, { action: 'submit' }, by(rich)));
    expect(steps[0]).toMatchObject({ by: 'mem_trainer', onBehalfOf: 'mem_maker' });
    expect(rec.process?.approval).toMatchObject({ submittedBy: 'mem_trainer', submittedOnBehalfOf: 'mem_maker' });
  });

  it.each([
    ['an empty comment', '   ', ['comment-missing']],
    ['a comment', ' late ', []],
  ])('that asks for a reason: %s', (_name, comment, expectedRules) => {
    const outcome = applyAction(orders, draft, { action: 'cancel', comment }, by(maker));
    expect(rules(outcome)).toEqual(expectedRules);
    if (outcome.ok) expect(outcome.steps[0]?.comment).toBe('late');
  });

  it.each([
    ['an empty text', { note: '' }, false],
    ['null', { note: null }, false],
    ['an empty list', { note: [] }, false],
    ['zero', { note: 0 }, true],
    ['no', { note: false }, true],
  ])('a required field with %s', (_name, data, filled) => {
    const [submit] = orders.definition.transitions;
    const asking = governedAs({ ...orders.definition, transitions: [{ ...submit!, required: ['note'], guards: [] }] });
    const outcome = applyAction(
      asking,
      documentOf('order', { status: 'draft', ...data }),
      { action: 'submit' },
      by(maker),
    );
    expect(rules(outcome)).toEqual(filled ? [] : ['field-missing']);
  });

  it.each([
    ['custom.colour', { custom: { colour: 'red' } }, true],
    ['custom.colour', { custom: {} }, false],
    ['custom.colour', {}, false],
    ['ownerId', {}, true],
  ])('a required %s in %j', (field, data, filled) => {
    const [submit] = orders.definition.transitions;
    const asking = governedAs({ ...orders.definition, transitions: [{ ...submit!, required: [field], guards: [] }] });
    const outcome = applyAction(
      asking,
      documentOf('order', { status: 'draft', ...data }),
      { action: 'submit' },
      by(maker),
    );
    expect(rules(outcome)).toEqual(filled ? [] : ['field-missing']);
  });
});

describe('replay', () => {
  it.each([
    ['no step', [], 'a'],
    [
      'steps that join',
      [
        [1, 'a', 'b'],
        [2, 'b', 'c'],
      ],
      'c',
    ],
    [
      'a gap in the numbers',
      [
        [1, 'a', 'b'],
        [3, 'b', 'c'],
      ],
      undefined,
    ],
    [
      'a step that is there twice',
      [
        [1, 'a', 'b'],
        [1, 'a', 'b'],
      ],
      undefined,
    ],
    [
      'a step that begins elsewhere',
      [
        [1, 'a', 'b'],
        [2, 'x', 'c'],
      ],
      undefined,
    ],
    [
      'another order',
      [
        [2, 'b', 'c'],
        [1, 'a', 'b'],
      ],
      undefined,
    ],
  ] as [string, [number, string, string][], string | undefined][])('%s', (_name, steps, end) => {
    expect(
      replay(
        'a',
        steps.map(([seq, from, to]) => ({ seq, from, to })),
      ),
    ).toBe(end);
  });

  it('an instant after the due time is late, the instant itself is not', () => {
    const draft = done(begin(orders, documentOf('order'), by(maker))).rec;
    const due = draft.process!.due!;
    const late = new Date(Date.parse(due) + 1).toISOString();
    const at = (now: string) =>
      done(applyAction(orders, draft, { action: 'submit' }, by(maker, worldAt(now)))).steps[0];
    expect(at(due)).toMatchObject({ took: 16 * 60 });
    expect(at(due)?.late).toBeUndefined();
    expect(at(late)?.late).toBe(true);
  });
});
