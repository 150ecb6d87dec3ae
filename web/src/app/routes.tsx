import { activity } from '../../../shared/activities/activity.ts';
import { campaign } from '../../../shared/campaigns/campaign.ts';
import { verification } from '../../../shared/campaigns/verification.ts';
import { category } from '../../../shared/catalog/category.ts';
import { product } from '../../../shared/catalog/product.ts';
import { cause } from '../../../shared/complaints/cause.ts';
import { complaint } from '../../../shared/complaints/complaint.ts';
import { account } from '../../../shared/customers/account.ts';
import { accountGroup } from '../../../shared/customers/account-group.ts';
import { address } from '../../../shared/customers/address.ts';
import { contact } from '../../../shared/customers/contact.ts';
import { enquiry } from '../../../shared/enquiries/enquiry.ts';
import { improvement } from '../../../shared/improvement/improvement.ts';
import { need } from '../../../shared/improvement/need.ts';
import { systemIssue } from '../../../shared/improvement/system-issue.ts';
import { tip } from '../../../shared/improvement/tip.ts';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { lead } from '../../../shared/leads/lead.ts';
import { leadForm } from '../../../shared/leads/lead-form.ts';
import { meeting } from '../../../shared/meetings/meeting.ts';
import { warning } from '../../../shared/operators/warning.ts';
import { partCode } from '../../../shared/pricing/part-code.ts';
import { price } from '../../../shared/pricing/price.ts';
import { priceList } from '../../../shared/pricing/price-list.ts';
import { delegation } from '../../../shared/process/delegation.ts';
import { fitGap } from '../../../shared/process/fit-gap.ts';
import { quote } from '../../../shared/quotes/quote.ts';
import { creditNote } from '../../../shared/receivables/credit-note.ts';
import { payment } from '../../../shared/receivables/payment.ts';
import { receivable } from '../../../shared/receivables/receivable.ts';
import { opportunity } from '../../../shared/sales/opportunity.ts';
import { order } from '../../../shared/sales/order.ts';
import { pipeline } from '../../../shared/sales/pipeline.ts';
import { shipment } from '../../../shared/shipments/shipment.ts';
import { suggestion } from '../../../shared/surveys/suggestion.ts';
import { survey } from '../../../shared/surveys/survey.ts';
import { surveyRequest } from '../../../shared/surveys/survey-request.ts';
import { customerValue } from '../../../shared/value/customer-value.ts';
import { member } from '../../../shared/workspaces/member.ts';
import { iconOfType } from '../kit/icon.tsx';
import { warmList, warmRecord } from '../records/warm.ts';
import { warmWork } from '../work/api.ts';
import type { AppRoute, NavEntry } from './route.tsx';
import { lightPage } from './route.tsx';

const listPage = () => import('../records/list-page.tsx');
const recordPage = () => import('../records/record-page.tsx');

/** The list of an entity with its entry in the navigation. */
const list = (entity: Entity, nav: Omit<NavEntry, 'icon' | 'label'>): AppRoute =>
  lightPage(`/${entity.collection}`, listPage, {
    permission: `${entity.domain}:read`,
    warm: ({ workspaceId, search }) => warmList(workspaceId, entity, search),
    nav: { ...nav, icon: iconOfType(entity.name), label: ({ label }) => label(entity.plural) },
  });

/** The page of one record. */
const record = (entity: Entity): AppRoute =>
  lightPage(`/${entity.collection}/:id`, recordPage, {
    permission: `${entity.domain}:read`,
    warm: ({ workspaceId, params }) => warmRecord(workspaceId, entity.name, params['id'] ?? ''),
  });

/**
 * Every page, one line each: address, code, right, place in the navigation. `page` for pages with Ant Design inside,
 * `lightPage` for the others; a default export taking `PageProps`.
 */
export const routes: readonly AppRoute[] = [
  lightPage('/', () => import('../home/home-page.tsx'), {
    nav: { group: 'work', icon: 'home', letter: 'h', bar: true, label: ({ t }) => t.nav.home },
  }),
  lightPage('/work', () => import('../work/work-page.tsx'), {
    permission: 'work:read',
    warm: ({ workspaceId }) => warmWork(workspaceId),
    nav: { group: 'work', icon: 'list', letter: 'w', bar: true, label: ({ t }) => t.work.title },
  }),
  lightPage('/approvals', () => import('../work/approvals-page.tsx'), {
    permission: 'work:read',
    warm: ({ workspaceId }) => warmWork(workspaceId, 'approval'),
    nav: { group: 'work', icon: 'sign', letter: 'y', bar: true, label: ({ t }) => t.work.approvals.title },
  }),
  lightPage('/activities/mine', () => import('../activities/my-day-page.tsx'), {
    permission: 'activities:read',
    nav: { group: 'work', icon: 'task', letter: '1', label: ({ t }) => t.activities.day.title },
  }),
  lightPage('/activities/connect', () => import('../activities/connect-page.tsx'), { permission: 'activities:read' }),
  list(activity, { group: 'work', letter: 't' }),
  lightPage('/delegations', () => import('../work/delegations-page.tsx'), {
    permission: 'work:read',
    nav: { group: 'work', icon: 'member', label: ({ t }) => t.work.deputy.title },
  }),
  lightPage('/notices', () => import('../notices/notices-page.tsx'), { permission: 'work:read' }),
  lightPage('/notices/settings', () => import('../notices/notice-settings-page.tsx'), { permission: 'work:read' }),
  list(account, { group: 'customers', letter: 'a', bar: true }),
  list(contact, { group: 'customers', letter: 'c' }),
  list(lead, { group: 'customers' }),
  lightPage('/leads/pool', () => import('../leads/pool-page.tsx'), {
    permission: 'leads:read',
    nav: { group: 'customers', icon: 'group', label: ({ t }) => t.leads.pool.title },
  }),
  lightPage('/leads/settings', () => import('../leads/settings-page.tsx'), {
    permission: 'leads:read',
    nav: { group: 'settings', icon: 'lead', label: ({ t }) => t.leads.settings.title },
  }),
  lightPage('/value', () => import('../value/value-page.tsx'), {
    permission: 'accounts:read',
    nav: { group: 'customers', icon: 'chart', label: ({ t }) => t.value.title },
  }),
  lightPage(`/${customerValue.collection}`, listPage, { permission: 'accounts:read' }),
  lightPage('/opportunities/funnel', () => import('../sales/funnel-page.tsx'), { permission: 'opportunities:read' }),
  list(opportunity, { group: 'sales', letter: 'o' }),
  lightPage('/quotes/new', () => import('../quotes/new-quote-page.tsx'), { permission: 'quotes:write' }),
  list(quote, { group: 'sales', letter: 'q' }),
  lightPage('/orders/board', () => import('../orders/board-page.tsx'), { permission: 'orders:read' }),
  list(order, { group: 'sales', letter: 's' }),
  lightPage('/shipments/desk', () => import('../shipping/desk-page.tsx'), {
    permission: 'shipments:read',
    nav: { group: 'sales', icon: 'task', letter: 'x', label: ({ t }) => t.shipping.title },
  }),
  list(shipment, { group: 'sales' }),
  lightPage('/receivables/ageing', () => import('../receivables/ageing-page.tsx'), {
    permission: 'receivables:read',
    nav: { group: 'money', icon: 'ageing', letter: 'z', label: ({ t }) => t.receivables.ageing.title },
  }),
  list(receivable, { group: 'money' }),
  lightPage('/payments/new', () => import('../receivables/payment-page.tsx'), { permission: 'payments:write' }),
  list(payment, { group: 'money' }),
  list(creditNote, { group: 'money' }),
  lightPage('/accounts/:id/credit', () => import('../credit/credit-page.tsx'), { permission: 'receivables:read' }),
  lightPage('/accounts/:id/statement', () => import('../receivables/statement-page.tsx'), {
    permission: 'receivables:read',
  }),
  lightPage('/service', () => import('../service/service-page.tsx'), {
    permission: 'complaints:read',
    nav: { group: 'service', icon: 'chart', label: ({ t }) => t.service.title },
  }),
  lightPage('/settings/service', () => import('../service/policy-page.tsx'), {
    permission: 'complaints:read',
    nav: { group: 'settings', icon: 'call', label: ({ t }) => t.service.settings.title },
  }),
  lightPage('/enquiries/new', () => import('../enquiries/entry-page.tsx'), {
    permission: 'enquiries:write',
    nav: { group: 'service', icon: 'plus', letter: '2', label: ({ t }) => t.enquiries.entry.nav },
  }),
  list(enquiry, { group: 'service' }),
  lightPage('/complaints/desk', () => import('../complaints/desk-page.tsx'), {
    permission: 'complaints:read',
    nav: { group: 'service', icon: 'board', letter: '3', label: ({ t }) => t.complaints.desk.title },
  }),
  lightPage('/complaints/new', () => import('../complaints/new-page.tsx'), { permission: 'complaints:write' }),
  list(complaint, { group: 'service' }),
  lightPage('/complaints/:id', () => import('../complaints/complaint-page.tsx'), {
    permission: 'complaints:read',
    warm: ({ workspaceId, params }) => warmRecord(workspaceId, complaint.name, params['id'] ?? ''),
  }),
  lightPage('/causes/tree', () => import('../complaints/causes-page.tsx'), { permission: 'complaints:read' }),
  list(cause, { group: 'service' }),
  lightPage('/surveys', () => import('../surveys/surveys-page.tsx'), {
    permission: 'surveys:read',
    nav: { group: 'service', icon: 'review', label: ({ t }) => t.surveys.title },
  }),
  lightPage('/surveys/results', () => import('../surveys/results-page.tsx'), { permission: 'surveys:read' }),
  lightPage('/suggestions', () => import('../surveys/suggestions-page.tsx'), {
    permission: 'surveys:read',
    nav: { group: 'service', icon: 'proposal', label: ({ t }) => t.surveys.suggestions.title },
  }),
  lightPage(`/${surveyRequest.collection}`, listPage, { permission: 'surveys:read' }),
  lightPage('/problem-book', () => import('../problems/book-page.tsx'), {
    permission: 'problems:read',
    nav: { group: 'service', icon: 'book', label: ({ t }) => t.problems.title },
  }),
  lightPage('/problem-book/print', () => import('../problems/print-page.tsx'), { permission: 'problems:read' }),
  lightPage('/problem-entries', () => import('../problems/book-page.tsx'), { permission: 'problems:read' }),
  lightPage('/problem-entries/:id', () => import('../problems/entry-page.tsx'), { permission: 'problems:read' }),
  lightPage('/help-requests', () => import('../problems/questions-page.tsx'), {
    permission: 'problems:write',
    nav: { group: 'service', icon: 'meeting', label: ({ t }) => t.problems.questions.title },
  }),
  lightPage('/help-requests/:id', () => import('../problems/questions-page.tsx'), { permission: 'help:read' }),
  list(product, { group: 'catalog', letter: 'p' }),
  list(priceList, { group: 'catalog', letter: 'j' }),
  list(partCode, { group: 'catalog' }),
  list(category, { group: 'catalog', letter: 'k' }),
  ...[
    activity,
    lead,
    leadForm,
    account,
    contact,
    opportunity,
    quote,
    order,
    product,
    category,
    pipeline,
    member,
    fitGap,
    delegation,
    shipment,
    receivable,
    payment,
    creditNote,
    priceList,
    price,
    partCode,
    accountGroup,
    address,
    customerValue,
    campaign,
    cause,
    enquiry,
    survey,
    surveyRequest,
    suggestion,
  ].map(record),
  lightPage('/processes', () => import('../designer/processes-page.tsx'), {
    permission: 'processes:read',
    nav: { group: 'processes', icon: 'process', letter: 'e', label: ({ t }) => t.designer.title },
  }),
  lightPage('/processes/:process', () => import('../designer/process-page.tsx'), { permission: 'processes:read' }),
  lightPage('/processes/:process/versions/:version', () => import('../designer/process-page.tsx'), {
    permission: 'processes:read',
  }),
  lightPage('/change-requests', () => import('../changes/changes-page.tsx'), {
    permission: 'changes:read',
    nav: { group: 'processes', icon: 'change', letter: 'g', label: ({ t }) => t.changes.title },
  }),
  lightPage('/change-requests/:id', () => import('../changes/change-page.tsx'), {
    permission: 'changes:read',
    warm: ({ workspaceId, params }) => warmRecord(workspaceId, 'changeRequest', params['id'] ?? ''),
  }),
  lightPage('/deviations', () => import('../proposals/deviations-page.tsx'), {
    permission: 'processes:read',
    nav: { group: 'processes', icon: 'deviation', letter: 'v', label: ({ t }) => t.proposals.deviations.title },
  }),
  lightPage('/deviations/:id', () => import('../proposals/deviation-page.tsx'), {
    permission: 'processes:read',
    warm: ({ workspaceId, params }) => warmRecord(workspaceId, 'deviation', params['id'] ?? ''),
  }),
  lightPage('/proposals', () => import('../proposals/proposals-page.tsx'), {
    permission: 'proposals:read',
    nav: { group: 'processes', icon: 'proposal', letter: 'l', label: ({ t }) => t.proposals.title },
  }),
  lightPage('/proposals/:id', () => import('../proposals/proposal-page.tsx'), {
    permission: 'proposals:read',
    warm: ({ workspaceId, params }) => warmRecord(workspaceId, 'proposal', params['id'] ?? ''),
  }),
  lightPage('/conformance', () => import('../conformance/conformance-page.tsx'), {
    permission: 'processes:read',
    nav: { group: 'processes', icon: 'chart', letter: 'n', label: ({ t }) => t.conformance.title },
  }),
  lightPage('/conformance/map', () => import('../conformance/map-page.tsx'), { permission: 'processes:read' }),
  lightPage('/fit-gaps', () => import('../fitgap/fit-gaps-page.tsx'), {
    permission: 'processes:read',
    nav: { group: 'processes', icon: 'fitGap', letter: 'b', label: ({ t }) => t.fitGaps.title },
  }),
  lightPage('/processes/:process/versions/:version/print', () => import('../procedures/procedure-page.tsx'), {
    permission: 'processes:read',
  }),
  lightPage('/quality', () => import('../quality/quality-page.tsx'), {
    permission: 'lists:read',
    nav: { group: 'quality', icon: 'healthy', label: ({ t }) => t.quality.title },
  }),
  lightPage('/campaigns', () => import('../campaigns/campaigns-page.tsx'), {
    permission: 'campaigns:read',
    nav: { group: 'quality', icon: 'audit', label: ({ t }) => t.campaigns.title },
  }),
  lightPage(`/${verification.collection}`, listPage, { permission: 'campaigns:read' }),
  lightPage(`/${verification.collection}/:id`, () => import('../campaigns/portion-page.tsx'), {
    permission: 'campaigns:read',
    warm: ({ workspaceId, params }) => warmRecord(workspaceId, verification.name, params['id'] ?? ''),
  }),
  lightPage('/findings', () => import('../findings/findings-page.tsx'), {
    permission: 'findings:read',
    nav: { group: 'audit', icon: 'finding', letter: 'f', label: ({ t }) => t.findings.title },
  }),
  lightPage('/operators/me', () => import('../operators/me-page.tsx'), {
    permission: 'findings:read',
    nav: { group: 'work', icon: 'task', label: ({ t }) => t.operators.mine },
  }),
  lightPage('/operators', () => import('../operators/operators-page.tsx'), {
    permission: 'improvement:read',
    nav: { group: 'audit', icon: 'chart', label: ({ t }) => t.operators.title },
  }),
  lightPage('/operators/:id', () => import('../operators/card-page.tsx'), { permission: 'improvement:read' }),
  lightPage('/interviews', () => import('../interviews/interviews-page.tsx'), {
    permission: 'improvement:read',
    nav: { group: 'audit', icon: 'meeting', label: ({ t }) => t.interviews.title },
  }),
  lightPage('/interviews/:id', () => import('../interviews/interview-page.tsx'), { permission: 'improvement:read' }),
  lightPage('/question-sets', () => import('../interviews/sets-page.tsx'), { permission: 'interviews:read' }),
  lightPage('/question-sets/:id', () => import('../interviews/set-page.tsx'), { permission: 'interviews:read' }),
  list(warning, { group: 'audit' }),
  record(warning),
  lightPage('/audit', () => import('../audit/audit-page.tsx'), {
    permission: 'audit:read',
    nav: { group: 'audit', icon: 'audit', letter: 'u', label: ({ t }) => t.audit.title },
  }),
  lightPage('/findings/preventions', () => import('../findings/preventions-page.tsx'), { permission: 'audit:read' }),
  lightPage('/audit/rules', () => import('../audit/rules-page.tsx'), { permission: 'findings:read' }),
  lightPage('/exports', () => import('../views/exports-page.tsx'), { permission: 'lists:read' }),
  lightPage('/imports', () => import('../imports/imports-page.tsx'), {
    permission: 'imports:read',
    nav: { group: 'quality', icon: 'upload', letter: 'i', label: ({ t }) => t.imports.title },
  }),
  lightPage('/imports/new', () => import('../imports/new-import-page.tsx'), { permission: 'imports:write' }),
  lightPage('/imports/:id', () => import('../imports/import-page.tsx'), { permission: 'imports:read' }),
  lightPage('/standards', () => import('../standards/standards-page.tsx'), {
    permission: 'standards:read',
    nav: { group: 'quality', icon: 'rule', letter: 'd', label: ({ t }) => t.standards.title },
  }),
  lightPage('/duplicates', () => import('../duplicates/duplicates-page.tsx'), {
    permission: 'findings:read',
    nav: { group: 'quality', icon: 'merge', label: ({ t }) => t.duplicates.title },
  }),
  lightPage('/duplicates/merge', () => import('../duplicates/merge-page.tsx'), { permission: 'standards:write' }),
  lightPage('/duplicates/merges', () => import('../duplicates/merges-page.tsx'), { permission: 'lists:read' }),
  lightPage('/steward', () => import('../steward/desk-page.tsx'), {
    permission: 'standards:write',
    nav: { group: 'quality', icon: 'board', label: ({ t }) => t.steward.title },
  }),
  lightPage('/codes', () => import('../steward/codes-page.tsx'), {
    permission: 'audit:read',
    nav: { group: 'quality', icon: 'tags', label: ({ t }) => t.steward.codes.title },
  }),
  lightPage('/reviews', () => import('../review/reviews-page.tsx'), {
    permission: 'reviews:read',
    nav: { group: 'audit', icon: 'review', letter: 'r', label: ({ t }) => t.reviews.title },
  }),
  lightPage('/reviews/compare', () => import('../review/compare-page.tsx'), { permission: 'reviews:read' }),
  lightPage('/reviews/goals', () => import('../review/goals-page.tsx'), { permission: 'reviews:read' }),
  lightPage('/reviews/:period', () => import('../review/review-page.tsx'), { permission: 'reviews:read' }),
  lightPage('/committee-report', () => import('../meetings/report-page.tsx'), { permission: 'reviews:read' }),
  list(meeting, { group: 'audit' }),
  record(meeting),
  lightPage('/meetings/:id/print', () => import('../meetings/minutes-page.tsx'), { permission: 'improvement:read' }),
  lightPage('/improvement', () => import('../improvement/improvement-page.tsx'), {
    permission: 'improvement:read',
    nav: { group: 'audit', icon: 'healthy', label: ({ t }) => t.improvement.title },
  }),
  lightPage(`/${systemIssue.collection}/:id`, () => import('../improvement/improvement-page.tsx'), {
    permission: 'improvement:read',
  }),
  ...[tip, need, improvement].flatMap((entity) => [
    lightPage(`/${entity.collection}`, listPage, { permission: 'improvement:read' }),
    record(entity),
  ]),
  list(member, { group: 'settings', letter: 'm' }),
  lightPage('/settings/roles', () => import('../settings/roles-page.tsx'), { permission: 'members:read' }),
  list(pipeline, { group: 'settings' }),
  list(accountGroup, { group: 'settings' }),
  lightPage('/settings/commerce', () => import('../settings/commerce-page.tsx'), {
    permission: 'workspace:read',
    nav: { group: 'settings', icon: 'money', label: ({ t }) => t.commerce.title },
  }),
  lightPage('/settings/operators', () => import('../operators/policy-page.tsx'), {
    permission: 'improvement:read',
    nav: { group: 'settings', icon: 'chart', label: ({ t }) => t.operators.settings.title },
  }),
  lightPage('/settings/calendar', () => import('../settings/calendar-page.tsx'), {
    permission: 'workspace:read',
    nav: { group: 'settings', icon: 'date', label: ({ t }) => t.calendar.title },
  }),
  lightPage('/settings', () => import('../settings/workspace-page.tsx'), {
    permission: 'workspace:read',
    nav: { group: 'settings', icon: 'settings', label: ({ t }) => t.nav.workspace },
  }),
];
