import { expect, it } from 'vitest';
import type { Audience, People, Person } from './audience.ts';
import { recipientsOf } from './audience.ts';

const person = (id: string, parts: Partial<Person> = {}): [string, Person] => [
  id,
  { id, name: id, roles: ['sales-rep'], scope: 'all', ...parts },
];
const people: People = {
  members: new Map([
    person('east', { roles: ['sales-manager'], scope: 'team', teamId: 'east' }),
    person('west', { roles: ['sales-manager'], scope: 'team', teamId: 'west' }),
    person('own', { roles: ['sales-manager'], scope: 'own', teamId: 'east' }),
    person('all', { roles: ['sales-manager', 'finance'] }),
    person('rep'),
    person('deputy', { roles: ['marketing'] }),
    person('other', { roles: ['marketing'] }),
  ]),
  deputies: [
    { memberId: 'east', deputyId: 'deputy', processes: [] },
    { memberId: 'rep', deputyId: 'other', processes: ['order'] },
    { memberId: 'rep', deputyId: 'gone', processes: [] },
  ],
};
const managers: Audience = { assignees: ['r:sales-manager'], teamId: 'east', owned: true, except: [] };
const rep: Audience = { assignees: ['m:rep'], owned: true, except: [] };
const order = { process: 'order', ofRoles: 'not' } as const;

it.each<[string, Audience, string[]]>([
  ['holders of a role whom the document’s team reaches', managers, ['all', 'east']],
  ['of a document without a team, those who reach all', { ...managers, teamId: undefined }, ['all']],
  ['of what is everybody’s to see, all holders', { ...managers, owned: false }, ['all', 'east', 'own', 'west']],
  [
    'whoever holds two of the roles, once',
    { ...managers, assignees: ['r:sales-manager', 'r:finance'] },
    ['all', 'east'],
  ],
  ['nobody for a person who is gone', { ...rep, assignees: ['m:gone'] }, []],
  ['a person by name, whatever their scope', { ...rep, assignees: ['m:own'], teamId: 'west' }, ['own']],
  ['no deputies unless they are asked for', rep, ['rep']],
  ['deputies of a person, in the process that they stand in for', { ...rep, deputies: order }, ['other', 'rep']],
  ['no deputies in another process', { ...rep, deputies: { ...order, process: 'proposal' } }, ['rep']],
  ['no deputies of holders where the role is enough', { ...managers, deputies: order }, ['all', 'east']],
  [
    'deputies of holders where each must sign',
    { ...managers, deputies: { ...order, ofRoles: 'too' } },
    ['all', 'deputy', 'east'],
  ],
  [
    'nobody in the place of who is left out',
    { ...managers, deputies: { ...order, ofRoles: 'too' }, except: ['east'] },
    ['all'],
  ],
  ['no deputy who is left out', { ...rep, deputies: order, except: ['other'] }, ['rep']],
  ['the deputies of who knows already', { ...rep, deputies: order, toldAlready: ['rep'] }, ['other']],
])('tells %s', (_, audience, expected) => {
  expect(recipientsOf(audience, people).sort()).toEqual(expected);
});
