import type { Role } from '../access/permissions.ts';
import { complaintProcess } from '../complaints/complaint.process.ts';
import { needProcess } from '../improvement/need.process.ts';
import { tipProcess } from '../improvement/tip.process.ts';
import { interviewProcess } from '../interviews/interview.process.ts';
import type { ProcessDefinition } from '../kernel/process.ts';
import type { Rec } from '../kernel/record.ts';
import { leadProcess } from '../leads/lead.process.ts';
import { meetingProcess } from '../meetings/meeting.process.ts';
import { warningProcess } from '../operators/warning.process.ts';
import { priceListProcess } from '../pricing/price-list.process.ts';
import { entryProcess } from '../problems/entry.process.ts';
import { quoteProcess } from '../quotes/quote.process.ts';
import { creditNoteProcess } from '../receivables/credit-note.process.ts';
import { receivableProcess } from '../receivables/receivable.process.ts';
import { opportunityProcess } from '../sales/opportunity.process.ts';
import { orderProcess as shippedOrderProcess } from '../sales/order.process.ts';
import { shipmentProcess } from '../shipments/shipment.process.ts';
import { decide } from './approval.ts';
import { calendarFor, defaultCalendar } from './calendar.ts';
import { accountChangeProcess, priceChangeProcess, productChangeProcess } from './change.process.ts';
import { applyAction, begin } from './engine.ts';
import type { Outcome, Taken } from './moves.ts';
import { orderProcess } from './order.fixture.ts';
import { proposalProcess } from './proposal.process.ts';
import type { Governed, StepActor, StepContext, StepWorld } from './standing.ts';

// Documents, people and a world for the tests of the engine and for its bench.

/** A Monday, ten o'clock in Shanghai. */
export const NOW = '2026-11-23T02:00:00.000Z';

export const shanghai = calendarFor(defaultCalendar('CN'), 'Asia/Shanghai');

export const recOf = (type: string, id: string, data: Record<string, unknown>, parts: Partial<Rec> = {}): Rec => ({
  type,
  id,
  ws: 'ws_a',
  version: 1,
  schemaVersion: 1,
  createdAt: NOW,
  createdBy: 'mem_maker',
  updatedAt: NOW,
  updatedBy: 'mem_maker',
  via: 'web',
  occurredAt: NOW,
  enteredAt: NOW,
  source: 'web',
  ownerId: 'mem_maker',
  data,
  ...parts,
});

/** What orders and opportunities refer to. */
const references: Record<string, Rec> = Object.fromEntries(
  [
    recOf('account', 'acc_good', { name: 'Ocean', status: 'customer' }),
    recOf('account', 'acc_lost', { name: 'Gone', status: 'lost' }),
    recOf('account', 'acc_archived', { name: 'Away', status: 'customer' }, { archivedAt: NOW }),
    recOf('pipeline', 'pip_short', { name: 'Short' }, { lines: [{ stage: 'prospecting' }, { stage: 'proposal' }] }),
    recOf('product', 'prd_good', { code: 'A-1', status: 'active', price: 1000, currency: 'CNY' }),
    recOf('product', 'prd_retired', { code: 'A-2', status: 'retired', price: 1000, currency: 'CNY' }),
    recOf('product', 'prd_archived', { code: 'A-3', status: 'active' }, { archivedAt: NOW }),
    recOf('product', 'prd_free', { code: 'A-4', status: 'active' }),
    recOf(
      'order',
      'ord_open',
      { status: 'approved', releasedUntil: '2026-11-23' },
      { lines: [{ productId: 'prd_good', quantity: 10, shipped: 6 }] },
    ),
    recOf(
      'order',
      'ord_held',
      { status: 'on-hold', releasedUntil: '2026-11-22' },
      { lines: [{ productId: 'prd_good', quantity: 10 }] },
    ),
    recOf('receivable', 'rcv_returned', { status: 'paid' }, { lines: [{ quantity: 4, returned: 4 }] }),
    recOf('receivable', 'rcv_kept', { status: 'open' }, { lines: [{ quantity: 4, returned: 3 }] }),
    recOf('product', 'prd_dollar', { code: 'A-5', status: 'active', price: 1000, currency: 'USD' }),
  ].map((rec) => [rec.id, rec]),
);

export const worldAt = (now = NOW, parts: Partial<StepWorld> = {}): StepWorld => ({
  now,
  today: now.slice(0, 10),
  currency: 'CNY',
  calendar: shanghai,
  ref: (id) => references[id],
  ...parts,
});

export const person = (id: string, ...roles: Role[]): StepActor => ({
  kind: 'member',
  id: `mem_${id}`,
  roles,
  via: 'web',
});
export const apiKey = (...roles: Role[]): StepActor => ({ kind: 'key', id: 'key_1', roles, via: 'api' });
/** Somebody who acts for another person. */
export const deputy = (who: StepActor, principal: StepActor): StepActor => ({
  ...who,
  onBehalfOf: { id: principal.id, roles: principal.roles },
});

/** The processes that the product ships, with the kind of document and the field of its state. */
export const shipped: readonly { definition: ProcessDefinition; type: string; field: string }[] = [
  { definition: leadProcess, type: 'lead', field: 'status' },
  { definition: opportunityProcess, type: 'opportunity', field: 'stage' },
  { definition: quoteProcess, type: 'quote', field: 'status' },
  { definition: shippedOrderProcess, type: 'order', field: 'status' },
  { definition: shipmentProcess, type: 'shipment', field: 'status' },
  { definition: receivableProcess, type: 'receivable', field: 'status' },
  { definition: creditNoteProcess, type: 'creditNote', field: 'status' },
  { definition: priceListProcess, type: 'priceList', field: 'status' },
  { definition: priceChangeProcess, type: 'changeRequest', field: 'status' },
  { definition: productChangeProcess, type: 'changeRequest', field: 'status' },
  { definition: accountChangeProcess, type: 'changeRequest', field: 'status' },
  { definition: proposalProcess, type: 'proposal', field: 'status' },
  { definition: entryProcess, type: 'problemEntry', field: 'status' },
  { definition: complaintProcess, type: 'complaint', field: 'status' },
  { definition: warningProcess, type: 'warning', field: 'status' },
  { definition: meetingProcess, type: 'meeting', field: 'status' },
  { definition: tipProcess, type: 'tip', field: 'status' },
  { definition: needProcess, type: 'need', field: 'status' },
  { definition: interviewProcess, type: 'interview', field: 'status' },
];

export const governedAs = (
  definition: ProcessDefinition,
  enforcement: Governed['enforcement'] = 'enforced',
  field = 'status',
): Governed => ({ definition, version: 3, field, enforcement });

export const orders = governedAs(orderProcess);
export const advisedOrders = governedAs(orderProcess, 'advisory');

const line = (parts: Record<string, unknown> = {}) => ({
  productId: 'prd_good',
  quantity: 10,
  unitPrice: 1000,
  amount: 10_000,
  ...parts,
});

/** Content of each kind of document with which every step of its process may be taken. */
export const complete: Record<string, Pick<Rec, 'data' | 'lines'>> = {
  order: {
    data: {
      number: 'SO-1',
      accountId: 'acc_good',
      orderDate: '2026-11-20',
      dueDate: '2026-12-20',
      shipDate: '2026-11-22',
      releaseUntil: '2026-12-01',
      currency: 'CNY',
      amount: 10_000,
    },
    lines: [line()],
  },
  quote: {
    data: {
      number: 'QT-1',
      accountId: 'acc_good',
      quoteDate: '2026-11-20',
      validUntil: '2026-12-20',
      currency: 'CNY',
      amount: 10_000,
      outcomeReason: 'Price',
    },
    lines: [line()],
  },
  shipment: {
    data: { number: 'SH-1', orderId: 'ord_open', receivableId: 'rcv_returned' },
    lines: [{ orderLine: 1, quantity: 4 }],
  },
  receivable: { data: { number: 'IN-1', currency: 'CNY', total: 1000, paid: 400, dueDate: '2026-11-20' } },
  creditNote: { data: { reason: 'Scratched', total: 1000, currency: 'CNY' }, lines: [{ line: 1, quantity: 1 }] },
  priceList: { data: { name: '2027', currency: 'CNY' } },
  opportunity: {
    data: {
      name: 'Hall 2',
      accountId: 'acc_good',
      amount: 500_000,
      currency: 'CNY',
      closeDate: '2027-01-31',
      nextStep: 'Visit',
      nextStepDate: '2026-12-01',
      closeReason: 'price',
    },
  },
  changeRequest: {
    data: {
      process: 'price-change',
      subjectType: 'product',
      subjectId: 'prd_good',
      reason: 'Contract',
      changes: [{ field: 'price', before: 1000, after: 1100 }],
    },
  },
  lead: { data: { name: 'Chen', mobile: '+86 139 1234 5678', deadReason: 'no-need', accountId: 'acc_good' } },
  complaint: {
    data: {
      number: 'CP-1',
      subject: 'Weld cracked',
      accountId: 'acc_good',
      severity: 'major',
      contacts: 1,
      containment: 'A new frame was sent',
      investigatorId: 'mem_finder',
      causeId: 'cau_weld',
      causeNote: 'Too cold',
      othersAffected: 'yes',
      affectedNote: 'Called all three',
      actionOwnerId: 'mem_doer',
      verifierId: 'mem_looker',
      verifyOn: '2026-12-23',
      verifyResult: 'None came back',
      confirmed: 'yes',
      rejectReason: 'Another make',
    },
    lines: [
      { kind: 'corrective', action: 'Scrap the batch', doneDate: '2026-11-20' },
      { kind: 'preventive', action: 'Warm the hall', doneDate: '2026-11-23' },
    ],
  },
  warning: {
    data: { subject: 'Phones', text: 'With the area code', memberId: 'mem_somebody', evidence: ['fnd_1'] },
  },
  problemEntry: { data: { titleZh: '焊缝', symptomEn: 'It cracks', rightWayZh: '先预热' } },
  meeting: {
    data: { subject: 'Review', date: '2026-11-23', chairId: 'mem_chair' },
    lines: [
      { kind: 'attendee', ownerId: 'mem_chair' },
      { kind: 'topic', text: 'Overdue orders', decision: 'Another supplier' },
      { kind: 'action', text: 'Sign the contract', ownerId: 'mem_doer', dueDate: '2026-11-30', doneDate: '2026-11-23' },
    ],
  },
  proposal: { data: { better: 'Faster', harms: 'Nobody', adoptedVersion: 4 } },
  interview: {
    data: {
      memberId: 'mem_somebody',
      interviewerId: 'mem_maker',
      heldAt: '2026-11-23T02:00:00.000Z',
      result: 'passed',
    },
  },
  tip: { data: { title: 'Codes first', text: 'Type it', expertId: 'mem_expert', expertOpinion: 'It is so' } },
  need: {
    data: {
      title: 'Stock on the phone',
      benefit: 'Fewer calls',
      measure: 'first-contact',
      target: 80,
      benefitScore: 4,
      costScore: 2,
      urgencyScore: 3,
      checkOn: '2026-12-23',
      actual: 81,
      actualAt: '2026-11-22T02:00:00.000Z',
      actualNote: 'Nobody calls',
    },
    lines: [{ who: 'Zhang', said: 'Five calls a day' }],
  },
};

/** A document of a kind, complete, standing nowhere yet. */
export const documentOf = (type: string, data: Record<string, unknown> = {}, parts: Partial<Rec> = {}): Rec => {
  const content = complete[type]!;
  return recOf(
    type,
    `${type}_1`,
    { ...content.data, ...data },
    { ...(content.lines ? { lines: content.lines } : {}), ...parts },
  );
};

export const by = (actor: StepActor, world: StepWorld = worldAt()): StepContext => ({ actor, world });

/** The outcome of a step that has to be taken. @throws Error with the refusals when it was not */
export const done = (outcome: Outcome): Taken => {
  if (!outcome.ok) throw new Error(outcome.refusals.map((one) => one.rule).join(', '));
  return outcome;
};

/** Rules by which a step was refused; none when it was taken. */
export const rules = (outcome: Outcome): string[] => (outcome.ok ? [] : outcome.refusals.map((one) => one.rule));

export const maker = person('maker', 'sales-rep');
export const manager = person('manager', 'sales-manager');
export const otherManager = person('manager2', 'sales-manager');
export const finance = person('finance', 'finance');
export const executive = person('executive', 'executive');

/** An order as its maker submitted it. */
export const submitted = (data: Record<string, unknown> = {}, governed: Governed = orders): Rec => {
  const draft = done(begin(governed, documentOf('order', data), by(maker))).rec;
  return done(applyAction(governed, draft, { action: 'submit' }, by(maker))).rec;
};

/** A document after a signature that has to be taken. */
export const signedBy = (actor: StepActor, rec: Rec, governed: Governed = orders): Rec =>
  done(decide(governed, rec, { verdict: 'approve' }, by(actor))).rec;
