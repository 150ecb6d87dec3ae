import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row } from '../kernel/rule.ts';
import { changesSort } from '../table/keys.ts';
import type { Sighting } from './evaluate.ts';
import type { Standing, Step } from './reconcile.ts';
import {
  addUp,
  changedSince,
  countFailures,
  countSteps,
  countUnreadable,
  emptyResult,
  FIRST,
  failuresOf,
  isWorkOf,
  onProbation,
  PROBATION_WEIGHT,
  sampleOf,
  stretches,
} from './run.ts';

const at = (second: number): string => new Date(Date.UTC(2026, 10, 21, 0, 0, second)).toISOString();
const rowAt = (id: number, second: number): Row => ({
  id: `acc_${String(id).padStart(4, '0')}`,
  type: 'account',
  updatedAt: at(second),
});

describe('stretches of the change index', () => {
  it('hold every record exactly once, in pieces of the size asked for, up to the instant of the run', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 200 }),
        fc.integer({ min: 1, max: 50 }),
        (seconds, size) => {
          const rows = seconds.map((second, id) => rowAt(id, second));
          const parts = stretches(rows, { since: FIRST, until: at(5) }, size);
          const counts = parts.map(
            ({ from, to }) =>
              rows.filter((row) => {
                const key = changesSort(String(row['updatedAt']), row.id);
                return key >= from && key < to;
              }).length,
          );
          expect(counts.reduce((sum, one) => sum + one, 0)).toBe(rows.length);
          expect(Math.max(...counts)).toBeLessThanOrEqual(size + 1);
          for (const [index, part] of parts.entries()) if (index > 0) expect(part.from).toBe(parts[index - 1]!.to);
        },
      ),
    );
  });

  it('leave out what changed after the run began', () => {
    const late = rowAt(2, 9);
    const [only] = stretches([rowAt(1, 1), late], { since: at(0), until: at(5) }, 100);
    expect(changesSort(at(9), late.id) < only!.to).toBe(false);
    expect(changedSince([rowAt(1, 1), late], at(5))).toEqual([late]);
  });
});

describe('a random sample', () => {
  const rows = Array.from({ length: 500 }, (_, id) => rowAt(id, 0));

  it('is the same for a seed, whatever the order of the rows', () => {
    const drawn = sampleOf(rows, 20, 'a').map((row) => row.id);
    expect(sampleOf([...rows].reverse(), 20, 'a').map((row) => row.id)).toEqual(drawn);
    expect(new Set(drawn).size).toBe(20);
    expect(sampleOf(rows, 20, 'b').map((row) => row.id)).not.toEqual(drawn);
  });

  it('draws each record about as often as any other', () => {
    const times = new Map<string, number>();
    for (let seed = 0; seed < 400; seed++)
      for (const row of sampleOf(rows, 50, String(seed))) times.set(row.id, (times.get(row.id) ?? 0) + 1);
    // 40 expected, standard deviation 6.
    expect(times.size).toBe(500);
    expect(Math.min(...times.values())).toBeGreaterThan(12);
    expect(Math.max(...times.values())).toBeLessThan(70);
  });

  it('draws one of four times the weight four times as readily, and the same for a seed', () => {
    const heavy = new Set(rows.slice(0, 100).map((row) => row.id));
    const weightOf = (row: Row) => (heavy.has(row.id) ? PROBATION_WEIGHT : 1);
    let drawn = 0;
    for (let seed = 0; seed < 400; seed++) {
      const sample = sampleOf(rows, 10, String(seed), weightOf);
      expect(new Set(sample.map((row) => row.id)).size).toBe(10);
      drawn += sample.filter((row) => heavy.has(row.id)).length;
    }
    // 100 of weight 4 and 400 of weight 1: half of each sample of ten, give or take what drawing without replacement takes off.
    expect(drawn / 4000).toBeGreaterThan(0.46);
    expect(drawn / 4000).toBeLessThan(0.53);
    const once = sampleOf(rows, 50, 'a', weightOf);
    expect(sampleOf([...rows].reverse(), 50, 'a', weightOf)).toEqual(once);
  });

  it('knows whose work is that of people on probation', () => {
    const person = (id: string, more: object): Row => ({ id, ...more });
    const learners = onProbation(
      [
        person('mem_1', { probationUntil: '2026-12-01' }),
        person('mem_2', { probationUntil: '2026-11-30' }),
        person('mem_3', {}),
        person('mem_4', { probationUntil: '2027-01-01', status: 'disabled' }),
      ],
      '2026-12-01',
    );
    expect([...learners]).toEqual(['mem_1']);
    const works = [{ ownerId: 'mem_1' }, { createdBy: 'mem_1' }, { updatedBy: 'mem_1' }, { ownerId: 'mem_2' }, {}];
    expect(works.map((work) => isWorkOf({ id: 'acc_1', ...work }, learners))).toEqual([true, true, true, false, false]);
  });

  it('does not draw what is gone', () => {
    expect(sampleOf([{ ...rows[0]!, archivedAt: 'x' }, rows[1]!], 5, 'a')).toEqual([rows[1]]);
  });
});

describe('counting', () => {
  const standing = (parts: Partial<Standing>): Standing => ({
    id: 'fnd_1',
    rule: 'bad-phone',
    subjectId: 'acc_1',
    subjectType: 'account',
    locator: 'phone',
    state: 'open',
    times: 1,
    severity: 'low',
    subjectTitle: '',
    related: [],
    ...parts,
  });
  const sighting = { rule: 'bad-phone' } as Sighting;
  const count = (step: Omit<Step, 'id'>) => {
    const result = emptyResult();
    countSteps(result, [{ id: 'fnd_1', ...step }], 'run_1');
    return result;
  };

  it.each([
    ['a new one', { move: 'open', sighting }, { opened: 1, faults: 1 }],
    ['one that is known', { move: 'none', sighting, standing: standing({}) }, { unchanged: 1, faults: 1 }],
    [
      'one that came back',
      { move: 'reopen', sighting, standing: standing({ state: 'fixed' }) },
      { reopened: 1, faults: 1 },
    ],
    ['one that is gone', { move: 'close', standing: standing({}) }, { closed: 1, faults: 0 }],
    [
      'one that was fixed long ago',
      { move: 'none', standing: standing({ state: 'fixed' }) },
      { closed: 0, unchanged: 0, faults: 0 },
    ],
    [
      'a repetition: opened by this run',
      { move: 'none', sighting, standing: standing({ lastRun: 'run_1' }) },
      { opened: 1, unchanged: 0, faults: 1 },
    ],
    [
      'a repetition: reopened by this run',
      { move: 'none', sighting, standing: standing({ lastRun: 'run_1', state: 'recurred', times: 2 }) },
      { reopened: 1, faults: 1 },
    ],
    [
      'a repetition: closed by this run',
      { move: 'none', standing: standing({ lastRun: 'run_1', state: 'fixed' }) },
      { closed: 1, faults: 0 },
    ],
  ] as const)('%s', (_name, step, counts) => {
    expect(count(step).counts).toMatchObject(counts);
  });

  it('adds up', () => {
    const failed = emptyResult();
    countFailures(failed, [
      { rule: 'r', at: 'acc_1', message: 'first' },
      { rule: 'r', at: 'some group key', message: 'second' },
    ]);
    const sum = addUp([count({ move: 'open', sighting }), count({ move: 'open', sighting }), failed]);
    expect(sum.counts).toMatchObject({ opened: 2, faults: 2, ruleErrors: 2 });
    expect(sum.byRule).toEqual({ 'bad-phone': 2 });
    expect(sum.failures).toEqual({ r: { times: 2, message: 'first', at: ['acc_1'] } });
  });

  it('names records that could not be looked at, and adds up what was stored before there were such', () => {
    const [one, two] = [emptyResult(), emptyResult()];
    countUnreadable(one, 'acc_1', new Error('no data'));
    countFailures(two, [{ rule: 'r', at: 'acc_2', message: 'throws' }]);
    const { records: _none, ...old } = two;
    const sum = addUp([one, old]);
    expect(sum.counts).toMatchObject({ unreadable: 1, ruleErrors: 1 });
    expect(failuresOf(sum)).toEqual([
      { of: 'record', id: 'acc_1', times: 1, message: 'no data', at: ['acc_1'] },
      { of: 'rule', id: 'r', times: 1, message: 'throws', at: ['acc_2'] },
    ]);
  });
});
