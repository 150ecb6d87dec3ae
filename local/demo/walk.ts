import type { Role } from '../../shared/access/permissions.ts';
import type { StepRecord } from '../../shared/kernel/process.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { addDays, localDate } from '../../shared/kernel/time.ts';
import { leadProcess } from '../../shared/leads/lead.process.ts';
import { decide } from '../../shared/process/approval.ts';
import { addBusinessHours } from '../../shared/process/business-hours.ts';
import { calendarFor, defaultCalendar } from '../../shared/process/calendar.ts';
import { applyAction, begin } from '../../shared/process/engine.ts';
import type { Outcome } from '../../shared/process/moves.ts';
import type { Governed, StepActor } from '../../shared/process/standing.ts';
import { receivableProcess } from '../../shared/receivables/receivable.process.ts';
import { opportunityProcess } from '../../shared/sales/opportunity.process.ts';
import { orderProcess } from '../../shared/sales/order.process.ts';
import { shipmentProcess } from '../../shared/shipments/shipment.process.ts';
import { ZONE } from './calendar.ts';
import type { PersonKey } from './people.ts';
import { people } from './people.ts';
import { randomOf } from './random.ts';
import type { Owner } from './record.ts';

const calendar = calendarFor(defaultCalendar('CN'), ZONE);

const governs: Record<string, Governed> = {
  order: { definition: orderProcess, version: 0, field: 'status', enforcement: 'enforced' },
  lead: { definition: leadProcess, version: 0, field: 'status', enforcement: 'enforced' },
  opportunity: { definition: opportunityProcess, version: 0, field: 'stage', enforcement: 'enforced' },
  shipment: { definition: shipmentProcess, version: 0, field: 'status', enforcement: 'enforced' },
  receivable: { definition: receivableProcess, version: 0, field: 'status', enforcement: 'enforced' },
};

/** A step of the way: an action by somebody, or the signatures that the order's size asks for. */
type Leg =
  | {
      action: string;
      by: 'owner' | PersonKey;
      comment?: string /** Days after the date in this field. */;
      after?: [string, number];
    }
  | 'signatures';

const approved: Leg[] = [{ action: 'submit', by: 'owner' }, 'signatures'];
const partly: Leg[] = [...approved, { action: 'ship-part', by: 'owner', after: ['shipDate', 0] }];
const shipped: Leg[] = [...approved, { action: 'ship', by: 'owner', after: ['shipDate', 0] }];

/** The way that a document has gone that stands in a state today. */
const ways: Record<string, Record<string, Leg[]>> = {
  order: {
    draft: [],
    'pending-approval': [{ action: 'submit', by: 'owner' }],
    approved,
    'on-hold': [...approved, { action: 'hold', by: 'finance', comment: '客户有逾期货款' }],
    'partially-shipped': partly,
    shipped,
    completed: [...shipped, { action: 'complete', by: 'finance' }],
    closed: [...shipped, { action: 'close', by: 'admin', comment: '余量客户不要了' }],
    cancelled: [{ action: 'cancel', by: 'owner', comment: '客户取消' }],
  },
  shipment: {
    approved: [{ action: 'submit', by: 'owner' }, 'signatures'],
    delivered: [{ action: 'submit', by: 'owner' }, 'signatures', { action: 'deliver', by: 'owner' }],
  },
  receivable: {
    open: [],
    overdue: [{ action: 'fall-due', by: 'finance', after: ['dueDate', 4] }],
    paid: [{ action: 'settle', by: 'finance', after: ['settledDate', 0] }],
  },
  lead: {
    new: [],
    working: [{ action: 'start', by: 'owner' }],
    qualified: [
      { action: 'start', by: 'owner' },
      { action: 'qualify', by: 'owner' },
    ],
    recycled: [
      { action: 'start', by: 'owner' },
      { action: 'to-pool', by: 'owner', comment: '多次联系未果，退回公海' },
    ],
    dead: [
      { action: 'start', by: 'owner' },
      { action: 'drop', by: 'owner' },
    ],
  },
  opportunity: {
    prospecting: [],
    qualification: [{ action: 'qualify', by: 'owner' }],
    proposal: [
      { action: 'qualify', by: 'owner' },
      { action: 'propose', by: 'owner' },
    ],
    negotiation: [
      { action: 'qualify', by: 'owner' },
      { action: 'propose', by: 'owner' },
    ],
    won: [
      { action: 'qualify', by: 'owner' },
      { action: 'propose', by: 'owner' },
      { action: 'win', by: 'owner' },
    ],
    lost: [
      { action: 'qualify', by: 'owner' },
      { action: 'lose', by: 'owner' },
    ],
  },
};

/** Where documents of a kind begin. */
const begins: Readonly<Record<string, string>> = { order: 'draft', shipment: 'draft', receivable: 'open', lead: 'new' };

/** Open deals began in their stage, except those under negotiation: what was before is not told. */
const open = new Set(['prospecting', 'qualification', 'proposal']);

/** A document with the steps that brought it to where it stands. */
export interface Walked {
  rec: Rec;
  steps: StepRecord[];
  /** None for a record that no process governs. */
  governed?: Governed;
}

export interface Company {
  members: Readonly<Record<PersonKey, Owner>>;
  /** ISO UTC: nothing happened later. */
  now: string;
  /** Records that conditions of a step ask about. */
  refs?: ReadonlyMap<string, Rec>;
}

const actorOf = (key: PersonKey, { members }: Company): StepActor => {
  const person = people.find((one) => one.key === key)!;
  return { kind: 'member', id: members[key].id, teamId: members[key].team, roles: [person.role as Role], via: 'web' };
};

const ownerOf = (rec: Rec): StepActor => ({
  kind: 'member',
  id: rec.ownerId ?? rec.createdBy,
  teamId: rec.teamId,
  roles: ['sales-rep'],
  via: 'web',
});

/** Who signs on a level of an order's approval. */
const signers: readonly PersonKey[] = ['sales-manager', 'finance', 'executive'];

/** Steps from the state in which a document began to where it stands. */
const legsOf = (target: string, first: string, way: Leg[]): Leg[] =>
  target === 'negotiation' ? [{ action: 'negotiate', by: 'owner' }] : first === target ? [] : way;

/**
 * Walks a document through its process to the state in which it stands, as people would have: a few business hours between the
 * steps, now and then a day too many. Undefined for one whose faults the process would not let through.
 */
export const walked = (rec: Rec, company: Company): Walked | undefined => {
  const governed = governs[rec.type];
  if (!governed) return undefined;
  const target = String(rec.data[governed.field]);
  const way = ways[rec.type]?.[target];
  if (!way) return undefined;
  const random = randomOf(`walk ${rec.id}`);
  const { submittedAt: _s, shipDate, ...data } = rec.data;
  const first = begins[rec.type] ?? (target === 'negotiation' ? 'proposal' : open.has(target) ? target : 'prospecting');
  const entered = rec.data['stageSince'];
  // An open deal has stood in its stage since then.
  let at = legsOf(target, first, way).length === 0 && typeof entered === 'string' ? entered : rec.createdAt;
  const contextAt = (actor: StepActor) => ({
    actor,
    world: {
      now: at,
      today: localDate(at, ZONE),
      currency: 'CNY',
      calendar,
      ref: (id: string) => company.refs?.get(id),
    },
  });
  let doc: Rec = { ...rec, data: { ...data, [governed.field]: first, ...(shipDate ? { shipDate } : {}) } };
  const steps: StepRecord[] = [];
  const take = (outcome: Outcome): boolean => {
    if (!outcome.ok) return false;
    doc = outcome.rec;
    steps.push(...outcome.steps);
    return true;
  };
  const wait = (hours: number) => {
    const next = addBusinessHours(at, hours, calendar);
    at = [next, company.now].sort()[0]!;
  };
  if (!take(begin(governed, doc, contextAt(ownerOf(rec))))) return undefined;
  for (const leg of legsOf(target, first, way)) {
    if (leg === 'signatures') {
      for (const key of signers) {
        if (doc.process?.state !== 'pending-approval') break;
        // Not every level is asked for a document of this size.
        if (!decide(governed, doc, { verdict: 'approve' }, contextAt(actorOf(key, company))).ok) continue;
        wait(random.int(1, 6));
        if (!take(decide(governed, doc, { verdict: 'approve' }, contextAt(actorOf(key, company))))) return undefined;
      }
      continue;
    }
    wait(random.chance(0.15) ? random.int(20, 40) : random.int(2, 14));
    const day = leg.after && rec.data[leg.after[0]];
    if (leg.after && typeof day === 'string')
      at = [[at, `${addDays(day, leg.after[1])}T01:00:00.000Z`].sort()[1]!, company.now].sort()[0]!;
    const actor = leg.by === 'owner' ? ownerOf(rec) : actorOf(leg.by, company);
    if (!take(applyAction(governed, doc, { action: leg.action, comment: leg.comment }, contextAt(actor))))
      return undefined;
  }
  if (doc.process?.state !== target) return undefined;
  return {
    governed,
    steps,
    rec: { ...doc, data: { ...doc.data, ...(entered ? { stageSince: entered } : {}) } },
  };
};

/** The calendar by which the demo company works. */
export const workingHours = calendar;
