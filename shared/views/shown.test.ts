import { describe, expect, it } from 'vitest';
import type { Role } from '../access/permissions.ts';
import { changesView, seesView } from './access.ts';
import { viewFaults, viewFor } from './shown.ts';

const known = new Set(['name', 'city', 'custom.size']);

describe('what a view says of a list', () => {
  it.each<[string, object, string[]]>([
    [
      'conditions, order and columns',
      { filters: ['city:eq:x', 'custom.size:gt:3'], sort: '-name', columns: [{ name: 'city' }] },
      [],
    ],
    ['a condition of no field', { filters: ['cost:gt:3'] }, ['filters.0']],
    ['a condition without an operator', { filters: ['city'] }, ['filters.0']],
    ['an operator that is none', { filters: ['city:like:x'] }, ['filters.0']],
    ['an order by no column', { sort: '-cost' }, ['sort']],
    ['a column twice', { columns: [{ name: 'city' }, { name: 'city' }] }, ['columns.1.name']],
    ['a board by no column', { group: 'stage' }, ['group']],
  ])('%s', (_case, content, faults) => {
    expect(viewFaults(content, known).map(({ field }) => field)).toEqual(faults);
  });

  it('comes to a reader without what they may not see or what is gone', () => {
    const content = {
      name: 'Mine',
      filters: ['city:eq:x', 'cost:gt:3'],
      sort: 'cost',
      columns: [{ name: 'cost' }, { name: 'name', width: 90 }],
      group: 'gone',
    };
    expect(viewFor(content, known)).toEqual({
      name: 'Mine',
      filters: ['city:eq:x'],
      columns: [{ name: 'name', width: 90 }],
    });
  });
});

describe('a view', () => {
  const who = (id: string, role: Role, teamId?: string) => ({ id, roles: [role], ...(teamId ? { teamId } : {}) });
  const maker = who('mem_1', 'sales-rep', 'east');
  const mate = who('mem_2', 'sales-rep', 'east');
  const manager = who('mem_3', 'sales-manager', 'east');
  const stranger = who('mem_4', 'administrator', 'west');
  const of = (shared: string) => ({ data: { by: 'mem_1', team: 'east', shared } });
  it.each([
    ['mine', [true, false, false, false], [true, false, false, false]],
    ['team', [true, true, true, false], [true, false, true, false]],
    ['all', [true, true, true, true], [true, false, true, true]],
  ])('shared with %s: who sees it, who changes it', (shared, sees, changes) => {
    const all = [maker, mate, manager, stranger];
    expect(all.map((one) => seesView(one, of(shared)))).toEqual(sees);
    expect(all.map((one) => changesView(one, of(shared)))).toEqual(changes);
  });
});
