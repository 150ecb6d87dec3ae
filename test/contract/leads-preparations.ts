import { lead } from '../../shared/leads/lead.ts';
import { leadForm } from '../../shared/leads/lead-form.ts';
import { done, makeRecord } from '../harness/records.ts';
import type { Any } from '../harness/world.ts';
import type { Preparation, Stage } from './preparations.ts';

// What the happy cases of leads need.

/** A lead that its maker works on. */
export const workedLead = async ({ admin }: Stage, changes: Record<string, unknown> = {}): Promise<Any> => {
  const made = await makeRecord(admin, lead, changes);
  return done(await admin.call('POST', `/leads/${made.id}/actions/start`, { version: made.version, body: {} }));
};

const form: Preparation = async ({ admin }) => ({ params: { formId: (await makeRecord(admin, leadForm)).id } });

export const leadPreparations: Record<string, Preparation> = {
  'leads.policy': async () => ({}),
  'leads.setPolicy': async ({ admin }) => ({ version: done(await admin.call('GET', '/leads/policy')).version }),
  'captures.create': async () => ({}),
  'leads.pool': async () => ({}),
  'leads.claim': async ({ admin }) => {
    const made = await makeRecord(admin, lead, { status: 'recycled' });
    return { params: { id: made.id }, version: made.version };
  },
  'leads.act': async ({ admin }) => {
    const made = await makeRecord(admin, lead);
    return { params: { id: made.id, action: 'start' }, version: made.version };
  },
  'leads.conversion': async ({ admin }) => ({ params: { id: (await makeRecord(admin, lead)).id } }),
  'leads.convert': async (stage) => {
    const made = await workedLead(stage);
    return { params: { id: made.id }, version: made.version };
  },
  'forms.describe': form,
  'forms.submit': form,
};
