import { activity } from './activities/activity.ts';
import { campaign } from './campaigns/campaign.ts';
import { verification } from './campaigns/verification.ts';
import { category } from './catalog/category.ts';
import { product } from './catalog/product.ts';
import { cause } from './complaints/cause.ts';
import { complaint } from './complaints/complaint.ts';
import { account } from './customers/account.ts';
import { accountGroup } from './customers/account-group.ts';
import { address } from './customers/address.ts';
import { contact } from './customers/contact.ts';
import { enquiry } from './enquiries/enquiry.ts';
import { finding } from './findings/finding.ts';
import { improvement } from './improvement/improvement.ts';
import { need } from './improvement/need.ts';
import { systemIssue } from './improvement/system-issue.ts';
import { tip } from './improvement/tip.ts';
import { interview } from './interviews/interview.ts';
import { questionSet } from './interviews/question-set.ts';
import type { Entity } from './kernel/entity.ts';
import { lead } from './leads/lead.ts';
import { leadForm } from './leads/lead-form.ts';
import { merge } from './matching/merge.ts';
import { meeting } from './meetings/meeting.ts';
import { warning } from './operators/warning.ts';
import { partCode } from './pricing/part-code.ts';
import { price } from './pricing/price.ts';
import { priceList } from './pricing/price-list.ts';
import { problemEntry } from './problems/entry.ts';
import { helpRequest } from './problems/help-request.ts';
import { changeRequest } from './process/change-request.ts';
import { delegation } from './process/delegation.ts';
import { deviation } from './process/deviation.ts';
import { fitGap } from './process/fit-gap.ts';
import { proposal } from './process/proposal.ts';
import { quote } from './quotes/quote.ts';
import { creditNote } from './receivables/credit-note.ts';
import { payment } from './receivables/payment.ts';
import { receivable } from './receivables/receivable.ts';
import { opportunity } from './sales/opportunity.ts';
import { order } from './sales/order.ts';
import { pipeline } from './sales/pipeline.ts';
import { shipment } from './shipments/shipment.ts';
import { suggestion } from './surveys/suggestion.ts';
import { survey } from './surveys/survey.ts';
import { surveyRequest } from './surveys/survey-request.ts';
import { customerValue } from './value/customer-value.ts';
import { view } from './views/view.ts';
import { member } from './workspaces/member.ts';

/** The list of record kinds. */
export const entities: readonly Entity[] = [
  accountGroup,
  account,
  contact,
  address,
  category,
  product,
  lead,
  leadForm,
  pipeline,
  partCode,
  priceList,
  price,
  opportunity,
  quote,
  order,
  shipment,
  receivable,
  payment,
  creditNote,
  cause,
  complaint,
  enquiry,
  survey,
  surveyRequest,
  suggestion,
  problemEntry,
  helpRequest,
  tip,
  need,
  improvement,
  systemIssue,
  meeting,
  activity,
  member,
  finding,
  changeRequest,
  proposal,
  deviation,
  fitGap,
  delegation,
  merge,
  customerValue,
  campaign,
  verification,
  view,
  warning,
  questionSet,
  interview,
];

const byName = new Map(entities.map((entity) => [entity.name as string, entity]));

/** The entity of a record type. @throws Error for a type that is not in the list */
export const entityOf = (type: string): Entity => {
  const found = byName.get(type);
  if (!found) throw new Error(`no entity ${type}`);
  return found;
};

/** Whether a stored item's type is one of the list. */
export const isEntity = (type: unknown): type is string => typeof type === 'string' && byName.has(type);
