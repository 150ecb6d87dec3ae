import { account } from '../../shared/customers/account.ts';
import { view } from '../../shared/views/view.ts';
import { done, makeRecord } from '../harness/records.ts';
import type { Any } from '../harness/world.ts';
import type { Call, Preparation, Stage } from './preparations.ts';

// What the happy cases of views, bulk edits and exports need.

const withVersion = ({ id, version }: Any): Call => ({ params: { id: String(id) }, version: Number(version) });

const makeView = async ({ admin }: Stage): Promise<Any> =>
  done(await admin.call('POST', '/views', { body: view.example }));

const putAway = async (stage: Stage): Promise<Any> => {
  const { id, version } = await makeView(stage);
  return done(await stage.admin.call('POST', `/views/${id}/archive`, { version, body: {} }));
};

/** A bulk edit of one customer with its preview; `change` may be one that they refuse. */
const previewed = async (stage: Stage, change: object = { set: { note: '已核对' } }): Promise<Any> => {
  const { id } = await makeRecord(stage.admin, account);
  const body = { entity: 'account', selection: { ids: [id] }, change };
  const begun = done(await stage.admin.call('POST', '/bulk-edits', { body }));
  await stage.world.settle();
  return done(await stage.admin.call('GET', `/bulk-edits/${begun.id}`));
};

const ran = async (stage: Stage): Promise<Any> => {
  const { id, version } = await previewed(stage);
  done(await stage.admin.call('POST', `/bulk-edits/${id}/run`, { version, body: {} }));
  await stage.world.settle();
  return done(await stage.admin.call('GET', `/bulk-edits/${id}`));
};

const exported = async ({ world, admin }: Stage): Promise<Any> => {
  const made = done(await admin.call('POST', '/exports', { body: { entity: 'account', format: 'csv' } }));
  await world.settle();
  return made;
};

export const listsPreparations: Record<string, Preparation> = {
  'views.get': async (stage) => ({ params: { id: (await makeView(stage)).id } }),
  'views.update': async (stage) => withVersion(await makeView(stage)),
  'views.archive': async (stage) => withVersion(await makeView(stage)),
  'views.restore': async (stage) => withVersion(await putAway(stage)),
  'bulk.get': async (stage) => ({ params: { id: (await previewed(stage)).id } }),
  'bulk.run': async (stage) => withVersion(await previewed(stage)),
  'bulk.undo': async (stage) => withVersion(await ran(stage)),
  'bulk.file': async (stage) => ({
    params: { id: (await previewed(stage, { set: { email: 'wang@@example' } })).id },
    query: { of: 'refused' },
  }),
  'exports.get': async (stage) => ({ params: { id: (await exported(stage)).id } }),
};
