import { expect, it } from 'vitest';
import type { Role } from '../access/permissions.ts';
import type { Row } from '../kernel/rule.ts';
import type { People, Person } from '../notices/audience.ts';
import { recipientsOf } from '../notices/audience.ts';
import { managerOf, overdueEvents } from './overdue.ts';

const TODAY = '2026-11-21';
const person = (id: string, role: Role, parts: Partial<Person> = {}): [string, Person] => [
  id,
  { id, name: id, roles: [role], scope: 'all', ...parts },
];
const people: People = {
  members: new Map([
    person('rep', 'sales-rep', { scope: 'own', teamId: 'east' }),
    person('boss', 'sales-manager', { scope: 'team', teamId: 'east' }),
    person('west', 'sales-manager', { scope: 'team', teamId: 'west' }),
    person('chief', 'executive'),
    person('steward', 'data-steward'),
  ]),
  deputies: [],
};
let ids = 0;
const row = (ownerId: string | undefined, dueDate: string, parts: Record<string, unknown> = {}) =>
  ({
    id: `fnd_${++ids}`,
    state: 'open',
    subjectTitle: 'Ocean',
    ownerId,
    teamId: 'east',
    dueDate,
    ...parts,
  }) as unknown as Row;

const told = (rows: readonly Row[], today = TODAY): string[] =>
  overdueEvents(rows, today, people)
    .flatMap(({ kind, to, about }) => recipientsOf(to, people).map((who) => `${who}: ${kind} ${about.title}`))
    .sort();

it.each<[string, Row[], string[]]>([
  ['nobody on the last day', [row('rep', TODAY)], []],
  ['the owner on the day after', [row('rep', '2026-11-20')], ['rep: findings-overdue Ocean']],
  [
    'the owner once, of all that are late',
    [row('rep', '2026-11-20'), row('rep', '2026-11-18', { subjectTitle: 'River' }), row('rep', '2026-11-19')],
    ['rep: findings-overdue River (+2)'],
  ],
  ['the owner alone for a week', [row('rep', '2026-11-14')], ['rep: findings-overdue Ocean']],
  [
    'the team’s manager after a week',
    [row('rep', '2026-11-13')],
    ['boss: findings-escalated Ocean', 'rep: findings-overdue Ocean'],
  ],
  [
    'the executive of what a manager leaves',
    [row('boss', '2026-11-13')],
    ['boss: findings-overdue Ocean', 'chief: findings-escalated Ocean'],
  ],
  ['nobody of what is explained', [row('rep', '2026-11-01', { state: 'explained' })], []],
  ['of what came back', [row('rep', '2026-11-20', { state: 'recurred' })], ['rep: findings-overdue Ocean']],
  ['nobody of what has no owner', [row(undefined, '2026-11-01')], []],
])('tells %s', (_, rows, expected) => expect(told(rows)).toEqual(expected));

it('has the same name until more fall due', () => {
  const keys = (rows: readonly Row[], today: string) =>
    overdueEvents(rows, today, people).flatMap(({ kind, key }) => (kind === 'findings-overdue' ? [key] : []));
  const first = [row('rep', '2026-11-18')];
  expect(keys(first, '2026-11-20')).toEqual(keys(first, '2026-11-19'));
  expect(keys([...first, row('rep', '2026-11-19')], '2026-11-20')).not.toEqual(keys(first, '2026-11-20'));
});

it.each<[readonly Role[], Role]>([
  [['sales-rep'], 'sales-manager'],
  [['marketing'], 'sales-manager'],
  [['sales-rep', 'sales-manager'], 'executive'],
  [['finance'], 'executive'],
  [[], 'executive'],
])('%s has %s as manager', (roles, manager) => expect(managerOf(roles)).toBe(manager));
