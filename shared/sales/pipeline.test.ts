import { describe, expect, it } from 'vitest';
import { leadsTo, maxDaysIn, pipeline, probabilityIn, stageLabelIn, stagesOf, standardOf } from './pipeline.ts';

const renewals = [
  { stage: 'negotiation', probability: 90, maxDays: 3 },
  { stage: 'qualification', probability: 60, labelZh: '续约意向' },
];

describe('a pipeline', () => {
  it.each([
    ['the next stage that it has', 'qualification', 'negotiation', 'yes'],
    ['a stage that it does not have', 'qualification', 'proposal', 'not-there'],
    ['back', 'negotiation', 'qualification', 'yes'],
    ['into it from where it does not reach', 'prospecting', 'qualification', 'yes'],
    ['over a stage', 'prospecting', 'negotiation', 'skips'],
    ['to the order from its last stage', 'negotiation', 'won', 'yes'],
    ['to the order from before', 'qualification', 'won', 'skips'],
    ['lost from anywhere', 'qualification', 'lost', 'yes'],
    ['anew after its end', 'lost', 'qualification', 'yes'],
  ])('leads %s or does not', (_name, from, to, answer) => {
    expect(leadsTo(renewals, from, to)).toBe(answer);
  });

  it('has its stages in the order of the funnel, and says how it calls them', () => {
    expect(stagesOf(renewals)).toEqual(['qualification', 'negotiation']);
    expect(stagesOf(undefined)).toHaveLength(4);
    expect(stageLabelIn(renewals, 'qualification')).toEqual({ en: '续约意向', zh: '续约意向' });
    expect(stageLabelIn(renewals, 'negotiation').zh).toBe('商务谈判');
    expect([maxDaysIn(renewals, 'negotiation'), maxDaysIn(renewals, 'qualification')]).toEqual([3, 14]);
    expect([probabilityIn(renewals, 'proposal'), probabilityIn(undefined, 'proposal')]).toEqual([0, 50]);
    expect(standardOf([{ id: 'pip_2' }, { id: 'pip_1' }])?.id).toBe('pip_1');
  });

  it.each([
    ['a stage twice', [...renewals, { stage: 'negotiation', probability: 1 }], ['lines.2.stage']],
    ['a chance of more than all', [{ stage: 'proposal', probability: 101 }], ['lines.0.probability']],
    ['a limit of no day', [{ stage: 'proposal', probability: 1, maxDays: 0 }], ['lines.0.maxDays']],
    ['no stage to be in', [{ stage: 'won', probability: 100 }], ['lines']],
    ['nothing wrong', renewals, []],
  ])('is refused with %s', (_name, lines, fields) => {
    expect(pipeline.check({ data: {}, lines }).map((fault) => fault.field)).toEqual(fields);
  });
});
