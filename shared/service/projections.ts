import { openComplaintStates } from '../complaints/complaint.ts';
import type { Contribution, Projection, ProjectionContext } from '../kernel/projection.ts';
import { defineProjection } from '../kernel/projection.ts';
import type { Rec } from '../kernel/record.ts';
import { localMonth } from '../kernel/time.ts';
import { businessMinutesBetween } from '../process/business-hours.ts';
import { alive, flow, gauge, inCurrency, text } from '../review/contribute.ts';
import { npsGroupOf } from '../surveys/scales.ts';

/** Items of the counters of service begin alike, so that one query reads those of a month. */
export const SERVICE = 'service.';

/** The month of an instant in a field; undefined for none, or for text that is none. */
const monthIn = (rec: Rec, field: string, { timeZone }: ProjectionContext): string | undefined => {
  const value = text(rec, field);
  return value === undefined || Number.isNaN(Date.parse(value)) ? undefined : localMonth(value, timeZone);
};

const seconds = (rec: Rec, field: string): number => {
  const value = rec.data[field];
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : 0;
};

/** Whether the customer was helped at the first contact: by their word, and nobody had to ask twice. */
const helpedAtOnce = (data: Rec['data']): boolean =>
  data['resolved'] === 'yes' && data['repeated'] !== true && data['repeatOfId'] === undefined;

const enquiries = defineProjection({
  id: 'service.enquiries',
  types: ['enquiry'],
  contribute: (rec, context) => {
    if (!alive(rec)) return [];
    const month = monthIn(rec, 'receivedAt', context) ?? localMonth(rec.occurredAt, context.timeZone);
    const item = 'service.enquiries';
    const one = (field: string, amount = 1) => (amount === 0 ? [] : [flow(month, item, field, amount)]);
    return [
      ...one('count'),
      ...one(`channel|${text(rec, 'channel') ?? ''}`),
      ...one(`topic|${text(rec, 'topic') ?? ''}`),
      ...one(`resolved|${text(rec, 'resolved') ?? 'unasked'}`),
      ...(helpedAtOnce(rec.data) ? one('atOnce') : []),
      ...one('handle', seconds(rec, 'handleSeconds')),
      ...one('waiting', seconds(rec, 'waitingSeconds')),
      ...inCurrency(rec, 'cost', (currency, amount) => flow(month, item, `cost|${currency}`, amount)),
    ];
  },
});

/** Months in which a complaint was opened again, from the steps that it carries. */
const reopenings = (rec: Rec): Contribution[] =>
  Object.entries(rec.process?.tally ?? {}).flatMap(([name, [steps]]) => {
    const [month, , , action] = name.split('|');
    return action === 'reopen' ? [flow(month!, 'service.complaints', 'reopened', steps)] : [];
  });

/** Business minutes from the customer's word to the end; nothing where one of the two is not known. */
const timeToClose = (rec: Rec, month: string, { calendar }: ProjectionContext): Contribution[] => {
  const [from, to] = [text(rec, 'reportedAt'), text(rec, 'closedAt')];
  if (!from || !to || Number.isNaN(Date.parse(from)) || to < from) return [];
  const minutes = Math.round(businessMinutesBetween(from, to, calendar));
  return [
    flow(month, 'service.complaints', 'took|count'),
    ...(minutes > 0 ? [flow(month, 'service.complaints', 'took|minutes', minutes)] : []),
  ];
};

const ended = (rec: Rec, context: ProjectionContext): Contribution[] => {
  const status = rec.data['status'];
  const month = monthIn(rec, 'closedAt', context) ?? 'undated';
  if (status === 'rejected') return [flow(month, 'service.complaints', 'rejected')];
  if (status !== 'closed') return [];
  return [
    flow(month, 'service.complaints', 'closed'),
    flow(month, 'service.complaints', `confirmed|${text(rec, 'confirmed') ?? ''}`),
    ...timeToClose(rec, month, context),
  ];
};

const complaints = defineProjection({
  id: 'service.complaints',
  types: ['complaint'],
  contribute: (rec, context) => {
    if (!alive(rec)) return [];
    const month = monthIn(rec, 'reportedAt', context) ?? 'undated';
    const severity = text(rec, 'severity') ?? '';
    const cause = text(rec, 'causeId');
    const open = (openComplaintStates as readonly string[]).includes(String(rec.data['status']));
    return [
      flow(month, 'service.complaints', 'opened'),
      flow(month, 'service.complaints', `severity|${severity}`),
      ...inCurrency(rec, 'cost', (currency, amount) => flow(month, 'service.complaints', `cost|${currency}`, amount)),
      ...(cause ? [flow(month, 'service.causes', cause)] : []),
      ...(text(rec, 'recurrenceOfId') ? [flow(month, 'service.complaints', 'recurrences')] : []),
      ...reopenings(rec),
      ...ended(rec, context),
      ...(open
        ? [gauge('service.open', `state|${String(rec.data['status'])}`), gauge('service.open', `severity|${severity}`)]
        : []),
    ];
  },
});

const surveys = defineProjection({
  id: 'service.surveys',
  types: ['surveyRequest'],
  contribute: (rec, context) => {
    const kind = text(rec, 'kind');
    if (!alive(rec) || !kind) return [];
    const item = 'service.surveys';
    const sent = monthIn(rec, 'sentAt', context);
    const answered = monthIn(rec, 'answeredAt', context);
    const score = rec.data['score'];
    return [
      ...(sent ? [flow(sent, item, `sent|${kind}`)] : []),
      ...(answered && typeof score === 'number'
        ? [
            flow(answered, item, `answered|${kind}`),
            ...(score === 0 ? [] : [flow(answered, item, `score|${kind}`, score)]),
            ...(kind === 'nps' ? [flow(answered, item, npsGroupOf(score))] : []),
            ...(text(rec, 'followUpId') ? [flow(answered, item, `low|${kind}`)] : []),
          ]
        : []),
    ];
  },
});

const suggestions = defineProjection({
  id: 'service.suggestions',
  types: ['suggestion'],
  contribute: (rec, { timeZone }) =>
    alive(rec)
      ? [
          flow(localMonth(rec.occurredAt, timeZone), 'service.suggestions', 'count'),
          flow(localMonth(rec.occurredAt, timeZone), 'service.suggestions', `status|${text(rec, 'status') ?? ''}`),
        ]
      : [],
});

/** Customers lost, by the reason and the month of the day on which they were (SRV-6). */
const lost = defineProjection({
  id: 'service.lost',
  types: ['account'],
  contribute: (rec) =>
    alive(rec) && rec.data['status'] === 'lost'
      ? [flow(text(rec, 'lostOn')?.slice(0, 7) ?? 'undated', 'service.lost', text(rec, 'lostReason') ?? 'unknown')]
      : [],
});

/** What was given back to customers: a part of what dissatisfaction costs. */
const creditNotes = defineProjection({
  id: 'service.creditNotes',
  types: ['creditNote'],
  contribute: (rec) =>
    alive(rec) && rec.data['status'] === 'approved'
      ? inCurrency(rec, 'total', (currency, amount) =>
          flow(text(rec, 'date')?.slice(0, 7) ?? 'undated', 'service.creditNotes', `amount|${currency}`, amount),
        )
      : [],
});

/** The counters of service: a part of the list in shared/review/projections.ts. */
export const serviceProjections: readonly Projection[] = [
  enquiries,
  complaints,
  surveys,
  suggestions,
  lost,
  creditNotes,
];
