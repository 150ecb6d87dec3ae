import { accessContracts } from './access/access.contract.ts';
import { activityContracts } from './activities/activities.contract.ts';
import { attachmentContracts } from './attachments/attachments.contract.ts';
import { auditContracts } from './audit/audit.contract.ts';
import { campaignContracts } from './campaigns/campaigns.contract.ts';
import { codeContracts } from './codes/codes.contract.ts';
import { commerceContracts } from './commerce/commerce.contract.ts';
import { complaintContracts } from './complaints/complaints.contract.ts';
import { creditContracts } from './credit/credit.contract.ts';
import { customerContracts } from './customers/customers.contract.ts';
import { enquiryContracts } from './enquiries/enquiries.contract.ts';
import { entities } from './entities.ts';
import { findingContracts } from './findings/findings.contract.ts';
import { importsContracts } from './imports/imports.contract.ts';
import { improvementContracts } from './improvement/improvement.contract.ts';
import { interviewContracts } from './interviews/interviews.contract.ts';
import { endpointsOf } from './kernel/crud.ts';
import type { Endpoint } from './kernel/endpoint.ts';
import { leadContracts } from './leads/leads.contract.ts';
import { duplicateContracts } from './matching/duplicates.contract.ts';
import { meetingContracts } from './meetings/meetings.contract.ts';
import { noticeContracts } from './notices/notices.contract.ts';
import { operatorContracts } from './operators/operators.contract.ts';
import { paperContracts } from './papers/papers.contract.ts';
import { pricingContracts } from './pricing/pricing.contract.ts';
import { problemContracts } from './problems/problems.contract.ts';
import { documentContracts } from './process/documents.contract.ts';
import { processContracts } from './process/process.contract.ts';
import { qualityContracts } from './quality/quality.contract.ts';
import { quoteContracts } from './quotes/quotes.contract.ts';
import { receivableContracts } from './receivables/receivables.contract.ts';
import { goalContracts } from './review/goals.contract.ts';
import { reviewPolicyContracts } from './review/policy.contract.ts';
import { reviewContracts } from './review/review.contract.ts';
import { funnelContracts } from './sales/funnel.contract.ts';
import { searchContracts } from './search/search.contract.ts';
import { serviceContracts } from './service/service.contract.ts';
import { shipmentContracts } from './shipments/shipments.contract.ts';
import { standardsContracts } from './standards/standards.contract.ts';
import { surveyContracts } from './surveys/surveys.contract.ts';
import { valueContracts } from './value/value.contract.ts';
import { viewContracts } from './views/views.contract.ts';
import { workContracts } from './work/work.contract.ts';
import { calendarContracts } from './workspaces/calendar.contract.ts';
import { workspaceContracts } from './workspaces/workspaces.contract.ts';

/** Every endpoint of the product. Infra, the local stack, docs and tests read this list; handlers import their own modules' parts. */
export const endpoints: readonly Endpoint[] = [
  ...accessContracts,
  ...workspaceContracts,
  ...entities.flatMap(endpointsOf),
  ...customerContracts,
  ...standardsContracts,
  ...importsContracts,
  ...auditContracts,
  ...findingContracts,
  ...reviewContracts,
  ...goalContracts,
  ...reviewPolicyContracts,
  ...searchContracts,
  ...documentContracts,
  ...processContracts,
  ...workContracts,
  ...noticeContracts,
  ...calendarContracts,
  ...commerceContracts,
  ...pricingContracts,
  ...quoteContracts,
  ...shipmentContracts,
  ...receivableContracts,
  ...creditContracts,
  ...paperContracts,
  ...leadContracts,
  ...activityContracts,
  ...funnelContracts,
  ...viewContracts,
  ...duplicateContracts,
  ...valueContracts,
  ...qualityContracts,
  ...campaignContracts,
  ...codeContracts,
  ...operatorContracts,
  ...meetingContracts,
  ...improvementContracts,
  ...interviewContracts,
  ...attachmentContracts,
  ...serviceContracts,
  ...problemContracts,
  ...surveyContracts,
  ...enquiryContracts,
  ...complaintContracts,
] as readonly Endpoint[];
