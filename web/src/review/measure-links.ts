import { addDays } from '../../../shared/kernel/time.ts';
import type { ReviewPack } from '../../../shared/review/review.contract.ts';
import { links as service } from '../service/links.ts';
import { links } from './links.ts';
import { peopleLinks } from './people-links.ts';
import { asOfDay } from './period.ts';

/** What is asked of a pack for the addresses of its figures. Without its members on probation their list is opened. */
export type Addressed = Pick<ReviewPack, 'period' | 'provisional' | 'frozenAt'> &
  Partial<Pick<ReviewPack, 'probation'>>;

/** What an address is made from. */
interface Asked {
  pack: Addressed;
  period: string;
  timeZone: string;
  /** First day after the period. */
  asOf: string;
  /** What a key names beside its measure: a currency, a rule, a kind of record. */
  of: string;
}

interface Source {
  href: (asked: Asked) => string;
  /** Where the page behind it does not show as many records as the figure says: what it shows, and why. */
  why?: string;
}

const months = ({ period, timeZone }: Asked) => ({ from: period, to: period, timeZone });
const exact = (href: Source['href']): Source => ({ href });
const because = (why: string, href: Source['href']): Source => ({ href, why });
const share = (href: Source['href']): Source => because('A share: the page shows the records of its upper part.', href);
const mean = (href: Source['href']): Source => because('An average: the page shows what it was taken of.', href);
const sum = (href: Source['href']): Source => because('An amount: the page shows the documents that it adds up.', href);

/** Where the records behind each measure are; every measure of the list has one (review.test.ts). */
export const sources: Readonly<Record<string, Source>> = {
  'findings.open': exact(() => links.openFindings()),
  'findings.opened': exact(({ period, timeZone }) => links.opened(period, timeZone)),
  'findings.closed': exact(({ period, timeZone }) => links.closed(period, timeZone)),
  'findings.recurred': exact(() => links.recurred()),
  'overdue.findings': exact(({ asOf }) => links.overdueFindings(asOf)),
  'overdue.opportunities': exact(({ asOf }) => links.overdueOpportunities(asOf)),
  'overdue.orders': exact(({ asOf }) => links.overdueOrders(asOf)),
  'overdue.tasks': exact(({ asOf, timeZone }) => links.overdueTasks(asOf, timeZone)),
  'overdue.actions': because(
    'A sum over several lists: the section of actions opens each of them.',
    ({ period }) => `${links.review(period)}#rv-actions`,
  ),
  rule: exact(({ of }) => links.rule(of)),
  'errors.per100': because('A rate: the page shows the findings in it.', (asked) => peopleLinks.found(asked)),
  complete: because('A share of fields: the page shows all records of the kind.', ({ of }) => links.records(of)),
  affected: because('A record may have several findings: the page shows these.', ({ of }) => peopleLinks.affected(of)),
  'orders.count': exact(({ period }) => links.orders(period)),
  'orders.amount': sum(({ period, of }) => links.ordersIn(period, of)),
  activities: exact(({ period, timeZone }) => links.activities(period, timeZone)),
  'quotes.count': exact(({ period }) => links.quotes(period)),
  'quotes.amount': sum(({ period, of }) => links.quotesIn(period, of)),
  'quotes.winRate': share(({ period, timeZone }) => links.quotesEnded('accepted', period, timeZone)),
  'fastLane.quotes': share((asked) => links.lane('quotes', 'fast', asked)),
  'fastLane.orders': share((asked) => links.lane('orders', 'fast', asked)),
  'lead.quotes': mean(({ period, timeZone }) => links.released('quotes', period, timeZone)),
  'lead.orders': mean(({ period, timeZone }) => links.released('orders', period, timeZone)),
  'shipments.count': exact(({ period }) => links.shipments(period)),
  'shipments.amount': sum(({ period, of }) => links.shipments(period, of)),
  'shipments.onTime': because('A share: which of two days comes first is no condition of a list.', ({ period }) =>
    links.delivered(period),
  ),
  'payments.amount': sum(({ period, of }) => links.payments(period, of)),
  'receivables.open': sum(({ of }) => links.owed(of)),
  'receivables.overdue': sum(({ asOf, of }) => links.overdueOwed(asOf, of)),
  'holds.count': exact(() => links.held()),
  enquiries: exact((asked) => service.enquiries(months(asked))),
  firstContact: share((asked) => service.enquiriesBy('resolved', 'yes', months(asked))),
  'complaints.opened': exact((asked) => service.opened(months(asked))),
  'complaints.open': exact(() => service.open()),
  'complaints.reopened': because('Steps, not records: the page shows complaints that were ever opened again.', () =>
    service.reopened(),
  ),
  'complaints.confirmed': share((asked) => service.confirmed(months(asked))),
  took: mean((asked) => service.closed(months(asked))),
  'surveys.csat': mean((asked) => service.surveys('csat', months(asked))),
  'surveys.ces': mean((asked) => service.surveys('ces', months(asked))),
  'surveys.nps': mean((asked) => service.surveys('nps', months(asked))),
  lost: exact((asked) => service.lost(undefined, months(asked))),
  'adoption.people': because('People, not records: the page shows the members and what each entered.', ({ period }) =>
    peopleLinks.operators(period),
  ),
  'adoption.entered': because('A sum over eight lists: the page shows what each member entered.', ({ period }) =>
    peopleLinks.operators(period),
  ),
  'adoption.tasks': exact((asked) => peopleLinks.tasksDone(asked)),
  'adoption.inTime': because('Steps, not records: the page shows them by process.', () => peopleLinks.steps()),
  'interviews.passed': share((asked) => peopleLinks.held(asked, 'passed')),
  'probation.open': exact(({ pack, timeZone }) => {
    const ids = pack.probation?.members.map(({ id }) => id) ?? [];
    return ids.length > 0 ? peopleLinks.ofOwners(ids) : peopleLinks.probation(lastDayOf(pack, timeZone));
  }),
  'waiting.tips': because('Tips that wait are seen by their authors and judges alone.', () => peopleLinks.tips()),
  'waiting.proposals': because('The page shows all proposals by their state.', () => peopleLinks.proposals()),
  'waiting.issues': because('The page shows all of them, those without an answer first.', () => peopleLinks.issues()),
  'waiting.needs': exact(() => peopleLinks.undecided()),
  'waiting.changes': because('The page shows all requests by their state.', () => peopleLinks.changes()),
  funnel: exact(({ of }) => links.stage(of)),
  records: exact(({ of }) => links.records(of)),
};

/** The address of the records behind a measure of a pack; the pack itself for one that is not known. */
export const measureHref = (key: string, pack: Addressed, timeZone: string): string => {
  const [id = '', of = ''] = key.split('|');
  const source = sources[id];
  const { period } = pack;
  return source ? source.href({ pack, period, timeZone, asOf: asOfDay(pack, timeZone), of }) : links.review(period);
};

/** The same for a kept pack of which only the period is at hand. */
export const keptHref = (key: string, period: string, timeZone: string): string =>
  measureHref(key, { period, provisional: false, frozenAt: '' }, timeZone);

/** The last day of a pack's period. */
export const lastDayOf = (pack: Addressed, timeZone: string): string => addDays(asOfDay(pack, timeZone), -1);
