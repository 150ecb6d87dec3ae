import type { Deps } from '../../functions/runtime/deps.ts';
import { toItem } from '../../functions/runtime/stored.ts';
import { openTable } from '../../functions/runtime/table.ts';
import { entityOf } from '../../shared/entities.ts';
import type { IdKind } from '../../shared/kernel/id.ts';
import { idPrefixes } from '../../shared/kernel/id.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { MAIN, openWorld, PASSWORD } from '../harness/world.ts';

export const MINUTE = 60_000;

/** What a record is put together from. */
export interface Parts {
  type: IdKind;
  data: Record<string, unknown>;
  parts?: Partial<Rec>;
}

/** A world with a data steward, and the ways in which the audit's tests work with it. */
export interface AuditWorld {
  world: World;
  steward: Person;
  /** Puts records into the table as an import would: what entry refuses stands in them all the same. */
  put: (list: readonly Parts[]) => Promise<Rec[]>;
  /** The next version of a record, written past the checks of entry. */
  overwrite: (rec: Rec, parts: Partial<Rec>) => Promise<Rec>;
  /** Carries a run out, a minute later; the stream has caught up before it. */
  run: (body: Record<string, unknown>) => Promise<Any>;
  findings: (...conditions: string[]) => Promise<Any[]>;
  /** Fields of an account without fault, with a code of its own. */
  account: (data?: Record<string, unknown>) => Record<string, unknown>;
}

/** A member whose token lives as long as the test's own clock runs. */
const lasting = async (world: World, person: Person): Promise<Person> => {
  const { body: member } = await person.call('GET', `/members/${person.memberId}`);
  let call = person.call;
  let until = world.clock.now + 30 * MINUTE;
  return {
    ...person,
    call: async (...request) => {
      if (world.clock.now > until) {
        const signedIn = await world.anyone()('POST', '/v1/auth/sign-in', {
          body: { email: member.email, password: PASSWORD },
        });
        call = world.anyone(String(signedIn.body.accessToken));
        until = world.clock.now + 30 * MINUTE;
      }
      return call(...request);
    },
  };
};

/** Opens a world for tests of the audit. */
export const openAuditWorld = async (): Promise<AuditWorld> => {
  const world = await openWorld();
  const steward = await lasting(world, await world.person('data-steward', { name: 'Steward' }));
  const { table } = world.stack.deps;
  const now = () => new Date(world.clock.now).toISOString();
  let ids = 0;
  let codes = 0;
  return {
    world,
    steward,
    put: async (list) => {
      const at = now();
      const recs = list.map(({ type, data, parts }): Rec => {
        const id = `${idPrefixes[type]}_${String(++ids).padStart(8, '0')}`;
        const stamps = {
          createdAt: at,
          createdBy: 'job:test',
          updatedAt: at,
          updatedBy: 'job:test',
          occurredAt: at,
          enteredAt: at,
        };
        return {
          type,
          id,
          ws: MAIN,
          version: 1,
          schemaVersion: 1,
          ...stamps,
          via: 'import',
          source: 'import:imp_test',
          data,
          ...parts,
        };
      });
      for (let from = 0; from < recs.length; from += 90) {
        await table.write(
          recs.slice(from, from + 90).map((rec) => ({ op: 'create', item: toItem(entityOf(rec.type), rec) })),
        );
      }
      return recs;
    },
    overwrite: async (rec, parts) => {
      const next = { ...rec, version: rec.version + 1, updatedAt: now(), ...parts };
      await table.write([{ op: 'replace', item: toItem(entityOf(rec.type), next), version: rec.version }]);
      return next;
    },
    run: async (body) => {
      await world.settle();
      world.clock.now += MINUTE;
      const started = await steward.call('POST', '/audit-runs', { body });
      if (started.status !== 202) throw new Error(`answered ${started.status} ${JSON.stringify(started.body)}`);
      await world.settle();
      const { body: done } = await steward.call('GET', `/audit-runs/${started.body.id}`);
      if (done.state !== 'done') throw new Error(`the run is ${done.state}`);
      return done;
    },
    findings: async (...conditions) => {
      const query = conditions.map((one) => `filter=${encodeURIComponent(one)}`).join('&');
      const list = await steward.call('GET', `/findings?limit=200&${query}`);
      if (list.status !== 200) throw new Error(`answered ${list.status}`);
      return list.body.items;
    },
    account: (data = {}) => ({ name: 'Ocean', country: 'CN', code: `C${String(++codes).padStart(6, '0')}`, ...data }),
  };
};

/** Deps whose table gives out after some transactions, as that of a killed worker does. */
export const dying = (deps: Deps, after: number): Deps => {
  let left = after;
  const client = {
    send: (command: { constructor: { name: string } }) => {
      if (command.constructor.name === 'TransactWriteCommand' && left-- <= 0)
        return Promise.reject(new Error('killed'));
      return deps.table.client.send(command as never);
    },
  };
  return { ...deps, table: openTable(client as never, deps.table.name) };
};

/** Deps whose messages go nowhere but into a list. */
export const silent = (deps: Deps): { deps: Deps; sent: Any[] } => {
  const sent: Any[] = [];
  return { sent, deps: { ...deps, queue: { send: async (jobs) => void sent.push(...jobs) } } };
};
