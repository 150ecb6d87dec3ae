import { describe, expect, it } from 'vitest';
import type { Rec } from '../kernel/record.ts';
import { guardOf, guardRefusals, guards } from './guards.ts';
import { documentOf, worldAt } from './testing.ts';

const order = (data: Record<string, unknown>, parts: Partial<Rec> = {}): Rec => documentOf('order', data, parts);
const lines = (...given: Record<string, unknown>[]): Rec =>
  order({}, { lines: given.map((line) => ({ quantity: 2, unitPrice: 300, amount: 600, ...line })) });
const deal = (data: Record<string, unknown>): Rec => documentOf('opportunity', data);

const offer = (data: Record<string, unknown>): Rec => documentOf('quote', data);
const goods = (data: Record<string, unknown>, line?: Record<string, unknown>): Rec =>
  documentOf('shipment', data, line ? { lines: [line] } : {});
const owed = (data: Record<string, unknown>): Rec => documentOf('receivable', data);
const complaint = (data: Record<string, unknown>): Rec => documentOf('complaint', data);
const actions = (...given: Record<string, unknown>[]): Rec => documentOf('complaint', {}, { lines: given });
const [cured, prevented] = [
  { kind: 'corrective', doneDate: '2026-11-22' },
  { kind: 'preventive', doneDate: '2026-11-23' },
];

interface Row {
  guard: string;
  case: string;
  rec: Rec;
  value?: number;
  /** State to which the step leads. */
  to?: string;
  /** Who takes it. */
  by?: string;
  /** Fields that are named; none when the guard lets the step pass. */
  fields: string[];
}

// The day of the world is 2026-11-23.
const table: Row[] = [
  { guard: 'has-lines', case: 'a line', rec: lines({}), fields: [] },
  { guard: 'has-lines', case: 'an empty list', rec: lines(), fields: ['lines'] },
  { guard: 'has-lines', case: 'no list', rec: deal({}), fields: ['lines'] },
  { guard: 'lines-priced', case: 'all priced', rec: lines({}, { unitPrice: 0, amount: 0 }), fields: [] },
  {
    guard: 'lines-priced',
    case: 'a price here and a quantity there missing',
    rec: lines({ unitPrice: undefined }, {}, { quantity: null }),
    fields: ['lines.0.unitPrice', 'lines.2.quantity'],
  },
  { guard: 'lines-priced', case: 'text for a price', rec: lines({ unitPrice: '3' }), fields: ['lines.0.unitPrice'] },
  { guard: 'amounts-add-up', case: 'right', rec: lines({}, { quantity: 0.1, unitPrice: 3, amount: 0 }), fields: [] },
  { guard: 'amounts-add-up', case: 'a cent too much', rec: lines({}, { amount: 601 }), fields: ['lines.1.amount'] },
  { guard: 'amounts-add-up', case: 'no amount', rec: lines({ amount: undefined }), fields: ['lines.0.amount'] },
  { guard: 'amounts-add-up', case: 'no price to judge by', rec: lines({ unitPrice: undefined }), fields: [] },
  { guard: 'quantities-positive', case: 'over zero', rec: lines({ quantity: 0.001 }), fields: [] },
  {
    guard: 'quantities-positive',
    case: 'zero and less',
    rec: lines({ quantity: 0 }, { quantity: -1 }),
    fields: ['lines.0.quantity', 'lines.1.quantity'],
  },
  {
    guard: 'products-on-sale',
    case: 'on sale, unknown, free text',
    rec: lines({ productId: 'prd_good' }, { productId: 'prd_none' }, { description: 'Freight' }),
    fields: [],
  },
  {
    guard: 'products-on-sale',
    case: 'retired and archived',
    rec: lines({ productId: 'prd_good' }, { productId: 'prd_retired' }, { productId: 'prd_archived' }),
    fields: ['lines.1.productId', 'lines.2.productId'],
  },
  { guard: 'account-active', case: 'a customer', rec: order({ accountId: 'acc_good' }), fields: [] },
  { guard: 'account-active', case: 'none given', rec: order({ accountId: undefined }), fields: [] },
  { guard: 'account-active', case: 'lost', rec: order({ accountId: 'acc_lost' }), fields: ['accountId'] },
  { guard: 'account-active', case: 'archived', rec: order({ accountId: 'acc_archived' }), fields: ['accountId'] },
  { guard: 'due-date-ahead', case: 'today', rec: order({ dueDate: '2026-11-23' }), fields: [] },
  { guard: 'due-date-ahead', case: 'none given', rec: order({ dueDate: undefined }), fields: [] },
  { guard: 'due-date-ahead', case: 'yesterday', rec: order({ dueDate: '2026-11-22' }), fields: ['dueDate'] },
  { guard: 'close-date-ahead', case: 'today', rec: deal({ closeDate: '2026-11-23' }), fields: [] },
  { guard: 'close-date-ahead', case: 'yesterday', rec: deal({ closeDate: '2026-11-22' }), fields: ['closeDate'] },
  {
    guard: 'next-step-planned',
    case: 'planned',
    rec: deal({ nextStep: 'Visit', nextStepDate: '2026-11-23' }),
    fields: [],
  },
  {
    guard: 'next-step-planned',
    case: 'nothing',
    rec: deal({ nextStep: '', nextStepDate: undefined }),
    fields: ['nextStep', 'nextStepDate'],
  },
  {
    guard: 'next-step-planned',
    case: 'a date that is past',
    rec: deal({ nextStep: 'Visit', nextStepDate: '2026-11-22' }),
    fields: ['nextStepDate'],
  },
  { guard: 'amount-at-least', case: 'as much', rec: order({ amount: 500 }), value: 500, fields: [] },
  { guard: 'amount-at-least', case: 'less', rec: order({ amount: 499 }), value: 500, fields: ['amount'] },
  { guard: 'amount-at-least', case: 'no amount', rec: order({ amount: undefined }), value: 500, fields: ['amount'] },
  {
    guard: 'amount-at-least',
    case: 'nothing where the process names no value',
    rec: order({ amount: 0 }),
    fields: ['amount'],
  },
  { guard: 'owner-named', case: 'somebody', rec: order({}), fields: [] },
  { guard: 'owner-named', case: 'nobody', rec: (({ ownerId: _none, ...rec }) => rec)(order({})), fields: ['ownerId'] },
  { guard: 'price-explained', case: 'no other quote', rec: lines({}), fields: [] },
  { guard: 'price-explained', case: 'a reason', rec: lines({ conflict: 'QT-9', reason: 'volume' }), fields: [] },
  { guard: 'price-explained', case: 'no reason', rec: lines({}, { conflict: 'QT-9' }), fields: ['lines.1.reason'] },
  { guard: 'valid-ahead', case: 'the last day', rec: offer({ validUntil: '2026-11-23' }), fields: [] },
  { guard: 'valid-ahead', case: 'over', rec: offer({ validUntil: '2026-11-22' }), fields: ['validUntil'] },
  { guard: 'valid-past', case: 'over', rec: offer({ validUntil: '2026-11-22' }), fields: [] },
  { guard: 'valid-past', case: 'the last day', rec: offer({ validUntil: '2026-11-23' }), fields: ['validUntil'] },
  { guard: 'revision-made', case: 'made', rec: offer({ supersededBy: 'quo_2' }), fields: [] },
  { guard: 'revision-made', case: 'none', rec: offer({}), fields: ['supersededBy'] },
  { guard: 'release-ahead', case: 'today', rec: order({ releaseUntil: '2026-11-23' }), fields: [] },
  { guard: 'release-ahead', case: 'the last day', rec: order({ releaseUntil: '2026-12-03' }), value: 10, fields: [] },
  {
    guard: 'release-ahead',
    case: 'a day too far',
    rec: order({ releaseUntil: '2026-12-04' }),
    value: 10,
    fields: ['releaseUntil'],
  },
  { guard: 'release-ahead', case: 'yesterday', rec: order({ releaseUntil: '2026-11-22' }), fields: ['releaseUntil'] },
  { guard: 'release-ahead', case: 'none', rec: order({ releaseUntil: undefined }), fields: ['releaseUntil'] },
  { guard: 'nothing-shipped', case: 'nothing', rec: lines({}, { shipped: 0 }), fields: [] },
  { guard: 'nothing-shipped', case: 'a part', rec: lines({}, { shipped: 0.5 }), fields: ['lines.1.shipped'] },
  { guard: 'something-shipped', case: 'a part', rec: lines({}, { shipped: 0.5 }), fields: [] },
  { guard: 'something-shipped', case: 'nothing', rec: lines({}), fields: ['lines'] },
  { guard: 'all-shipped', case: 'all', rec: lines({ shipped: 2 }, { shipped: 2 }), fields: [] },
  {
    guard: 'all-shipped',
    case: 'all but a part',
    rec: lines({ shipped: 2 }, { shipped: 1.5 }),
    fields: ['lines.1.shipped'],
  },
  { guard: 'order-open', case: 'approved', rec: goods({}), fields: [] },
  { guard: 'order-open', case: 'held', rec: goods({ orderId: 'ord_held' }), fields: ['orderId'] },
  { guard: 'order-open', case: 'not there', rec: goods({ orderId: 'ord_none' }), fields: ['orderId'] },
  { guard: 'release-valid', case: 'released until today', rec: goods({}), fields: [] },
  { guard: 'release-valid', case: 'until yesterday', rec: goods({ orderId: 'ord_held' }), fields: ['orderId'] },
  { guard: 'release-valid', case: 'never released', rec: goods({ orderId: 'ord_none' }), fields: [] },
  { guard: 'within-order', case: 'the rest', rec: goods({}), fields: [] },
  {
    guard: 'within-order',
    case: 'more',
    rec: goods({}, { orderLine: 1, quantity: 4.1 }),
    fields: ['lines.0.quantity'],
  },
  {
    guard: 'within-order',
    case: 'no such line',
    rec: goods({}, { orderLine: 2, quantity: 1 }),
    fields: ['lines.0.quantity'],
  },
  { guard: 'returned-in-full', case: 'all of it', rec: goods({}), fields: [] },
  { guard: 'returned-in-full', case: 'one kept', rec: goods({ receivableId: 'rcv_kept' }), fields: ['receivableId'] },
  { guard: 'returned-in-full', case: 'not billed', rec: goods({ receivableId: undefined }), fields: ['receivableId'] },
  {
    guard: 'nothing-owed',
    case: 'paid, credited, given up',
    rec: owed({ paid: 500, credited: 300, writtenOff: 200 }),
    fields: [],
  },
  { guard: 'nothing-owed', case: 'one left', rec: owed({ paid: 999 }), fields: ['balance'] },
  { guard: 'paid-in-part', case: 'one', rec: owed({ paid: 1 }), fields: [] },
  { guard: 'paid-in-part', case: 'nothing', rec: owed({ paid: 0 }), fields: ['balance'] },
  { guard: 'paid-in-part', case: 'all', rec: owed({ paid: 1000 }), fields: ['balance'] },
  { guard: 'due-past', case: 'yesterday', rec: owed({ dueDate: '2026-11-22' }), fields: [] },
  { guard: 'due-past', case: 'today', rec: owed({ dueDate: '2026-11-23' }), fields: ['dueDate'] },
  { guard: 'due-past', case: 'no date', rec: owed({ dueDate: undefined }), fields: ['dueDate'] },
  { guard: 'owed-in-time', case: 'due today', rec: owed({ dueDate: '2026-11-23' }), fields: [] },
  { guard: 'owed-in-time', case: 'overdue', rec: owed({ dueDate: '2026-11-22' }), fields: ['dueDate'] },
  { guard: 'owed-in-time', case: 'paid', rec: owed({ dueDate: '2026-12-31', paid: 1000 }), fields: ['dueDate'] },
  {
    guard: 'stage-in-pipeline',
    case: 'the next one',
    rec: deal({ stage: 'prospecting' }),
    to: 'qualification',
    fields: [],
  },
  {
    guard: 'stage-in-pipeline',
    case: 'one of four left out',
    rec: deal({ stage: 'prospecting' }),
    to: 'proposal',
    fields: ['pipelineId'],
  },
  {
    guard: 'stage-in-pipeline',
    case: 'past what its pipeline does not have',
    rec: deal({ stage: 'prospecting', pipelineId: 'pip_short' }),
    to: 'proposal',
    fields: [],
  },
  {
    guard: 'stage-in-pipeline',
    case: 'into what its pipeline does not have',
    rec: deal({ stage: 'prospecting', pipelineId: 'pip_short' }),
    to: 'qualification',
    fields: ['pipelineId'],
  },
  ...(['mobile', 'phone', 'email'] as const).map((name) => ({
    guard: 'lead-reachable',
    case: `by ${name}`,
    rec: documentOf('lead', { mobile: undefined, [name]: 'x' }),
    fields: [],
  })),
  { guard: 'lead-reachable', case: 'a name alone', rec: documentOf('lead', { mobile: '' }), fields: ['mobile'] },
  { guard: 'lead-converted', case: 'an account', rec: documentOf('lead', { accountId: 'acc_1' }), fields: [] },
  { guard: 'lead-converted', case: 'none', rec: documentOf('lead', { accountId: undefined }), fields: ['accountId'] },
  { guard: 'lead-claimed', case: 'out of the pool', rec: documentOf('lead', {}), fields: [] },
  { guard: 'contact-logged', case: 'one', rec: complaint({}), fields: [] },
  { guard: 'contact-logged', case: 'none counted', rec: complaint({ contacts: 0 }), fields: ['contacts'] },
  { guard: 'contact-logged', case: 'none ever', rec: complaint({ contacts: undefined }), fields: ['contacts'] },
  { guard: 'affected-told', case: 'others, and told', rec: complaint({}), fields: [] },
  {
    guard: 'affected-told',
    case: 'no others',
    rec: complaint({ othersAffected: 'no', affectedNote: '' }),
    fields: [],
  },
  {
    guard: 'affected-told',
    case: 'others who heard nothing',
    rec: complaint({ affectedNote: ' ' }),
    fields: ['affectedNote'],
  },
  { guard: 'actions-done', case: 'both kinds, done today at the latest', rec: actions(cured, prevented), fields: [] },
  {
    guard: 'actions-done',
    case: 'a kind that nobody named is corrective',
    rec: actions({ doneDate: '2026-11-22' }, prevented),
    fields: [],
  },
  { guard: 'actions-done', case: 'none', rec: actions(), fields: ['lines'] },
  { guard: 'actions-done', case: 'nothing prevented', rec: actions(cured, cured), fields: ['lines'] },
  { guard: 'actions-done', case: 'nothing corrected', rec: actions(prevented), fields: ['lines'] },
  {
    guard: 'actions-done',
    case: 'one to be done, one done tomorrow',
    rec: actions(cured, { kind: 'preventive' }, { ...prevented, doneDate: '2026-11-24' }),
    fields: ['lines.1.doneDate', 'lines.2.doneDate'],
  },
  ...(
    [
      ['a week from today', { verifyOn: '2026-11-30' }, undefined, []],
      ['a day short of a week', { verifyOn: '2026-11-29' }, undefined, ['verifyOn']],
      ['as many days as the process asks for', { verifyOn: '2026-12-23' }, 30, []],
      ['one day fewer', { verifyOn: '2026-12-22' }, 30, ['verifyOn']],
      ['no date', { verifyOn: undefined }, undefined, ['verifyOn']],
    ] as const
  ).map(([name, data, value, fields]) => ({
    guard: 'verification-ahead',
    case: name,
    rec: complaint(data),
    ...(value === undefined ? {} : { value }),
    fields: [...fields],
  })),
  { guard: 'verification-due', case: 'today', rec: complaint({ verifyOn: '2026-11-23' }), fields: [] },
  { guard: 'verification-due', case: 'tomorrow', rec: complaint({ verifyOn: '2026-11-24' }), fields: ['verifyOn'] },
  { guard: 'verification-due', case: 'no date', rec: complaint({ verifyOn: undefined }), fields: ['verifyOn'] },
  ...['yes', 'unreached', undefined].map((confirmed) => ({
    guard: 'customer-content',
    case: String(confirmed),
    rec: complaint({ confirmed }),
    fields: [],
  })),
  { guard: 'customer-content', case: 'no', rec: complaint({ confirmed: 'no' }), fields: ['confirmed'] },
  ...(
    [
      ['written in one language or the other', {}, []],
      ['fresh until tomorrow', { reviewOn: '2026-11-24' }, []],
      ['fresh until today', { reviewOn: '2026-11-23' }, ['reviewOn']],
      ['no title', { titleZh: ' ' }, ['titleZh']],
      ['no symptom', { symptomEn: undefined }, ['symptomZh']],
      ['no right way', { rightWayZh: '' }, ['rightWayZh']],
      ['a guide has no symptom', { kind: 'guide', symptomEn: undefined }, []],
      ['an answer has no symptom', { kind: 'answer', symptomEn: undefined }, []],
      ['an answer without its right way', { kind: 'answer', symptomEn: undefined, rightWayZh: '' }, ['rightWayZh']],
    ] as const
  ).map(([name, data, fields]) => ({
    guard: 'entry-complete',
    case: name,
    rec: documentOf('problemEntry', data),
    fields: [...fields],
  })),
  ...(
    [
      ['somebody else', 'mem_other', {}, []],
      ['nobody, in a dry run', undefined, {}, []],
      ['its owner', 'mem_other', { ownerId: 'mem_other' }, ['ownerId']],
      ['who asked for it and gave it away', 'mem_other', { createdBy: 'mem_other' }, ['ownerId']],
    ] as const
  ).map(([name, by, parts, fields]) => ({
    guard: 'not-own-need',
    case: name,
    rec: documentOf('need', {}, parts),
    ...(by ? { by } : {}),
    fields: [...fields],
  })),
  { guard: 'benefit-measured', case: 'read by the system', rec: documentOf('need'), fields: [] },
  {
    guard: 'benefit-measured',
    case: 'not read yet',
    rec: documentOf('need', { actualAt: undefined }),
    fields: ['actual'],
  },
  ...(
    [
      ['meeting-attended', 'somebody came', [{ kind: 'attendee', ownerId: 'mem_1' }], []],
      [
        'meeting-attended',
        'topics and actions alone',
        [{ text: 'Overdue' }, { kind: 'action', text: 'Sign' }],
        ['lines'],
      ],
      [
        'meeting-actions-assigned',
        'nobody, and no day',
        [{ text: 'Overdue' }, { kind: 'action', text: 'Sign' }],
        ['lines.1.ownerId', 'lines.1.dueDate'],
      ],
      ['meeting-actions-assigned', 'done already', [{ kind: 'action', text: 'Sign', doneDate: '2026-11-20' }], []],
      ['meeting-actions-done', 'a topic is not done', [{ text: 'Overdue' }], []],
      [
        'meeting-actions-done',
        'one is open',
        [{ kind: 'action', text: 'Sign', ownerId: 'mem_1' }],
        ['lines.0.doneDate'],
      ],
    ] as const
  ).map(([guard, name, content, fields]) => ({
    guard,
    case: name,
    rec: documentOf('meeting', {}, { lines: content.map((line) => ({ ...line })) }),
    fields: [...fields],
  })),
  ...(
    [
      ['yesterday', '2026-11-22', []],
      ['today', '2026-11-23', []],
      ['tomorrow', '2026-11-24', ['date']],
    ] as const
  ).map(([name, date, fields]) => ({
    guard: 'meeting-day-come',
    case: name,
    rec: documentOf('meeting', { date }),
    fields: [...fields],
  })),
  ...(
    [
      ['who called it', 'mem_maker', []],
      ['its chair', 'mem_chair', []],
      ['who takes the minutes', 'mem_clerk', []],
      ['somebody who came', 'mem_doer', ['chairId']],
      ['nobody, in a dry run', undefined, []],
    ] as const
  ).map(([name, by, fields]) => ({
    guard: 'meeting-led',
    case: name,
    rec: documentOf('meeting', { minuteTakerId: 'mem_clerk' }),
    ...(by ? { by } : {}),
    fields: [...fields],
  })),
  ...(
    [
      ['by-owner', 'the owner', 'mem_maker', []],
      ['by-owner', 'somebody else', 'mem_other', ['ownerId']],
      ['by-owner', 'nobody, in a dry run', undefined, []],
      ['by-addressee', 'the person', 'mem_told', []],
      ['by-addressee', 'whoever wrote it', 'mem_maker', ['memberId']],
      ['by-addressee', 'nobody, in a dry run', undefined, []],
    ] as const
  ).map(([guard, name, by, fields]) => ({
    guard,
    case: name,
    rec: documentOf('warning', { memberId: 'mem_told' }),
    ...(by ? { by } : {}),
    fields: [...fields],
  })),
  ...(
    [
      ['interview-held', 'held', {}, []],
      ['interview-held', 'planned still', { heldAt: '' }, ['heldAt']],
      ['interview-passed', 'it is', {}, []],
      ['interview-passed', 'it is not', { result: 'failed' }, ['result']],
      ['interview-failed', 'it is', { result: 'failed' }, []],
      ['interview-failed', 'it is not', {}, ['result']],
      ['by-asked-person', 'who was asked', { memberId: 'mem_told' }, []],
      ['by-asked-person', 'the interviewer', { memberId: 'mem_other' }, ['memberId']],
      ['by-another-person', 'the interviewer', { memberId: 'mem_other' }, []],
      ['by-another-person', 'who was asked', { memberId: 'mem_told' }, ['memberId']],
    ] as const
  ).map(([guard, name, data, fields]) => ({
    guard,
    case: name,
    rec: documentOf('interview', data),
    by: 'mem_told',
    fields: [...fields],
  })),
  { guard: 'lead-claimed', case: 'in the pool', rec: documentOf('lead', { poolSince: 'x' }), fields: ['poolSince'] },
];

describe('conditions of a step', () => {
  it.each(table)('$guard: $case', ({ guard, rec, value, to, by, fields }) => {
    const refusals = guardRefusals([{ id: guard, ...(value === undefined ? {} : { value }) }], rec, {
      ...worldAt(),
      to,
      by,
    });
    expect(refusals.map((one) => [one.rule, one.field])).toEqual(fields.map((field) => [guard, field]));
    for (const one of refusals) {
      expect(one.en).toContain(guardOf(guard)!.label.en);
      expect(one.zh).toContain(guardOf(guard)!.label.zh);
      expect(one.help).toBe(`/docs#rule-${guard}`);
    }
  });

  it('every condition of the list has a row that passes and one that does not', () => {
    for (const { id } of guards) {
      const rows = table.filter((row) => row.guard === id);
      expect(
        rows.some((row) => row.fields.length === 0),
        `${id} passes`,
      ).toBe(true);
      expect(
        rows.some((row) => row.fields.length > 0),
        `${id} refuses`,
      ).toBe(true);
    }
    expect(new Set(guards.map((guard) => guard.id)).size).toBe(guards.length);
  });

  it('one that is not in the list lets nothing pass', () => {
    expect(guardRefusals([{ id: 'moon-is-full' }], order({}), worldAt())).toMatchObject([{ rule: 'moon-is-full' }]);
    expect(guardOf('moon-is-full')).toBeUndefined();
  });
});
