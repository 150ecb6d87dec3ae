import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { memberCtx } from '../../functions/runtime/member-ctx.ts';
import { noteSeen } from '../../functions/runtime/seen.ts';
import { toRec } from '../../functions/runtime/stored.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { mailsTo, temporaryPassword } from '../harness/mails.ts';
import { done, nextNumber } from '../harness/records.ts';
import { refusal } from '../harness/refusals.ts';
import { openWorkspace } from '../harness/workspaces.ts';
import type { Any, Person, Reply, World } from '../harness/world.ts';
import { MAIN, openWorld, PASSWORD } from '../harness/world.ts';

let world: World;
let admin: Person;

beforeAll(async () => {
  world = await openWorld();
  admin = await world.person('administrator');
});
afterAll(() => world.close());

const MINUTE = 60_000;
const NEW_PASSWORD = 'Another-word-2';

const auth = (path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Reply<Any>> =>
  world.anyone()('POST', `/v1/auth/${path}`, { body, headers });
const signIn = (email: string, password = PASSWORD) => auth('sign-in', { email, password });
const me = (token: string): Promise<Reply<Any>> => world.anyone(token)('GET', '/v1/me');

/** The cookie that an answer sets: what the browser sends back, and how it may. */
const cookieOf = (reply: Reply<Any>) => {
  const [pair = '', ...flags] = (reply.headers.getSetCookie()[0] ?? '').split('; ');
  return { pair, flags };
};

describe('an invited person', () => {
  const invite = async (changes: Record<string, unknown> = {}) => {
    const email = `invited-${nextNumber()}@test.example`;
    const token = done(await signIn(admin.email)).accessToken;
    const call = world.anyone(token);
    const made = done(
      await call('POST', '/members', {
        body: { name: '李娜', email, role: 'sales-rep', scope: 'own', team: 'east', ...changes },
      }),
    );
    return { email, made, call };
  };

  const comeIn = async (email: string): Promise<string> => {
    const challenge = done(await signIn(email, temporaryPassword(world, email)));
    return done(await auth('challenge', { email, session: challenge.session, newPassword: NEW_PASSWORD })).accessToken;
  };

  it('comes in by the mail, with a password of their own', async () => {
    const { email, made } = await invite();
    expect(mailsTo(world, email)).toBe(1);
    const temporary = temporaryPassword(world, email);
    const first = await signIn(email, temporary);
    expect(first.body).toMatchObject({ status: 'challenge', challenge: 'new-password' });
    expect(first.headers.getSetCookie()).toEqual([]);
    const { session } = first.body;
    expect(refusal(await auth('challenge', { email, session, newPassword: 'weak' }))).toEqual([422, 'weak-password']);
    const signedIn = await auth('challenge', { email, session, newPassword: NEW_PASSWORD });
    expect(signedIn).toMatchObject({ status: 200, body: { status: 'signed-in' } });
    expect(cookieOf(signedIn).pair).not.toBe('');
    const { memberships } = done(await me(signedIn.body.accessToken));
    expect(memberships).toMatchObject([
      { memberId: made.id, name: '李娜', email, roles: ['sales-rep'], scope: 'own', team: 'east', language: 'zh-CN' },
    ]);
    expect(refusal(await signIn(email, temporary))).toEqual([401, 'sign-in-failed']);
  });

  it('who works in another workspace already keeps their password, and sees both', async () => {
    const person = await world.person('sales-rep', { ws: 'ws_other' });
    const token = done(await signIn(admin.email)).accessToken;
    done(
      await world.anyone(token)('POST', '/members', { body: { name: 'Both', email: person.email, role: 'trainer' } }),
    );
    expect(mailsTo(world, person.email)).toBe(0);
    const { memberships } = done(await me(done(await signIn(person.email)).accessToken));
    expect(memberships.map((one: Any) => [one.workspaceId, one.roles])).toEqual([
      ['ws_main', ['trainer']],
      ['ws_other', ['sales-rep']],
    ]);
  });

  it('cannot be invited twice', async () => {
    const { email, call } = await invite();
    const again = await call('POST', '/members', {
      body: { name: 'Again', email: email.toUpperCase(), role: 'administrator' },
    });
    expect(refusal(again)).toEqual([409, 'duplicate-key']);
    expect(again.body.errors).toMatchObject([{ field: 'email', code: 'duplicate' }]);
    expect(mailsTo(world, email)).toBe(1);
  });

  it('has their role until the day it ends', async () => {
    const until = new Date(world.clock.now + 30 * MINUTE).toISOString();
    const { email } = await invite({ until, basis: 'stands in for a colleague' });
    const token = await comeIn(email);
    const accounts = () => world.anyone(token)('GET', '/accounts');
    world.clock.now += 30 * MINUTE - 1;
    expect((await accounts()).status).toBe(200);
    world.clock.now += 1;
    expect(refusal(await accounts())).toEqual([403, 'not-a-member']);
    expect(done(await me(token)).memberships).toEqual([]);
  });

  it('has certificates and probation by somebody else’s word, an administrator too', async () => {
    const other = await world.person('administrator');
    const change = async (who: Person, body: Record<string, unknown>) => {
      const { version } = await who.call('GET', `/members/${admin.memberId}`);
      return refusal(await who.call('PATCH', `/members/${admin.memberId}`, { version, body }));
    };
    const passed = { certificates: [{ topic: 'CRM', passedOn: '2026-01-01' }] };
    expect(await change(admin, passed)).toEqual([403, 'forbidden']);
    expect(await change(admin, { probationUntil: '2026-12-31' })).toEqual([403, 'forbidden']);
    expect(await change(other, { probationUntil: '2300-01-01' })).toEqual([400, 'invalid-input']);
    expect(await change(other, { ...passed, probationUntil: '2026-12-01' })).toEqual([200, undefined]);
    expect(await change(admin, { team: 'east' })).toEqual([200, undefined]);
  });

  it('has another role, scope or state from the next request on', async () => {
    const { email, made, call } = await invite();
    const token = await comeIn(email);
    const theirs = world.anyone(token);
    const change = async (version: number, body: Record<string, unknown>) =>
      done(await call('PATCH', `/members/${made.id}`, { version, body }));
    const foreign = done(await call('POST', '/accounts', { body: { name: 'Harbour', country: 'CN' } }));
    const see = async () => [
      (await theirs('GET', `/accounts/${foreign.id}`)).status,
      done(await theirs('GET', '/accounts')).total,
    ];
    expect(await see()).toEqual([404, 0]);
    await change(1, { scope: 'all' });
    expect(await see()).toEqual([200, expect.any(Number)]);
    expect((await see())[1]).toBeGreaterThan(0);
    const before = await theirs('POST', '/products', { body: {} });
    const promoted = await change(2, { role: 'data-steward', reason: 'passed the course' });
    const after = await theirs('POST', '/products', { body: {} });
    expect([refusal(before), refusal(after)]).toEqual([
      [403, 'forbidden'],
      [400, 'invalid-input'],
    ]);
    expect(promoted.grants).toMatchObject([
      { role: 'sales-rep', until: promoted.updatedAt },
      { role: 'data-steward', from: promoted.updatedAt },
    ]);
    await change(3, { status: 'disabled' });
    expect(refusal(await theirs('GET', '/accounts'))).toEqual([403, 'not-a-member']);
    await change(4, { status: 'active' });
    expect((await theirs('GET', '/accounts')).status).toBe(200);
  });
});

describe('the day on which somebody was last here', () => {
  const DAY = 24 * 60 * MINUTE;
  const noon = Date.parse('2026-12-01T04:00:00.000Z');
  const mine = async () => {
    const { lastSeenOn, version, updatedAt } = done(await admin.call('GET', `/members/${admin.memberId}`));
    return { lastSeenOn, version, updatedAt };
  };

  it('is noted once a day of the company, beside the versions of the member and without an entry of history', async () => {
    world.clock.now = noon;
    admin = await world.again(admin);
    const { version, updatedAt } = await mine();
    const history = `/members/${admin.memberId}/history`;
    const entries = done(await admin.call('GET', history)).items.length;
    await me(admin.token);
    expect(await mine()).toEqual({ lastSeenOn: '2026-12-01', version, updatedAt });
    // Four in the afternoon by UTC is midnight in Shanghai.
    world.clock.now = noon + DAY / 2 - MINUTE;
    admin = await world.again(admin);
    await me(admin.token);
    expect(await mine()).toEqual({ lastSeenOn: '2026-12-01', version, updatedAt });
    world.clock.now = noon + DAY / 2 + MINUTE;
    await Promise.all([me(admin.token), me(admin.token), me(admin.token)]);
    expect(await mine()).toEqual({ lastSeenOn: '2026-12-02', version, updatedAt });
    await world.settle();
    expect(done(await admin.call('GET', history)).items).toHaveLength(entries);
  });

  it('stands in nobody’s way who edits the member, and stays through the edit', async () => {
    const { version } = await mine();
    world.clock.now += 2 * DAY;
    admin = await world.again(admin);
    const other = await world.person('administrator');
    await me(admin.token);
    const body = { probationUntil: '2026-12-31' };
    done(await other.call('PATCH', `/members/${admin.memberId}`, { version, body }));
    expect(await mine()).toMatchObject({ lastSeenOn: '2026-12-04', version: version + 1 });
    await world.settle();
    const [entry] = done(await other.call('GET', `/members/${admin.memberId}/history`)).items;
    expect(entry.changes.map((one: Any) => one.field)).toEqual(['probationUntil']);
  });

  it('is noted by whatever a member asks for, refused or not, and written once a day', async () => {
    const rep = await world.person('sales-rep');
    const seen = async () => done(await admin.call('GET', `/members/${rep.memberId}`)).lastSeenOn;
    const written = (answer: Any) => Number(/ ([\d.]+)w/.exec(answer.headers.get('x-capacity-units') ?? '')?.[1]);
    expect(await seen()).toBeUndefined();
    const first = await rep.call('GET', '/accounts');
    expect(await seen()).toBe('2026-12-04');
    const second = await rep.call('GET', '/accounts');
    // The item, and its copies in two indexes.
    expect([written(first), written(second)]).toEqual([3, 0]);
    for (const [day, path, status] of [
      ['2026-12-05', '/contacts', 400],
      ['2026-12-06', '/reviews', 403],
    ] as const) {
      world.clock.now = Date.parse(`${day}T04:00:00.000Z`);
      admin = await world.again(admin);
      const { call } = await world.again(rep);
      expect((await call('POST', path, { body: {} })).status).toBe(status);
      expect(await seen()).toBe(day);
    }
  });

  it('is not noted by what a job does in a member’s name, and one that comes late changes nothing', async () => {
    const rep = await world.person('sales-rep');
    const { deps } = world.stack;
    const stored = async () => toRec((await deps.table.get(recordKey(MAIN, rep.memberId)))!);
    await rep.call('GET', '/accounts');
    const first = await stored();
    const day = String(first.data['lastSeenOn']);
    world.clock.now += DAY;
    const ctx = await memberCtx(MAIN, rep.memberId, deps);
    expect(ctx.actor.id).toBe(rep.memberId);
    expect(await stored()).toEqual(first);
    // Two requests read the member before either noted anything; the one of the day before is answered last.
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const unseen = { ...first, data: { ...first.data, lastSeenOn: undefined } };
    const note = (now: string) => noteSeen(unseen, { workspace: ctx.workspace, now, table: deps.table });
    await note(ctx.now);
    const later = await stored();
    expect(String(later.data['lastSeenOn']) > day).toBe(true);
    await note(`${day}T04:00:00.000Z`);
    await note(ctx.now);
    expect(await stored()).toEqual(later);
    expect(warned).not.toHaveBeenCalled();
    world.clock.now -= DAY;
  });

  it('keeps nobody out when it cannot be written', async () => {
    const rep = await world.person('sales-rep');
    const { table } = world.stack.deps;
    const { send } = table.client;
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const lost = vi
      .spyOn(table.client, 'send')
      .mockImplementation(((command: Any, ...rest: Any[]) =>
        command.constructor.name === 'UpdateCommand'
          ? Promise.reject(new Error('lost'))
          : (send as Any).call(table.client, command, ...rest)) as Any);
    expect((await rep.call('GET', '/accounts')).status).toBe(200);
    expect(warned.mock.calls.flat().join()).toContain(rep.memberId);
    lost.mockRestore();
    warned.mockRestore();
    expect(done(await admin.call('GET', `/members/${rep.memberId}`)).lastSeenOn).toBeUndefined();
  });

  it('is set by nobody', async () => {
    const { version } = await mine();
    const body = { lastSeenOn: '2020-01-01' };
    expect(refusal(await admin.call('PATCH', `/members/${admin.memberId}`, { version, body }))).toEqual([
      400,
      'invalid-input',
    ]);
  });
});

it('whoever leaves leaves nothing behind without an owner: the audit names it until somebody takes it over', async () => {
  const rep = await world.person('sales-rep');
  const account = done(await rep.call('POST', '/accounts', { body: { name: 'Harbour', country: 'CN' } }));
  const findings = async (): Promise<string[]> => {
    done(await admin.call('POST', '/audit-runs', { body: { kind: 'incremental', rules: ['owner-inactive'] } }));
    await world.settle();
    const { items } = done(await admin.call('GET', '/findings?filter=rule:eq:owner-inactive'));
    return items.map((one: Any) => `${one.subjectId} ${one.state}`);
  };
  expect(await findings()).toEqual([]);
  done(await admin.call('PATCH', `/members/${rep.memberId}`, { version: 1, body: { status: 'disabled' } }));
  expect(await findings()).toEqual([`${account.id} open`]);
  const body = { ownerId: admin.memberId };
  done(await admin.call('PATCH', `/accounts/${account.id}`, { version: account.version, body }));
  expect(await findings()).toEqual([`${account.id} fixed`]);
});

describe('a sandbox', () => {
  it('invites without a mail', async () => {
    const trainer = await world.person('administrator', { ws: await openWorkspace(world, 'sandbox') });
    const email = 'pupil@test.example';
    done(await trainer.call('POST', '/members', { body: { name: 'Pupil', email, role: 'sales-rep' } }));
    expect(mailsTo(world, email)).toBe(0);
  });
});
