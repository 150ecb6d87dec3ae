import { describe, expect, it } from 'vitest';
import { comparePacks } from './compare.ts';
import type { Frozen, FrozenPeople } from './figures.ts';
import { buildPack } from './pack.ts';
import { reviewPack } from './review.contract.ts';

const nobody: FrozenPeople = { active: 4, recording: 2, teams: {}, probation: [] };
const frozen = (parts: Partial<Frozen> = {}): Frozen => ({
  period: '2026-11',
  workspaceId: 'ws_test',
  workspaceName: 'Ocean',
  frozenAt: '2026-12-01T00:00:00.000Z',
  asOf: '2026-12-01',
  provisional: false,
  gauges: {},
  flows: {},
  owners: {},
  people: nobody,
  affected: {},
  goals: {},
  goalOwners: {},
  ...parts,
});
const earlier = (parts: Partial<Frozen> = {}): Frozen => frozen({ period: '2026-10', asOf: '2026-11-01', ...parts });
/** What was frozen before any of these parts was taken. */
const former = (gauges: Frozen['gauges'] = {}): Frozen => {
  const { people: _people, affected: _affected, goals: _goals, goalOwners: _owners, ...rest } = earlier({ gauges });
  return rest;
};

describe('parts about people', () => {
  it('are left out of a pack that was frozen before there were any, and compare with nothing that was', () => {
    const late = { 'due.need': { '2026-10-01': 2 } };
    const old = buildPack(former(late), undefined);
    for (const part of ['actions', 'quality', 'adoption', 'waiting', 'probation', 'interviews', 'warnings', 'measures'])
      expect(old).not.toHaveProperty(part);
    expect(buildPack(frozen({ gauges: late }), former(late)).actions?.needs).toEqual({ value: 2 });
    expect(buildPack(frozen({ gauges: late }), earlier({ gauges: late })).actions?.needs).toEqual({
      value: 2,
      before: 2,
    });
  });

  it('say nothing of who typed in a period that is no month, rather than that nobody did', () => {
    const week: FrozenPeople = { active: 4, teams: {}, probation: [{ id: 'mem_1' }] };
    const pack = buildPack(frozen({ people: week }), undefined);
    expect(pack.adoption).not.toHaveProperty('people');
    expect(pack.probation).toEqual({ people: { value: 1 }, open: { value: 0 }, members: [{ id: 'mem_1', open: 0 }] });
    expect(reviewPack.parse(pack)).toEqual(pack);
  });

  it('count steps of all processes and people, and those in time', () => {
    const flows = {
      '2026-11': {
        'process#order#mem_1': { 'east|submit|steps': 3, 'east|submit|late': 1 },
        'process#quote#mem_2': { '|send|steps': 1 },
        'process.way#order': { steps: 50 },
      },
    };
    expect(buildPack(frozen({ flows }), undefined).adoption?.steps).toEqual({
      of: { value: 3 },
      in: { value: 4 },
      percent: 75,
    });
  });

  it('take as overdue what was due before the end of the period, not on it', () => {
    const gauges = { 'interviews.due': { '2026-11-30': 1, '2026-12-01': 2 }, 'due.meetingAction': { '2026-11-30': 4 } };
    const pack = buildPack(frozen({ gauges }), undefined);
    expect(pack.interviews).toMatchObject({ planned: { value: 3 }, overdue: { value: 1 } });
    expect(pack.actions).toMatchObject({ all: { value: 5 }, open: { value: 7 }, interviews: { value: 1 } });
  });

  it('put findings by the team of their owners beside the team’s figure of then', () => {
    const gauges = {
      'findings.owner#mem_1': { open: 2 },
      'findings.owner#mem_2': { open: 3 },
      'findings.owner#': { open: 1 },
    };
    const now = frozen({ gauges, people: { ...nobody, teams: { mem_1: 'east', mem_2: 'east' } } });
    const then = earlier({ gauges, people: { ...nobody, teams: { mem_1: 'east', mem_2: 'west' } } });
    expect(buildPack(now, then).findings.byTeam).toEqual([
      { key: 'east', value: 5, before: 2, owners: ['mem_1', 'mem_2'] },
      { key: '|', value: 1, before: 1, owners: [''] },
    ]);
  });

  it('compare a share of records with that of the month before where there were such records then', () => {
    const full = { 'asked|account': 10, 'filled|account': 9 };
    const now = frozen({
      affected: { account: 1, order: 1 },
      gauges: {
        records: { account: 5, order: 2 },
        complete: { ...full, 'asked|order': 5, 'filled|order': 4 },
      },
    });
    const then = earlier({ affected: { account: 0 }, gauges: { records: { account: 4 }, complete: full } });
    const pack = buildPack(now, then);
    expect(pack.completeness.map(({ entity, percent, before }) => [entity, percent, before])).toEqual([
      ['account', 90, 90],
      ['order', 80, undefined],
    ]);
    expect(pack.quality?.affected.map(({ entity, percent, before }) => [entity, percent, before])).toEqual([
      ['account', 20, 0],
      ['order', 50, undefined],
    ]);
    // The measures, of which the narrative speaks, are compared as the rows are.
    const ofOrders = pack.measures?.filter(({ key }) => /^(complete|affected)\|order$/.test(key));
    expect(ofOrders?.map((one) => one.before)).toEqual([undefined, undefined]);
  });

  it('stand in the comparison of two periods', () => {
    const gauges = { 'improvement.tips': { waiting: 3 } };
    const { rows } = comparePacks(buildPack(earlier(), undefined), buildPack(frozen({ gauges }), undefined), {
      rule: (id) => ({ en: id, zh: id }),
    });
    expect(rows.map(({ key, a, b }) => [key, a, b])).toEqual([
      ['adoption.people', 50, 50],
      ['waiting.tips', 0, 3],
    ]);
  });
});
