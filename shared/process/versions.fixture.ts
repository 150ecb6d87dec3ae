import type { Role } from '../access/permissions.ts';
import type { Calendar } from '../kernel/calendar.ts';
import type { ProcessDefinition } from '../kernel/process.ts';
import type { Rec } from '../kernel/record.ts';
import { calendarFor, defaultCalendar } from './calendar.ts';
import { begin } from './engine.ts';
import type { Outcome } from './moves.ts';
import { orderProcess } from './order.fixture.ts';
import type { Governed, StepActor, StepContext, StepWorld } from './standing.ts';

/** A Monday, ten in the morning in Shanghai. */
export const MORNING = '2026-11-23T02:00:00.000Z';

export const calendar: Calendar = calendarFor(defaultCalendar('CN'), 'Asia/Shanghai');

export const worldAt = (now: string): StepWorld => ({
  now,
  today: now.slice(0, 10),
  currency: 'CNY',
  calendar,
  ref: () => undefined,
});

export const governedBy = (
  version: number,
  definition: ProcessDefinition = orderProcess,
  enforcement: Governed['enforcement'] = 'enforced',
): Governed => ({ definition, version, field: 'status', enforcement });

export const person = (name: string, role: Role): StepActor => ({
  kind: 'member',
  id: `mem_${name}`,
  roles: [role],
  via: 'web',
});

export const context = (actor: StepActor, now = MORNING): StepContext => ({ actor, world: worldAt(now) });

/** The order process with something changed. */
export const changedOrder = (change: (draft: ProcessDefinition) => void): ProcessDefinition => {
  const draft = structuredClone(orderProcess);
  change(draft);
  return draft;
};

/** A record after something was done. @throws Error when it was refused */
export const done = (outcome: Outcome): Rec => {
  if (!outcome.ok) throw new Error(outcome.refusals.map((one) => one.rule).join(', '));
  return outcome.rec;
};

/** An order of a rep, complete and in draft. */
export const draftOrder = (amount = 34_990): Rec =>
  done(
    begin(
      governedBy(0),
      {
        type: 'order',
        id: 'ord_1',
        ws: 'ws_main',
        version: 1,
        schemaVersion: 1,
        createdAt: MORNING,
        createdBy: 'mem_li',
        updatedAt: MORNING,
        updatedBy: 'mem_li',
        via: 'web',
        occurredAt: MORNING,
        enteredAt: MORNING,
        source: 'web',
        ownerId: 'mem_li',
        data: { number: 'SO1', accountId: 'acc_1', orderDate: '2026-11-20', currency: 'CNY', status: 'draft', amount },
        lines: [{ description: 'Helmet', quantity: 1, unitPrice: amount, amount }],
      },
      context(person('li', 'sales-rep')),
    ),
  );
