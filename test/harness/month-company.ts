import { toItem, toRec } from '../../functions/runtime/stored.ts';
import type { Role } from '../../shared/access/permissions.ts';
import { entityOf } from '../../shared/entities.ts';
import type { IdKind } from '../../shared/kernel/id.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { done } from './records.ts';
import type { Any, Person, World } from './world.ts';
import { MAIN, openWorld, PASSWORD } from './world.ts';

type Body = Record<string, unknown>;
const MINUTE = 60_000;
/** A token holds for an hour. */
const SIGNED_IN = 50 * MINUTE;

const staff = {
  admin: ['administrator', 'all', undefined],
  rep: ['sales-rep', 'own', 'east'],
  other: ['sales-rep', 'own', 'west'],
  manager: ['sales-manager', 'team', 'east'],
  west: ['sales-manager', 'team', 'west'],
  finance: ['finance', 'all', undefined],
  boss: ['executive', 'all', undefined],
  steward: ['data-steward', 'all', undefined],
  agent: ['service-agent', 'all', 'desk'],
  auditor: ['auditor', 'all', undefined],
  trainer: ['trainer', 'all', undefined],
} as const satisfies Record<string, readonly [Role, 'own' | 'team' | 'all', string | undefined]>;
export type Who = keyof typeof staff;

/** A company whose people work by a clock of the test's own: every request takes half a minute, and nobody's sign-in runs out. */
export interface Company {
  world: World;
  people: Record<Who, Person>;
  /** Turns the clock to a time of Shanghai, `2026-11-03 09:00`. @throws Error for one that has passed */
  at: (time: string) => void;
  /** The day in Shanghai. */
  today: () => string;
  /** A request that is demanded to succeed. */
  call: (who: Who, method: string, path: string, body?: Body) => Promise<Any>;
  /** The same, as it was answered: for what is to be refused. */
  ask: (who: Who, method: string, path: string, options?: { body?: unknown; version?: number }) => Promise<Any>;
  make: (who: Who, collection: string, body: Body) => Promise<Any>;
  read: (collection: string, rec: { id: string }) => Promise<Any>;
  /** Changes a record as it stands now. */
  change: (who: Who, collection: string, rec: { id: string }, body: Body) => Promise<Any>;
  /** A step, or `archive`. */
  step: (who: Who, collection: string, rec: { id: string }, action: string, body?: Body) => Promise<Any>;
  sign: (who: Who, collection: string, rec: { id: string }, body?: Body) => Promise<Any>;
  /** A message of a schedule, and all that follows from it. */
  job: (name: string) => Promise<void>;
  /** A record as an import would store it: what entry refuses stands in it all the same. */
  imported: (type: IdKind, data: Body, parts?: Partial<Rec>) => Promise<Rec>;
  /** A record as something past the checks of entry left it. */
  spoilt: (rec: { id: string }, data: Body) => Promise<void>;
}

export const openCompany = async (start: string): Promise<Company> => {
  const world = await openWorld({ start: Date.parse(`${start.replace(' ', 'T')}:00+08:00`) });
  const people = {} as Record<Who, Person>;
  const until = {} as Record<Who, number>;
  for (const [who, [role, scope, team]] of Object.entries(staff) as [Who, (typeof staff)[Who]][]) {
    people[who] = await world.person(role, { scope, name: `${role} ${team ?? ''}`.trim(), ...(team ? { team } : {}) });
    until[who] = world.clock.now + SIGNED_IN;
  }
  const { table, queue } = world.stack.deps;
  const now = () => new Date(world.clock.now).toISOString();
  const cookies = {} as Partial<Record<Who, string>>;
  /** Who stays signed in gets another token by their cookie, as a browser does; after a month they sign in again. */
  const renew = async (who: Who): Promise<void> => {
    const { email, ws } = people[who];
    const cookie = cookies[who];
    const renewed = cookie && (await world.anyone()('POST', '/v1/auth/refresh', { body: {}, headers: { cookie } }));
    const reply =
      renewed && renewed.status === 200
        ? renewed
        : await world.anyone()('POST', '/v1/auth/sign-in', { body: { email, password: PASSWORD } });
    const token = String(done(reply).accessToken);
    cookies[who] = reply.headers.getSetCookie()[0]?.split(';')[0] ?? cookie!;
    people[who] = { ...people[who], token, call: world.anyone(token, ws) };
    until[who] = world.clock.now + SIGNED_IN;
  };
  const ask: Company['ask'] = async (who, method, path, options = {}) => {
    world.clock.now += MINUTE / 2;
    if (world.clock.now > until[who]) await renew(who);
    return people[who].call(method, path, options);
  };
  const demanded = (reply: Any, request: readonly string[]): Any => {
    try {
      return done(reply);
    } catch (error) {
      throw new Error(`${now()} ${request.join(' ')}: ${(error as Error).message}`);
    }
  };
  const call: Company['call'] = async (who, method, path, body) =>
    demanded(await ask(who, method, path, body === undefined ? {} : { body }), [who, method, path]);
  const read: Company['read'] = (collection, { id }) => call('admin', 'GET', `/${collection}/${id}`);
  /** A change of a record as it stands now: by the version that its item has. */
  const versioned = async (
    { id }: { id: string },
    request: readonly [who: Who, method: string, path: string],
    body: Body,
  ): Promise<Any> => {
    const version = Number((await table.get(recordKey(MAIN, id)))!['version']);
    return demanded(await ask(...request, { body, version }), request);
  };
  return {
    world,
    people,
    at: (time) => {
      const next = Date.parse(`${time.replace(' ', 'T')}:00+08:00`);
      if (!(next >= world.clock.now)) throw new Error(`${time} has passed: it is ${now()}`);
      world.clock.now = next;
    },
    today: () => new Date(world.clock.now + 8 * 60 * MINUTE).toISOString().slice(0, 10),
    call,
    ask,
    make: (who, collection, body) => call(who, 'POST', `/${collection}`, body),
    read,
    change: (who, collection, rec, body) => versioned(rec, [who, 'PATCH', `/${collection}/${rec.id}`], body),
    step: (who, collection, rec, action, body = {}) => {
      const verb = action === 'archive' ? 'archive' : `actions/${action}`;
      return versioned(rec, [who, 'POST', `/${collection}/${rec.id}/${verb}`], body);
    },
    sign: (who, collection, { id }, body = { verdict: 'approve' }) =>
      call(who, 'POST', `/${collection}/${id}/decisions`, body),
    job: async (name) => {
      await world.settle();
      await queue.send([{ job: name, ws: MAIN, scheduledFor: now() }]);
      await world.settle();
    },
    imported: async (type, data, parts = {}) => {
      const at = now();
      const by = 'job:import';
      const rec: Rec = {
        type,
        id: world.stack.deps.newId(type),
        ws: MAIN,
        version: 1,
        schemaVersion: 1,
        createdAt: at,
        createdBy: by,
        updatedAt: at,
        updatedBy: by,
        via: 'import',
        occurredAt: at,
        enteredAt: at,
        source: 'import:imp_month',
        data,
        ...parts,
      };
      await table.write([{ op: 'create', item: toItem(entityOf(type), rec) }]);
      return rec;
    },
    spoilt: async ({ id }, data) => {
      const rec = toRec((await table.get(recordKey(MAIN, id)))!);
      const next = { ...rec, version: rec.version + 1, updatedAt: now(), data: { ...rec.data, ...data } };
      await table.write([{ op: 'replace', item: toItem(entityOf(rec.type), next), version: rec.version }]);
    },
  };
};
