import { meRoutes } from '../access/me.ts';
import { activityRoutes } from '../activities/routes.ts';
import { auditRoutes } from '../audit/routes.ts';
import { campaignRoutes } from '../campaigns/routes.ts';
import { catalogRoutes } from '../catalog/routes.ts';
import { codeRoutes } from '../codes/routes.ts';
import { complaintRoutes } from '../complaints/routes.ts';
import { creditRoutes } from '../credit/routes.ts';
import { customerRoutes } from '../customers/routes.ts';
import { processRecordRoutes } from '../documents/records.ts';
import { documentRoutes } from '../documents/routes.ts';
import { duplicateRoutes } from '../duplicates/routes.ts';
import { enquiryRoutes } from '../enquiries/routes.ts';
import { findingRoutes } from '../findings/routes.ts';
import { improvementRoutes } from '../improvement/routes.ts';
import { interviewRoutes } from '../interviews/routes.ts';
import { leadRoutes } from '../leads/routes.ts';
import { listRoutes } from '../lists/routes.ts';
import { meetingRoutes } from '../meetings/routes.ts';
import { noticeRoutes } from '../notices/routes.ts';
import { operatorRoutes } from '../operators/routes.ts';
import { pricingRoutes } from '../pricing/routes.ts';
import { problemRoutes } from '../problems/routes.ts';
import { processRoutes } from '../process/routes.ts';
import { qualityRoutes } from '../quality/routes.ts';
import { quoteRoutes } from '../quotes/routes.ts';
import { receivableRoutes } from '../receivables/routes.ts';
import { goalRoutes } from '../review/goals.ts';
import { reviewPolicyRoutes } from '../review/policy.ts';
import { reviewRoutes } from '../review/routes.ts';
import { frontDoor } from '../runtime/front-door.ts';
import { httpHandler } from '../runtime/http.ts';
import { salesRoutes } from '../sales/routes.ts';
import { searchRoutes } from '../search/routes.ts';
import { serviceRoutes } from '../service/routes.ts';
import { shipmentRoutes } from '../shipments/routes.ts';
import { standardsRoutes } from '../standards/routes.ts';
import { surveyRoutes } from '../surveys/routes.ts';
import { valueRoutes } from '../value/routes.ts';
import { workRoutes } from '../work/routes.ts';
import { calendarRoutes } from '../workspaces/calendar.ts';
import { commerceRoutes } from '../workspaces/commerce.ts';
import { workspaceRoutes } from '../workspaces/routes.ts';

/** Everything that needs no more than the table, the file bucket and the queue. */
export const handler = frontDoor(
  httpHandler(
    [
      meRoutes,
      workspaceRoutes,
      customerRoutes,
      catalogRoutes,
      salesRoutes,
      activityRoutes,
      standardsRoutes,
      auditRoutes,
      findingRoutes,
      reviewRoutes,
      goalRoutes,
      reviewPolicyRoutes,
      searchRoutes,
      documentRoutes,
      processRecordRoutes,
      workRoutes,
      noticeRoutes,
      processRoutes,
      calendarRoutes,
      commerceRoutes,
      pricingRoutes,
      quoteRoutes,
      shipmentRoutes,
      receivableRoutes,
      creditRoutes,
      leadRoutes,
      listRoutes,
      duplicateRoutes,
      valueRoutes,
      qualityRoutes,
      campaignRoutes,
      codeRoutes,
      operatorRoutes,
      meetingRoutes,
      improvementRoutes,
      interviewRoutes,
      serviceRoutes,
      problemRoutes,
      surveyRoutes,
      enquiryRoutes,
      complaintRoutes,
    ].flat(),
  ),
);
