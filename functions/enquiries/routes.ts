import { enquiryContracts, findCaller, promoteEnquiry } from '../../shared/enquiries/enquiries.contract.ts';
import { enquiry } from '../../shared/enquiries/enquiry.ts';
import { replanned } from '../runtime/commit.ts';
import { crudRoutes } from '../runtime/crud.ts';
import type { Handler, Routes } from '../runtime/http.ts';
import { caller } from './caller.ts';
import { promote } from './promote.ts';

const generic = crudRoutes(enquiry);
const creation = `${enquiry.collection}.create`;
const plain = generic.handlers[creation] as Handler;

/** Two who call about the same thing at once mark the same earlier enquiry: the later of them reads it anew. */
const create: Handler = { ...plain, handle: (input, ctx) => replanned(() => plain.handle(input, ctx)) };

export const enquiryRoutes: Routes[] = [
  { contracts: generic.contracts, handlers: { ...generic.handlers, [creation]: create } },
  {
    contracts: enquiryContracts,
    handlers: { [promoteEnquiry.id]: promote, [findCaller.id]: caller },
  },
];
