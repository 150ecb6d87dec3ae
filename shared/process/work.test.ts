import { describe, expect, it } from 'vitest';
import { complaintProcess } from '../complaints/complaint.process.ts';
import type { Rec } from '../kernel/record.ts';
import { decide } from './approval.ts';
import { applyAction, begin } from './engine.ts';
import { move } from './moves.ts';
import {
  by,
  documentOf,
  done,
  finance,
  governedAs,
  maker,
  manager,
  orders,
  shanghai,
  signedBy,
  submitted,
} from './testing.ts';
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

describe('what is to be done on a complaint', () => {
  const complaints = governedAs(complaintProcess);
  const standing = (state: string, data: Record<string, unknown> = {}, parts: Partial<Rec> = {}) => {
    const rec = documentOf('complaint', { status: 'received', ...data }, parts);
    return move(complaints, rec, { to: state, step: { action: 'on' } }, by(maker)).rec;
  };
  const assignees = (rec: Rec) => workOf(complaints, rec, 'CP-1', shanghai).map((one) => one.assignee);
  const { ownerId: _owner, ...unowned } = standing('acting');

  it.each([
    ['the owner’s where the state says so', standing('received'), ['m:mem_maker']],
    ['whoever finds the cause', standing('investigating'), ['m:mem_finder']],
    ['whoever carries out the actions', standing('acting'), ['m:mem_doer']],
    ['whoever verifies', standing('verifying'), ['m:mem_looker']],
    ['the owner’s where nobody is named', standing('acting', { actionOwnerId: undefined }), ['m:mem_maker']],
    ['the named one’s where nobody owns it', unowned, ['m:mem_doer']],
    ['nobody’s where neither is there', { ...unowned, data: { ...unowned.data, actionOwnerId: undefined } }, []],
    ['nobody’s once it is closed', standing('closed'), []],
  ] as [string, Rec, string[]][])('is %s', (_name, rec, expected) => {
    expect(assignees(rec)).toEqual(expected);
  });

  it('goes to another person with the field, at the same place of the lists', () => {
    const rec = standing('acting');
    const handed = { ...rec, data: { ...rec.data, actionOwnerId: 'mem_other' } };
    const [before, after] = [rec, handed].map((one) => workOf(complaints, one, 'CP-1', shanghai)[0]);
    expect(after).toEqual({ ...before, assignee: 'm:mem_other' });
  });

  it('is reminded of so many hours before the end, counted from the day that is named', () => {
    // Wednesday, 23 December, 9 to 18: due on Thursday at its end, and reminded eight business hours before.
    expect(workOf(complaints, standing('verifying'), 'CP-1', shanghai)[0]).toMatchObject({
      remindAt: '2026-12-23T10:00:00.000Z',
      due: '2026-12-24T10:00:00.000Z',
    });
  });

  it('of a year that no calendar reaches is due as if none were named: it would come before all that is due', () => {
    const times = ['9999-12-31', undefined].map((verifyOn) => standing('verifying', { verifyOn }).process?.due);
    expect(times[0]).toBe(times[1]);
    expect(times[0]).toMatch(/^2026-/);
  });

  it('has each action that somebody is to carry out by a day, beside the step', () => {
    const line = (parts: Record<string, unknown>) => ({ kind: 'corrective', action: 'Scrap it', ...parts });
    const acting = standing(
      'acting',
      {},
      {
        lines: [
          line({ responsibleId: 'mem_a', dueDate: '2026-12-05' }),
          line({ responsibleId: 'mem_b', dueDate: '2026-12-01', doneDate: '2026-11-30' }),
          line({ responsibleId: 'mem_c' }),
          line({ dueDate: '2026-12-01' }),
          line({ responsibleId: 'mem_d', dueDate: '2026-12-01' }),
          line({ responsibleId: 'mem_e', dueDate: 'soon' }),
          line({ responsibleId: 'mem_f', dueDate: '9999-12-31' }),
        ],
      },
    );
    const work = workOf(complaints, acting, 'CP-1', shanghai);
    expect(work.map(({ slot, assignee }) => `${slot} ${assignee}`)).toEqual([
      's1 m:mem_doer',
      't5.2026-12-01 m:mem_d',
      't1.2026-12-05 m:mem_a',
    ]);
    // The first of December in Shanghai, from its beginning to its end.
    expect(work[1]).toMatchObject({
      title: 'CP-1 · Scrap it',
      remindAt: '2026-11-30T16:00:00.000Z',
      due: '2026-12-01T15:59:00.000Z',
      escalateTo: 'sales-manager',
    });
    expect(workOf(complaints, { ...acting, archivedAt: 'then' }, 'CP-1', shanghai)).toEqual([]);
    expect(assignees(standing('closed', {}, { lines: acting.lines! }))).toEqual([]);
    const many = Array.from({ length: 300 }, () => line({ responsibleId: 'mem_a', dueDate: '2026-12-05' }));
    expect(workOf(complaints, { ...acting, lines: many }, 'CP-1', shanghai)).toHaveLength(21);
  });
});
