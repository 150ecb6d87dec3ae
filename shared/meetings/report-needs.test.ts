import { describe, expect, it } from 'vitest';
import { record } from '../audit/testing.ts';
import type { Rec } from '../kernel/record.ts';
import { needsOf, needsToRead } from './report-needs.ts';

const span = ['2026-10-01', '2026-11-30'] as const;
const need = (id: string, data: Record<string, unknown>, since?: string): Rec => ({
  ...record('need', { title: id, department: 'sales', measure: 'findings-open', ...data }),
  id,
  ...(since ? { process: { since } as NonNullable<Rec['process']> } : {}),
});
const told = (...needs: Rec[]) => needsOf(needs, span, 'Asia/Shanghai').map((one) => one.id);

describe('needs in the committee’s report', () => {
  it.each([
    ['decided within', need('a', { status: 'decided' }, '2026-10-05T02:00:00.000Z'), true],
    [
      'decided the day before by the company’s clock',
      need('a', { status: 'decided' }, '2026-09-30T15:00:00.000Z'),
      false,
    ],
    [
      'decided on its first day by the company’s clock',
      need('a', { status: 'decided' }, '2026-09-30T17:00:00.000Z'),
      true,
    ],
    ['rejected within', need('a', { status: 'rejected' }, '2026-11-30T02:00:00.000Z'), true],
    ['a pilot, decided within', need('a', { status: 'pilot', beforeAt: '2026-10-05T02:00:00.000Z' }), true],
    [
      'decided before, released within',
      need('a', { status: 'checked', beforeAt: '2026-05-05T02:00:00.000Z', releasedOn: '2026-11-30' }),
      true,
    ],
    ['released later', need('a', { status: 'released', releasedOn: '2026-12-01' }), false],
    ['a wish', need('a', { status: 'wish' }, '2026-10-05T02:00:00.000Z'), false],
  ])('%s', (_, one, is) => {
    expect(told(one)).toEqual(is ? ['a'] : []);
  });

  it('say what was expected of each and what it brought', () => {
    const data = {
      status: 'checked',
      releasedOn: '2026-11-02',
      benefit: 'Fewer faults',
      before: 40,
      target: 20,
      actual: 18,
      outcome: 'reached',
    };
    expect(needsOf([need('a', data)], span, 'UTC')).toMatchObject([
      {
        benefit: 'Fewer faults',
        before: 40,
        target: 20,
        actual: 18,
        outcome: 'reached',
        measure: { zh: '未处理的稽核发现' },
      },
    ]);
  });

  it('are read by the lists: settled ones that were written since the span began', () => {
    const row = (id: string, status: string, updatedAt: string) => ({ id, status, updatedAt });
    const rows = [
      row('old', 'decided', '2026-09-01'),
      row('wish', 'wish', '2026-11-01'),
      row('new', 'released', '2026-11-01'),
    ];
    expect(needsToRead(rows as unknown as Parameters<typeof needsToRead>[0], '2026-10-01')).toEqual(['new']);
  });
});
