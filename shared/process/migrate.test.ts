import { describe, expect, it } from 'vitest';
import type { Rec } from '../kernel/record.ts';
import { decide } from './approval.ts';
import { applyAction, replay } from './engine.ts';
import { mappedState, migrateDocument } from './migrate.ts';
import { changedOrder, context, done, draftOrder, governedBy, MORNING, person } from './versions.fixture.ts';

const rep = person('li', 'sales-rep');
const manager = person('wang', 'sales-manager');
const admin = person('zhao', 'administrator');
const NOON = '2026-11-23T04:00:00.000Z';

const old = governedBy(0);
const submitted = (amount?: number): Rec =>
  done(applyAction(old, draftOrder(amount), { action: 'submit' }, context(rep)));
const approved = (): Rec => done(decide(old, submitted(), { verdict: 'approve' }, context(manager, NOON)));

const next = governedBy(
  1,
  changedOrder((draft) => {
    draft.states.find(({ id }) => id === 'pending-approval')!.limitHours = 4;
    draft.states.find(({ id }) => id === 'draft')!.limitHours = 1;
  }),
);
const moved = (rec: Rec, state: string) => {
  const outcome = migrateDocument(rec, { from: old, to: next, state }, context(admin, NOON));
  if (!outcome.ok) throw new Error('refused');
  return outcome;
};

describe('a document that is brought to another version', () => {
  it('stands on it, with the move as a step of its own that joins the others', () => {
    const { rec, steps } = moved(approved(), 'approved');
    expect(rec.process).toMatchObject({ id: 'order', version: 1, state: 'approved' });
    expect(rec.data['status']).toBe('approved');
    expect(steps).toMatchObject([
      { seq: 3, action: 'migrate', from: 'approved', to: 'approved', version: 1, by: admin.id, at: NOON },
    ]);
    expect(
      replay(
        rec.process!.begun,
        rec.process!.trail.map(({ n, from, to }) => ({ seq: n, from, to })),
      ),
    ).toBe('approved');
  });

  it('keeps the approval that it has, and what was noted on approving', () => {
    const before = approved();
    const { rec } = moved(before, 'approved');
    expect(rec.process!.approval).toEqual(before.process!.approval);
    expect(rec.data['approvedBy']).toBe(manager.id);
    expect(rec.data['approvedAt']).toBe(NOON);
  });

  it('has its time by the new version, from when it came into the state', () => {
    expect(moved(draftOrder(), 'draft').rec.process).toMatchObject({ since: MORNING, due: '2026-11-23T03:00:00.000Z' });
  });

  it('asks for a running approval anew: what was signed is void, and who submitted it is still its maker', () => {
    const before = submitted();
    const { rec } = moved(before, 'pending-approval');
    expect(rec.process!.approval).toMatchObject({ round: 2, submittedBy: rep.id, level: 0 });
    expect(rec.process!.approval!.outcome).toBeUndefined();
    // Four business hours from noon: the company rests from twelve to one, and ends at six.
    expect(rec.process).toMatchObject({ since: NOON, due: '2026-11-23T09:00:00.000Z' });
    expect(decide(next, rec, { verdict: 'approve', round: 1 }, context(manager, NOON))).toMatchObject({ ok: false });
    expect(decide(next, rec, { verdict: 'recall' }, context(rep, NOON))).toMatchObject({ ok: true });
    const signed = decide(next, rec, { verdict: 'approve', round: 2 }, context(manager, NOON));
    expect(signed).toMatchObject({ ok: true, rec: { data: { status: 'approved' } } });
  });

  it('loses its approval where the new version opens it again', () => {
    expect(moved(approved(), 'draft').rec.process!.approval).toMatchObject({ outcome: 'voided', endedAt: NOON });
  });

  it('goes nowhere that the new version does not know', () => {
    expect(migrateDocument(approved(), { from: old, to: next, state: 'gone' }, context(admin))).toMatchObject({
      ok: false,
      refusals: [{ rule: 'unknown-state' }],
    });
  });
});

it.each([
  ['its own', {}, 'draft', 'draft'],
  ['the one that was named', { draft: 'on-hold' }, 'draft', 'on-hold'],
  ['none, where nobody named one', {}, 'picking', undefined],
  ['none, where the one named does not exist', { draft: 'gone' }, 'draft', undefined],
  ['none by accident of a name', {}, 'constructor', undefined],
])('the state of a document in another version is %s', (_what, states, from, wanted) => {
  expect(mappedState(next.definition, states, from)).toBe(wanted);
});
