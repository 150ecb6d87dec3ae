import { activities } from './en/activities.ts';
import { attachments } from './en/attachments.ts';
import { audit } from './en/audit.ts';
import { auth } from './en/auth.ts';
import { calendar } from './en/calendar.ts';
import { campaigns } from './en/campaigns.ts';
import { changes } from './en/changes.ts';
import { commerce } from './en/commerce.ts';
import { common } from './en/common.ts';
import { complaints } from './en/complaints.ts';
import { conformance } from './en/conformance.ts';
import { credit } from './en/credit.ts';
import { designer } from './en/designer.ts';
import { duplicates } from './en/duplicates.ts';
import { enquiries } from './en/enquiries.ts';
import { findings } from './en/findings.ts';
import { fitGaps } from './en/fit-gaps.ts';
import { home } from './en/home.ts';
import { imports } from './en/imports.ts';
import { improvement } from './en/improvement.ts';
import { interviews } from './en/interviews.ts';
import { leads } from './en/leads.ts';
import { meetings } from './en/meetings.ts';
import { nav } from './en/nav.ts';
import { notices } from './en/notices.ts';
import { operators } from './en/operators.ts';
import { orders } from './en/orders.ts';
import { papers } from './en/papers.ts';
import { prices } from './en/prices.ts';
import { problems } from './en/problems.ts';
import { procedures } from './en/procedures.ts';
import { process } from './en/process.ts';
import { proposals } from './en/proposals.ts';
import { quality } from './en/quality.ts';
import { quotes } from './en/quotes.ts';
import { receivables } from './en/receivables.ts';
import { record } from './en/record.ts';
import { records } from './en/records.ts';
import { reviewArchive } from './en/review-archive.ts';
import { reviewParts } from './en/review-parts.ts';
import { reviews } from './en/reviews.ts';
import { sales } from './en/sales.ts';
import { service } from './en/service.ts';
import { settings } from './en/settings.ts';
import { shipping } from './en/shipping.ts';
import { standards } from './en/standards.ts';
import { steward } from './en/steward.ts';
import { surveys } from './en/surveys.ts';
import { value } from './en/value.ts';
import { views } from './en/views.ts';
import { work } from './en/work.ts';

/** The English texts, one part a folder of the client. `zh.ts` has the same parts. */
export const en = {
  common,
  nav,
  auth,
  records,
  record,
  process,
  sales,
  home,
  settings,
  imports,
  designer,
  findings,
  audit,
  reviews,
  reviewArchive,
  reviewParts,
  standards,
  work,
  notices,
  calendar,
  changes,
  conformance,
  fitGaps,
  procedures,
  proposals,
  quotes,
  orders,
  commerce,
  credit,
  prices,
  receivables,
  papers,
  shipping,
  views,
  value,
  steward,
  quality,
  leads,
  duplicates,
  campaigns,
  operators,
  meetings,
  improvement,
  interviews,
  service,
  problems,
  surveys,
  enquiries,
  complaints,
  attachments,
  activities,
};
