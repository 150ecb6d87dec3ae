import type { Month, Part, Recount } from './month-leaves.ts';
import { byMonth, inside, percent } from './month-leaves.ts';
import type { Doc, Sums } from './month-raw.ts';
import { allDocsOf, amountOf, currencyOf, dayOf, docsOf, monthOf, number, sums, text, total } from './month-raw.ts';
import { recountPeople } from './month-recount-people.ts';
import { recountSelling } from './month-recount-selling.ts';
import { recountService } from './month-recount-service.ts';

const FAULTY = ['open', 'recurred'];
const isOpen = (finding: Doc): boolean => FAULTY.includes(text(finding, 'state'));

/** When the work on a finding ended, by its history; nothing while it is open. */
const endOf = (finding: Doc): string | undefined =>
  isOpen(finding)
    ? undefined
    : finding
        .moves('state')
        .filter(({ before, after }) => FAULTY.includes(String(before)) && !FAULTY.includes(String(after)))
        .at(-1)?.at;

const findings = ({ docs, month, asOf }: Month): Part => {
  const all = docs('finding');
  const open = all.filter(isOpen);
  const overdue = open.filter((one) => text(one, 'dueDate') !== '' && text(one, 'dueDate') < asOf).length;
  const cameBack = sums(
    all,
    (one) => text(one, 'rule'),
    (one) => one.moves('state').filter(({ after }) => after === 'recurred').length,
  );
  return {
    figures: {
      'findings.open': open.length,
      'findings.opened': all.filter((one) => monthOf(one.createdAt) === month).length,
      'findings.closed': all.filter((one) => monthOf(endOf(one) ?? '1970-01-01T00:00:00Z') === month).length,
      'findings.recurred': open.filter((one) => text(one, 'state') === 'recurred').length,
      'findings.overdue': overdue,
      'overdue.findings': overdue,
    },
    rows: {
      'findings.byArea': sums(open, (one) => text(one, 'area')),
      'findings.byRule': sums(open, (one) => text(one, 'rule')),
    },
    present: { 'findings.byOwner': sums(open, (one) => one.ownerId ?? '') },
    plain: Object.fromEntries(
      Object.entries(cameBack).map(([rule, times]) => [`findings.recurring[${rule}].value`, times]),
    ),
  };
};

/** What a colleague needs to know to work with a record. */
const wanted: Record<string, readonly string[]> = {
  account: ['code', 'name', 'phone', 'email', 'country', 'city', 'address', 'industry'],
  contact: ['name', 'accountId', 'email', 'mobile', 'title', 'role'],
  product: ['code', 'name', 'categoryId', 'unit', 'price', 'cost'],
  opportunity: ['name', 'accountId', 'amount', 'closeDate', 'nextStep'],
  order: ['number', 'accountId', 'orderDate', 'dueDate'],
};
const counted = ['account', 'contact', 'category', 'product', 'opportunity', 'order', 'activity'];

const records = ({ docs }: Month): Part => {
  const plain: Sums = {};
  const beside: Recount['beside'] = {};
  for (const [entity, fields] of Object.entries(wanted)) {
    const list = docs(entity);
    if (list.length === 0) continue;
    const place = `completeness[${entity}]`;
    const filled = total(list, ({ data }) => fields.filter((name) => (data[name] ?? '') !== '').length);
    plain[`${place}.records`] = list.length;
    plain[`${place}.asked`] = list.length * fields.length;
    plain[`${place}.filled`] = filled;
    beside[place] = { at: 'percent', value: percent(filled, list.length * fields.length) };
  }
  return { plain, beside, rows: { records: sums(counted.flatMap(docs), ({ type }) => type) } };
};

const orders = ({ docs, month }: Month): Part => {
  const all = docs('order').filter((one) => text(one, 'status') !== 'cancelled');
  const of = (wantedMonth: string) => all.filter((one) => text(one, 'orderDate').startsWith(wantedMonth));
  return {
    figures: { 'orders.count': of(month).length },
    rows: { 'orders.amounts': sums(of(month), currencyOf, amountOf) },
    plain: byMonth('orders.months', month, (one) => ({
      count: of(one).length,
      ...inside('amounts', sums(of(one), currencyOf, amountOf)),
    })),
  };
};

const OPEN_STAGES = ['prospecting', 'qualification', 'proposal', 'negotiation'];
/** An order of which something is still to be done. */
const UNDONE = ['draft', 'pending-approval', 'on-hold', 'pending-release', 'approved', 'partially-shipped'];

const funnel = ({ docs }: Month): Part => {
  const deals = docs('opportunity');
  const plain: Sums = {};
  const beside: Recount['beside'] = {};
  for (const stage of [...OPEN_STAGES, 'won', 'lost']) {
    const own = deals.filter((deal) => text(deal, 'stage') === stage);
    beside[`funnel[${stage}]`] = { at: 'count', value: own.length };
    const amounts = sums(own, currencyOf, ({ data }) => number(data, 'amount'));
    Object.assign(plain, inside(`funnel[${stage}].amounts`, amounts));
  }
  return { plain, beside };
};

const late = (list: readonly Doc[], due: (doc: Doc) => string, asOf: string): number =>
  list.filter((doc) => due(doc) !== '' && due(doc) < asOf).length;

const overdue = ({ docs, asOf }: Month): Part => ({
  figures: {
    'overdue.opportunities': late(
      docs('opportunity').filter((deal) => OPEN_STAGES.includes(text(deal, 'stage'))),
      (deal) => text(deal, 'closeDate'),
      asOf,
    ),
    'overdue.orders': late(
      docs('order').filter((order) => UNDONE.includes(text(order, 'status'))),
      (order) => text(order, 'dueDate'),
      asOf,
    ),
    'overdue.tasks': late(
      docs('activity').filter(({ data }) => data['done'] !== true),
      (task) => text(task, 'dueAt') && dayOf(text(task, 'dueAt')),
      asOf,
    ),
  },
});

const activities = ({ docs, month }: Month): Part => ({
  figures: {
    activities: docs('activity').filter((one) => monthOf(text(one, 'happenedAt') || one.createdAt) === month).length,
  },
});

const empty = (): Recount => ({ figures: {}, shares: {}, means: {}, rows: {}, present: {}, plain: {}, beside: {} });

/** Parts of the recount; a new section of the pack is a line here. */
const parts: readonly ((month: Month) => Part)[] = [
  findings,
  records,
  orders,
  funnel,
  overdue,
  activities,
  recountSelling,
  recountService,
  recountPeople,
];

/**
 * Every number of the pack of a month, counted anew from the raw items of a table scan at the instant of its freezing.
 * `asOf` is the first day after the month.
 */
export const recount = (items: readonly Readonly<Record<string, unknown>>[], month: string, asOf: string): Recount => {
  const of: Month = { month, asOf, docs: docsOf(items), all: allDocsOf(items) };
  const found = empty();
  for (const part of parts) {
    const one = part(of);
    for (const [form, values] of Object.entries(one)) Object.assign(found[form as keyof Recount], values);
  }
  return found;
};
