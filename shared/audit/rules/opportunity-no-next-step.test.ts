import { expect, it } from 'vitest';
import { locatorsOf, record } from '../testing.ts';
import { opportunityNoNextStep } from './opportunity-no-next-step.ts';

it.each([
  ['a next step', { stage: 'proposal', nextStep: 'send the offer' }, []],
  ['none', { stage: 'proposal' }, ['nextStep']],
  ['blanks', { stage: 'prospecting', nextStep: '  ' }, ['nextStep']],
  ['a won deal needs none', { stage: 'won' }, []],
  ['nor does a lost one', { stage: 'lost' }, []],
])('%s', (_name, data, locators) => {
  expect(locatorsOf(opportunityNoNextStep, record('opportunity', data))).toEqual(locators);
});

it('asks for a date where it is told to', () => {
  const around = { setting: { settings: { requireDate: true } } };
  expect(
    locatorsOf(opportunityNoNextStep, record('opportunity', { stage: 'proposal', nextStep: 'call' }), around),
  ).toEqual(['nextStepDate']);
  expect(
    locatorsOf(
      opportunityNoNextStep,
      record('opportunity', { stage: 'proposal', nextStep: 'call', nextStepDate: '2026-12-01' }),
      around,
    ),
  ).toEqual([]);
});
