import type { Rec } from '../../shared/kernel/record.ts';
import type { CasesByRule, Cell, Data, Parts, Step } from './company-generator-base.ts';
import { HOUR } from './service-generator-clock.ts';

// Ways past the process.

/** An order that went some steps, an hour each; which of them were departures. */
const went = (
  c: Cell,
  way: readonly (readonly [action: string, from: string, to: string])[],
  past: readonly number[],
  data: Data = {},
  by = c.rep.id,
): Rec => {
  const steps = way.map(
    ([action, from, to], index): Step => [
      action,
      from,
      to,
      c.base + (index + 1) * HOUR,
      action === 'approve' ? c.boss.id : by,
    ],
  );
  const process = c.standing('order', steps);
  for (const index of past) Object.assign(process.trail[index]!, { deviations: 1 });
  const rec = c.order(
    c.account(),
    [c.line(c.product())],
    { status: way.at(-1)![2], openTotal: 0, ...data },
    { process },
  );
  if (way.at(-1)![2] === 'shipped') c.shipped(rec);
  return rec;
};

const [submit, approve, ship, leap] = [
  ['submit', 'draft', 'pending-approval'],
  ['approve', 'pending-approval', 'approved'],
  ['ship', 'approved', 'shipped'],
  ['set', 'draft', 'shipped'],
] as const;

const unship = ['set', 'shipped', 'draft'] as const;

const unsign = ['set', 'approved', 'pending-approval'] as const;

/** An order that was entered in a state in which none begins. */
const born = (
  c: Cell,
  state: string,
  more: readonly Step[] = [],
  past: Data = { deviations: 1 },
  by = c.rep.id,
  parts: Parts = {},
): Rec => {
  const process = c.standing('order', [['set', 'draft', state, c.base, by], ...more]);
  Object.assign(process.trail[0]!, past);
  const status = more.at(-1)?.[2] ?? state;
  const rec = c.order(
    c.account(),
    [c.line(c.product())],
    { status, openTotal: 0, approvedBy: undefined },
    { process, ...parts },
  );
  if (status === 'shipped') c.shipped(rec);
  return rec;
};

export const wayCases: CasesByRule = {
  'step-out-of-order': {
    faulty: {
      'went the way afterwards': (c) => c.fault(went(c, [leap, unship, submit, approve, ship], [0, 1]), 'status'),
      'a part of it': (c) => {
        const rec = went(c, [leap, unship, submit], [0, 1], { approvedBy: undefined, status: 'draft' });
        c.fault(rec, 'status');
        c.also('step-skipped', rec, 'status');
      },
    },
    near: {
      'in its order': (c) => void went(c, [submit, approve, ship], []),
      'never made up for': (c) => c.also('step-skipped', went(c, [leap], [0], { approvedBy: undefined }), 'status'),
      'a way of the company’s own': (c) => void went(c, [leap, unship, submit, approve, ship], []),
      'by a job': (c) => void went(c, [leap, unship, submit, approve, ship], [0, 1], {}, 'job:import'),
    },
  },
  'step-repeated': {
    faulty: {
      'signed twice': (c) => c.fault(went(c, [submit, approve, unsign, approve], [2]), 'status'),
      'all of it twice': (c) => c.fault(went(c, [submit, approve, ship, unship, submit, approve, ship], [3]), 'status'),
    },
    near: {
      'sent back in between': (c) =>
        void went(c, [submit, ['send-back', 'pending-approval', 'draft'], submit, approve], []),
      'revised in between': (c) =>
        void went(c, [submit, approve, ['revise', 'approved', 'draft'], submit, approve], []),
      'a way of the company’s own': (c) => void went(c, [submit, approve, unsign, approve], []),
      'put back and left there': (c) =>
        void went(c, [submit, approve, unsign], [2], { approvedBy: undefined, status: 'draft' }),
    },
  },
  'work-outside': {
    faulty: {
      'entered as shipped': (c) => c.fault(born(c, 'shipped'), 'status'),
      'entered as approved': (c) => c.fault(born(c, 'approved'), 'status'),
      'by a connected system': (c) => c.fault(born(c, 'approved', [], { deviations: 1 }, 'key_1'), 'status'),
    },
    near: {
      'put back to its beginning': (c) =>
        void born(c, 'shipped', [['set', 'shipped', 'draft', c.base + HOUR, c.rep.id]]),
      'a way of the company’s own': (c) => void born(c, 'approved', [], { deviations: 0 }),
      'by a job': (c) => void born(c, 'approved', [], { deviations: 1 }, 'job:import'),
      'brought over': (c) => void born(c, 'approved', [], { deviations: 1 }, c.rep.id, c.brought),
      archived: (c) => void born(c, 'approved', [], { deviations: 1 }, c.rep.id, c.archived),
    },
  },
};
