import { activity } from '../../../shared/activities/activity.ts';
import { category } from '../../../shared/catalog/category.ts';
import { product } from '../../../shared/catalog/product.ts';
import { account } from '../../../shared/customers/account.ts';
import { contact } from '../../../shared/customers/contact.ts';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { opportunity } from '../../../shared/sales/opportunity.ts';
import { order } from '../../../shared/sales/order.ts';
import { pipeline } from '../../../shared/sales/pipeline.ts';
import { member } from '../../../shared/workspaces/member.ts';
import { iconOfType } from '../kit/icon.tsx';
import { warmList, warmRecord } from '../records/warm.ts';
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
  list(activity, { group: 'work', letter: 't' }),
  list(account, { group: 'customers', letter: 'a', bar: true }),
  list(contact, { group: 'customers', letter: 'c' }),
  lightPage('/opportunities/funnel', () => import('../sales/funnel-page.tsx'), { permission: 'opportunities:read' }),
  list(opportunity, { group: 'sales', letter: 'o', bar: true }),
  list(order, { group: 'sales', letter: 's', bar: true }),
  list(product, { group: 'catalog', letter: 'p' }),
  list(category, { group: 'catalog', letter: 'k' }),
  ...[activity, account, contact, opportunity, order, product, category, pipeline, member].map(record),
  lightPage('/findings', () => import('../findings/findings-page.tsx'), {
    permission: 'findings:read',
    nav: { group: 'quality', icon: 'finding', letter: 'f', label: ({ t }) => t.findings.title },
  }),
  lightPage('/audit', () => import('../audit/audit-page.tsx'), {
    permission: 'audit:read',
    nav: { group: 'quality', icon: 'audit', letter: 'u', label: ({ t }) => t.audit.title },
  }),
  lightPage('/audit/rules', () => import('../audit/rules-page.tsx'), { permission: 'findings:read' }),
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
  lightPage('/reviews', () => import('../review/reviews-page.tsx'), {
    permission: 'reviews:read',
    nav: { group: 'quality', icon: 'review', letter: 'r', label: ({ t }) => t.reviews.title },
  }),
  lightPage('/reviews/:period', () => import('../review/review-page.tsx'), { permission: 'reviews:read' }),
  list(member, { group: 'settings', letter: 'm' }),
  lightPage('/settings/roles', () => import('../settings/roles-page.tsx'), { permission: 'members:read' }),
  list(pipeline, { group: 'settings' }),
  lightPage('/settings', () => import('../settings/workspace-page.tsx'), {
    permission: 'workspace:read',
    nav: { group: 'settings', icon: 'settings', label: ({ t }) => t.nav.workspace },
  }),
];
