import { account } from '../../shared/customers/account.ts';
import { done, makeRecord, nextNumber } from '../harness/records.ts';
import type { Any, Person } from '../harness/world.ts';
import type { Preparation, Stage } from './preparations.ts';

// What the happy cases of duplicates and merges need.

const mergeBody = async (admin: Person): Promise<Record<string, unknown>> => {
  const [winner, loser] = [await makeRecord(admin, account), await makeRecord(admin, account)];
  return {
    type: 'account',
    winnerId: winner.id,
    loserId: loser.id,
    winnerVersion: winner.version,
    loserVersion: loser.version,
    take: ['phone'],
  };
};

const merged = async (admin: Person): Promise<Any> =>
  done(await admin.call('POST', '/merges', { body: await mergeBody(admin) }));

/** Two accounts that the audit has found to be one. */
const foundGroup = async ({ world, admin }: Stage): Promise<Any> => {
  const same = { name: `Granite ${nextNumber()} Ltd`, email: `g${nextNumber()}@granite.example` };
  const first = await makeRecord(admin, account, same);
  await makeRecord(admin, account, same);
  done(await admin.call('POST', '/audit-runs', { body: { kind: 'incremental' } }));
  await world.settle();
  const { items } = done(
    await admin.call('GET', `/findings?filter=subjectId:eq:${first.id}&filter=rule:eq:duplicate-account`),
  );
  return items[0];
};

export const duplicatePreparations: Record<string, Preparation> = {
  'merges.create': async ({ admin }) => ({ body: await mergeBody(admin) }),
  'merges.undo': async ({ admin }) => {
    const { id, version } = await merged(admin);
    return { params: { id }, version };
  },
  'merges.list': async ({ admin }) => {
    await merged(admin);
    return {};
  },
  'duplicates.dismiss': async (stage) => ({
    body: { ids: [(await foundGroup(stage)).id], reason: 'Two firms of one family' },
  }),
};
