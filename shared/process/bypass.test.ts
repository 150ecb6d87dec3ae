import { describe, expect, it } from 'vitest';
import type { Rec } from '../kernel/record.ts';
import { decide } from './approval.ts';
import { applyAction, applyEdit, begin } from './engine.ts';
import type { Outcome } from './moves.ts';
import { orderProcess } from './order.fixture.ts';
import type { Governed, StepActor } from './standing.ts';
import {
  advisedOrders,
  apiKey,
  by,
  deputy,
  documentOf,
  done,
  finance,
  governedAs,
  maker,
  manager,
  orders,
  otherManager,
  person,
  rules,
  signedBy,
  submitted,
} from './testing.ts';

const approve = (rec: Rec, actor: StepActor, governed: Governed = orders) =>
  decide(governed, rec, { verdict: 'approve' }, by(actor));
const act = (rec: Rec, action: string, actor: StepActor, governed: Governed = orders) =>
  done(applyAction(governed, rec, { action, comment: 'because' }, by(actor))).rec;
const stateOfRec = (rec: Rec) => rec.process?.state;

const approvedOrder = () => signedBy(manager, submitted());

describe('an order that nobody has approved does not get approved', () => {
  const draft = done(begin(orders, documentOf('order'), by(maker))).rec;
  const big = submitted({ amount: 10_000_000 });

  const signing = (governed: Governed, rec: Rec, actor: StepActor) => approve(rec, actor, governed);
  const attempts: [string, (governed: Governed) => Outcome, string[]][] = [
    ['approved before it is submitted', (governed) => signing(governed, draft, manager), ['nothing-to-approve']],
    ['approved once more', (governed) => signing(governed, approvedOrder(), otherManager), ['nothing-to-approve']],
    [
      'approved by an API key',
      (governed) => signing(governed, submitted(), apiKey('administrator')),
      ['person-needed'],
    ],
    [
      'approved by an API key on behalf of a manager',
      (governed) => signing(governed, submitted(), deputy(apiKey('administrator'), manager)),
      ['person-needed'],
    ],
    [
      'approved by a job',
      (governed) => signing(governed, submitted(), { kind: 'job', id: 'job:x', roles: ['administrator'], via: 'job' }),
      ['person-needed'],
    ],
    [
      'set to approved from the draft',
      (governed) => applyAction(governed, draft, { to: 'approved' }, by(person('a', 'administrator'))),
      ['no-such-step'],
    ],
    [
      'set to approved while it waits',
      (governed) => applyAction(governed, submitted(), { to: 'approved' }, by(manager)),
      ['no-such-step'],
    ],
    [
      'shipped while it waits',
      (governed) => applyAction(governed, submitted(), { to: 'shipped' }, by(manager)),
      ['no-such-step'],
    ],
    [
      'copied as approved',
      (governed) => begin(governed, { ...approvedOrder(), id: 'order_2' }, by(maker)),
      ['no-such-start'],
    ],
    [
      'copied as waiting',
      (governed) => begin(governed, { ...submitted(), id: 'order_2' }, by(maker)),
      ['no-such-start'],
    ],
    [
      'approved by its maker, who is a manager too',
      (governed) => signing(governed, submitted(), { ...maker, roles: ['sales-manager'] }),
      ['self-approval'],
    ],
    [
      'approved by its owner',
      (governed) => signing(governed, { ...submitted(), ownerId: manager.id }, manager),
      ['self-approval'],
    ],
    [
      'approved by who made the record',
      (governed) => signing(governed, { ...submitted(), createdBy: manager.id }, manager),
      ['self-approval'],
    ],
    [
      'approved by who changed it',
      (governed) => {
        const edited = done(applyEdit(orders, draft, ['lines'], by(manager))).rec;
        return signing(governed, act(edited, 'submit', maker), manager);
      },
      ['self-approval'],
    ],
    [
      'approved by who submitted it',
      (governed) => signing(governed, act(draft, 'submit', manager), manager),
      ['self-approval'],
    ],
    [
      'approved by whose deputy submitted it',
      (governed) => signing(governed, act(draft, 'submit', deputy(person('d', 'trainer'), manager)), manager),
      ['self-approval'],
    ],
    [
      'approved by a deputy of its maker',
      (governed) => signing(governed, submitted(), deputy(manager, { ...maker, roles: ['sales-manager'] })),
      ['self-approval'],
    ],
    [
      'approved by a deputy of the manager, who made it',
      (governed) => signing(governed, submitted(), deputy(maker, manager)),
      ['self-approval'],
    ],
    [
      'approved by its maker as their own deputy',
      (governed) =>
        signing(
          governed,
          submitted(),
          deputy({ ...maker, roles: ['sales-manager'] }, { ...maker, roles: ['sales-manager'] }),
        ),
      ['self-approval'],
    ],
    ['approved by another role', (governed) => signing(governed, submitted(), finance), ['not-a-signer']],
    [
      'approved on behalf of somebody without the role',
      (governed) => signing(governed, submitted(), deputy(manager, finance)),
      ['not-a-signer'],
    ],
    ['its second level approved before the first', (governed) => signing(governed, big, finance), ['not-a-signer']],
    [
      'both levels signed by one person with both roles',
      (governed) =>
        signing(
          governed,
          signedBy(person('both', 'sales-manager', 'finance'), big),
          person('both', 'sales-manager', 'finance'),
        ),
      ['already-signed'],
    ],
    [
      'both levels signed by one deputy of two people',
      (governed) => signing(governed, signedBy(deputy(person('d'), manager), big), deputy(person('d'), finance)),
      ['already-signed'],
    ],
    [
      'signed by a deputy, then by the same person’s own hand',
      (governed) =>
        signing(
          governed,
          signedBy(deputy(person('d'), person('both', 'sales-manager', 'finance')), big),
          person('both', 'finance'),
        ),
      ['already-signed'],
    ],
    [
      'signed by a person, then by their deputy',
      (governed) => signing(governed, signedBy(manager, big), deputy(person('d'), { ...manager, roles: ['finance'] })),
      ['already-signed'],
    ],
    [
      'approved with an eye on another round',
      (governed) => decide(governed, submitted(), { verdict: 'approve', round: 2 }, by(manager)),
      ['other-round'],
    ],
  ];
  it.each(attempts)('%s', (_name, attempt, expected) => {
    expect(rules(attempt(orders))).toEqual(expected);
  });

  it.each(attempts.filter(([, , [rule]]) => !['no-such-step', 'no-such-start'].includes(rule!)))(
    'advice makes no difference to a signature: %s',
    (_name, attempt, expected) => expect(rules(attempt(advisedOrders))).toEqual(expected),
  );

  it('closed and reopened it is a draft, and its approval is void', () => {
    const reopened = act(act(approvedOrder(), 'close', manager), 'reopen', manager);
    expect(reopened.process).toMatchObject({ state: 'draft', approval: { round: 1, outcome: 'voided' } });
    expect(rules(applyAction(orders, reopened, { action: 'ship' }, by(maker)))).toEqual(['no-such-step']);
    const again = act(reopened, 'submit', maker);
    expect(again.process?.approval).toMatchObject({ round: 2, submittedBy: maker.id });
    expect(again.process?.approval?.levels.flatMap((level) => level.slots).some((slot) => slot.decision)).toBe(false);
  });

  it('held and released it is approved anew', () => {
    const held = act(approvedOrder(), 'hold', finance);
    const released = act(held, 'release', finance);
    expect(released.process).toMatchObject({ state: 'pending-approval', approval: { round: 2 } });
    expect(rules(approve(released, manager))).toEqual([]);
  });

  it('a line taken away and put back is a lock’s business twice, however equal it is in the end', () => {
    for (const rec of [submitted(), approvedOrder()])
      expect(applyEdit(orders, rec, ['lines'], by(maker))).toMatchObject({
        ok: false,
        refusals: [{ rule: 'locked', field: 'lines' }],
      });
    const opened = act(approvedOrder(), 'revise', maker);
    const without = done(applyEdit(orders, { ...opened, lines: [] }, ['lines'], by(maker))).rec;
    const back = done(applyEdit(orders, { ...without, lines: approvedOrder().lines! }, ['lines'], by(maker))).rec;
    expect(stateOfRec(back)).toBe('draft');
    expect(back.process?.approval?.outcome).toBe('voided');
  });

  it.each([
    ['while it waits', () => submitted({}, advisedOrders)],
    ['after its approval', () => signedBy(manager, submitted({}, advisedOrders), advisedOrders)],
  ])('changed under advice %s it is a draft again, its approval void, its changer an author', (_name, make) => {
    const edited = done(applyEdit(advisedOrders, make(), ['lines'], by(otherManager)));
    expect(edited.rec.process).toMatchObject({ state: 'draft', approval: { outcome: 'voided' } });
    expect(edited.steps).toMatchObject([{ action: 'edit', deviation: [{ rule: 'locked', field: 'lines' }] }]);
    const again = act(edited.rec, 'submit', maker, advisedOrders);
    expect(rules(approve(again, otherManager, advisedOrders))).toEqual(['self-approval']);
    expect(rules(approve(again, manager, advisedOrders))).toEqual([]);
  });

  it('a note may be added while it waits, and does not make the signer an author', () => {
    const noted = done(applyEdit(orders, submitted(), ['note'], by(manager)));
    expect(noted.steps).toEqual([]);
    expect(rules(approve(noted.rec, manager))).toEqual([]);
  });
});

describe('an approval that leaves its document open', () => {
  const open = governedAs({
    ...orderProcess,
    states: orderProcess.states.map((state) =>
      state.id === 'pending-approval' || state.id === 'approved'
        ? (({ voids: _none, ...rest }) => ({ ...rest, edit: 'free' as const }))(state)
        : state,
    ),
  });
  const big = () => submitted({ amount: 10_000_000 }, open);

  it('begins anew with each change of the content, for the size that it has then', () => {
    const signed = signedBy(manager, big(), open);
    const raised = { ...signed, data: { ...signed.data, amount: 100_000_000 } };
    const { rec, steps } = done(applyEdit(open, raised, ['lines'], by(otherManager)));
    expect(steps).toMatchObject([{ action: 'edit', from: 'pending-approval', to: 'pending-approval' }]);
    expect(rec.process?.approval).toMatchObject({ round: 2, level: 0, submittedBy: otherManager.id });
    expect(rec.process?.approval?.levels.map((level) => level.id)).toEqual(['sales', 'finance', 'board']);
    expect(rec.process?.approval?.levels.flatMap((level) => level.slots).every((slot) => !slot.decision)).toBe(true);
    expect(rules(approve(rec, otherManager, open))).toEqual(['self-approval']);
  });

  it('stands when it is given, and is void with the first change', () => {
    const approved = signedBy(manager, submitted({}, open), open);
    expect(approved.process).toMatchObject({ state: 'approved', approval: { outcome: 'approved' } });
    const edited = done(applyEdit(open, approved, ['lines'], by(maker))).rec;
    expect(edited.process).toMatchObject({ state: 'approved', approval: { outcome: 'voided' } });
  });
});

describe('approvals that follow each other', () => {
  const label = { en: 'State', zh: '状态' };
  const plan = (approved: string, signer: 'sales-manager' | 'finance') => ({
    levels: [{ id: 'one', label, mode: 'any' as const, signers: [signer] }],
    approved,
    rejected: 'draft',
    sentBack: 'draft',
    recalled: 'draft',
  });
  const chain = governedAs({
    id: 'chain',
    label,
    purpose: label,
    starts: ['draft'],
    states: [
      { id: 'draft', label, edit: 'free' },
      { id: 'first', label, edit: 'locked', approval: plan('second', 'sales-manager') },
      { id: 'second', label, edit: 'locked', approval: plan('ok', 'finance') },
      { id: 'ok', label, edit: 'locked', final: true },
    ],
    transitions: [{ id: 'submit', label, from: ['draft'], to: 'first', roles: ['sales-rep'] }],
  });

  it('those who made, changed or submitted it sign neither', () => {
    const draft = done(begin(chain, documentOf('order'), by(maker))).rec;
    const changed = done(applyEdit(chain, draft, ['lines'], by(person('editor', 'sales-rep')))).rec;
    const first = act(changed, 'submit', person('sender', 'sales-rep'), chain);
    const second = signedBy(manager, first, chain);
    expect(stateOfRec(second)).toBe('second');
    for (const id of ['maker', 'editor', 'sender', 'manager'])
      expect(rules(approve(second, person(id, 'finance'), chain))).toEqual(['self-approval']);
    const end = done(approve(second, finance, chain)).rec;
    expect(end.process).toMatchObject({ state: 'ok', authors: [], approval: { round: 2, outcome: 'approved' } });
  });
});
