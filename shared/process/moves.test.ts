import { describe, expect, it } from 'vitest';
import { complaintProcess } from '../complaints/complaint.process.ts';
import type { ProcessState } from '../kernel/process.ts';
import { applyAction, applyEdit, begin } from './engine.ts';
import { move, reminderOf, timesOf } from './moves.ts';
import { standingOf, withAuthor } from './standing.ts';
import {
  advisedOrders,
  by,
  deputy,
  documentOf,
  done,
  governedAs,
  maker,
  manager,
  NOW,
  orders,
  person,
  shanghai,
  worldAt,
} from './testing.ts';

const label = { en: 'State', zh: '状态' };
const state = (parts: Partial<ProcessState>): ProcessState => ({ id: 'a', label, edit: 'free', ...parts });
const draft = () => done(begin(orders, documentOf('order'), by(maker))).rec;
const late = '2026-12-23T02:00:00.000Z';

describe('the times of a state', () => {
  it.each([
    ['no limit, nothing due', {}, undefined, undefined],
    ['a limit alone', { limitHours: 2 }, '2026-11-23T04:00:00.000Z', undefined],
    ['a reminder before it', { limitHours: 8, remindHours: 2 }, '2026-11-24T02:00:00.000Z', '2026-11-23T09:00:00.000Z'],
    [
      'a reminder over the weekend',
      { limitHours: 40, remindHours: 32 },
      '2026-11-30T02:00:00.000Z',
      '2026-11-24T02:00:00.000Z',
    ],
    [
      'a reminder as long as the limit is none',
      { limitHours: 2, remindHours: 2 },
      '2026-11-23T04:00:00.000Z',
      undefined,
    ],
    ['a reminder without a limit is none', { remindHours: 2 }, undefined, undefined],
  ])('%s', (_name, parts, due, remindAt) => {
    expect(timesOf(state(parts), draft(), NOW, shanghai)).toEqual(due ? { due } : {});
    expect(reminderOf(state(parts), NOW, shanghai)).toBe(remindAt);
  });
});

describe('a time that counts from a day that the document names', () => {
  const complaints = governedAs(complaintProcess);
  const acting = (data: Record<string, unknown>) =>
    documentOf('complaint', { status: 'acting', ...data }, { process: undefined as never });
  /** Monday, ten o'clock; sixteen business hours are two days. */
  it.each([
    ['that lies ahead', '2026-12-23', '2026-12-24T10:00:00.000Z'],
    ['on a weekend: from the Monday', '2026-12-26', '2026-12-29T10:00:00.000Z'],
    ['that is today: from when it came there', '2026-11-23', '2026-11-25T02:00:00.000Z'],
    ['that is past', '2026-11-01', '2026-11-25T02:00:00.000Z'],
    ['that is no date', 'soon', '2026-11-25T02:00:00.000Z'],
    ['that nobody gave', undefined, '2026-11-25T02:00:00.000Z'],
  ])('%s', (_name, verifyOn, due) => {
    const rec = acting({ verifyOn });
    const { rec: moved } = done(move(complaints, rec, { to: 'verifying', step: { action: 'verify' } }, by(maker)));
    expect(moved.process?.due).toBe(due);
  });

  it('is asked after what happens on entering, which may fill the day', () => {
    const dated = governedAs({
      ...complaintProcess,
      states: complaintProcess.states.map((one) =>
        one.id === 'verifying' ? { ...one, enter: [{ id: 'end-date', field: 'verifyOn' }] } : one,
      ),
    });
    const rec = acting({ verifyOn: '2026-12-23' });
    const { rec: moved } = done(move(dated, rec, { to: 'verifying', step: { action: 'verify' } }, by(maker)));
    expect(moved.data['verifyOn']).toBe('2026-11-23');
    expect(moved.process?.due).toBe('2026-11-25T02:00:00.000Z');
  });

  it('is counted anew when the day is changed while it runs', () => {
    const open = governedAs({
      ...complaintProcess,
      states: complaintProcess.states.map((one) =>
        one.id === 'verifying' ? { ...one, open: ['verifyOn', 'note'] } : one,
      ),
    });
    const { rec } = done(
      move(open, acting({ verifyOn: '2026-12-23' }), { to: 'verifying', step: { action: 'verify' } }, by(maker)),
    );
    const at = by(maker, worldAt('2026-11-26T02:00:00.000Z'));
    const edited = (name: string, value: string) =>
      done(applyEdit(open, { ...rec, data: { ...rec.data, [name]: value } }, [name], at)).rec.process?.due;
    expect(edited('verifyOn', '2026-12-29')).toBe('2026-12-30T10:00:00.000Z');
    expect(edited('note', 'x')).toBe('2026-12-24T10:00:00.000Z');
  });
});

describe('what stands on a document after its steps', () => {
  it('who, when, from, to, comment, how long it took in business minutes, which version', () => {
    const actor = deputy(person('d'), maker);
    const context = by(actor, worldAt('2026-11-24T02:00:00.000Z'));
    const { rec, steps } = done(applyAction(orders, draft(), { action: 'submit', comment: ' as agreed ' }, context));
    expect(steps).toEqual([
      {
        seq: 1,
        at: '2026-11-24T02:00:00.000Z',
        by: 'mem_d',
        onBehalfOf: maker.id,
        via: 'web',
        action: 'submit',
        from: 'draft',
        to: 'pending-approval',
        comment: 'as agreed',
        took: 480,
        process: 'order',
        version: 3,
      },
    ]);
    expect(rec.process).toMatchObject({ since: '2026-11-24T02:00:00.000Z', due: '2026-11-25T02:00:00.000Z', seq: 1 });
    expect(rec.data).toMatchObject({ status: 'pending-approval', submittedAt: '2026-11-24T02:00:00.000Z' });
  });

  it('the last forty steps, and a count of all by month, member, team and action', () => {
    let rec = draft();
    const team = { ...maker, teamId: 'north' };
    for (let at = 0; at < 45; at++) {
      const now = at < 30 ? NOW : late;
      rec = done(
        applyAction(
          advisedOrders,
          rec,
          { to: at % 2 === 0 ? 'on-hold' : 'draft', comment: 'x' },
          by(team, worldAt(now)),
        ),
      ).rec;
    }
    const { trail, tally, seq } = rec.process!;
    expect(seq).toBe(45);
    expect(trail.map((entry) => entry.n)).toEqual(Array.from({ length: 40 }, (_, at) => at + 6));
    // To hold from the draft departs from the process each time; the first step of December is late.
    expect(tally).toEqual({
      '2026-11|mem_maker|north|set': [15, 15, 0],
      '2026-11|mem_maker|north|revise': [15, 0, 0],
      '2026-12|mem_maker|north|set': [8, 8, 1],
      '2026-12|mem_maker|north|revise': [7, 0, 0],
    });
    expect(trail.filter((entry) => entry.late).map((entry) => entry.n)).toEqual([31]);
    expect(trail.filter((entry) => entry.deviations).every((entry) => entry.to === 'on-hold')).toBe(true);
  });

  it('a document that no process has touched stands where its field says', () => {
    const imported = documentOf('order', { status: 'shipped' });
    expect(standingOf(orders, imported)).toMatchObject({
      state: 'shipped',
      begun: 'shipped',
      seq: 0,
      since: NOW,
      version: 3,
    });
    expect(standingOf(orders, documentOf('order'))).toMatchObject({ state: 'draft' });
    const other = { ...draft().process!, id: 'opportunity', state: 'won' };
    expect(standingOf(orders, { ...draft(), process: other })).toMatchObject({ id: 'order', state: 'draft' });
  });

  it('a document under way keeps the version that it began with', () => {
    const rec = draft();
    const { steps } = done(applyAction({ ...orders, version: 9 }, rec, { action: 'submit' }, by(maker)));
    expect(steps[0]?.version).toBe(3);
  });

  it('fifty people are remembered as authors, each once', () => {
    let standing = draft().process!;
    for (let at = 0; at < 60; at++) standing = withAuthor(standing, person(`p${at}`));
    expect(standing.authors).toHaveLength(50);
    expect(withAuthor(standing, person('p59'))).toBe(standing);
    expect(standing.authors.at(-1)).toBe('mem_p59');
  });
});

describe('approvals that ask nobody and lead into each other', () => {
  const nobody = (approved: string) => ({
    levels: [
      {
        id: 'one',
        label,
        mode: 'any' as const,
        signers: ['finance' as const],
        over: { measure: 'amount', atLeast: 1e12 },
      },
    ],
    approved,
    rejected: 'draft',
    sentBack: 'draft',
    recalled: 'draft',
  });
  const looped = (secondTo: string) =>
    governedAs({
      id: 'loop',
      label,
      purpose: label,
      starts: ['draft'],
      states: [
        state({ id: 'draft' }),
        state({ id: 'first', edit: 'locked', approval: nobody('second') }),
        state({ id: 'second', edit: 'locked', approval: nobody(secondTo) }),
        state({ id: 'ok', edit: 'locked' }),
      ],
      transitions: [{ id: 'submit', label, from: ['draft'], to: 'first', roles: ['sales-rep'] }],
    });
  const submit = (secondTo: string) => {
    const governed = looped(secondTo);
    const rec = done(begin(governed, documentOf('order'), by(maker))).rec;
    return done(move(governed, rec, { to: 'first', step: { action: 'submit' } }, by(manager)));
  };

  it.each([
    ['one after the other to the end', 'ok', ['first', 'second', 'ok']],
    ['in a circle: once through it', 'first', ['first', 'second']],
    ['into itself: once', 'second', ['first', 'second']],
  ])('%s', (_name, secondTo, path) => {
    const { rec, steps } = submit(secondTo);
    expect(steps.map((step) => step.to)).toEqual(path);
    expect(steps.map((step) => step.by)).toEqual([manager.id, ...path.slice(1).map(() => 'job:process')]);
    expect(rec.process).toMatchObject({ state: path.at(-1), approval: { outcome: 'approved' } });
  });
});
