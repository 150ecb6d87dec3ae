import { toItem } from '../../functions/runtime/stored.ts';
import { campaign } from '../../shared/campaigns/campaign.ts';
import { verification } from '../../shared/campaigns/verification.ts';
import { account } from '../../shared/customers/account.ts';
import { customerValue, valueIdOf } from '../../shared/value/customer-value.ts';
import { done, makeRecord, nextNumber } from '../harness/records.ts';
import type { Any } from '../harness/world.ts';
import type { Preparation, Stage } from './preparations.ts';

// What the happy cases of customer value, data quality and verification campaigns need.

/** The value of a new account, as the job writes it. */
const valued = async ({ world, admin }: Stage): Promise<Any> => {
  const { id } = await makeRecord(admin, account);
  const at = new Date(world.clock.now).toISOString();
  const by = 'job:value';
  const rec = {
    type: customerValue.name,
    id: valueIdOf(id),
    ws: admin.ws,
    version: 1,
    schemaVersion: 1,
    createdAt: at,
    createdBy: by,
    updatedAt: at,
    updatedBy: by,
    via: 'job' as const,
    occurredAt: at,
    enteredAt: at,
    source: 'job',
    ownerId: admin.memberId,
    data: { accountId: id, name: 'Ocean', segment: 'loyal', why: 'steady', currency: 'CNY' },
    lines: [],
  };
  await world.stack.deps.table.write([{ op: 'create', item: toItem(customerValue, rec) }]);
  return rec;
};

/** A portion with one account in it, and that account. */
const portion = async ({ world, admin }: Stage): Promise<{ portion: Any; subject: Any }> => {
  const city = `City ${nextNumber()}`;
  const subject = await makeRecord(admin, account, { city });
  const draft = await makeRecord(admin, campaign, { filter: [`city:eq:${city}`] });
  done(await admin.call('POST', `/campaigns/${draft.id}/start`, { version: draft.version, body: {} }));
  await world.settle();
  const { items } = done(await admin.call('GET', `/verifications?filter=campaignId:eq:${draft.id}`));
  return { portion: items[0], subject };
};

/** Records that are made by jobs alone. */
export const valueMakers: Record<string, (stage: Stage) => Promise<Any>> = {
  [customerValue.name]: valued,
  [verification.name]: async (stage) => (await portion(stage)).portion,
};

const ofCampaign: Preparation = async ({ admin }) => {
  const { id, version } = await makeRecord(admin, campaign);
  return { params: { id }, version };
};

export const valuePreparations: Record<string, Preparation> = {
  'value.putPolicy': async ({ admin }) => ({ version: done(await admin.call('GET', '/value-policy')).version }),
  'campaigns.start': ofCampaign,
  'campaigns.progress': ofCampaign,
  'verifications.decide': async (stage) => {
    const { portion: made, subject } = await portion(stage);
    const body = { recordId: subject.id, outcome: 'confirmed', recordVersion: subject.version };
    return { params: { id: made.id }, version: made.version, body };
  },
  'quality.worst': async () => ({ params: { entity: 'account' } }),
  'quality.get': async ({ admin }) => ({ params: { entity: 'account', id: (await makeRecord(admin, account)).id } }),
};
