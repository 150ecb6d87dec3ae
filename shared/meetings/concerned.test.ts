import { describe, expect, it } from 'vitest';
import type { Role } from '../access/permissions.ts';
import { tip } from '../improvement/tip.ts';
import type { Rec } from '../kernel/record.ts';
import { meeting } from './meeting.ts';

const rec = (parts: Partial<Rec>): Rec => ({ type: 'meeting', id: 'mtg_1', ws: 'ws_1', version: 1, ...parts }) as Rec;
const lines = [
  { kind: 'attendee', ownerId: 'mem_rep' },
  { kind: 'topic', text: '逾期订单' },
  { kind: 'action', text: '签合同', ownerId: 'mem_rep', dueDate: '2026-12-01' },
  { kind: 'action', text: '对账', ownerId: 'mem_other', dueDate: '2026-12-01' },
];
const before = rec({
  ownerId: 'mem_convener',
  data: { subject: '总结会', chairId: 'mem_chair', minuteTakerId: 'mem_clerk', openActions: 2 },
  lines,
});
const at = (index: number, change: object) => ({
  lines: lines.map((line, place) => (place === index ? { ...line, ...change } : line)),
});
const said = { data: { ...before.data, summary: '改' } };
const done = { ...at(2, { doneDate: '2026-11-30' }), data: { ...before.data, openActions: 1 } };

describe('a meeting is changed', () => {
  it.each<[string, string, Role, Partial<Rec>, boolean]>([
    ['by who called it', 'mem_convener', 'sales-rep', said, true],
    ['by its chair', 'mem_chair', 'sales-rep', said, true],
    ['by who takes the minutes', 'mem_clerk', 'sales-rep', said, true],
    ['by an administrator', 'mem_admin', 'administrator', said, true],
    ['by who came, in what was said', 'mem_rep', 'sales-rep', said, false],
    ['by who came, in a topic', 'mem_rep', 'sales-rep', at(1, { decision: '不做' }), false],
    ['by who has an action, in that action', 'mem_rep', 'sales-rep', done, true],
    ['by who has an action, in another’s', 'mem_rep', 'sales-rep', at(3, { dueDate: '2027-01-01' }), false],
    ['by who hands their action on', 'mem_rep', 'sales-rep', at(2, { ownerId: 'mem_other' }), false],
    ['by who takes another’s action', 'mem_rep', 'sales-rep', at(3, { ownerId: 'mem_rep' }), false],
    ['by who adds a line', 'mem_rep', 'sales-rep', { lines: [...lines, lines[2]!] }, false],
    ['by who drops an action', 'mem_rep', 'sales-rep', { lines: lines.slice(0, 3) }, false],
    ['by who takes it over', 'mem_rep', 'sales-rep', { ownerId: 'mem_rep' }, false],
    ['by who archives it', 'mem_rep', 'sales-rep', { archivedAt: '2026-11-22T00:00:00.000Z' }, false],
  ])('%s', (_case, id, role, change, taken) => {
    expect(meeting.refuses!(before, { ...before, ...change }, { id, roles: [role] }) === undefined).toBe(taken);
  });
});

describe('the words of a tip are changed', () => {
  const told = rec({ type: 'tip', ownerId: 'mem_author', data: { title: 'A', text: 'B' } });
  it.each<[string, string, object, boolean]>([
    ['by its author', 'mem_author', { text: 'C' }, true],
    ['by a judge', 'mem_judge', { text: 'C' }, false],
    ['not by who names an expert', 'mem_judge', { expertId: 'mem_expert' }, true],
  ])('%s', (_case, id, change, taken) => {
    const next = { ...told, data: { ...told.data, ...change } };
    expect(tip.refuses!(told, next, { id, roles: ['trainer'] }) === undefined).toBe(taken);
  });
});
