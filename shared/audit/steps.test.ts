import { expect, it } from 'vitest';
import type { StepRecord } from '../kernel/process.ts';
import type { Rec } from '../kernel/record.ts';
import { standing } from './process.fixture.ts';
import { stepFaults } from './steps.ts';
import { record } from './testing.ts';

const process = standing([
  ['submit', 'mem_1', 0],
  ['approve', 'mem_2', 600],
  ['ship', 'mem_1', 900],
]);
const order: Rec = record('order', { status: process.state }, { process });
const steps: StepRecord[] = process.trail.map(({ n, ...step }) => ({
  ...step,
  seq: n,
  via: 'web',
  took: 1,
  process: 'order',
  version: 0,
}));
const found = (recorded: readonly StepRecord[], rec: Rec = order) =>
  stepFaults(rec, recorded).map(({ at, fault }) => `${at} ${fault}`);
const altered = (seq: number, parts: Partial<StepRecord>) =>
  steps.map((step) => (step.seq === seq ? { ...step, ...parts } : step));

it.each([
  ['all of them', steps, order, []],
  ['none, of a document that no process has touched', [], record('order', { status: 'shipped' }), []],
  ['none, of a document that has just begun', [], record('order', { status: 'draft' }, { process: standing([]) }), []],
  ['one removed', steps.filter(({ seq }) => seq !== 2), order, ['2 step-missing']],
  ['the last one removed', steps.slice(0, 2), order, ['3 step-missing']],
  ['one more than were taken', [...steps, { ...steps[2]!, seq: 4 }], order, ['4 step-missing']],
  ['another signer', altered(2, { by: 'mem_9' }), order, ['2 step-changed']],
  ['another time', altered(2, { at: '2026-11-01T00:00:00.000Z' }), order, ['2 step-changed']],
  ['another state shown', steps, record('order', { status: 'completed' }, { process }), ['3 state']],
  [
    'another state, and a trail cut short to hide it',
    steps,
    record('order', { status: 'completed' }, { process: { ...process, state: 'completed', trail: [] } }),
    ['3 state'],
  ],
  ['some of a document that has no process', steps, record('order', { status: 'shipped' }), ['1 state']],
])('steps on record: %s', (_name, recorded, rec, faults) => {
  expect(found(recorded, rec)).toEqual(faults);
});
