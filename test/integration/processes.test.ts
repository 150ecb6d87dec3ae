import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { product } from '../../shared/catalog/product.ts';
import type { ProcessDefinition } from '../../shared/kernel/process.ts';
import { proposal } from '../../shared/process/proposal.ts';
import { orderProcess } from '../../shared/sales/order.process.ts';
import { order } from '../../shared/sales/order.ts';
import { done, makeRecord, unlisted } from '../harness/records.ts';
import { refusal } from '../harness/refusals.ts';
import { openWorkspace } from '../harness/workspaces.ts';
import type { Any, Person, Reply, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** The people of a company of its own, so that the parts of this file do not govern each other's documents. */
interface Company {
  ws: string;
  admin: Person;
  rep: Person;
  west: Person;
  manager: Person;
  finance: Person;
  executive: Person;
}

/** What each company sells, by its workspace. */
const products = new Map<string, string>();

const openCompany = async (kind: 'production' | 'sandbox' = 'production'): Promise<Company> => {
  const ws = await openWorkspace(world, kind);
  const [admin, rep, west, manager, finance, executive] = await Promise.all([
    world.person('administrator', { ws }),
    world.person('sales-rep', { ws, team: 'east' }),
    world.person('sales-rep', { ws, team: 'west' }),
    world.person('sales-manager', { ws }),
    world.person('finance', { ws }),
    world.person('executive', { ws }),
  ]);
  const { id } = await makeRecord(admin, product, unlisted);
  products.set(ws, id);
  return { ws, admin, rep, west, manager, finance, executive };
};

const changed = (change: (draft: ProcessDefinition) => void): ProcessDefinition => {
  const draft = structuredClone(orderProcess);
  change(draft);
  return draft;
};
const stateIn = (draft: ProcessDefinition, id: string) => draft.states.find((state) => state.id === id)!;

/** Executives sign from 1,000.00 on. */
const boardEarly = changed((draft) => {
  stateIn(draft, 'pending-approval').approval!.levels[2]!.over!.atLeast = 100_000;
});

const registerVersion = async (admin: Person): Promise<number> => done(await admin.call('GET', '/processes')).version;
const summaryOf = async (admin: Person): Promise<Any> =>
  done(await admin.call('GET', '/processes')).items.find((item: Any) => item.id === 'order');

const save = async (admin: Person, definition: ProcessDefinition, parts: Record<string, unknown> = {}) =>
  admin.call('POST', '/processes/order/versions', {
    version: await registerVersion(admin),
    body: { definition, basedOn: 0, note: 'Small orders weigh more', ...parts },
  });
const enforce = async (admin: Person, version: number, body: Record<string, unknown>): Promise<Reply<Any>> =>
  admin.call('POST', `/processes/order/versions/${version}/enforcement`, {
    version: await registerVersion(admin),
    body: { reason: 'Agreed in the board', ...body },
  });

/** An order of a person over an amount, in minor units. */
const makeOrder = (person: Person, amount = 34_990): Promise<Any> =>
  makeRecord(person, order, { lines: [{ productId: products.get(person.ws), quantity: 1, unitPrice: amount }] });
const act = (person: Person, { id, version }: Any, action: string, body: Record<string, unknown> = {}) =>
  person.call('POST', `/orders/${id}/actions/${action}`, { version, body });
const approve = (person: Person, { id }: Any) =>
  person.call('POST', `/orders/${id}/decisions`, { body: { verdict: 'approve' } });
const read = async (person: Person, { id }: Any): Promise<Any> => done(await person.call('GET', `/orders/${id}`));
const levelsOf = (record: Any): string[] => record.process.approval.levels.map((level: Any) => level.id);

describe('a version that an administrator makes', () => {
  let company: Company;
  let before: Any;
  beforeAll(async () => {
    company = await openCompany();
    before = await makeOrder(company.rep, 500_000);
  });

  it('is saved as a draft that nobody follows, with who made it and out of what', async () => {
    const { admin } = company;
    const saved = done(await save(admin, boardEarly));
    expect(saved).toMatchObject({
      version: 1,
      entry: { version: 1, enforcement: 'draft', by: admin.memberId, madeBy: admin.memberId, basedOn: 0 },
    });
    expect(await summaryOf(admin)).toMatchObject({ current: 0, underWay: { 0: 1 } });
    const read = done(await admin.call('GET', '/processes/order/versions/1'));
    expect(read.definition).toEqual(boardEarly);
    expect(read.entry).toMatchObject({ note: 'Small orders weigh more' });
  });

  it('is followed by the next order once it is in force, and not by the one under way', async () => {
    const { admin, rep, manager, finance } = company;
    expect(done(await enforce(admin, 1, { enforcement: 'enforced' }))).toMatchObject({ version: 2, current: 1 });
    const after = await makeOrder(rep, 500_000);
    expect(before.process.version).toBe(0);
    expect(after.process.version).toBe(1);
    expect(levelsOf(done(await act(rep, before, 'submit')))).toEqual(['sales']);
    expect(levelsOf(done(await act(rep, after, 'submit')))).toEqual(['sales', 'board']);
    expect(done(await approve(manager, before)).status).toBe('approved');
    expect(done(await approve(manager, after)).status).toBe('pending-approval');
    expect(refusal(await approve(finance, after))).toEqual([409, 'step-refused']);
    expect(done(await approve(company.executive, after)).status).toBe('approved');
    expect(await summaryOf(admin)).toMatchObject({ current: 1, underWay: { 0: 1, 1: 1 } });
  });

  it('gives way to the product’s own when that is chosen again', async () => {
    expect(done(await enforce(company.admin, 0, { enforcement: 'enforced' }))).toMatchObject({ current: 0 });
    expect((await makeOrder(company.rep)).process.version).toBe(0);
    expect(done(await enforce(company.admin, 1, { enforcement: 'enforced' }))).toMatchObject({ current: 1 });
  });

  it('is not taken out of force without another one in its place', async () => {
    for (const enforcement of ['draft', 'pilot'])
      expect(refusal(await enforce(company.admin, 1, { enforcement, teams: ['east'] }))).toEqual([409, 'conflict']);
    expect(refusal(await enforce(company.admin, 7, { enforcement: 'enforced' }))).toEqual([404, 'not-found']);
  });

  it('is saved by one of two who save at once', async () => {
    const version = await registerVersion(company.admin);
    const body = { definition: boardEarly, basedOn: 1, note: 'At once' };
    const answers = await Promise.all(
      [company.admin, company.executive].map((person) =>
        person.call('POST', '/processes/order/versions', { version, body }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 412]);
    expect((await summaryOf(company.admin)).versions.map((one: Any) => one.version)).toEqual([0, 1, 2]);
  });

  it('may adopt a proposal that exists', async () => {
    const { admin } = company;
    const idea = await makeRecord(company.rep, proposal);
    expect(done(await save(admin, boardEarly, { proposalId: idea.id })).entry).toMatchObject({ proposalId: idea.id });
    const none = await save(admin, boardEarly, { proposalId: 'prp_none' });
    expect(refusal(none)).toEqual([400, 'invalid-input']);
    expect(none.body.errors).toMatchObject([{ field: 'proposalId', code: 'no-such-record' }]);
  });

  it('is made by those alone who answer for processes', async () => {
    for (const person of [company.rep, company.manager, company.finance])
      expect(refusal(await save(person, boardEarly))).toEqual([403, 'forbidden']);
  });
});

describe('an unsound definition', () => {
  let company: Company;
  const bypass = changed((draft) => {
    draft.transitions.push({
      id: 'shortcut',
      label: { en: 'Shortcut', zh: '捷径' },
      from: ['draft'],
      to: 'approved',
      roles: ['sales-rep'],
    });
  });
  beforeAll(async () => {
    company = await openCompany();
  });

  it('is not saved, and each fault is told with its place in both languages', async () => {
    const refused = await save(company.admin, bypass);
    expect(refusal(refused)).toEqual([422, 'bad-definition']);
    expect(refused.body.errors).toMatchObject([{ field: 'definition.transitions.shortcut', code: 'unsound' }]);
    expect(refused.body.refusals).toMatchObject([
      { rule: 'bypass', en: expect.stringContaining('Approved'), zh: expect.stringContaining('已审批') },
    ]);
    expect((await summaryOf(company.admin)).versions).toHaveLength(1);
  });

  it('is told so before it is saved', async () => {
    const { faults } = done(
      await company.admin.call('POST', '/processes/order/check', { body: { definition: bypass } }),
    );
    expect(faults.filter((one: Any) => one.severity === 'error')).toMatchObject([
      { rule: 'bypass', at: 'transitions.shortcut' },
    ]);
  });

  it('is not put in force when nobody is left who could sign', async () => {
    const { admin, finance } = company;
    done(await save(admin, boardEarly));
    const { version } = done(await admin.call('GET', `/members/${finance.memberId}`));
    done(await admin.call('PATCH', `/members/${finance.memberId}`, { version, body: { status: 'disabled' } }));
    const refused = await enforce(admin, 1, { enforcement: 'enforced' });
    expect(refusal(refused)).toEqual([422, 'bad-definition']);
    expect(refused.body.refusals).toMatchObject([{ rule: 'approval-nobody' }, { rule: 'approval-nobody' }]);
    // The version in force may be loosened all the same: it is there already.
    expect(done(await enforce(admin, 0, { enforcement: 'advisory' }))).toMatchObject({ current: 0 });
  });
});

describe('the same illegal step', () => {
  let company: Company;
  beforeAll(async () => {
    company = await openCompany();
  });

  it('is refused under an enforced process, with rule, field and help', async () => {
    const { rep } = company;
    const made = await makeOrder(rep);
    const refused = await act(rep, made, 'ship');
    expect(refusal(refused)).toEqual([409, 'step-refused']);
    expect(refused.body.refusals).toMatchObject([
      { rule: 'no-such-step', help: expect.stringMatching(/^\/docs#/), zh: expect.any(String) },
      { rule: 'all-shipped', field: 'lines.0.shipped' },
    ]);
    const { version } = done(
      await rep.call('PATCH', `/orders/${made.id}`, { version: made.version, body: { lines: [] } }),
    );
    const incomplete = await act(rep, { ...made, version }, 'submit');
    expect(incomplete.body.refusals).toMatchObject([{ rule: 'field-missing', field: 'lines' }]);
    expect(incomplete.body.errors).toMatchObject([{ field: 'lines', code: 'required' }]);
    expect((await read(rep, made)).status).toBe('draft');
  });

  it('passes under an advised one, and stands as a deviation: who, when and why', async () => {
    const { admin, rep } = company;
    done(await enforce(admin, 0, { enforcement: 'advisory' }));
    const made = await makeOrder(rep);
    const comment = 'The customer’s truck stood in the yard';
    const shipped = done(await act(rep, made, 'ship', { comment }));
    expect(shipped.status).toBe('shipped');
    const { items: steps } = done(await rep.call('GET', `/orders/${made.id}/steps`));
    expect(steps[0]).toMatchObject({
      action: 'ship',
      from: 'draft',
      to: 'shipped',
      by: rep.memberId,
      comment,
      deviation: [{ rule: 'no-such-step' }, { rule: 'all-shipped' }],
    });
    await world.settle();
    const { items: history } = done(await rep.call('GET', `/orders/${made.id}/history`));
    expect(history[0]).toMatchObject({ by: rep.memberId, reason: comment });
    const { items: deviations } = done(await admin.call('GET', `/deviations?filter=documentId:eq:${made.id}`));
    expect(deviations).toMatchObject([
      {
        action: 'ship',
        from: 'draft',
        to: 'shipped',
        memberId: rep.memberId,
        comment,
        rules: ['no-such-step', 'all-shipped'],
      },
    ]);
  });
});

describe('a pilot', () => {
  it('is followed by the documents of its teams, and held to; everybody else goes on as before', async () => {
    const { admin, rep, west } = await openCompany();
    done(await save(admin, boardEarly));
    expect(refusal(await enforce(admin, 1, { enforcement: 'pilot' }))).toEqual([400, 'invalid-input']);
    expect(done(await enforce(admin, 1, { enforcement: 'pilot', teams: ['east'] }))).toMatchObject({ current: 0 });
    const [east, other] = [await makeOrder(rep, 500_000), await makeOrder(west, 500_000)];
    expect([east.process.version, other.process.version]).toEqual([1, 0]);
    expect(levelsOf(done(await act(rep, east, 'submit')))).toEqual(['sales', 'board']);
    expect(refusal(await act(rep, await makeOrder(rep), 'ship'))).toEqual([409, 'step-refused']);
  });

  it('is followed by everybody in a sandbox', async () => {
    const { admin, west } = await openCompany('sandbox');
    done(await save(admin, boardEarly));
    done(await enforce(admin, 1, { enforcement: 'pilot' }));
    expect((await makeOrder(west)).process.version).toBe(1);
  });
});

describe('a definition tried on what was done', () => {
  it('names the documents and steps that it would have refused, and changes nothing', async () => {
    const { admin, rep, manager } = await openCompany();
    const [small, large] = [await makeOrder(rep, 50_000), await makeOrder(rep, 500_000)];
    for (const one of [small, large]) {
      done(await act(rep, one, 'submit'));
      done(await approve(manager, one));
    }
    const before = await registerVersion(admin);
    const tried = done(await admin.call('POST', '/processes/order/dry-run', { body: { definition: boardEarly } }));
    expect(tried).toMatchObject({
      documents: 2,
      steps: 4,
      refused: [
        {
          id: large.id,
          title: large.number,
          steps: [{ action: 'approve', by: manager.memberId, refusals: [{ zh: expect.stringContaining('高管') }] }],
        },
      ],
    });
    expect(tried.refused).toHaveLength(1);
    expect(await registerVersion(admin)).toBe(before);
    const one = await admin.call('POST', '/processes/order/dry-run', { body: { definition: boardEarly, limit: 1 } });
    expect(done(one).documents).toBe(1);
  });
});

describe('documents under way', () => {
  const picking = changed((draft) => {
    for (const state of draft.states) if (state.id === 'on-hold') state.id = 'parked';
    for (const step of draft.transitions) {
      step.from = step.from.map((id) => (id === 'on-hold' ? 'parked' : id));
      if (step.to === 'on-hold') step.to = 'parked';
    }
    Object.assign(stateIn(draft, 'pending-release').approval!, {
      rejected: 'parked',
      sentBack: 'parked',
      recalled: 'parked',
    });
    for (const use of stateIn(draft, 'approved').enter!) if (use.otherwise) use.otherwise = 'parked';
    const plan = stateIn(draft, 'pending-approval').approval!;
    plan.levels = [{ ...plan.levels[0]!, signers: ['executive'] }];
  });
  const migrate = (admin: Person, body: Record<string, unknown>) =>
    admin.call('POST', '/processes/order/migrations', { body: { from: 0, to: 1, ...body } });

  it('are brought to another version on request: a preview first, then each with a step of its own', async () => {
    const { admin, rep, manager, executive } = await openCompany();
    const orders = {
      draft: await makeOrder(rep),
      waiting: await makeOrder(rep),
      held: await makeOrder(rep),
      gone: await makeOrder(rep),
    };
    done(await act(rep, orders.waiting, 'submit'));
    done(await act(rep, orders.held, 'submit'));
    const approved = done(await approve(manager, orders.held));
    done(await act(manager, approved, 'hold', { comment: 'Not paid' }));
    done(await act(rep, orders.gone, 'cancel', { comment: 'Not wanted' }));
    done(await save(admin, picking));
    expect(refusal(await migrate(admin, { mode: 'preview' }))).toEqual([409, 'conflict']);
    done(await enforce(admin, 1, { enforcement: 'enforced' }));

    const preview = done(await migrate(admin, { mode: 'preview' }));
    expect(preview).toEqual({
      documents: 3,
      states: [
        { from: 'draft', to: 'draft', count: 1, waiting: 0 },
        { from: 'on-hold', count: 1, waiting: 0 },
        { from: 'pending-approval', to: 'pending-approval', count: 1, waiting: 1 },
      ],
      started: false,
    });
    const unsaid = await migrate(admin, { mode: 'run' });
    expect(unsaid.body.errors).toMatchObject([{ field: 'states.on-hold', code: 'required' }]);
    // A move is no signature: what nobody approved does not come behind an approval by it, and is not finished by it.
    for (const to of ['approved', 'cancelled', 'gone'])
      expect(refusal(await migrate(admin, { mode: 'preview', states: { draft: to } }))).toEqual([400, 'invalid-input']);

    const reason = 'One version for all';
    const states = { 'on-hold': 'parked' };
    expect(done(await migrate(admin, { mode: 'run', states, reason }))).toMatchObject({ documents: 3, started: true });
    // The same order given twice moves nothing twice.
    done(await migrate(admin, { mode: 'run', states, reason }));
    await world.settle();
    const now = Object.fromEntries(
      await Promise.all(Object.entries(orders).map(async ([name, one]) => [name, await read(rep, one)] as const)),
    );
    expect(now['draft'].process).toMatchObject({ version: 1, state: 'draft', seq: 1 });
    expect(now['held']).toMatchObject({ status: 'parked', process: { version: 1, approval: { outcome: 'approved' } } });
    expect(now['gone'].process.version).toBe(0);
    expect(now['waiting'].process).toMatchObject({ version: 1, approval: { round: 2, submittedBy: rep.memberId } });
    expect(refusal(await approve(manager, orders.waiting))).toEqual([409, 'step-refused']);
    expect(done(await approve(executive, orders.waiting)).status).toBe('approved');
    const { items: steps } = done(await rep.call('GET', `/orders/${orders.held.id}/steps`));
    expect(steps[0]).toMatchObject({
      action: 'migrate',
      from: 'on-hold',
      to: 'parked',
      version: 1,
      by: admin.memberId,
    });
    const { items: history } = done(await rep.call('GET', `/orders/${orders.held.id}/history`));
    expect(history[0]).toMatchObject({ by: admin.memberId, reason });
    expect(done(await migrate(admin, { mode: 'preview' }))).toMatchObject({ documents: 0 });
  });

  it('are moved between versions that there are', async () => {
    const { admin } = await openCompany();
    expect(refusal(await migrate(admin, { mode: 'preview' }))).toEqual([404, 'not-found']);
    expect(refusal(await migrate(admin, { mode: 'preview', to: 0 }))).toEqual([409, 'conflict']);
  });
});

describe('what people do', () => {
  let company: Company;
  let start: number;
  beforeAll(async () => {
    start = world.clock.now;
    company = await openCompany();
    const { admin, rep, west, manager } = company;
    for (let count = 0; count < 4; count++) {
      const made = await makeOrder(rep, 500_000);
      done(await act(rep, made, 'submit'));
      done(await approve(manager, made));
    }
    done(await enforce(admin, 0, { enforcement: 'advisory' }));
    for (let count = 0; count < 4; count++) done(await act(west, await makeOrder(west), 'ship'));
    await world.settle();
  });
  afterAll(() => {
    world.clock.now = start;
  });

  const conformance = async (person: Person, query = ''): Promise<Any> =>
    done(await person.call('GET', `/processes/conformance${query}`));

  it('is counted by month, person, team and step', async () => {
    const { admin, rep, west, manager } = company;
    const found = await conformance(admin, '?months=2&process=order');
    const last = (rows: Any[]) => rows.map(({ months }) => months.at(-1));
    const of = (id: string) => found.members.filter((one: Any) => one.memberId === id);
    expect(found.members[0].months).toHaveLength(2);
    expect(last(of(rep.memberId))).toEqual([{ month: '2026-11', steps: 4, deviations: 0, late: 0 }]);
    expect(last(of(west.memberId))).toEqual([{ month: '2026-11', steps: 4, deviations: 4, late: 0 }]);
    expect(last(of(manager.memberId))).toEqual([{ month: '2026-11', steps: 4, deviations: 0, late: 0 }]);
    expect(found.teams.map(({ team, months }: Any) => [team, months.at(-1).deviations])).toEqual([
      ['east', 0],
      ['west', 4],
    ]);
    expect(found.actions.map(({ action, months }: Any) => [action, months.at(-1).steps])).toEqual([
      ['approve', 4],
      ['ship', 4],
      ['submit', 4],
    ]);
    expect((await conformance(admin, '?process=opportunity')).members).toEqual([]);
  });

  it('is supervised until the figures show a habit, by a threshold of the company', async () => {
    const { admin, rep, west } = company;
    const supervised = async () =>
      Object.fromEntries((await conformance(admin)).members.map((one: Any) => [one.memberId, one.supervised]));
    expect(await supervised()).toMatchObject({ [rep.memberId]: true, [west.memberId]: true });
    const threshold = { ends: 90, starts: 50, steps: 4 };
    expect(done(await admin.call('PUT', '/processes/threshold', { body: threshold }))).toEqual(threshold);
    expect((await conformance(admin)).threshold).toEqual(threshold);
    expect(await supervised()).toMatchObject({ [rep.memberId]: false, [west.memberId]: true });
    const upside = await admin.call('PUT', '/processes/threshold', { body: { ends: 50, starts: 90, steps: 4 } });
    expect(upside.body.errors).toMatchObject([{ field: 'starts', code: 'out-of-order' }]);
  });

  it('is seen as far as somebody’s records reach', async () => {
    const own = await world.person('sales-rep', { ws: company.ws, scope: 'own', team: 'east' });
    const team = await world.person('sales-manager', { ws: company.ws, scope: 'team', team: 'east' });
    expect((await conformance(own)).members).toEqual([]);
    expect((await conformance(team)).members.map((one: Any) => one.memberId)).toEqual([company.rep.memberId]);
    expect((await conformance(team)).teams.map((one: Any) => one.team)).toEqual(['east']);
  });

  it('shows beforehand who would have more to do under another version', async () => {
    const { admin, executive } = company;
    const body = { definition: boardEarly };
    const { workload } = done(await admin.call('POST', '/processes/order/check', { body }));
    const board = workload.find((one: Any) => one.role === 'executive');
    // Four of eight orders are over 1,000.00, and four were submitted in the month.
    expect(board).toMatchObject({ before: { approvals: 0 }, after: { approvals: 2 }, gains: [], losses: [] });
    expect(board.people).toMatchObject([{ memberId: executive.memberId, after: { approvals: 2, hours: 16 } }]);
  });
});
