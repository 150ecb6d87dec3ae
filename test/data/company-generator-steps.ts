import type { Rec } from '../../shared/kernel/record.ts';
import type { CasesByRule, Cell, Data, Parts, Step } from './company-generator-base.ts';
import { SECOND } from './company-generator-crowds.ts';
import { one } from './company-generator-times.ts';
import { DAY, HOUR, iso } from './service-generator-clock.ts';

// How one document went its way.

/** An approved order that went a way of its own. */
const went = (c: Cell, steps: readonly Step[], data: Data = {}, parts: Parts = {}, lines = one(c)): Rec =>
  c.order(c.account(), lines, data, { process: c.standing('order', steps), touched: steps.at(-1)![3], ...parts });

/** Submitted and given back so often, then approved; a step every two hours, days of their own. */
const bounced = (c: Cell, answers: readonly string[], by = c.boss.id): Step[] => [
  ...answers.flatMap((answer, index): Step[] => [
    ['submit', 'draft', 'pending-approval', c.base + index * DAY, c.rep.id],
    [answer, 'pending-approval', 'draft', c.base + index * DAY + 2 * HOUR, by],
  ]),
  ['submit', 'draft', 'pending-approval', c.base + answers.length * DAY, c.rep.id],
  ['approve', 'pending-approval', 'approved', c.base + answers.length * DAY + 2 * HOUR, c.boss.id],
];

const edited = (c: Cell, outcome?: 'approved' | 'voided', asked = HOUR) => {
  const edit = c.base + 5 * HOUR;
  const steps: Step[] = [...c.signed(c.base), ['edit', 'approved', 'draft', edit, c.rep.id]];
  const approval = {
    round: 1,
    submittedBy: c.rep.id,
    submittedAt: iso(edit + asked),
    level: 0,
    levels: [],
    ...(outcome ? { outcome } : {}),
  };
  const process = c.standing('order', steps, { approval });
  return c.order(c.account(), one(c), { status: 'draft', approvedBy: undefined }, { process });
};

const history = (c: Cell, rec: Rec, when: number, ...fields: string[]): Rec => {
  c.made.chains.set(rec.id, { faults: [], entries: [{ version: 2, at: iso(when), by: c.rep.id, fields }] });
  return rec;
};

const fastLane =
  (steps: (c: Cell) => Step[], line: Data = {}, fault = false, parts: (c: Cell) => Parts = () => ({})) =>
  (c: Cell) => {
    const [of, what] = [c.account(), c.product()];
    c.promise(of, what, 9_000);
    const rec = c.order(
      of,
      [c.line(what, { unitPrice: 9_000, listPrice: 10_000, ...line })],
      { approvedBy: undefined },
      { process: c.standing('order', steps(c)), ...parts(c) },
    );
    if (fault) c.fault(rec, 'lines.0.unitPrice');
  };

const back = (c: Cell, answer: string, by = c.boss.id): Step[] => [
  ['submit', 'draft', 'pending-approval', c.base + HOUR, c.rep.id],
  [answer, 'pending-approval', 'draft', c.base + 2 * HOUR, by],
];
const through = (c: Cell): Step[] => [['auto-approve', 'draft', 'approved', c.base + 4 * HOUR, c.rep.id]];

const offList =
  (
    line: Data,
    steps: ((c: Cell) => Step[]) | undefined,
    data: Data = {},
    fault = false,
    parts: (c: Cell) => Parts = () => ({}),
  ) =>
  (c: Cell) => {
    const process = c.standing('order', (steps ?? (c.signed.bind(c, c.base) as never as (c: Cell) => Step[]))(c));
    const rec = c.order(
      c.account(),
      [c.line(c.product(), line)],
      { approvedBy: undefined, ...data },
      { process, ...parts(c) },
    );
    if (fault) c.fault(rec, 'deviation');
  };

const alone = (c: Cell): Step[] => [['auto-approve', 'draft', 'approved', c.base + HOUR, c.rep.id]];

/** Steps of an order that leaps from its draft to its end. */
const leap =
  (parts: Data = {}, later: Step[] = []) =>
  (c: Cell, by = c.rep.id) => {
    const steps: Step[] = [[String(parts['action'] ?? 'set'), 'draft', 'shipped', c.base + HOUR, by], ...later];
    const process = c.standing('order', steps);
    Object.assign(process.trail[0]!, { deviations: 1, ...parts });
    const rec = c.order(c.account(), one(c), { status: 'shipped', openTotal: 0, approvedBy: undefined }, { process });
    c.shipped(rec);
    return rec;
  };

const clicked =
  (
    gaps: readonly number[],
    by: (index: number, c: Cell) => string,
    fault = false,
    parts: (c: Cell) => Parts = () => ({}),
  ) =>
  (c: Cell) => {
    const states = ['draft', 'pending-approval', 'approved', 'on-hold', 'approved'];
    let when = c.base + HOUR;
    const steps = [0, ...gaps].map((gap, index): Step => {
      when += gap * SECOND;
      return [['submit', 'sign', 'hold', 'resume'][index]!, states[index]!, states[index + 1]!, when, by(index, c)];
    });
    const rec = went(c, steps, {}, parts(c));
    if (fault) c.fault(rec, 'status');
  };

const rep = (_: number, c: Cell): string => c.rep.id;

export const stepCases: CasesByRule = {
  'steps-in-bulk': {
    faulty: {
      'three within a minute': clicked([30, 30], rep, true),
      'four within seconds': clicked([1, 1, 1], rep, true),
      'three of four': clicked([600, 20, 20], rep, true),
    },
    near: {
      'a second more': clicked([30, 31], rep),
      'two steps': clicked([1], rep),
      'two people': clicked([1, 1], (index, c) => (index === 1 ? c.boss.id : c.rep.id)),
      'by a job': clicked([1, 1], () => 'job:orders'),
      archived: clicked([1, 1], rep, false, (c) => c.archived),
    },
  },
  'step-skipped': {
    faulty: {
      'out of the draft to the end': (c) => c.fault(leap()(c), 'status'),
      'by a connected system': (c) => c.fault(leap()(c, 'key_1'), 'status'),
    },
    near: {
      'a way of the company’s own': (c) => void leap({ deviations: 0 })(c),
      'brought over by a job': (c) => void leap()(c, 'job:import'),
      'to another version': (c) => void leap({ action: 'migrate' })(c),
      'a departure on a way that there is': (c) => {
        const process = c.standing('order', c.signed(c.base));
        Object.assign(process.trail[0]!, { deviations: 1 });
        c.order(c.account(), one(c), {}, { process });
      },
    },
  },
  'bounced-often': {
    faulty: {
      'three times': (c) => c.fault(went(c, bounced(c, ['send-back', 'send-back', 'send-back'])), 'status'),
      'sent back and refused': (c) => c.fault(went(c, bounced(c, ['send-back', 'reject', 'send-back'])), 'status'),
      'five times': (c) => c.fault(went(c, bounced(c, Array(5).fill('send-back'))), 'status'),
    },
    near: {
      twice: (c) => void went(c, bounced(c, ['send-back', 'reject'])),
      'taken back by oneself': (c) => void went(c, bounced(c, ['send-back', 'recall', 'send-back'], c.rep.id)),
      archived: (c) => void went(c, bounced(c, Array(4).fill('send-back')), {}, c.archived),
    },
  },
  'self-approval': {
    faulty: {
      'made it': (c) => c.fault(c.order(c.account(), one(c), { approvedBy: c.rep.id }), 'approvedBy'),
      'owns it': (c) => c.fault(c.quote(c.account(), one(c), {}, { ownerId: c.boss.id }), 'approvedBy'),
      'submitted it': (c) => {
        const approval = { round: 1, submittedBy: c.boss.id, submittedAt: iso(c.base), level: 0, levels: [] };
        c.fault(
          c.order(c.account(), one(c), {}, { process: c.standing('order', c.signed(c.base), { approval }) }),
          'approvedBy',
        );
      },
      'a credit note': (c) => {
        const bill = c.receivable(c.account(), 5_000, { paid: 5_000, status: 'paid' });
        c.fault(c.creditNote(bill, 100, { approvedBy: c.rep.id }), 'approvedBy');
      },
    },
    near: {
      'a second person': (c) => void c.order(c.account(), one(c)),
      'nobody yet': (c) => void c.order(c.account(), one(c), { approvedBy: undefined }),
      archived: (c) => void c.order(c.account(), one(c), { approvedBy: c.rep.id }, c.archived),
      'got it after the signature': (c) => {
        const decision = { verdict: 'approve', by: c.boss.id, at: iso(c.base + 3 * HOUR) };
        const levels = [{ id: 'sales', slots: [{ role: 'sales-manager', decision }] }] as never;
        const approval = { round: 1, submittedBy: c.rep.id, submittedAt: iso(c.base), level: 0, levels };
        c.order(
          c.account(),
          one(c),
          {},
          { ownerId: c.boss.id, process: c.standing('order', c.signed(c.base), { approval }) },
        );
      },
    },
  },
  'edited-after-approval': {
    faulty: {
      'nobody has approved it since': (c) => c.fault(edited(c, 'voided', -9 * HOUR), 'process'),
      'it waits for the approval': (c) => c.fault(edited(c), 'process'),
      'a price past the process': (c) =>
        c.fault(
          history(c, c.order(c.account(), one(c)), c.base + 3 * HOUR + SECOND, 'lines.0.unitPrice'),
          'approvedAt',
        ),
      'the validity of a quote': (c) =>
        c.fault(history(c, c.quote(c.account(), one(c)), c.base + DAY, 'validUntil', 'note'), 'approvedAt'),
    },
    near: {
      'approved since': (c) => void edited(c, 'approved'),
      'asked for in the moment of the change, and approved': (c) => void edited(c, 'approved', 0),
      'in the moment of the approval': (c) =>
        void history(c, c.order(c.account(), one(c)), c.base + 3 * HOUR, 'lines.0.unitPrice'),
      'a note': (c) => void history(c, c.order(c.account(), one(c)), c.base + DAY, 'note', 'shipDate'),
      'what was shipped': (c) =>
        void history(c, c.order(c.account(), one(c)), c.base + DAY, 'lines.0.shipped', 'lines.0.returned'),
      'opened again': (c) =>
        void history(
          c,
          c.order(c.account(), one(c), { status: 'draft', approvedBy: undefined }),
          c.base + DAY,
          'lines.0.unitPrice',
        ),
      archived: (c) => void history(c, c.order(c.account(), one(c), {}, c.archived), c.base + DAY, 'lines.0.unitPrice'),
    },
  },
  'fast-lane-after-return': {
    faulty: {
      'sent back': fastLane((c) => [...back(c, 'send-back'), ...through(c)], {}, true),
      recalled: fastLane((c) => [...back(c, 'recall', c.rep.id), ...through(c)], {}, true),
      'by a cent': (c) => {
        const [of, what] = [c.account(), c.product()];
        c.promise(of, what, 9_999);
        const process = c.standing('order', [...back(c, 'reject'), ...through(c)]);
        c.fault(
          c.order(of, [c.line(what, { unitPrice: 9_999, listPrice: 10_000 })], { approvedBy: undefined }, { process }),
          'lines.0.unitPrice',
        );
      },
    },
    near: {
      'signed after all': fastLane((c) => [...back(c, 'send-back'), ...c.signed(c.base + 3 * HOUR)]),
      'never sent back': fastLane(through),
      'at the list': fastLane((c) => [...back(c, 'send-back'), ...through(c)], { unitPrice: 10_000 }),
      'above the list, promised': fastLane((c) => [...back(c, 'send-back'), ...through(c)], { listPrice: 8_000 }),
      'brought over': fastLane(
        (c) => [...back(c, 'send-back'), ...through(c)],
        {},
        false,
        (c) => c.brought,
      ),
      archived: fastLane(
        (c) => [...back(c, 'send-back'), ...through(c)],
        {},
        false,
        (c) => c.archived,
      ),
    },
  },
  'off-list-unapproved': {
    faulty: {
      'nobody signed': offList({ deviation: 5 }, alone, {}, true),
      'by little': offList({ deviation: 0.01 }, alone, {}, true),
      'only the credit was released': offList(
        { deviation: 5 },
        (c) => [...alone(c), ['approve', 'pending-release', 'approved', c.base + 9 * HOUR, c.boss.id]],
        {},
        true,
      ),
      'signed, then changed': offList(
        { deviation: 5 },
        (c) => [
          ...c.signed(c.base),
          ['revise', 'approved', 'draft', c.base + 9 * HOUR, c.rep.id],
          ['auto-approve', 'draft', 'approved', c.base + 10 * HOUR, c.rep.id],
        ],
        {},
        true,
      ),
      'brought over without a name': offList(
        { deviation: 5 },
        () => [],
        {},
        true,
        (c) => c.brought,
      ),
    },
    near: {
      signed: offList({ deviation: 5 }, (c) => c.signed(c.base)),
      'at its price': offList({ deviation: 0 }, alone),
      'not measured': offList({}, alone),
      'below floor has a rule of its own': offList({ deviation: 5, belowFloor: true }, alone),
      'waits for nobody yet': offList({ deviation: 5 }, () => [], { status: 'draft' }),
      'brought over with its approver': (c) =>
        offList(
          { deviation: 5 },
          () => [],
          { approvedBy: c.boss.id },
          false,
          () => c.brought,
        )(c),
      archived: offList({ deviation: 5 }, alone, {}, false, (c) => c.archived),
    },
  },
};
