import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Domain, Role } from '../../shared/access/permissions.ts';
import { grants, roleNames } from '../../shared/access/permissions.ts';
import type { Endpoint } from '../../shared/kernel/endpoint.ts';
import { endpoints } from '../../shared/registry.ts';
import { exampleAddress, inWorkspace, namesSomething } from '../harness/addresses.ts';
import { changed, forged, idToken, otherClientsToken, unsigned } from '../harness/tokens.ts';
import type { Any, Person, Reply, World } from '../harness/world.ts';
import { openWorld, request } from '../harness/world.ts';

/**
 * The same questions to every endpoint that is not public, made from the list of endpoints: one that is added to the list is
 * asked without a word here. Bodies are broken JSON on purpose: whoever may not act is refused before the body is looked at,
 * and whoever may is told about the body, so that nothing is changed by asking.
 */
const guarded = endpoints.filter((endpoint) => endpoint.permission !== 'public');
const inside = guarded.filter(inWorkspace);
const HOUR = 3_600_000;

interface Asked {
  authorization?: string | undefined;
  ws?: string;
}

interface Refusal {
  status: number;
  code: string;
}

/** The table of rights, read by the test in its own words. */
const isGranted = (role: Role, right: string): boolean => {
  const [domain, verb] = right.split(':') as [Domain, string];
  const listed = verb === 'write' ? grants[role].write : grants[role].read;
  return listed === 'all' || listed.includes(domain);
};

interface Question {
  ask: string;
  of: readonly Endpoint[];
  as: () => Asked | Promise<Asked>;
  /** The refusal that the endpoint must give; undefined: it must let the caller in. */
  refusal: (endpoint: Endpoint) => Refusal | undefined;
}

const invalidToken: Refusal = { status: 401, code: 'invalid-token' };
const notAMember: Refusal = { status: 403, code: 'not-a-member' };
const forbidden: Refusal = { status: 403, code: 'forbidden' };

let world: World;
let admin: Person;
let disabled: Person;
let stranger: Person;
const people = new Map<Role, Person>();
const tokens = { forged: '', id: '', otherClient: '' };
const asked: string[] = [];

beforeAll(async () => {
  world = await openWorld();
  for (const role of roleNames) people.set(role, await world.person(role));
  admin = people.get('administrator')!;
  disabled = await world.person('administrator');
  stranger = await world.person('administrator', { ws: 'ws_other' });
  tokens.forged = forged(admin.token);
  tokens.id = await idToken(admin);
  tokens.otherClient = await otherClientsToken(admin);
  // Used while still in force, so that what the process remembers of a token is put to the test as well.
  const before = await disabled.call('GET', '/accounts');
  const member = await admin.call('GET', `/members/${disabled.memberId}`);
  const off = await admin.call('PATCH', `/members/${disabled.memberId}`, {
    version: member.version,
    body: { status: 'disabled' },
  });
  expect([before.status, off.status]).toEqual([200, 200]);
});
afterAll(() => world.close());

const bearer = (token: string): Asked => ({ authorization: `Bearer ${token}` });

const withBadToken = (ask: string, as: () => Asked): Question => ({
  ask,
  of: guarded,
  as,
  refusal: () => invalidToken,
});

const questions: Question[] = [
  { ask: 'without a token', of: guarded, as: () => ({}), refusal: () => ({ status: 401, code: 'unauthenticated' }) },
  withBadToken('with something that is no token', () => ({ authorization: 'Bearer not-a-token' })),
  withBadToken('with another scheme', () => ({ authorization: `Basic ${admin.token}` })),
  withBadToken('with a token signed by another key', () => bearer(tokens.forged)),
  withBadToken('with a token without a signature', () => bearer(unsigned(admin.token))),
  withBadToken('with claims changed under the old signature', () =>
    bearer(changed(stranger.token, { sub: admin.memberId })),
  ),
  withBadToken('with the id token of the same sign-in', () => bearer(tokens.id)),
  withBadToken('with a token of another application', () => bearer(tokens.otherClient)),
  { ask: 'as a member of another workspace', of: inside, as: () => bearer(stranger.token), refusal: () => notAMember },
  {
    ask: 'in a workspace that does not exist',
    of: inside,
    as: () => ({ ...bearer(admin.token), ws: 'ws_nowhere' }),
    refusal: () => notAMember,
  },
  { ask: 'as a member who was disabled', of: inside, as: () => bearer(disabled.token), refusal: () => notAMember },
  ...roleNames.map(
    (role): Question => ({
      ask: `as ${role}`,
      of: inside,
      as: () => bearer(people.get(role)!.token),
      refusal: (endpoint) => (isGranted(role, endpoint.permission) ? undefined : forbidden),
    }),
  ),
  {
    ask: 'as a member of any workspace, where no right is needed',
    of: guarded.filter((one) => one.permission === 'signed-in'),
    as: () => bearer(stranger.token),
    refusal: () => undefined,
  },
  // Last: the clock stands an hour later from here on.
  {
    ask: 'with a token that has expired',
    of: guarded,
    refusal: () => invalidToken,
    as: () => {
      world.clock.now = Math.max(world.clock.now, started + HOUR + 1000);
      return bearer(admin.token);
    },
  },
];
const started = Date.parse('2026-11-21T02:00:00.000Z');

const send = (endpoint: Endpoint, { authorization, ws }: Asked): Promise<Reply<Any>> =>
  request(`${world.url}${exampleAddress(endpoint, ws ? { workspaceId: ws } : {})}`, endpoint.method, {
    ...(endpoint.body ? { body: '{"broken": ' } : {}),
    ...(authorization ? { headers: { authorization } } : {}),
  });

/** What an endpoint says to somebody who may: of a broken body that it is broken, of a record that there is none, else 200. */
const answerInside = (endpoint: Endpoint): Refusal | { status: 200 } => {
  if (endpoint.body) return { status: 400, code: 'malformed-json' };
  return namesSomething(endpoint) ? { status: 404, code: 'not-found' } : { status: 200 };
};

/** What is wrong with the answer to a question; nothing where it is as it must be. */
const wrongWith = (reply: Reply<Any>, wanted: Refusal | { status: 200 }): string[] => {
  const said = { status: reply.status, ...('code' in wanted ? { code: String(reply.body.code) } : {}) };
  const type = String(reply.headers.get('content-type'));
  return [
    ...(JSON.stringify(said) === JSON.stringify(wanted)
      ? []
      : [`${JSON.stringify(said)} in place of ${JSON.stringify(wanted)}`]),
    ...(wanted.status < 400 || type.startsWith('application/problem+json') ? [] : [`a refusal as ${type}`]),
    ...(wanted.status !== 401 || reply.headers.get('www-authenticate') === 'Bearer' ? [] : ['no www-authenticate']),
  ];
};

/** Requests under way at once. */
const AT_ONCE = 5;

// One test a question, not one an endpoint: some ten thousand tests cost more to tell of than to carry out.
it.each(questions)('asked $ask, every endpoint answers as it must', { timeout: 60_000 }, async (question) => {
  const wrong: string[] = [];
  const left = question.of.values();
  const askOn = async (): Promise<void> => {
    for (const endpoint of left) {
      asked.push(`${endpoint.id} ${question.ask}`);
      const reply = await send(endpoint, await question.as());
      const wanted = question.refusal(endpoint) ?? answerInside(endpoint);
      wrong.push(...wrongWith(reply, wanted).map((what) => `${endpoint.id}: ${what}`));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askOn));
  expect(wrong).toEqual([]);
});

describe('the list', () => {
  it('was asked every question that concerns each endpoint', () => {
    const open = guarded.length - inside.length;
    const tokenQuestions = 9;
    const workspaceQuestions = 3 + roleNames.length;
    expect(new Set(asked).size).toBe(guarded.length * tokenQuestions + inside.length * workspaceQuestions + open);
    expect(asked.length).toBe(new Set(asked).size);
  });

  it('is open to everybody for signing in, for the forms of a website, and at their secret addresses for calendars and surveys alone', () => {
    const open = endpoints.filter((endpoint) => endpoint.permission === 'public').map((endpoint) => endpoint.id);
    expect(open.sort()).toEqual([
      'auth.challenge',
      'auth.password',
      'auth.refresh',
      'auth.signIn',
      'auth.signOut',
      'calendar.feed',
      'forms.describe',
      'forms.submit',
      'surveys.answer',
      'surveys.ask',
    ]);
  });

  it('asks for no right outside a workspace, and for one everywhere inside', () => {
    const wrong = guarded.filter(
      (endpoint) => inWorkspace(endpoint) !== /^[a-z]+:(read|write)$/.test(endpoint.permission),
    );
    expect(wrong.map((endpoint) => endpoint.id)).toEqual([]);
  });

  it('lets nobody change anything by a right to read', () => {
    const wrong = guarded.filter((endpoint) => endpoint.method !== 'GET' && !endpoint.permission.endsWith(':write'));
    expect(wrong.map((endpoint) => endpoint.id)).toEqual([]);
  });

  it('answers for a workspace that does not exist as for one that is not yours', async () => {
    world.clock.now = started;
    const [unknown, foreign] = await Promise.all([
      request(`${world.url}/v1/workspaces/ws_nowhere/accounts`, 'GET', { token: admin.token }),
      request(`${world.url}/v1/workspaces/ws_other/accounts`, 'GET', { token: admin.token }),
    ]);
    expect(unknown).toMatchObject({ status: foreign.status, body: foreign.body });
  });
});
