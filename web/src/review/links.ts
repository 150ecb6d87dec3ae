import { entityOf, isEntity } from '../../../shared/entities.ts';
import { openStates } from '../../../shared/findings/finding.ts';
import { startOfDay } from '../../../shared/kernel/time.ts';
import { owedStates } from '../../../shared/receivables/receivable.ts';
import { openOrderStates } from '../../../shared/review/projections.ts';
import { heldStates, offerStates } from '../../../shared/review/selling-projections.ts';
import { endOf, startOf } from '../../../shared/review/week.ts';
import { openStages } from '../../../shared/sales/pipeline.ts';
import type { Condition, Operator } from '../records/conditions.ts';
import { viewText } from '../records/view.ts';

export const where = (field: string, op: Operator, value = ''): Condition => ({ field, op, value });

export const listAddress = (collection: string, conditions: readonly Condition[]): string => {
  const text = viewText({ conditions, sort: undefined, columns: undefined, archived: 'no', q: '', shape: undefined });
  return text === '' ? `/${collection}` : `/${collection}?${text}`;
};

export const isOpen = where('state', 'in', openStates.join('|'));
const openDeal = where('stage', 'in', openStages.join('|'));
const counted = where('status', 'ne', 'cancelled');
const offered = where('status', 'in', offerStates.join('|'));
const stillOwed = where('status', 'in', owedStates.join('|'));

/** An empty key stands for records that have no such value. */
const sameAs = (field: string, key: string): Condition =>
  key === '' ? where(field, 'empty') : where(field, 'eq', key);

export const monthOfInstants = (field: string, period: string, timeZone: string): Condition[] => [
  where(field, 'gte', startOfDay(startOf(period), timeZone)),
  where(field, 'lt', startOfDay(endOf(period), timeZone)),
];

const monthOfDays = (field: string, period: string): Condition[] => [
  where(field, 'gte', startOf(period)),
  where(field, 'lt', endOf(period)),
];

/** Addresses of the records behind the figures, by the same measure as the counters of the review. */
export const links = {
  openFindings: () => listAddress('findings', [isOpen]),
  opened: (period: string, timeZone: string) => listAddress('findings', monthOfInstants('openedAt', period, timeZone)),
  closed: (period: string, timeZone: string) => listAddress('findings', monthOfInstants('closedAt', period, timeZone)),
  recurred: () => listAddress('findings', [where('state', 'eq', 'recurred')]),
  overdueFindings: (asOf: string) => listAddress('findings', [isOpen, where('dueDate', 'lt', asOf)]),
  area: (key: string) => listAddress('findings', [isOpen, sameAs('area', key)]),
  rule: (key: string) => listAddress('findings', [isOpen, sameAs('rule', key)]),
  owner: (key: string) => listAddress('findings', [isOpen, sameAs('ownerId', key)]),
  again: (rule: string) => listAddress('findings', [sameAs('rule', rule), where('times', 'gt', '1')]),
  records: (type: string) => (isEntity(type) ? listAddress(entityOf(type).collection, []) : '/'),
  blank: (type: string, field: string) =>
    isEntity(type) ? listAddress(entityOf(type).collection, [where(field, 'empty')]) : '/',
  orders: (period: string) => listAddress('orders', [counted, ...monthOfDays('orderDate', period)]),
  ordersIn: (period: string, currency: string) =>
    listAddress('orders', [counted, ...monthOfDays('orderDate', period), sameAs('currency', currency)]),
  stage: (stage: string) => listAddress('opportunities', [where('stage', 'eq', stage)]),
  overdueOpportunities: (asOf: string) => listAddress('opportunities', [openDeal, where('closeDate', 'lt', asOf)]),
  overdueOrders: (asOf: string) =>
    listAddress('orders', [where('status', 'in', openOrderStates.join('|')), where('dueDate', 'lt', asOf)]),
  overdueTasks: (asOf: string, timeZone: string) =>
    listAddress('activities', [where('dueAt', 'lt', startOfDay(asOf, timeZone)), where('done', 'ne', 'true')]),
  activities: (period: string, timeZone: string) =>
    listAddress('activities', monthOfInstants('occurredAt', period, timeZone)),
  quotes: (period: string) => listAddress('quotes', [offered, ...monthOfDays('quoteDate', period)]),
  quotesIn: (period: string, currency: string) =>
    listAddress('quotes', [offered, ...monthOfDays('quoteDate', period), sameAs('currency', currency)]),
  // When a quote ended is no field of it: it is last written then, as a rule.
  quotesEnded: (states: string, period: string, timeZone: string) =>
    listAddress('quotes', [where('status', 'in', states), ...monthOfInstants('updatedAt', period, timeZone)]),
  lane: (collection: string, lane: string, at: { period: string; timeZone: string }) =>
    listAddress(collection, [
      where('status', 'ne', 'draft'),
      sameAs('lane', lane),
      ...monthOfInstants('submittedAt', at.period, at.timeZone),
    ]),
  released: (collection: string, period: string, timeZone: string) =>
    listAddress(collection, [where('submittedAt', 'filled'), ...monthOfInstants('approvedAt', period, timeZone)]),
  delivered: (period: string) =>
    listAddress('orders', [
      where('status', 'in', 'shipped|completed|closed'),
      where('dueDate', 'filled'),
      ...monthOfDays('shipDate', period),
    ]),
  shipments: (period: string, currency?: string) =>
    listAddress('shipments', [
      where('status', 'in', 'approved|delivered'),
      ...monthOfDays('shipDate', period),
      ...(currency === undefined ? [] : [sameAs('currency', currency)]),
    ]),
  payments: (period: string, currency?: string) =>
    listAddress('payments', [
      where('status', 'eq', 'received'),
      ...monthOfDays('date', period),
      ...(currency === undefined ? [] : [sameAs('currency', currency)]),
    ]),
  owed: (currency: string) => listAddress('receivables', [stillOwed, sameAs('currency', currency)]),
  overdueOwed: (asOf: string, currency?: string) =>
    listAddress('receivables', [
      stillOwed,
      where('dueDate', 'lt', asOf),
      ...(currency === undefined ? [] : [sameAs('currency', currency)]),
    ]),
  held: (reason?: string) =>
    listAddress('orders', [
      where('status', 'in', heldStates.join('|')),
      ...(reason === undefined ? [] : [sameAs('holdReason', reason)]),
    ]),
  review: (period: string) => `/reviews/${period}`,
};
