import { describe, expect, it } from 'vitest';
import type { Role } from '../access/permissions.ts';
import { roleNames } from '../access/permissions.ts';
import type { Transition } from '../kernel/process.ts';
import type { Rec } from '../kernel/record.ts';
import { processes } from '../processes.ts';
import { decide } from './approval.ts';
import { applyAction, applyEdit, begin, replay } from './engine.ts';
import type { Outcome } from './moves.ts';
import type { Governed, StepContext } from './standing.ts';
import { by, documentOf, done, governedAs, maker, NOW, person, recOf, rules, shipped } from './testing.ts';

/** Conditions that a complete document does not meet, because they are for another moment of its life. */
const notYet: Readonly<Record<string, readonly string[]>> = {
  order: ['something-shipped', 'all-shipped'],
  quote: ['valid-past', 'revision-made'],
  receivable: ['nothing-owed', 'owed-in-time'],
  complaint: ['verification-due'],
  warning: ['by-owner'],
  meeting: ['meeting-led'],
  interview: ['interview-failed', 'by-another-person'],
};
const sold = [
  { productId: 'prd_retired', quantity: -1, unitPrice: 5, amount: 7, conflict: 'QT-9' },
  { productId: 'prd_good', quantity: 1 },
];
/** Lines and values with which a document meets as little as it can. */
const faulty: Readonly<Record<string, Partial<Rec>>> = {
  order: { data: { releaseUntil: '2026-11-22' }, lines: sold },
  quote: { data: { validUntil: '2026-11-22' }, lines: sold },
  shipment: {
    data: { orderId: 'ord_held', receivableId: 'rcv_kept' },
    lines: [
      { orderLine: 1, quantity: -1 },
      { orderLine: 9, quantity: 1 },
    ],
  },
  receivable: { data: { paid: 0, dueDate: '2026-12-31' } },
  lead: { data: { mobile: '', poolSince: NOW } },
  problemEntry: { data: { reviewOn: '2026-11-23' } },
  warning: { data: { memberId: 'mem_other' } },
  interview: { data: { heldAt: '', result: 'failed', memberId: 'mem_other' } },
  meeting: { data: { date: '2026-11-24' }, lines: [{ kind: 'action', text: 'Sign', ownerId: 'mem_doer' }] },
  need: { data: { actualAt: '' } },
  complaint: {
    data: { contacts: 0, affectedNote: ' ', verifyOn: '2026-11-24', confirmed: 'no' },
    lines: [{ doneDate: '2026-11-20' }, { kind: 'preventive', doneDate: '2026-11-24' }],
  },
};

/** Documents by how far they are filled; with each, the required fields that it has and the conditions that it does not meet. */
const fillings: Record<string, (type: string) => { rec: Rec; fails: readonly string[] }> = {
  complete: (type) => ({ rec: documentOf(type), fails: notYet[type] ?? [] }),
  empty: (type) => ({
    rec: { ...recOf(type, `${type}_1`, {}), lines: [] },
    fails: [
      'has-lines',
      'amount-at-least',
      'next-step-planned',
      'release-ahead',
      'something-shipped',
      'revision-made',
      'order-open',
      'returned-in-full',
      'paid-in-part',
      'due-past',
      'owed-in-time',
      'lead-reachable',
      'lead-converted',
      'entry-complete',
      'by-owner',
      'by-addressee',
      'contact-logged',
      'actions-done',
      'benefit-measured',
      'verification-ahead',
      'verification-due',
      'meeting-attended',
      'meeting-led',
      'interview-held',
      'interview-passed',
      'interview-failed',
      'by-asked-person',
    ],
  }),
  faulty: (type) => {
    const past = { closeDate: '2026-11-22', dueDate: '2026-11-22', accountId: 'acc_lost' };
    const { data, ...parts } = faulty[type] ?? {};
    return {
      rec: documentOf(type, { ...past, ...data }, parts),
      fails: [
        'lines-priced',
        'quantities-positive',
        'amounts-add-up',
        'products-on-sale',
        'account-active',
        'close-date-ahead',
        'due-date-ahead',
        'price-explained',
        'release-ahead',
        'something-shipped',
        'all-shipped',
        'valid-ahead',
        'revision-made',
        'order-open',
        'release-valid',
        'within-order',
        'returned-in-full',
        'nothing-owed',
        'paid-in-part',
        'due-past',
        'lead-reachable',
        'lead-claimed',
        'entry-complete',
        'by-owner',
        'by-addressee',
        'contact-logged',
        'affected-told',
        'actions-done',
        'verification-ahead',
        'verification-due',
        'customer-content',
        'benefit-measured',
        'meeting-attended',
        'meeting-day-come',
        'meeting-led',
        'meeting-actions-assigned',
        'meeting-actions-done',
        'interview-held',
        'interview-passed',
        'by-asked-person',
      ],
    };
  },
};

const has = (rec: Rec, field: string): boolean =>
  field === 'lines' ? rec.lines !== undefined && rec.lines.length > 0 : rec.data[field] !== undefined;

/** What a step must be objected to, said from the definition alone: the rules, each once for each field that is missing. */
const expected = (
  transition: Transition,
  {
    state,
    role,
    rec,
    fails,
    comment,
  }: { state: string; role: Role; rec: Rec; fails: readonly string[]; comment: string },
): string[] => [
  ...(transition.from.indexOf(state) === -1 ? ['no-such-step'] : []),
  ...(transition.roles.indexOf(role) === -1 ? ['wrong-role'] : []),
  ...(transition.required ?? []).filter((field) => !has(rec, field)).map(() => 'field-missing'),
  ...(transition.guards ?? [])
    .map((guard) => guard.id)
    .filter((id) => fails.includes(id) || (id === 'stage-in-pipeline' && skipping.has(`${state} ${transition.to}`))),
  ...(transition.comment === 'required' && comment === '' ? ['comment-missing'] : []),
];

/** Ways over a stage that a deal of the standard funnel does not leave out. */
const skipping: ReadonlySet<string> = new Set([
  'prospecting proposal',
  'prospecting negotiation',
  'prospecting won',
  'qualification negotiation',
  'qualification won',
]);

const inState = (governed: Governed, rec: Rec, state: string): Rec => ({
  ...rec,
  data: { ...rec.data, [governed.field]: state },
});

/** Everything that must be so of a step that was taken into a state. */
const entered = (governed: Governed, outcome: Outcome, { from, to }: { from: string; to: string }): void => {
  const { rec, steps } = done(outcome);
  const target = governed.definition.states.find((state) => state.id === to)!;
  expect(steps).toHaveLength(1);
  expect(steps[0]).toMatchObject({ seq: 1, from, to, at: NOW, process: governed.definition.id, version: 3 });
  expect(rec.data[governed.field]).toBe(to);
  expect(rec.process).toMatchObject({ state: to, seq: 1, since: NOW, begun: from });
  expect(rec.process?.trail).toHaveLength(1);
  expect(rec.process?.due !== undefined).toBe(target.limitHours !== undefined);
  expect(rec.process?.approval !== undefined && rec.process.approval.outcome === undefined).toBe(
    target.approval !== undefined,
  );
  const fills = (id: string) => (id === 'count-reopening' ? ['closed', 'rejected'].includes(from) : id !== 'clear');
  for (const effect of target.enter ?? []) if (effect.field) expect(has(rec, effect.field)).toBe(fills(effect.id));
};

const cases = shipped.flatMap(({ definition, type, field }) =>
  (['enforced', 'advisory'] as const).map((enforcement) => ({
    name: definition.id,
    enforcement,
    type,
    governed: governedAs(definition, enforcement, field),
  })),
);

/** Calls back for each state, role and filling of a kind of document. */
const everywhere = (
  { governed, type }: (typeof cases)[number],
  look: (at: { state: string; role: Role; rec: Rec; fails: readonly string[]; context: StepContext }) => void,
): void => {
  for (const state of governed.definition.states)
    for (const role of roleNames)
      for (const fill of Object.values(fillings)) {
        const { rec, fails } = fill(type);
        look({
          state: state.id,
          role,
          rec: inState(governed, rec, state.id),
          fails,
          context: by(person('somebody', role)),
        });
      }
};

describe('every state, action, role and filling of the shipped processes', () => {
  it('are all of them', () => {
    expect(shipped.map((one) => one.definition)).toEqual(expect.arrayContaining([...processes]));
  });

  it.each(cases)('$name, $enforcement: an action is judged as its definition says', (one) => {
    const { governed, enforcement } = one;
    let [taken, refused, departed] = [0, 0, 0];
    everywhere(one, (at) => {
      for (const transition of governed.definition.transitions)
        for (const comment of ['', 'because']) {
          const against = expected(transition, { ...at, comment });
          const passes = enforcement === 'enforced' ? against.length === 0 : !against.includes('comment-missing');
          const outcome = applyAction(governed, at.rec, { action: transition.id, comment }, at.context);
          if (outcome.ok !== passes) throw new Error(`${transition.id} from ${at.state} by ${at.role}: ${against}`);
          if (!outcome.ok) {
            refused++;
            expect(rules(outcome)).toEqual(against);
            continue;
          }
          taken++;
          entered(governed, outcome, { from: at.state, to: transition.to });
          const [step] = outcome.steps;
          expect((step!.deviation ?? []).map((deviation) => deviation.rule)).toEqual(against);
          expect(step!.deviation === undefined).toBe(against.length === 0);
          expect(step!.action).toBe(transition.id);
          if (against.length > 0) departed++;
        }
    });
    expect(taken).toBeGreaterThan(0);
    // Advice refuses a missing reason alone.
    const asksReason = governed.definition.transitions.some((transition) => transition.comment === 'required');
    expect(refused > 0).toBe(enforcement === 'enforced' || asksReason);
    expect(departed > 0).toBe(enforcement === 'advisory');
  });

  it.each(cases)('$name, $enforcement: a wanted state is reached by its step, or not at all', (one) => {
    const { governed, enforcement } = one;
    everywhere(one, (at) => {
      for (const { id: to } of governed.definition.states) {
        const ways = governed.definition.transitions.filter((way) => way.to === to && way.from.includes(at.state));
        const against = ways.map((way) => expected(way, { ...at, comment: '' }));
        const passes =
          enforcement === 'enforced'
            ? against.some((rule) => rule.length === 0)
            : ways.length === 0 || against.some((rule) => !rule.includes('comment-missing'));
        const outcome = applyAction(governed, at.rec, { to }, at.context);
        if (outcome.ok !== passes)
          throw new Error(`to ${to} from ${at.state} by ${at.role}: ${JSON.stringify(against)}`);
        if (!outcome.ok) continue;
        entered(governed, outcome, { from: at.state, to });
        const [step] = outcome.steps;
        expect(ways.length === 0 ? ['set'] : ways.map((way) => way.id)).toContain(step!.action);
        if (ways.length === 0) expect(step!.deviation?.map((deviation) => deviation.rule)).toEqual(['no-such-step']);
        if (enforcement === 'enforced') expect(step!.deviation).toBeUndefined();
      }
    });
  });

  it.each(cases)('$name, $enforcement: a document begins where its process says', ({ governed, enforcement, type }) => {
    const { definition } = governed;
    for (const { id, approval } of definition.states) {
      const outcome = begin(governed, inState(governed, documentOf(type), id), by(maker));
      const start = definition.starts.includes(id);
      expect(outcome.ok).toBe(start || enforcement === 'advisory');
      if (!outcome.ok) {
        expect(rules(outcome)).toEqual(['no-such-start']);
        continue;
      }
      expect(outcome.rec.data[governed.field]).toBe(id);
      expect(outcome.rec.process?.state).toBe(id);
      expect(outcome.rec.process?.authors).toEqual([maker.id]);
      expect(replay(outcome.rec.process!.begun, outcome.steps)).toBe(id);
      expect(outcome.steps.map((step) => step.deviation?.[0]?.rule)).toEqual(
        start ? (approval ? [undefined] : []) : ['no-such-start'],
      );
    }
    const { rec } = done(begin(governed, documentOf(type), by(maker)));
    expect(rec.process?.state).toBe(definition.starts[0]);
    expect(rules(begin(governed, inState(governed, documentOf(type), 'nowhere'), by(maker)))).toEqual([
      'unknown-state',
    ]);
  });

  it.each(cases)('$name, $enforcement: content is changed where the state is open, and a lock holds', (one) => {
    const { governed, enforcement, type } = one;
    for (const state of governed.definition.states)
      for (const changed of ['note', 'accountId', 'lines', 'lostReason', 'shipDate']) {
        const before = inState(governed, documentOf(type), state.id);
        const outcome = applyEdit(governed, before, [changed], by(maker));
        const locked = state.edit === 'locked' && !(state.open ?? []).includes(changed);
        expect(outcome.ok, `${changed} in ${state.id}`).toBe(!locked || enforcement === 'advisory');
        if (!outcome.ok) {
          expect(outcome.refusals).toMatchObject([{ rule: 'locked', field: changed }]);
          continue;
        }
        expect(outcome.rec.process?.state).toBe(locked ? (state.voids ?? state.id) : state.id);
        expect(outcome.steps.map((step) => step.deviation?.map((deviation) => deviation.rule))).toEqual(
          locked ? [['locked']] : [],
        );
        expect(outcome.rec.process?.authors).toEqual(locked || state.edit === 'free' ? [maker.id] : []);
      }
  });

  it.each(cases)('$name, $enforcement: a decision needs a round, a role and a comment where it says no', (one) => {
    const { governed, type } = one;
    for (const state of governed.definition.states)
      for (const role of roleNames)
        for (const verdict of ['approve', 'reject', 'send-back'] as const)
          for (const comment of ['', 'because']) {
            const waiting = inState(governed, documentOf(type), state.id);
            const outcome = decide(governed, waiting, { verdict, comment }, by(person('signer', role)));
            const level = state.approval?.levels[0];
            const against = !level
              ? ['nothing-to-approve']
              : !(level.signers as string[]).includes(role)
                ? ['not-a-signer']
                : verdict !== 'approve' && comment === ''
                  ? ['comment-missing']
                  : [];
            expect(rules(outcome)).toEqual(against);
            if (outcome.ok) {
              const plan = state.approval!;
              // A second level that is always asked keeps the document where it waits.
              const more = plan.levels.slice(1).some((next) => next.over === undefined);
              const to = {
                approve: more ? state.id : plan.approved,
                reject: plan.rejected,
                'send-back': plan.sentBack,
              }[verdict];
              expect(outcome.rec.process?.state).toBe(to);
              expect(outcome.steps.map((step) => step.deviation)).toEqual([undefined]);
            }
          }
  });
});
