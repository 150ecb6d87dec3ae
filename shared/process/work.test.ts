import { describe, expect, it } from 'vitest';
import type { Rec } from '../kernel/record.ts';
import { decide } from './approval.ts';
import { applyAction, begin } from './engine.ts';
import { by, documentOf, done, finance, maker, manager, orders, shanghai, signedBy, submitted } from './testing.ts';
import { workOf } from './work.ts';

const work = (rec: Rec) => workOf(orders, rec, 'SO-1', shanghai);
const draft = (parts: Partial<Rec> = {}) => done(begin(orders, documentOf('order', {}, parts), by(maker))).rec;
const act = (rec: Rec, action: string, actor = maker) =>
  done(applyAction(orders, rec, { action, comment: 'because' }, by(actor))).rec;
const approved = () => signedBy(manager, submitted());

describe('what is to be done on an order', () => {
  it('a draft is its owner’s, with all that a work list shows', () => {
    expect(work(draft({ teamId: 'north' }))).toEqual([
      {
        ws: 'ws_a',
        id: 'order_1',
        type: 'order',
        slot: 's0',
        kind: 'step',
        assignee: 'm:mem_maker',
        teamId: 'north',
        process: 'order',
        state: 'draft',
        title: 'SO-1',
        since: '2026-11-23T02:00:00.000Z',
        due: '2026-11-25T02:00:00.000Z',
        remindAt: '2026-11-24T07:00:00.000Z',
        escalateTo: 'sales-manager',
        ownerId: 'mem_maker',
        accountId: 'acc_good',
        amount: 10_000,
        currency: 'CNY',
      },
    ]);
  });

  it.each([
    ['a draft', () => draft(), ['s0 m:mem_maker']],
    [
      'one that waits: whoever holds one of the roles',
      () => submitted(),
      ['a1.0.0 r:sales-manager', 'a1.0.1 r:administrator'],
    ],
    [
      'one that waits for its second level',
      () => signedBy(manager, submitted({ amount: 10_000_000 })),
      ['a1.1.0 r:finance'],
    ],
    ['an approved one', approved, ['s2 m:mem_maker']],
    ['a shipped one', () => act(approved(), 'ship'), ['s3 r:finance']],
    ['a completed one', () => act(act(approved(), 'ship'), 'complete', finance), []],
    ['a cancelled one', () => act(draft(), 'cancel'), []],
    [
      'one that waits again after it was sent back',
      () => act(done(decide(orders, submitted(), { verdict: 'send-back', comment: 'x' }, by(manager))).rec, 'submit'),
      ['a2.0.0 r:sales-manager', 'a2.0.1 r:administrator'],
    ],
    [
      'one with a signer added',
      () =>
        done(
          decide(orders, submitted(), { verdict: 'add-signer', signer: 'mem_expert', signerActive: true }, by(manager)),
        ).rec,
      ['a1.0.0 r:sales-manager', 'a1.0.1 r:administrator', 'a1.0.2 m:mem_expert'],
    ],
    ['an owner’s step on one that nobody owns', () => (({ ownerId: _none, ...rec }) => rec)(draft()), []],
    ['an archived one', () => ({ ...draft(), archivedAt: 'then' }), []],
    ['one that was merged into another', () => ({ ...draft(), aliasOf: 'order_2' }), []],
    ['one whose making was undone', () => ({ ...draft(), removedAt: 'then' }), []],
    ['an imported one that no process has touched', () => documentOf('order', { status: 'approved' }), []],
    [
      'one in a state that the process does not know',
      () => ({ ...draft(), process: { ...draft().process!, state: 'lost' } }),
      [],
    ],
  ] as [string, () => Rec, string[]][])('%s', (_name, make, expected) => {
    expect(work(make()).map((one) => `${one.slot} ${one.assignee}`)).toEqual(expected);
  });

  it('a level’s reminder counts from when the level began', () => {
    const first = submitted({ amount: 10_000_000 });
    const world = { ...by(manager).world, now: '2026-11-23T08:00:00.000Z' };
    const second = done(decide(orders, first, { verdict: 'approve' }, { actor: manager, world })).rec;
    expect(work(first)[0]).toMatchObject({
      since: '2026-11-23T02:00:00.000Z',
      remindAt: '2026-11-23T09:00:00.000Z',
      round: 1,
    });
    expect(work(second)[0]).toMatchObject({
      since: '2026-11-23T08:00:00.000Z',
      remindAt: '2026-11-24T06:00:00.000Z',
      due: '2026-11-24T08:00:00.000Z',
    });
  });
});
