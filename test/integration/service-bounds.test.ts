import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyChain } from '../../functions/history/chain.ts';
import { product } from '../../shared/catalog/product.ts';
import { cause } from '../../shared/complaints/cause.ts';
import { complaintProcess } from '../../shared/complaints/complaint.process.ts';
import { account } from '../../shared/customers/account.ts';
import { contact } from '../../shared/customers/contact.ts';
import { survey } from '../../shared/surveys/survey.ts';
import { chainOf } from '../harness/chains.ts';
import { allItems } from '../harness/effects.ts';
import { carryOut, columnsTo, csv } from '../harness/imports.ts';
import { putInForce } from '../harness/processes.ts';
import { done, makeRecord, nextNumber, unlisted } from '../harness/records.ts';
import type { Any, Person, Reply, World } from '../harness/world.ts';
import { MAIN, openWorld, request } from '../harness/world.ts';

/** Service at its bounds: what nobody means to enter, what imports bring, and what has to be forgotten. */
let world: World;
let admin: Person;
let accountId: string;
let productId: string;
let causeId: string;
beforeAll(async () => {
  world = await openWorld({ ticking: 'real' });
  admin = await world.person('administrator');
  accountId = (await makeRecord(admin, account)).id;
  productId = (await makeRecord(admin, product, unlisted)).id;
  causeId = (await makeRecord(admin, cause)).id;
});
afterAll(() => world.close());

type Body = Record<string, unknown>;
const post = (path: string, body: Body): Promise<Reply<Any>> => admin.call('POST', path, { body });
const read = async (path: string): Promise<Any> => done(await admin.call('GET', path));
const faults = ({ status, body }: Reply<Any>) => [
  status,
  body.errors?.map(({ field, code }: Any) => `${field} ${code}`).join(),
];
const step = async (id: string, action: string, body: Body = {}) =>
  admin.call('POST', `/complaints/${id}/actions/${action}`, {
    version: (await read(`/complaints/${id}`)).version,
    body,
  });
const whole = () => ({
  subject: 'Cracked',
  accountId,
  productId,
  causeId,
  containment: 'A new frame',
  investigatorId: admin.memberId,
  causeNote: 'Too cold',
  othersAffected: 'no',
  actionOwnerId: admin.memberId,
});

describe('a day that no calendar of a company has', () => {
  it.each<[Body, string]>([
    [{ happenedAt: '0000-01-01T00:00:00Z' }, 'happenedAt too-small'],
    [{ reportedAt: '0001-01-01T00:00:00Z' }, 'reportedAt too-small'],
    [{ verifyOn: '9999-12-31' }, 'verifyOn too-large'],
    [{ lines: [{ action: 'Weld', responsibleId: 'me', dueDate: '9999-12-31' }] }, 'lines.0.dueDate too-large'],
    [{ lines: [{ action: 'Weld', doneDate: '0001-01-01' }] }, 'lines.0.doneDate too-small'],
  ])('%j is refused', async (body, expected) => {
    const lines = (body['lines'] as Body[] | undefined)?.map((line) =>
      line['responsibleId'] ? { ...line, responsibleId: admin.memberId } : line,
    );
    expect(faults(await post('/complaints', { ...whole(), ...body, ...(lines ? { lines } : {}) }))).toEqual([
      400,
      expected,
    ]);
  });

  it('is refused of an enquiry', async () => {
    const body = { channel: 'call', topic: 'other', question: 'When?', receivedAt: '0000-01-01T00:00:00Z' };
    expect(faults(await post('/enquiries', body))).toEqual([400, 'receivedAt too-small']);
  });
});

describe('complaints of another system', () => {
  const bring = async (head: string, ...rows: string[]): Promise<Any[]> => {
    const names = head.split(',');
    const columns = columnsTo(Object.fromEntries(names.map((name) => [name, name])));
    await carryOut(world, admin, {
      target: 'complaint',
      keyField: 'number',
      files: [{ name: 'c.csv', bytes: csv(head, ...rows), columns }],
    });
    const found = await Promise.all(
      rows.map((row) => read(`/complaints?archived=all&filter=number:eq:${row.split(',')[0]}`)),
    );
    return found.map(({ items }) => items[0]);
  };

  it('with years that no calendar has and costs beyond counting break no page, no step and no figure', async () => {
    const code = done(await admin.call('GET', `/products/${productId}`)).code;
    const no = `CP-ODD-${nextNumber()}`;
    const odd = await bring(
      'number,subject,status,happenedAt,reportedAt,productId,cost,currency,closedAt,verifyOn',
      `${no}a,Old,closed,0000-01-01T00:00:00Z,0000-01-01T00:00:00Z,${code},90000000000000,CNY,,9999-12-31`,
      `${no}b,Old,verifying,9999-12-31T23:00:00Z,9999-12-31T23:00:00Z,${code},90000000000000,CNY,2026-11-01T00:00:00Z,9999-12-31`,
      `${no}c,Old,closed,,2026-11-02T00:00:00Z,${code},90071992547409,CNY,2026-11-03T00:00:00Z,`,
      `${no}d,Old,closed,,2026-11-02T00:00:00Z,${code},90071992547409,CNY,2026-11-03T00:00:00Z,`,
    );
    expect(odd.map((row) => row?.status)).toEqual(['closed', 'verifying', 'closed', 'closed']);
    await world.settle();
    for (const { id } of odd) {
      expect((await admin.call('GET', `/complaints/${id}/affected?days=365`)).status).toBe(200);
      expect((await admin.call('GET', `/complaints/${id}/contacts`)).status).toBe(200);
    }
    expect((await step(odd[1]!.id, 'not-solved', { comment: 'It is back' })).status).toBe(200);
    expect((await step(odd[0]!.id, 'reopen', { comment: 'It is back' })).status).toBe(200);
    await world.settle();
    expect((await admin.call('GET', '/causes/tree?from=2026-01-01')).status).toBe(200);
    const { total } = await read('/service/figures?from=2026-11&to=2026-11');
    expect(total).toMatchObject({ opened: 2, closed: 2, reopened: 1, complaintCost: {} });
  });
});

it('a complaint with three hundred actions is written and moved, and a cause that comes back with it', async () => {
  const lines = (dueDate: string, doneDate?: string) =>
    Array.from({ length: 300 }, (_, index) => ({
      kind: index % 2 === 0 ? 'corrective' : 'preventive',
      action: `Action ${index}`,
      responsibleId: admin.memberId,
      dueDate,
      ...(doneDate ? { doneDate } : {}),
    }));
  const own = (await makeRecord(admin, cause)).id;
  const made = async (body: Body) => {
    const rec = done(await post('/complaints', { ...whole(), causeId: own, ...body }));
    done(await post(`/complaints/${rec.id}/contacts`, { answered: 'It cracked' }));
    done(await step(rec.id, 'investigate'));
    return rec.id as string;
  };
  const change = async (id: string, body: Body) =>
    admin.call('PATCH', `/complaints/${id}`, { version: (await read(`/complaints/${id}`)).version, body });
  const earlier = await made({ lines: lines('2026-12-01') });
  done(await step(earlier, 'act'));
  done(await change(earlier, { lines: lines('2026-12-02', '2026-11-20'), verifyOn: '2026-12-10' }));
  done(await step(earlier, 'verify'));
  world.clock.now += 60_000;
  const later = await made({ lines: lines('2026-12-01'), happenedAt: new Date(world.stack.deps.now()).toISOString() });
  // The step and other days for all its actions in one request.
  const moved = done(await change(later, { lines: lines('2026-12-05'), status: 'acting' }));
  expect(moved).toMatchObject({ status: 'acting', recurrenceOfId: earlier });
  expect(await read(`/complaints/${earlier}`)).toMatchObject({ status: 'investigating', recurredById: later });
});

it('a company whose complaints go another way has them all the same', async () => {
  const short = structuredClone(complaintProcess) as Any;
  short.states = short.states.filter(({ id }: Any) => ['received', 'acting', 'closed'].includes(id));
  short.transitions = [
    { id: 'do', label: { en: 'Do', zh: '做' }, from: ['received'], to: 'acting', roles: ['administrator'] },
    { id: 'end', label: { en: 'End', zh: '完' }, from: ['acting'], to: 'closed', roles: ['administrator'] },
  ];
  short.states.find(({ id }: Any) => id === 'acting').responsible = 'field:gone';
  short.states.find(({ id }: Any) => id === 'acting').limitFrom = 'gone';
  const own = (await makeRecord(admin, cause)).id;
  await putInForce(world, short);
  const ended = done(await post('/complaints', { ...whole(), causeId: own }));
  for (const action of ['do', 'end']) done(await step(ended.id, action));
  world.clock.now += 60_000;
  const asked = done(
    await post('/enquiries', { channel: 'call', topic: 'other', question: 'Cracked again', accountId }),
  );
  const again = done(await post(`/enquiries/${asked.id}/complaint`, { productId }));
  done(await admin.call('PATCH', `/complaints/${again.id}`, { version: again.version, body: { causeId: own } }));
  expect(done(await step(again.id, 'do'))).toMatchObject({ status: 'acting' });
  // There is no state in which it would be looked at again: it stays where it is, and is named.
  expect(await read(`/complaints/${ended.id}`)).toMatchObject({ status: 'closed', recurredById: again.id });
  await putInForce(world, complaintProcess);
});

describe('what a customer said is forgotten with them', () => {
  const phone = '+86 21 5377 4411';
  const said = /secret-\w+|5377 ?4411/g;
  /** Apart from the marks of groups, which the next audit takes away. */
  const everything = async (): Promise<string[]> => {
    const items = (await allItems(world, `${MAIN}#`)).filter(({ pk }) => pk !== `${MAIN}#groups`);
    return [...new Set(JSON.stringify(items).match(said))];
  };

  it('in calls, enquiries, answers, suggestions and questions, and in their history', async () => {
    const person = await makeRecord(admin, contact, { accountId, phone, mobile: undefined, email: 'p@example.com' });
    const own = { contactId: person.id, accountId };
    const rec = done(await post('/complaints', { ...whole(), ...own }));
    const call = done(
      await post(`/complaints/${rec.id}/contacts`, { asked: 'secret-a', answered: 'secret-b', contactId: person.id }),
    );
    const visit = { kind: 'visit', subject: 'secret-c', note: 'secret-d', outcome: 'secret-e' };
    done(await post('/activities', { ...visit, ...own }));
    const asked = done(
      await post('/enquiries', {
        channel: 'call',
        topic: 'other',
        question: 'secret-f',
        answer: 'secret-g',
        phone,
        handleSeconds: 60,
        ...own,
      }),
    );
    const nameless = done(
      await post('/enquiries', { channel: 'call', topic: 'use', question: 'secret-h', phone: '021 53774411' }),
    );
    const other = done(
      await post('/enquiries', { channel: 'call', topic: 'use', question: 'kept', phone: '021 53774412' }),
    );
    done(await post('/suggestions', { text: 'secret-i', ...own }));
    done(
      await post('/help-requests', {
        question: 'secret-j',
        recordType: 'contact',
        recordId: person.id,
        context: { title: 'secret-k' },
      }),
    );
    const kind = await makeRecord(admin, survey, { trigger: 'by-hand', kind: 'csat', threshold: 1, active: true });
    const { link } = done(await admin.call('PUT', '/survey-links', { body: { surveyId: kind.id, ...own } }));
    const [, id, secret] = /(svq_\w+)\/([\w-]{43})$/.exec(link)!;
    const body = { score: 1, comment: 'secret-l', suggestion: 'secret-m' };
    done(await request(`${world.url}/v1/public/${MAIN}/surveys/${id}.${secret}`, 'POST', { body }));
    await world.settle();
    expect(await everything()).toEqual(
      expect.arrayContaining(['secret-b', 'secret-d', 'secret-h', 'secret-k', 'secret-l', 'secret-m']),
    );

    const { version } = await read(`/contacts/${person.id}`);
    done(await admin.call('POST', `/contacts/${person.id}/erase`, { version, body: { reason: 'asked for' } }));
    await world.settle();
    expect(await everything()).toEqual([]);
    expect(await read(`/enquiries/${asked.id}`)).toMatchObject({ subject: '—', handleSeconds: 60, cost: 100 });
    expect(await read(`/enquiries/${nameless.id}`)).not.toHaveProperty('phone');
    expect(await read(`/survey-requests/${id}`)).toMatchObject({ status: 'answered', score: 1 });
    expect(await read(`/enquiries/${other.id}`)).toMatchObject({ question: 'kept' });
    expect(await read(`/complaints/${rec.id}`)).toMatchObject({ contacts: 1, subject: 'Cracked' });
    for (const { id } of [call, asked]) expect(verifyChain(await chainOf(world, MAIN, id))).toEqual([]);
  });
});
