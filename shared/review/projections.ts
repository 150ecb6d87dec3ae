import { openStates } from '../findings/finding.ts';
import { weekFlows } from '../findings/weeks.ts';
import { improvementProjections } from '../improvement/projections.ts';
import { interviewProjections } from '../interviews/projection.ts';
import type { Calendar } from '../kernel/calendar.ts';
import type { Contribution, Projection } from '../kernel/projection.ts';
import { defineProjection } from '../kernel/projection.ts';
import type { Rec } from '../kernel/record.ts';
import { localDate, localMonth } from '../kernel/time.ts';
import { operatorWork } from '../operators/projection.ts';
import { processSteps } from '../process/projection.ts';
import { processWays } from '../process/variants-counters.ts';
import { completenessFields } from '../quality/wanted.ts';
import { dealFlows, openDeal } from '../sales/funnel-counters.ts';
import { openStages } from '../sales/pipeline.ts';
import { serviceProjections } from '../service/projections.ts';
import { alive, flow, gauge, text } from './contribute.ts';
import { peopleProjections } from './people-projections.ts';
import { sellingProjections } from './selling-projections.ts';

const filled = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

const records = defineProjection({
  id: 'records',
  types: ['account', 'contact', 'category', 'product', 'opportunity', 'order', 'activity'],
  contribute: (rec) => {
    if (!alive(rec)) return [];
    const asked = completenessFields[rec.type];
    if (!asked) return [gauge('records', rec.type)];
    const have = asked.filter((field) => filled(rec.data[field])).length;
    return [
      gauge('records', rec.type),
      gauge('complete', `asked|${rec.type}`, asked.length),
      gauge('complete', `filled|${rec.type}`, have),
    ];
  },
});

/** Order states in which something is still to be done. */
export const openOrderStates: readonly string[] = [
  'draft',
  'pending-approval',
  'on-hold',
  'pending-release',
  'approved',
  'partially-shipped',
];

const orders = defineProjection({
  id: 'orders',
  types: ['order'],
  contribute: (rec) => {
    if (!alive(rec) || rec.data['status'] === 'cancelled') return [];
    const month = text(rec, 'orderDate')?.slice(0, 7) ?? 'undated';
    const amount = rec.data['amount'];
    const due = text(rec, 'dueDate');
    return [
      flow(month, 'orders', 'count'),
      ...(typeof amount === 'number' && amount !== 0
        ? [flow(month, 'orders', `amount|${text(rec, 'currency') ?? ''}`, amount)]
        : []),
      ...(due && openOrderStates.includes(String(rec.data['status'])) ? [gauge('due.order', due)] : []),
    ];
  },
});

const funnel = defineProjection({
  id: 'funnel',
  types: ['opportunity'],
  contribute: (rec) => {
    if (!alive(rec)) return [];
    const stage = String(rec.data['stage']);
    const amount = rec.data['amount'];
    const close = text(rec, 'closeDate');
    return [
      gauge('funnel', `count|${stage}`),
      ...(typeof amount === 'number' && amount !== 0
        ? [gauge('funnel', `amount|${stage}|${text(rec, 'currency') ?? ''}`, amount)]
        : []),
      ...(close && (openStages as readonly string[]).includes(stage) ? [gauge('due.opportunity', close)] : []),
    ];
  },
});

/** Conversion, velocity, outcomes and forecast: what the pages of the funnel read. */
const deals = defineProjection({
  id: 'deals',
  types: ['opportunity'],
  contribute: (rec, { timeZone }) => (alive(rec) ? [...dealFlows(rec, timeZone), ...openDeal(rec)] : []),
});

const findings = defineProjection({
  id: 'findings',
  types: ['finding'],
  contribute: (rec, { timeZone }) => {
    const state = String(rec.data['state']);
    const rule = text(rec, 'rule') ?? '';
    const area = text(rec, 'area') ?? '';
    const opened = text(rec, 'openedAt') ?? rec.createdAt;
    const closed = text(rec, 'closedAt');
    const due = text(rec, 'dueDate');
    const times = Number(rec.data['times'] ?? 1);
    const openedIn = localMonth(opened, timeZone);
    const isOpen = (openStates as readonly string[]).includes(state) && alive(rec);
    return [
      flow(openedIn, 'findings', 'opened'),
      flow(openedIn, 'findings.rule', `opened|${rule}`),
      ...weekFlows(rec, timeZone),
      ...(closed ? [flow(localMonth(closed, timeZone), 'findings', 'closed')] : []),
      ...(times > 1 ? [gauge('findings.again', rule, times - 1)] : []),
      ...(isOpen
        ? [
            gauge('findings', 'open'),
            ...(state === 'recurred' ? [gauge('findings', 'recurred')] : []),
            gauge('findings.area', area),
            gauge('findings.rule', rule),
            gauge(`findings.owner#${rec.ownerId ?? ''}`, 'open'),
            ...(due ? [gauge('due.finding', due)] : []),
          ]
        : []),
    ];
  },
});

const activities = defineProjection({
  id: 'activities',
  types: ['activity'],
  contribute: (rec, { timeZone }) => {
    if (!alive(rec)) return [];
    const due = text(rec, 'dueAt');
    return [
      flow(localMonth(rec.occurredAt, timeZone), 'activities', 'count'),
      ...(due && rec.data['done'] !== true ? [gauge('due.task', localDate(due, timeZone))] : []),
    ];
  },
});

/** The list of counter projections. */
export const projections: readonly Projection[] = [
  records,
  orders,
  funnel,
  deals,
  findings,
  activities,
  processSteps,
  operatorWork,
  processWays,
  ...sellingProjections,
  ...serviceProjections,
  ...improvementProjections,
  ...interviewProjections,
  ...peopleProjections,
];

/** What a record contributes to all counters, by `period item field`; equal counters are added up. */
export const contributionsOf = (rec: Rec, calendar: Calendar): Contribution[] =>
  projections
    .filter((projection) => projection.types.includes(rec.type))
    .flatMap((projection) => projection.contribute(rec, { timeZone: calendar.timeZone, calendar }));

/** Types whose records contribute to anything. */
export const countedTypes: ReadonlySet<string> = new Set(projections.flatMap((projection) => projection.types));
