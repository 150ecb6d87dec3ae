import type { Words } from './index.tsx';
import { activities } from './zh/activities.ts';
import { attachments } from './zh/attachments.ts';
import { audit } from './zh/audit.ts';
import { auth } from './zh/auth.ts';
import { calendar } from './zh/calendar.ts';
import { campaigns } from './zh/campaigns.ts';
import { changes } from './zh/changes.ts';
import { commerce } from './zh/commerce.ts';
import { common } from './zh/common.ts';
import { complaints } from './zh/complaints.ts';
import { conformance } from './zh/conformance.ts';
import { credit } from './zh/credit.ts';
import { designer } from './zh/designer.ts';
import { duplicates } from './zh/duplicates.ts';
import { enquiries } from './zh/enquiries.ts';
import { findings } from './zh/findings.ts';
import { fitGaps } from './zh/fit-gaps.ts';
import { home } from './zh/home.ts';
import { imports } from './zh/imports.ts';
import { improvement } from './zh/improvement.ts';
import { interviews } from './zh/interviews.ts';
import { leads } from './zh/leads.ts';
import { meetings } from './zh/meetings.ts';
import { nav } from './zh/nav.ts';
import { notices } from './zh/notices.ts';
import { operators } from './zh/operators.ts';
import { orders } from './zh/orders.ts';
import { papers } from './zh/papers.ts';
import { prices } from './zh/prices.ts';
import { problems } from './zh/problems.ts';
import { procedures } from './zh/procedures.ts';
import { process } from './zh/process.ts';
import { proposals } from './zh/proposals.ts';
import { quality } from './zh/quality.ts';
import { quotes } from './zh/quotes.ts';
import { receivables } from './zh/receivables.ts';
import { record } from './zh/record.ts';
import { records } from './zh/records.ts';
import { reviewArchive } from './zh/review-archive.ts';
import { reviewParts } from './zh/review-parts.ts';
import { reviews } from './zh/reviews.ts';
import { sales } from './zh/sales.ts';
import { service } from './zh/service.ts';
import { settings } from './zh/settings.ts';
import { shipping } from './zh/shipping.ts';
import { standards } from './zh/standards.ts';
import { steward } from './zh/steward.ts';
import { surveys } from './zh/surveys.ts';
import { value } from './zh/value.ts';
import { views } from './zh/views.ts';
import { work } from './zh/work.ts';

/** The Chinese texts: written for Chinese readers, not translated word by word. */
export const zh: Words = {
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
