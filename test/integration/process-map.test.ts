import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { category } from '../../shared/catalog/category.ts';
import { draftOrder, stepOrder } from '../harness/orders.ts';
import { done, makeRecord } from '../harness/records.ts';
import { refusal } from '../harness/refusals.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

let world: World;
let admin: Person;
let rep: Person;
let manager: Person;
/** Two that were given up, and one that was shipped out of its draft. */
const orders: Record<string, Any> = {};

const TEN_MINUTES = 600_000;
const map = async (person: Person, query = 'process=order&from=2026-11&to=2026-11') =>
  person.call('GET', `/processes/conformance/map?${query}`);
const documents = async (person: Person, variant: string, process = 'order') =>
  person.call('GET', `/processes/conformance/documents?process=${process}&from=2026-11&to=2026-11&variant=${variant}`);

beforeAll(async () => {
  world = await openWorld();
  // Saturday is free: from Monday morning on hours are business hours.
  world.clock.now = Date.parse('2026-11-23T01:00:00.000Z');
  [admin, rep, manager] = await Promise.all([
    world.person('administrator'),
    world.person('sales-rep', { scope: 'own' }),
    world.person('sales-manager'),
  ]);
  for (const name of ['one', 'two']) {
    orders[name] = await draftOrder(admin, rep, {});
    world.clock.now += TEN_MINUTES;
    orders[name] = await stepOrder(rep, orders[name], 'cancel', { comment: '客户取消' });
  }
  const entry = { enforcement: 'advisory', reason: '试行' };
  done(await admin.call('POST', '/processes/order/versions/0/enforcement', { version: 0, body: entry }));
  const leapt = await draftOrder(admin, rep, {});
  orders['leapt'] = await stepOrder(manager, leapt, 'ship');
  orders['leapt'] = await stepOrder(manager, orders['leapt'], 'close', { comment: '线下已出货' });
  await world.settle();
});
afterAll(() => world.close());

describe('the map of a process', () => {
  it('shows the ways that documents took, by month, with their waits and departures', async () => {
    const { edges, nodes, variants, ended, straight, version } = done(await map(admin));
    const taken = edges.filter((edge: Any) => edge.count > 0);
    expect(taken).toMatchObject([
      { from: 'draft', to: 'cancelled', count: 2, mean: 10, departed: 0, standard: true },
      { from: 'draft', to: 'shipped', count: 1, mean: 0, departed: 1, standard: false },
      { from: 'shipped', to: 'closed', count: 1, standard: true },
    ]);
    expect(nodes.find((node: Any) => node.state === 'draft')).toMatchObject({ left: 3, late: 0 });
    expect({ ended, straight, version }).toEqual({ ended: 3, straight: 2, version: 0 });
    expect(variants.map((one: Any) => [one.path.join('>'), one.count, one.skipped])).toEqual([
      ['draft>cancelled', 2, []],
      ['draft>shipped>closed', 1, ['pending-approval', 'approved']],
    ]);
  });

  it('is another one of another process and of another month', async () => {
    for (const query of ['process=quote&from=2026-11&to=2026-11', 'process=order&from=2026-08&to=2026-10']) {
      const { edges, ended } = done(await map(admin, query));
      expect([ended, edges.filter((edge: Any) => edge.count > 0)]).toEqual([0, []]);
    }
  });

  it('follows what was undone: an order opened again has not ended', async () => {
    const open = await stepOrder(manager, orders['two'], 'reopen', { comment: '客户又要了' });
    await world.settle();
    const { ended, variants, edges } = done(await map(admin));
    expect([ended, variants[0].count]).toEqual([2, 1]);
    expect(edges.find((edge: Any) => edge.from === 'cancelled')).toMatchObject({ to: 'draft', count: 1 });
    orders['two'] = open;
  });

  it.each([
    ['months the wrong way round', 'process=order&from=2026-11&to=2026-10'],
    ['more than two years', 'process=order&from=2024-01&to=2026-11'],
    ['no such month', 'process=order&from=2026-13&to=2026-13'],
    ['no such process', 'process=nothing&from=2026-11&to=2026-11'],
    ['no process', 'from=2026-11&to=2026-11'],
  ])('refuses %s', async (_what, query) => {
    expect(refusal(await map(admin, query))).toEqual([400, 'invalid-input']);
  });

  it('costs half a unit a month besides who asks', async () => {
    const answer = await map(admin, 'process=order&from=2025-12&to=2026-11');
    expect(answer.headers.get('x-capacity-units')).toBe('7r 0w');
  });
});

describe('the documents of a way', () => {
  const variantOf = async (path: string): Promise<string> =>
    done(await map(admin)).variants.find((one: Any) => one.path.join('>') === path).id;

  it('are those that took it, as far as somebody’s records reach', async () => {
    const leapt = await variantOf('draft>shipped>closed');
    const { documents: found, total } = done(await documents(admin, leapt));
    expect([found.map((one: Any) => one.id), total]).toEqual([[orders['leapt'].id], 1]);
    expect(found[0]).toMatchObject({ type: 'order', title: orders['leapt'].number });
    const stranger = await world.person('sales-rep', { scope: 'own' });
    expect(done(await documents(rep, leapt)).total).toBe(1);
    expect(done(await documents(stranger, leapt))).toEqual({ documents: [], total: 0 });
  });

  it('are none of another process, month or way', async () => {
    await makeRecord(admin, category);
    const leapt = await variantOf('draft>shipped>closed');
    for (const answer of [
      await documents(admin, 'zzzzzzz'),
      await documents(admin, leapt, 'quote'),
      await admin.call(
        'GET',
        `/processes/conformance/documents?process=order&from=2026-10&to=2026-10&variant=${leapt}`,
      ),
    ])
      expect(done(answer)).toEqual({ documents: [], total: 0 });
  });
});

it('an audit names the document that leapt', async () => {
  done(await admin.call('POST', '/audit-runs', { body: { kind: 'incremental' } }));
  await world.settle();
  const { items } = done(await admin.call('GET', '/findings?filter=rule:eq:step-skipped'));
  expect(items.map((one: Any) => one.subjectId)).toEqual([orders['leapt'].id]);
});
