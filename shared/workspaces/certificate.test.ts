import { describe, expect, it } from 'vitest';
import { createSchema, updateSchema } from '../kernel/entity.ts';
import { certificateFaults, certificatesOn, standingOn } from './certificate.ts';
import { member } from './member.ts';

const today = '2026-11-22';

describe('a certificate', () => {
  it.each([
    [undefined, 'valid'],
    ['2026-12-23', 'valid'],
    ['2026-12-22', 'lapsing'],
    ['2026-11-22', 'lapsing'],
    ['2026-11-21', 'lapsed'],
  ] as const)('that holds until %s is %s', (until, standing) => {
    expect(standingOn(until === undefined ? {} : { until }, today)).toBe(standing);
  });

  it('is told in the order in which something is to be done', () => {
    const one = (topic: string, until?: string) => ({ topic, passedOn: '2026-01-01', ...(until ? { until } : {}) });
    const all = [one('for ever'), one('later', '2027-05-01'), one('soon', '2026-12-01'), one('over', '2026-06-01')];
    expect(certificatesOn(all, today).map(({ topic }) => topic)).toEqual(['over', 'soon', 'later', 'for ever']);
  });

  it.each([
    ['sound', [{ topic: 'A', passedOn: '2026-01-01', until: '2026-01-01' }], []],
    ['ends before it begins', [{ topic: 'A', passedOn: '2026-01-02', until: '2026-01-01' }], ['certificates.0.until']],
    ['out of reach', [{ topic: 'A', passedOn: '0001-01-01' }], ['certificates.0.passedOn']],
    [
      'entered twice',
      [
        { topic: 'A', passedOn: '2026-01-01' },
        { topic: 'A', passedOn: '2026-01-01' },
      ],
      ['certificates.1.topic'],
    ],
    ['none', undefined, []],
  ])('that is %s', (_case, value, fields) => {
    expect(certificateFaults(value).map(({ field }) => field)).toEqual(fields);
  });

  it.each([
    ['as it is', [{ topic: 'A', role: 'finance', passedOn: '2026-01-01' }], true],
    ['with a field of its own', [{ topic: 'A', passedOn: '2026-01-01', score: 3 }], false],
    ['of no such day', [{ topic: 'A', passedOn: '2026-02-30' }], false],
    ['without a topic', [{ topic: ' ', passedOn: '2026-01-01' }], false],
    ['for no such role', [{ topic: 'A', role: 'king', passedOn: '2026-01-01' }], false],
    ['one too many', Array.from({ length: 51 }, (_, n) => ({ topic: `A${n}`, passedOn: '2026-01-01' })), false],
    ['taken away', null, true],
  ])('is entered with its member: %s', (_case, certificates, taken) => {
    expect(updateSchema(member).safeParse({ certificates }).success).toBe(taken);
    if (certificates) expect(createSchema(member).safeParse({ ...member.example, certificates }).success).toBe(taken);
  });
});
