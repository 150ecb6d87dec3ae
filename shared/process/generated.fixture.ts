import fc from 'fast-check';
import type { ApprovalLevel, ProcessDefinition, ProcessState, Transition } from '../kernel/process.ts';
import type { StepActor } from './standing.ts';
import { apiKey, deputy, person } from './testing.ts';

// Processes and what people do with them, drawn at random. The state `ok` is reached by a complete approval alone.

const label = { en: 'Anything', zh: '任意' };

/** People of the company: several with a role, some with two, one without. */
export const people: readonly StepActor[] = [
  person('maker', 'sales-rep'),
  person('rep', 'sales-rep', 'sales-manager'),
  person('head', 'sales-manager'),
  person('head2', 'sales-manager', 'finance'),
  person('money', 'finance'),
  person('boss', 'executive', 'sales-manager'),
  person('guest'),
];
const signers: ApprovalLevel['signers'] = [
  'sales-manager',
  'finance',
  'executive',
  'member:mem_guest',
  'member:mem_rep',
];

const someone: fc.Arbitrary<StepActor> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...people) },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom(...people), fc.constantFrom(...people)).map(([a, b]) => deputy(a, b)),
  },
  { weight: 1, arbitrary: fc.constantFrom(apiKey('sales-rep', 'sales-manager', 'finance', 'executive')) },
);

const level = (at: number): fc.Arbitrary<ApprovalLevel> =>
  fc.record(
    {
      id: fc.constant(`level-${at}`),
      label: fc.constant(label),
      mode: fc.constantFrom('any' as const, 'all' as const, 'sequence' as const),
      signers: fc.array(fc.constantFrom(...signers), { minLength: 1, maxLength: 3 }),
      over: fc.record({ measure: fc.constantFrom('amount', 'no-such-measure'), atLeast: fc.constantFrom(50, 100) }),
    },
    { requiredKeys: ['id', 'label', 'mode', 'signers'] },
  );

/** @param names states where a document may go without an approval; `ok` is none of them */
const state = (id: string, names: readonly string[]): fc.Arbitrary<ProcessState> => {
  const other = fc.constantFrom(...names);
  const levels = fc
    .integer({ min: 1, max: 3 })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => level(at))));
  return fc.record(
    {
      id: fc.constant(id),
      label: fc.constant(label),
      edit: fc.constantFrom('free' as const, 'locked' as const),
      open: fc.constant(['note']),
      responsible: fc.constantFrom('owner' as const, 'finance' as const, 'sales-manager' as const),
      limitHours: fc.constantFrom(0.5, 4, 40),
      remindHours: fc.constantFrom(0.25, 8),
      escalateTo: fc.constant('executive' as const),
      voids: other,
      enter: fc.constantFrom([{ id: 'stamp-time', field: 'at' }], [{ id: 'clear', field: 'at' }]),
      approval: fc.record({
        levels,
        // Most approvals lead to where one goes by approval alone; the others lead anywhere, also into each other.
        approved: fc.oneof({ weight: 3, arbitrary: fc.constant('ok') }, { weight: 1, arbitrary: other }),
        rejected: other,
        sentBack: other,
        recalled: other,
      }),
    },
    // One state waits for an approval in every process.
    { requiredKeys: id === 's1' ? ['id', 'label', 'edit', 'approval'] : ['id', 'label', 'edit'] },
  );
};

const transition = (id: string, names: readonly string[]): fc.Arbitrary<Transition> =>
  fc.record(
    {
      id: fc.constant(id),
      label: fc.constant(label),
      from: fc.uniqueArray(fc.constantFrom(...names, 'ok'), { minLength: 1, maxLength: 3 }),
      to: fc.constantFrom(...names),
      roles: fc.uniqueArray(fc.constantFrom('sales-rep', 'sales-manager', 'finance', 'executive'), {
        minLength: 1,
        maxLength: 3,
      }) as fc.Arbitrary<Transition['roles']>,
      required: fc.constantFrom(['note'], ['lines']),
      guards: fc.constantFrom([{ id: 'has-lines' }], [{ id: 'amount-at-least', value: 60 }]),
      comment: fc.constantFrom('optional' as const, 'required' as const),
    },
    { requiredKeys: ['id', 'label', 'from', 'to', 'roles'] },
  );

export const definitions: fc.Arbitrary<ProcessDefinition> = fc.integer({ min: 2, max: 6 }).chain((count) => {
  const names = Array.from({ length: count }, (_, at) => `s${at}`);
  return fc.record({
    id: fc.constant('generated'),
    label: fc.constant(label),
    purpose: fc.constant(label),
    starts: fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 2 }),
    states: fc
      .tuple(
        fc.tuple(...names.map((name) => state(name, names))),
        fc.constantFrom('free' as const, 'locked' as const),
        fc.constantFrom(...names),
      )
      .map(([states, edit, voids]): ProcessState[] => [
        ...states,
        { id: 'ok', label, edit, responsible: 'owner', ...(edit === 'locked' ? { voids } : {}) },
      ]),
    transitions: fc
      .integer({ min: 2, max: 10 })
      .chain((size) => fc.tuple(...Array.from({ length: size }, (_, at) => transition(`t${at}`, names))))
      // The first step submits, from wherever the document stands.
      .map(([first, ...others]): Transition[] => [{ ...first!, from: [...names, 'ok'], to: 's1' }, ...others]),
  });
});

/** What somebody does with a document. */
export type Deed =
  | { kind: 'act'; actor: StepActor; at: number; comment: string }
  | { kind: 'set'; actor: StepActor; at: number; comment: string }
  | { kind: 'edit'; actor: StepActor; field: 'note' | 'amount' | 'lines'; value: number }
  | {
      kind: 'decide';
      actor: StepActor;
      verdict: 'approve' | 'reject' | 'send-back' | 'recall' | 'add-signer';
      round: number | undefined;
      comment: string;
      signer: string;
      signerActive: boolean;
      /** Somebody does it who may, where there is anybody: else hardly any approval would come to its end. */
      fit: boolean;
    };

const comment = fc.constantFrom('', 'because');
const verdict = fc.oneof(
  { weight: 9, arbitrary: fc.constant('approve' as const) },
  { weight: 4, arbitrary: fc.constantFrom('reject' as const, 'send-back' as const, 'recall' as const) },
  { weight: 2, arbitrary: fc.constant('add-signer' as const) },
);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('act' as const), actor: someone, at: fc.nat(9), comment }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('set' as const), actor: someone, at: fc.nat(6), comment }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      actor: someone,
      field: fc.constantFrom('note' as const, 'amount' as const, 'lines' as const),
      value: fc.constantFrom(1, 60, 70, 100, 200),
    }),
  },
  {
    weight: 9,
    arbitrary: fc.record({
      kind: fc.constant('decide' as const),
      actor: someone,
      verdict,
      round: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined, freq: 4 }),
      comment,
      signer: fc.constantFrom(...people.map((one) => one.id)),
      signerActive: fc.boolean(),
      fit: fc.boolean(),
    }),
  },
);

/** Deeds in their order, with the minutes that pass before each. */
export const stories: fc.Arbitrary<readonly (readonly [Deed, number])[]> = fc.array(
  fc.tuple(deed, fc.constantFrom(0, 1, 90, 3000)),
  { minLength: 1, maxLength: 60, size: 'max' },
);
