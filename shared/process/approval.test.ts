import { describe, expect, it } from 'vitest';
import type { ApprovalLevel, ProcessDefinition } from '../kernel/process.ts';
import type { Rec } from '../kernel/record.ts';
import type { DecisionRequest } from './approval.ts';
import { decide, signingRefusals } from './approval.ts';
import { applyAction, applyEdit, begin } from './engine.ts';
import { orderProcess } from './order.fixture.ts';
import type { Governed, StepActor } from './standing.ts';
import {
  apiKey,
  by,
  deputy,
  documentOf,
  done,
  executive,
  finance,
  governedAs,
  maker,
  manager,
  NOW,
  orders,
  otherManager,
  person,
  rules,
  signedBy,
  submitted,
  worldAt,
} from './testing.ts';

const approve = (rec: Rec, actor: StepActor, governed: Governed = orders) =>
  decide(governed, rec, { verdict: 'approve' }, by(actor));
const adding = (rec: Rec, actor: StepActor, signer: string, governed: Governed = orders) =>
  decide(governed, rec, { verdict: 'add-signer', signer, signerActive: true }, by(actor));
const act = (rec: Rec, action: string, actor: StepActor, governed: Governed = orders) =>
  done(applyAction(governed, rec, { action, comment: 'because' }, by(actor))).rec;
const stateOfRec = (rec: Rec) => rec.process?.state;

/** The order process with other levels of approval. */
const withLevels = (...levels: Pick<ApprovalLevel, 'mode' | 'signers'>[]): Governed => {
  const named = levels.map((level, at) => ({ ...level, id: `level-${at}`, label: { en: 'Level', zh: '级' } }));
  const states = orderProcess.states.map((state) =>
    state.approval ? { ...state, approval: { ...state.approval, levels: named } } : state,
  );
  return governedAs({ ...orderProcess, states } satisfies ProcessDefinition);
};
const small = 9_999_999;

describe('levels by size', () => {
  it.each([
    ['small', { amount: small }, ['sales']],
    ['at finance’s threshold', { amount: 10_000_000 }, ['sales', 'finance']],
    ['a cent below the executive’s', { amount: 99_999_999 }, ['sales', 'finance']],
    ['at the executive’s threshold', { amount: 100_000_000 }, ['sales', 'finance', 'board']],
    ['small in another currency', { amount: 1, currency: 'USD' }, ['sales', 'finance', 'board']],
    ['without an amount', { amount: undefined }, ['sales', 'finance', 'board']],
  ])('%s', (_name, data, levels) => {
    let rec = submitted(data);
    expect(rec.process?.approval?.levels.map((level) => level.id)).toEqual(levels);
    for (const signer of [manager, finance, executive].slice(0, levels.length)) {
      expect(stateOfRec(rec)).toBe('pending-approval');
      rec = signedBy(signer, rec);
    }
    expect(rec.process).toMatchObject({ state: 'approved', approval: { outcome: 'approved', endedAt: NOW } });
    expect(rec.data).toMatchObject({ status: 'approved', approvedAt: NOW });
  });

  it('each level has the whole time of the state to itself', () => {
    const rec = submitted({ amount: 10_000_000 });
    const later = '2026-11-23T08:00:00.000Z';
    const next = done(decide(orders, rec, { verdict: 'approve' }, by(manager, worldAt(later)))).rec;
    expect(rec.process?.due).toBe('2026-11-24T02:00:00.000Z');
    expect(next.process?.due).toBe('2026-11-24T08:00:00.000Z');
    expect(next.process?.approval?.levels[1]?.since).toBe(later);
    expect(next.process?.since).toBe(NOW);
  });

  it('a level whose measure is unknown is asked for whatever the size', () => {
    const { definition } = withLevels({ mode: 'any', signers: ['finance'] });
    const over = { measure: 'weight', atLeast: 1 };
    const states = definition.states.map((state) =>
      state.approval
        ? { ...state, approval: { ...state.approval, levels: [{ ...state.approval.levels[0]!, over }] } }
        : state,
    );
    const governed = governedAs({ ...definition, states });
    expect(submitted({}, governed).process).toMatchObject({ state: 'pending-approval', approval: { level: 0 } });
  });

  it('a document for which no level asks is approved by the rule, in two steps that say so', () => {
    const [sales] = orderProcess.states.find((state) => state.approval)!.approval!.levels;
    const generous = withLevels({ mode: 'any', signers: ['finance'] });
    const over = { measure: 'amount', atLeast: 50_000 };
    const states = generous.definition.states.map((state) =>
      state.approval ? { ...state, approval: { ...state.approval, levels: [{ ...sales!, over }] } } : state,
    );
    const governed = governedAs({ ...orderProcess, states });
    const draft = done(begin(governed, documentOf('order'), by(maker))).rec;
    const { rec, steps } = done(applyAction(governed, draft, { action: 'submit' }, by(maker)));
    expect(steps.map((step) => [step.seq, step.action, step.by, step.to])).toEqual([
      [1, 'submit', maker.id, 'pending-approval'],
      [2, 'auto-approve', 'job:process', 'approved'],
    ]);
    expect(rec.process).toMatchObject({ state: 'approved', approval: { levels: [], outcome: 'approved' } });
  });
});

describe('who signs a level', () => {
  const managers = ['a', 'b', 'c', 'd', 'e'].map((id) => person(id, 'sales-manager'));
  const [first, second] = managers as [StepActor, StepActor];

  it('all of five: each once, and the fifth completes it', () => {
    const governed = withLevels({ mode: 'all', signers: managers.map(() => 'sales-manager' as const) });
    let rec = submitted({}, governed);
    for (const [at, signer] of managers.entries()) {
      expect(stateOfRec(rec)).toBe('pending-approval');
      expect(rec.process?.seq).toBe(at + 1);
      if (at > 0) expect(rules(approve(rec, managers[at - 1]!, governed))).toEqual(['already-signed']);
      rec = signedBy(signer, rec, governed);
    }
    expect(stateOfRec(rec)).toBe('approved');
    const slots = rec.process!.approval!.levels[0]!.slots;
    expect(slots.map((slot) => slot.decision?.by)).toEqual(managers.map((one) => one.id));
  });

  it('all of two roles: any order; one person with both roles signs once', () => {
    const governed = withLevels({ mode: 'all', signers: ['sales-manager', 'finance'] });
    const both = person('both', 'sales-manager', 'finance');
    const half = signedBy(both, submitted({}, governed), governed);
    expect(stateOfRec(half)).toBe('pending-approval');
    expect(rules(approve(half, both, governed))).toEqual(['already-signed']);
    expect(rules(approve(half, manager, governed))).toEqual(['not-a-signer']);
    expect(stateOfRec(signedBy(finance, half, governed))).toBe('approved');
    const other = signedBy(finance, submitted({}, governed), governed);
    expect(stateOfRec(signedBy(manager, other, governed))).toBe('approved');
  });

  it('in sequence: nobody before their turn', () => {
    const governed = withLevels({ mode: 'sequence', signers: ['member:mem_a', 'finance', 'executive'] });
    const rec = submitted({}, governed);
    for (const early of [finance, executive]) expect(rules(approve(rec, early, governed))).toEqual(['not-a-signer']);
    const second = signedBy(person('a', 'trainer'), rec, governed);
    expect(rules(approve(second, executive, governed))).toEqual(['not-a-signer']);
    expect(stateOfRec(signedBy(executive, signedBy(finance, second, governed), governed))).toBe('approved');
  });

  it('a person by name: they or their deputy, and nobody else with the same role', () => {
    const governed = withLevels({ mode: 'any', signers: ['member:mem_a'] });
    const rec = submitted({}, governed);
    expect(rules(approve(rec, second, governed))).toEqual(['not-a-signer']);
    expect(rules(approve(rec, { ...person('d'), onBehalfOf: { id: 'mem_a', roles: [] } }, governed))).toEqual([]);
    expect(rules(approve(rec, { ...first, onBehalfOf: { id: 'mem_x', roles: [] } }, governed))).toEqual([
      'not-a-signer',
    ]);
  });

  it('any of two, with somebody added: one of the two and the added one', () => {
    const governed = withLevels({ mode: 'any', signers: ['sales-manager', 'finance'] });
    const asked = done(adding(submitted({}, governed), manager, 'mem_expert', governed)).rec;
    const expert = person('expert', 'trainer');
    const signed = signedBy(manager, asked, governed);
    expect(stateOfRec(signed)).toBe('pending-approval');
    expect(rules(approve(signed, finance, governed))).toEqual(['not-a-signer']);
    expect(stateOfRec(signedBy(expert, signed, governed))).toBe('approved');
    const other = signedBy(expert, asked, governed);
    expect(stateOfRec(other)).toBe('pending-approval');
    expect(stateOfRec(signedBy(finance, other, governed))).toBe('approved');
  });

  it('whoever may sign is told no reason, whoever may not is told the same as when they try', () => {
    const rec = submitted();
    for (const actor of [manager, finance, maker, apiKey('sales-manager'), deputy(maker, manager)])
      expect(signingRefusals(orders, rec, actor).map((one) => one.rule)).toEqual(rules(approve(rec, actor)));
  });
});

describe('a signer who is added', () => {
  const rec = submitted();
  const rows: [string, StepActor, Partial<DecisionRequest>, string[]][] = [
    ['by a signer', manager, {}, []],
    ['by the maker, who asks one more person', maker, {}, []],
    ['by a deputy of a signer', deputy(person('d'), manager), {}, []],
    ['by somebody who has no part in it', person('x', 'trainer'), {}, ['not-a-signer']],
    ['by an API key', apiKey('sales-manager'), {}, ['not-a-signer']],
    ['who is not active', manager, { signerActive: false }, ['signer-unfit']],
    ['of whom nothing is known', manager, { signerActive: undefined }, ['signer-unfit']],
    ['who is nobody', manager, { signer: undefined, signerActive: false }, ['signer-unfit']],
    ['who made the document', manager, { signer: maker.id }, ['signer-unfit']],
    ['who is the signer themself', manager, { signer: manager.id }, ['signer-unfit']],
    ['who is the deputy that adds', deputy(person('d'), manager), { signer: 'mem_d' }, ['signer-unfit']],
    ['who is the one the deputy acts for', deputy(person('d'), manager), { signer: manager.id }, ['signer-unfit']],
  ];
  it.each(rows)('%s', (_name, actor, parts, expected) => {
    const request: DecisionRequest = { verdict: 'add-signer', signer: 'mem_expert', signerActive: true, ...parts };
    const outcome = decide(orders, rec, request, by(actor));
    expect(rules(outcome)).toEqual(expected);
    if (!outcome.ok) return;
    expect(outcome.steps).toMatchObject([
      { action: 'add-signer', signer: 'mem_expert', from: 'pending-approval', to: 'pending-approval' },
    ]);
    expect(outcome.rec.process?.approval?.levels[0]?.slots.at(-1)).toEqual({
      id: '0.2',
      signer: 'member:mem_expert',
      addedBy: actor.id,
    });
  });

  it('is added once, and not when they have signed', () => {
    const asked = done(adding(rec, manager, 'mem_expert')).rec;
    expect(rules(adding(asked, manager, 'mem_expert'))).toEqual(['signer-unfit']);
    const signed = signedBy(person('expert'), asked);
    expect(rules(adding(signed, manager, 'mem_expert'))).toEqual(['signer-unfit']);
    const governed = withLevels({ mode: 'all', signers: ['sales-manager', 'finance'] });
    const half = signedBy(manager, submitted({}, governed), governed);
    expect(rules(adding(half, finance, manager.id, governed))).toEqual(['signer-unfit']);
  });

  it('has an end at twenty', () => {
    let full = rec;
    for (let at = 2; at < 20; at++) full = done(adding(full, manager, `mem_extra${at}`)).rec;
    expect(rules(adding(full, manager, 'mem_last'))).toEqual(['signer-unfit']);
  });
});

describe('other decisions', () => {
  const big = submitted({ amount: 10_000_000 });
  it.each([
    ['rejected', { verdict: 'reject', comment: 'Price' }, manager, 'cancelled', 'rejected'],
    ['sent back', { verdict: 'send-back', comment: 'Date' }, manager, 'draft', 'sent-back'],
    ['recalled by who submitted it', { verdict: 'recall' }, maker, 'draft', 'recalled'],
    ['recalled by a deputy of who submitted it', { verdict: 'recall' }, deputy(finance, maker), 'draft', 'recalled'],
  ] as [string, DecisionRequest, StepActor, string, string][])('%s', (_name, request, actor, state, outcome) => {
    const { rec, steps } = done(decide(orders, big, request, by(actor)));
    expect(rec.process).toMatchObject({ state, approval: { round: 1, outcome, endedAt: NOW } });
    expect(steps).toMatchObject([{ action: request.verdict, from: 'pending-approval', to: state }]);
  });

  it.each([
    ['rejected without a reason', { verdict: 'reject' }, manager, ['comment-missing']],
    ['sent back with an empty reason', { verdict: 'send-back', comment: ' ' }, manager, ['comment-missing']],
    [
      'rejected by its maker',
      { verdict: 'reject', comment: 'x' },
      { ...maker, roles: ['sales-manager'] },
      ['self-approval'],
    ],
    ['recalled by a signer', { verdict: 'recall' }, manager, ['not-yours-to-recall']],
    [
      'recalled by its maker while they act for somebody else',
      { verdict: 'recall' },
      deputy(maker, finance),
      ['not-yours-to-recall'],
    ],
    ['recalled in another round', { verdict: 'recall', round: 9 }, maker, ['other-round']],
  ] as [string, DecisionRequest, StepActor, string[]][])('not %s', (_name, request, actor, expected) => {
    expect(rules(decide(orders, big, request, by(actor)))).toEqual(expected);
  });

  it('a new round asks everybody again, also who signed the one before', () => {
    const back = done(
      decide(orders, signedBy(manager, big), { verdict: 'send-back', comment: 'Date' }, by(finance)),
    ).rec;
    const again = act(back, 'submit', maker);
    expect(again.process?.approval).toMatchObject({ round: 2, level: 0 });
    expect(rules(decide(orders, again, { verdict: 'approve', round: 1 }, by(manager)))).toEqual(['other-round']);
    expect(rules(approve(again, manager))).toEqual([]);
  });

  it('cancelled while it waits, the round is over', () => {
    const cancelled = act(big, 'cancel', maker);
    expect(cancelled.process).toMatchObject({ state: 'cancelled', approval: { outcome: 'recalled' } });
    expect(rules(approve(cancelled, manager))).toEqual(['nothing-to-approve']);
  });
});

describe('an imported order that waits for approval', () => {
  const imported = documentOf('order', { status: 'pending-approval', amount: 10_000_000 }, { createdBy: manager.id });

  it('gets its round with the first decision; who imported it does not sign', () => {
    expect(rules(approve(imported, manager))).toEqual(['self-approval']);
    const { rec, steps } = done(approve(imported, otherManager));
    expect(steps).toMatchObject([{ seq: 1, action: 'approve', from: 'pending-approval' }]);
    expect(rec.process).toMatchObject({
      state: 'pending-approval',
      approval: { round: 1, level: 1, submittedBy: manager.id },
    });
    expect(stateOfRec(signedBy(finance, rec))).toBe('approved');
  });

  it('gets its round, with a time for it, when a note is added to it', () => {
    const { rec } = done(applyEdit(orders, imported, ['note'], by(maker)));
    expect(rec.process?.approval).toMatchObject({ round: 1, submittedBy: manager.id });
    expect(rec.process?.due).toBe('2026-11-24T02:00:00.000Z');
  });

  it('one that stands in approved has no round, and nobody signs it afterwards', () => {
    const stands = documentOf('order', { status: 'approved' });
    expect(rules(approve(stands, manager))).toEqual(['nothing-to-approve']);
  });
});
