import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { product } from '../../shared/catalog/product.ts';
import { account } from '../../shared/customers/account.ts';
import type { ApprovalLevel, Enforcement, ProcessDefinition } from '../../shared/kernel/process.ts';
import { orderProcess } from '../../shared/sales/order.process.ts';
import { workKey } from '../../shared/table/keys.ts';
import { putInForce } from '../harness/processes.ts';
import { done, makeRecord, nextNumber, unlisted } from '../harness/records.ts';
import type { Any, Person, Reply, World } from '../harness/world.ts';
import { MAIN, openWorld } from '../harness/world.ts';

let world: World;
let rep: Person;
let admin: Person;
let accountId: string;
let productId: string;
const signers: Person[] = [];
beforeAll(async () => {
  world = await openWorld();
  rep = await world.person('sales-rep', { team: 'east', scope: 'own' });
  admin = await world.person('administrator');
  for (let index = 0; index < 5; index++)
    signers.push(await world.person('sales-rep', { scope: 'own', team: `t${index}` }));
  accountId = (await makeRecord(rep, account)).id;
  productId = (await makeRecord(admin, product, unlisted)).id;
});
afterAll(() => world.close());

const withLevels = (levels: ApprovalLevel[]): ProcessDefinition => ({
  ...orderProcess,
  states: orderProcess.states.map((state) =>
    state.approval ? { ...state, approval: { ...state.approval, levels } } : state,
  ),
});
const level = (mode: ApprovalLevel['mode'], people: readonly Person[], id = 'board'): ApprovalLevel => ({
  id,
  label: { en: 'Board', zh: '会签' },
  mode,
  signers: people.map((one) => `member:${one.memberId}` as const),
});

const make = async (changes: object = {}): Promise<Any> =>
  done(
    await rep.call('POST', '/orders', {
      body: {
        number: `SO-${nextNumber()}`,
        accountId,
        orderDate: '2026-11-20',
        currency: 'CNY',
        lines: [{ productId, quantity: 10, unitPrice: 3_499 }],
        ...changes,
      },
    }),
  );
const act = (person: Person, order: Any, action: string, body: object = {}) =>
  person.call('POST', `/orders/${order.id}/actions/${action}`, { version: order.version, body });
const submitted = async () => done(await act(rep, await make(), 'submit'));
const decide = (person: Person, order: Any, verdict: string, body: object = {}) =>
  person.call('POST', `/orders/${order.id}/decisions`, { body: { verdict, ...body } });
const read = async (order: Any) => done(await admin.call('GET', `/orders/${order.id}`));
const rules = (reply: Reply<Any>) => [reply.status, ...(reply.body.refusals ?? []).map((one: Any) => one.rule)];
const force = (levels: ApprovalLevel[], enforcement: Enforcement = 'enforced') =>
  putInForce(world, withLevels(levels), enforcement);

describe('an approval that all must sign', () => {
  beforeAll(() => force([level('all', signers)]));

  it('ends approved with five signatures when five people sign at once', async () => {
    const order = await submitted();
    const answers = await Promise.all(signers.map((one) => decide(one, order, 'approve', { round: 1 })));
    expect(answers.map((one) => one.status)).toEqual([200, 200, 200, 200, 200]);
    const after = await read(order);
    expect(after.status).toBe('approved');
    const by = after.process.approval.levels[0].slots.map((slot: Any) => slot.decision.by);
    expect(by).toEqual(signers.map((one) => one.memberId));
    const { items } = done(await admin.call('GET', `/orders/${order.id}/steps`));
    expect(items.map((one: Any) => one.seq)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(new Set(items.map((one: Any) => one.by)).size).toBe(6);
  });

  it('can be looked at by those who are asked by name, whatever their scope', async () => {
    const order = await submitted();
    expect((await signers[0]!.call('GET', `/orders/${order.id}`)).status).toBe(200);
    const stranger = await world.person('sales-rep', { scope: 'own' });
    expect((await stranger.call('GET', `/orders/${order.id}`)).status).toBe(404);
    expect((await decide(stranger, order, 'approve')).status).toBe(404);
  });

  it('ends with the first who rejects it or sends it back', async () => {
    for (const [verdict, status] of [
      ['reject', 'cancelled'],
      ['send-back', 'draft'],
    ] as const) {
      const order = await submitted();
      done(await decide(signers[0]!, order, 'approve'));
      expect(rules(await decide(signers[1]!, order, verdict))).toEqual([409, 'comment-missing']);
      expect(done(await decide(signers[1]!, order, verdict, { comment: '价格不对' })).status).toBe(status);
      expect(rules(await decide(signers[2]!, order, 'approve', { round: 1 }))).toEqual([409, 'nothing-to-approve']);
    }
  });

  it('takes no signature for a round that is over', async () => {
    const order = await submitted();
    const back = done(await decide(signers[0]!, order, 'send-back', { comment: '请改交期' }));
    done(await act(rep, back, 'submit'));
    expect(rules(await decide(signers[1]!, order, 'approve', { round: 1 }))).toEqual([409, 'other-round']);
    expect((await decide(signers[1]!, order, 'approve', { round: 2 })).status).toBe(200);
  });

  it('is recalled by whoever submitted it, and by nobody else', async () => {
    const order = await submitted();
    expect(rules(await decide(signers[0]!, order, 'recall'))).toEqual([409, 'not-yours-to-recall']);
    expect(done(await decide(rep, order, 'recall')).status).toBe('draft');
  });
});

describe('signers in sequence', () => {
  beforeAll(() => force([level('sequence', signers.slice(0, 3))]));

  it('sign one after the other', async () => {
    const order = await submitted();
    expect(rules(await decide(signers[1]!, order, 'approve'))).toEqual([409, 'not-a-signer']);
    for (const one of signers.slice(0, 3)) done(await decide(one, order, 'approve'));
    expect((await read(order)).status).toBe('approved');
  });
});

describe('a signer who was added', () => {
  beforeAll(() => force([level('any', signers.slice(0, 2))]));

  it('signs besides one of the others', async () => {
    const order = await submitted();
    const added = signers[4]!;
    expect(rules(await decide(signers[0]!, order, 'add-signer', { signer: rep.memberId }))).toEqual([
      409,
      'signer-unfit',
    ]);
    done(await decide(signers[0]!, order, 'add-signer', { signer: added.memberId, comment: '请技术确认' }));
    expect(done(await decide(signers[0]!, order, 'approve')).status).toBe('pending-approval');
    expect(rules(await decide(signers[1]!, order, 'approve'))).toEqual([409, 'not-a-signer']);
    expect(done(await decide(added, order, 'approve')).status).toBe('approved');
  });
});

describe('the work list', () => {
  beforeAll(() => force([level('all', signers)]));
  const slots = async (order: Any, names: string[]) => {
    const items = await world.stack.deps.table.batchGet(names.map((slot) => workKey(MAIN, order.id, slot)));
    return items.map((item) => (item?.['data'] as Any)?.assignee);
  };

  it('holds what is open and nothing else', async () => {
    const draft = await make();
    expect(await slots(draft, ['s0'])).toEqual([`m:${rep.memberId}`]);
    const order = done(await act(rep, draft, 'submit'));
    const asked = signers.map((one) => `m:${one.memberId}`);
    const names = signers.map((_, index) => `a1.0.${index}`);
    expect(await slots(order, ['s0', ...names])).toEqual([undefined, ...asked]);
    done(await decide(signers[2]!, order, 'approve'));
    expect(await slots(order, names)).toEqual(asked.map((one, index) => (index === 2 ? undefined : one)));
  });

  it('lets go of an archived document and takes it back', async () => {
    const draft = await make();
    const archived = done(await rep.call('POST', `/orders/${draft.id}/archive`, { version: 1, body: {} }));
    expect(await slots(draft, ['s0'])).toEqual([undefined]);
    expect((await act(rep, archived, 'submit')).status).toBe(409);
    done(await rep.call('POST', `/orders/${draft.id}/restore`, { version: 2, body: {} }));
    expect(await slots(draft, ['s0'])).toEqual([`m:${rep.memberId}`]);
  });

  it('goes with the document to its new owner', async () => {
    const draft = await make();
    done(await admin.call('PATCH', `/orders/${draft.id}`, { version: 1, body: { ownerId: signers[0]!.memberId } }));
    expect(await slots(draft, ['s0'])).toEqual([`m:${signers[0]!.memberId}`]);
  });
});

describe('advice', () => {
  beforeAll(() => force([level('any', signers.slice(0, 1))], 'advisory'));

  it('lets a departure pass and keeps it, with who, when and why', async () => {
    const order = await make({ lines: [] });
    const jumped = await rep.call('PATCH', `/orders/${order.id}`, {
      version: 1,
      body: { status: 'approved', reason: '客户催货，电话里同意的' },
    });
    expect(jumped.body).toMatchObject({ status: 'approved', process: { state: 'approved' } });
    const [step] = done(await admin.call('GET', `/orders/${order.id}/steps`)).items;
    expect(step).toMatchObject({
      action: 'set',
      by: rep.memberId,
      comment: '客户催货，电话里同意的',
      deviation: [{ rule: 'no-such-step' }],
    });
    const { items } = done(await admin.call('GET', `/deviations?filter=documentId:eq:${order.id}`));
    expect(items).toMatchObject([
      { memberId: rep.memberId, rules: ['no-such-step'], comment: '客户催货，电话里同意的' },
    ]);
  });

  it('voids an approval by an edit in spite of the lock', async () => {
    const order = await submitted();
    done(await decide(signers[0]!, order, 'approve'));
    const approved = await read(order);
    const edited = done(
      await rep.call('PATCH', `/orders/${order.id}`, {
        version: approved.version,
        body: { lines: [{ productId, quantity: 99, unitPrice: 3_499 }] },
      }),
    );
    expect(edited).toMatchObject({ status: 'draft', process: { approval: { outcome: 'voided' } } });
    const { items } = done(await admin.call('GET', `/deviations?filter=documentId:eq:${order.id}`));
    expect(items).toMatchObject([{ action: 'edit', rules: ['locked'] }]);
  });

  it('is no advice about signatures', async () => {
    const own = done(
      await signers[0]!.call('POST', '/orders', {
        body: {
          number: `SO-${nextNumber()}`,
          accountId: (await makeRecord(signers[0]!, account)).id,
          orderDate: '2026-11-20',
          currency: 'CNY',
          lines: [{ productId, quantity: 1, unitPrice: 100 }],
        },
      }),
    );
    const waiting = done(await act(signers[0]!, own, 'submit'));
    expect(rules(await decide(signers[0]!, waiting, 'approve'))).toEqual([409, 'self-approval']);
    expect(rules(await decide(admin, waiting, 'approve'))).toEqual([409, 'not-a-signer']);
  });
});

describe('a document under way', () => {
  it('stays on the version that it began with', async () => {
    await force([level('any', [signers[0]!])]);
    const older = await make();
    await force([level('any', [signers[1]!])]);
    const newer = await make();
    const [first, second] = [done(await act(rep, older, 'submit')), done(await act(rep, newer, 'submit'))];
    // Whoever signs the newer version is nobody on the older document.
    expect(rules(await decide(signers[1]!, first, 'approve'))).toEqual([404]);
    expect(done(await decide(signers[0]!, first, 'approve')).status).toBe('approved');
    expect(done(await decide(signers[1]!, second, 'approve')).status).toBe('approved');
    expect(second.process.version).toBe(first.process.version + 1);
  });
});
