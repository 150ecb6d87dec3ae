import type { Month, Part } from './month-leaves.ts';
import { byMonth, percent } from './month-leaves.ts';
import type { Doc } from './month-raw.ts';
import { currencyOf, monthOf, number, officeMinutes, sums, text, total } from './month-raw.ts';

const WEEK = 7 * 86_400_000;
const OPEN = ['received', 'investigating', 'acting', 'verifying'];

const receivedAt = (one: Doc): string => text(one, 'receivedAt') || one.createdAt;
const within = (list: readonly Doc[], month: string, at: (doc: Doc) => string): Doc[] =>
  list.filter((doc) => at(doc) !== '' && monthOf(at(doc)) === month);

/** Whether the same customer asked the same twice within a week, in either order. */
const askedTwice = (one: Doc, others: readonly Doc[]): boolean =>
  others.some(
    (other) =>
      other.id !== one.id &&
      text(other, 'topic') === text(one, 'topic') &&
      (text(one, 'accountId') && text(other, 'accountId')
        ? text(one, 'accountId') === text(other, 'accountId')
        : text(one, 'phone') !== '' && text(one, 'phone') === text(other, 'phone')) &&
      Math.abs(Date.parse(receivedAt(other)) - Date.parse(receivedAt(one))) <= WEEK,
  );

const enquiriesOf = ({ docs }: Month, month: string) => {
  const all = docs('enquiry');
  const own = within(all, month, receivedAt);
  const mean = (field: string) =>
    own.length === 0 ? undefined : Math.round(total(own, ({ data }) => number(data, field)) / own.length);
  const told = own.filter((one) => ['yes', 'no'].includes(text(one, 'resolved')));
  const atOnce = told.filter((one) => text(one, 'resolved') === 'yes' && !askedTwice(one, all));
  return { own, told, atOnce, handle: mean('handleSeconds'), waiting: mean('waitingSeconds') };
};

/** What an hour costs, by the share of it that was taken. */
const handling = ({ data }: Doc): number =>
  Math.floor((number(data, 'handleSeconds') * number(data, 'hourCost')) / 3600 + 0.5);

const closing = (one: Doc): string =>
  text(one, 'status') === 'closed' ? (one.steps.filter(({ to }) => to === 'closed').at(-1)?.at ?? '') : '';
const complaintsOf = ({ docs }: Month, month: string) => {
  const all = docs('complaint');
  const closed = within(all, month, closing);
  return {
    opened: within(all, month, (one) => text(one, 'reportedAt')),
    closed,
    confirmed: closed.filter((one) => text(one, 'confirmed') === 'yes'),
    reopened: total(
      all,
      ({ steps }) => steps.filter(({ action, at }) => action === 'reopen' && monthOf(at) === month).length,
    ),
    open: all.filter((one) => OPEN.includes(text(one, 'status'))),
  };
};

/** Office minutes from the customer's word to the end, on the average. */
const took = (closed: readonly Doc[]): number | undefined =>
  closed.length === 0
    ? undefined
    : Math.round(total(closed, (one) => officeMinutes(text(one, 'reportedAt'), closing(one))) / closed.length);

const surveysOf = ({ docs, month }: Month): Part => {
  const answered = within(docs('surveyRequest'), month, (one) => text(one, 'answeredAt'));
  const scores = (kind: string) =>
    answered.filter((one) => text(one, 'kind') === kind).map(({ data }) => number(data, 'score'));
  const average = (kind: string) => {
    const own = scores(kind);
    return own.length === 0 ? undefined : Math.round((total(own, (one) => one) / own.length) * 100) / 100;
  };
  const nps = scores('nps');
  const balance = nps.filter((one) => one >= 9).length - nps.filter((one) => one <= 6).length;
  return {
    figures: { 'service.surveys.answered': answered.length },
    means: {
      'service.surveys.csat': average('csat'),
      'service.surveys.ces': average('ces'),
      'service.surveys.nps': nps.length === 0 ? undefined : Math.round((balance / nps.length) * 100),
    },
  };
};

/** What customers brought, how it was answered, and what it cost. */
export const recountService = (all: Month): Part => {
  const { docs, month } = all;
  const enquiries = enquiriesOf(all, month);
  const complaints = complaintsOf(all, month);
  const lost = docs('account').filter((one) => text(one, 'status') === 'lost' && text(one, 'lostOn').startsWith(month));
  const notes = docs('creditNote').filter(
    (one) => text(one, 'status') === 'approved' && text(one, 'date').startsWith(month),
  );
  const surveys = surveysOf(all);
  return {
    figures: {
      'service.enquiries': enquiries.own.length,
      'service.complaints.opened': complaints.opened.length,
      'service.complaints.closed': complaints.closed.length,
      'service.complaints.reopened': complaints.reopened,
      'service.complaints.open': complaints.open.length,
      'service.suggestions': within(docs('suggestion'), month, ({ createdAt }) => createdAt).length,
      'service.lost.count': lost.length,
      ...surveys.figures,
    },
    shares: {
      'service.firstContact': [enquiries.atOnce.length, enquiries.told.length],
      'service.complaints.confirmed': [complaints.confirmed.length, complaints.closed.length],
      'service.complaints.reopenRate': [complaints.reopened, complaints.closed.length],
    },
    means: {
      'service.handle': enquiries.handle,
      'service.waiting': enquiries.waiting,
      'service.took': took(complaints.closed),
      ...surveys.means,
    },
    rows: {
      'service.lost.byReason': sums(lost, (one) => text(one, 'lostReason')),
      'service.cost.handling': sums(enquiries.own, currencyOf, handling),
      'service.cost.complaints': sums(complaints.opened, currencyOf, ({ data }) => number(data, 'cost')),
      'service.cost.creditNotes': sums(notes, currencyOf, ({ lines }) => total(lines, (line) => number(line, 'total'))),
    },
    plain: byMonth('service.months', month, (one) => {
      const asked = enquiriesOf(all, one);
      const { opened, closed, confirmed } = complaintsOf(all, one);
      return {
        opened: opened.length,
        closed: closed.length,
        ...(asked.told.length > 0 ? { firstContact: percent(asked.atOnce.length, asked.told.length) } : {}),
        ...(closed.length > 0 ? { confirmed: percent(confirmed.length, closed.length) } : {}),
        ...(asked.handle === undefined ? {} : { handle: asked.handle }),
      };
    }),
  };
};
