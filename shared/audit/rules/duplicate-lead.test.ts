import { expect, it } from 'vitest';
import { groupFaults, record } from '../testing.ts';
import { duplicateLead } from './duplicate-lead.ts';

type Data = Record<string, unknown>;
const lead = (data: Data) => record('lead', { status: 'new', ...data });
const chen = { name: '陈静', company: '宁波海川自动化有限公司', mobile: '+86 139 1234 5678' };

it.each<[string, Data, Data, number]>([
  ['name and mobile in another spelling', chen, { ...chen, name: '陈 静', mobile: '13912345678' }, 1],
  ['name and mailbox', { name: 'Li Na', email: 'li@example.com' }, { name: 'na li', email: 'LI@example.com' }, 1],
  ['one of them in the pool', chen, { ...chen, status: 'recycled' }, 1],
  ['one of them converted: the customer asks again', { ...chen, status: 'converted' }, chen, 0],
  ['one of them dead', { ...chen, status: 'dead' }, chen, 0],
  ['a colleague at the same firm', chen, { ...chen, name: '王伟', mobile: '13900000001' }, 0],
  ['the same name at another firm', { name: '陈静' }, { name: '陈静', company: '上海某公司' }, 0],
  [
    'colleagues at one switchboard',
    { name: '陈静', phone: '021-58881234' },
    { name: '王伟', phone: '021-58881234' },
    0,
  ],
])('%s', (_name, a, b, count) => {
  expect(groupFaults(duplicateLead, [lead(a), lead(b)])).toHaveLength(count);
});

it('stands at the older one and names the other', () => {
  const [a, b] = [lead(chen), lead(chen)];
  expect(groupFaults(duplicateLead, [b, a])).toMatchObject([{ subjectId: a.id, related: [b.id] }]);
});
