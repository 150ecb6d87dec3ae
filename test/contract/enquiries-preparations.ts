import { findCaller, promoteEnquiry } from '../../shared/enquiries/enquiries.contract.ts';
import { enquiry } from '../../shared/enquiries/enquiry.ts';
import { makeRecord } from '../harness/records.ts';
import type { Preparation } from './preparations.ts';

/** What the happy cases of enquiries need. */
export const enquiriesPreparations: Record<string, Preparation> = {
  [promoteEnquiry.id]: async ({ admin }) => ({ params: { id: (await makeRecord(admin, enquiry)).id } }),
  [findCaller.id]: async ({ admin }) => {
    await makeRecord(admin, enquiry);
    return {};
  },
};
