import { complaintProcess } from './complaints/complaint.process.ts';
import { needProcess } from './improvement/need.process.ts';
import { tipProcess } from './improvement/tip.process.ts';
import { interviewProcess } from './interviews/interview.process.ts';
import type { Label } from './kernel/field.ts';
import type { ProcessDefinition } from './kernel/process.ts';
import { leadProcess } from './leads/lead.process.ts';
import { meetingProcess } from './meetings/meeting.process.ts';
import { warningProcess } from './operators/warning.process.ts';
import { priceListProcess } from './pricing/price-list.process.ts';
import { entryProcess } from './problems/entry.process.ts';
import { accountChangeProcess, priceChangeProcess, productChangeProcess } from './process/change.process.ts';
import { proposalProcess } from './process/proposal.process.ts';
import { quoteProcess } from './quotes/quote.process.ts';
import { creditNoteProcess } from './receivables/credit-note.process.ts';
import { receivableProcess } from './receivables/receivable.process.ts';
import { opportunityProcess } from './sales/opportunity.process.ts';
import { orderProcess } from './sales/order.process.ts';
import { shipmentProcess } from './shipments/shipment.process.ts';

/** The list of processes, as the product ships them: version 0 of each in every workspace. */
export const processes: readonly ProcessDefinition[] = [
  leadProcess,
  opportunityProcess,
  quoteProcess,
  orderProcess,
  shipmentProcess,
  receivableProcess,
  creditNoteProcess,
  complaintProcess,
  entryProcess,
  meetingProcess,
  priceListProcess,
  priceChangeProcess,
  productChangeProcess,
  accountChangeProcess,
  proposalProcess,
  tipProcess,
  needProcess,
  warningProcess,
  interviewProcess,
];

const byId = new Map(processes.map((definition) => [definition.id, definition]));
export const defaultProcess = (id: string): ProcessDefinition | undefined => byId.get(id);

/** The processes as the values of a field. */
export const processLabels: Record<string, Label> = Object.fromEntries(processes.map((one) => [one.id, one.label]));
