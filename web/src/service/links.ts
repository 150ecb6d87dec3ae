import { startOfDay } from '../../../shared/kernel/time.ts';
import { endOf, startOf } from '../../../shared/review/week.ts';

/** Months of the page, or the week of a review, in the workspace's zone. */
export interface Months {
  from: string;
  to: string;
  timeZone: string;
}

const address = (collection: string, filters: readonly string[]): string =>
  `/${collection}${filters.length === 0 ? '' : '?'}${filters.map((one) => `filter=${encodeURIComponent(one)}`).join('&')}`;

const instants = (field: string, { from, to, timeZone }: Months): string[] => [
  `${field}:gte:${startOfDay(startOf(from), timeZone)}`,
  `${field}:lt:${startOfDay(endOf(to), timeZone)}`,
];

const same = (field: string, key: string): string => (key === '' ? `${field}:empty` : `${field}:eq:${key}`);

/** Addresses of the records behind the figures, by the same measure as the counters. */
export const links = {
  enquiries: (at: Months) => address('enquiries', instants('receivedAt', at)),
  enquiriesBy: (field: string, key: string, at: Months) =>
    address('enquiries', [same(field, key), ...instants('receivedAt', at)]),
  opened: (at: Months) => address('complaints', instants('reportedAt', at)),
  openedBy: (field: string, key: string, at: Months) =>
    address('complaints', [same(field, key), ...instants('reportedAt', at)]),
  recurrences: (at: Months) => address('complaints', ['recurrenceOfId:filled', ...instants('reportedAt', at)]),
  closed: (at: Months) => address('complaints', ['status:eq:closed', ...instants('closedAt', at)]),
  confirmed: (at: Months) =>
    address('complaints', ['status:eq:closed', 'confirmed:eq:yes', ...instants('closedAt', at)]),
  reopened: () => address('complaints', ['reopened:gt:0']),
  open: (state?: string) => address('complaints', [`status:in:${state ?? 'received|investigating|acting|verifying'}`]),
  cause: (id: string, at: Months) => address('complaints', [`causeId:eq:${id}`, ...instants('reportedAt', at)]),
  lost: (reason: string | undefined, { from, to }: Months) =>
    address('accounts', [
      'status:eq:lost',
      `lostOn:gte:${startOf(from)}`,
      `lostOn:lt:${endOf(to)}`,
      ...(reason === undefined ? [] : [reason === 'unknown' ? 'lostReason:empty' : `lostReason:eq:${reason}`]),
    ]),
  surveys: (kind: string, at: Months) => address('survey-requests', [`kind:eq:${kind}`, ...instants('answeredAt', at)]),
  suggestions: (at: Months) => address('suggestions', instants('occurredAt', at)),
};
