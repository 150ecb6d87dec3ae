import { complaint } from '../../shared/complaints/complaint.ts';
import { done, makeRecord } from '../harness/records.ts';
import type { Any } from '../harness/world.ts';
import type { Preparation, Stage } from './preparations.ts';

// What the happy cases of complaints need.

/** A complaint about which somebody has spoken with the customer. */
const spokenOf = async ({ admin }: Stage): Promise<Any> => {
  const { id } = await makeRecord(admin, complaint, { rejectReason: '不是我们的产品' });
  done(await admin.call('POST', `/complaints/${id}/contacts`, { body: { answered: '下管焊缝开裂。' } }));
  return done(await admin.call('GET', `/complaints/${id}`));
};

export const complaintMakers: Record<string, (stage: Stage) => Promise<Any>> = { [complaint.name]: spokenOf };
export const complaintSteps = { [complaint.name]: { action: 'reject' } };

const ofComplaint: Preparation = async (stage) => ({ params: { id: (await spokenOf(stage)).id } });

/** Preparations of the endpoints beyond the generic ones. */
export const complaintPreparations: Record<string, Preparation> = {
  'complaints.logContact': ofComplaint,
  'complaints.contacts': ofComplaint,
  'complaints.affected': ofComplaint,
};
