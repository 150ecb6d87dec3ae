import { describe, expect, it } from 'vitest';
import { carryOut, effectOf, effects } from './effects.ts';
import { documentOf, NOW } from './testing.ts';

const world = { now: NOW, today: '2026-11-23', actorId: 'mem_manager' };

interface Row {
  effect: string;
  case: string;
  field?: string;
  /** State from which the last step led here. */
  from?: string;
  /** Reason of the signature that led here. */
  reason?: string;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  /** Whether it changes the document; one that leaves it as it is counts as the other kind of row. */
  changes: boolean;
}

const table: Row[] = [
  { effect: 'stamp-time', case: 'first', field: 'at', before: {}, after: { at: NOW }, changes: true },
  { effect: 'stamp-time', case: 'anew', field: 'at', before: { at: 'then' }, after: { at: NOW }, changes: true },
  {
    effect: 'stamp-time',
    case: 'twice at one instant',
    field: 'at',
    before: { at: NOW },
    after: { at: NOW },
    changes: false,
  },
  { effect: 'stamp-date', case: 'empty', field: 'on', before: {}, after: { on: '2026-11-23' }, changes: true },
  {
    effect: 'stamp-date',
    case: 'given',
    field: 'on',
    before: { on: '2026-11-20' },
    after: { on: '2026-11-20' },
    changes: false,
  },
  {
    effect: 'publish-edition',
    case: 'the first',
    before: { titleZh: '焊缝' },
    after: { titleZh: '焊缝', edition: 1, publishedAt: NOW, reviewOn: '2027-05-22' },
    changes: true,
  },
  {
    effect: 'publish-edition',
    case: 'the words of the last one, still fresh',
    before: { edition: 1, publishedAt: 'then', reviewOn: '2026-12-01' },
    after: { edition: 1, publishedAt: 'then', reviewOn: '2026-12-01' },
    changes: false,
  },
  {
    effect: 'end-date',
    case: 'later',
    field: 'on',
    before: { on: '2026-12-31' },
    after: { on: '2026-11-23' },
    changes: true,
  },
  {
    effect: 'end-date',
    case: 'earlier',
    field: 'on',
    before: { on: '2026-06-30' },
    after: { on: '2026-06-30' },
    changes: false,
  },
  {
    effect: 'stamp-person',
    case: 'anew',
    field: 'who',
    before: { who: 'mem_a' },
    after: { who: 'mem_manager' },
    changes: true,
  },
  {
    effect: 'stamp-person',
    case: 'the same',
    field: 'who',
    before: { who: 'mem_manager' },
    after: { who: 'mem_manager' },
    changes: false,
  },
  { effect: 'clear', case: 'filled', field: 'on', before: { on: 'x', keep: 1 }, after: { keep: 1 }, changes: true },
  { effect: 'clear', case: 'empty already', field: 'on', before: { keep: 1 }, after: { keep: 1 }, changes: false },
  { effect: 'note-hold', case: 'by hand', before: {}, after: { holdReason: 'manual' }, changes: true },
  {
    effect: 'note-hold',
    case: 'for a reason',
    before: { holdReason: 'credit' },
    after: { holdReason: 'credit' },
    changes: false,
  },
  {
    effect: 'write-off',
    case: 'the balance',
    before: { total: 1000, paid: 400 },
    after: { total: 1000, paid: 400, writtenOff: 600 },
    changes: true,
  },
  {
    effect: 'write-off',
    case: 'nothing left',
    before: { total: 5, paid: 5, writtenOff: 0 },
    after: { total: 5, paid: 5, writtenOff: 0 },
    changes: false,
  },
  {
    effect: 'to-pool',
    case: 'from its owner',
    before: { recallOn: '2026-12-01', warnOn: '2026-11-28', name: 'x' },
    after: { name: 'x', poolSince: NOW, recalledFrom: 'mem_maker' },
    changes: true,
  },
  {
    effect: 'to-pool',
    case: 'at the same instant again',
    before: { name: 'x', poolSince: NOW, recalledFrom: 'mem_maker' },
    after: { name: 'x', poolSince: NOW, recalledFrom: 'mem_maker' },
    changes: false,
  },
];
const reopenings: Row[] = [
  { case: 'the first time', from: 'closed', before: {}, after: { reopened: 1 }, changes: true },
  { case: 'again', from: 'rejected', before: { reopened: 1 }, after: { reopened: 2 }, changes: true },
  { case: 'that was never over', from: 'received', before: {}, after: {}, changes: false },
  { case: 'found unsolved', from: 'verifying', before: { reopened: 1 }, after: { reopened: 1 }, changes: false },
].map((row) => ({ effect: 'count-reopening', field: 'reopened', ...row }));
const judgements: Row[] = [
  { case: 'of a signature', reason: 'Harms', before: {}, after: { judgement: 'Harms' }, changes: true },
  { case: 'that gave none, after one that did', before: { judgement: 'Harms' }, after: {}, changes: true },
  { case: 'the same', reason: 'x', before: { judgement: 'x' }, after: { judgement: 'x' }, changes: false },
].map((row) => ({ effect: 'note-judgement', ...row }));
const all = [...table, ...reopenings, ...judgements];
/** Effects that the runtime carries out, because they touch another record. */
const left = [
  'apply-change',
  'release-change',
  'take-credit',
  'ask-release',
  'post-shipment',
  'post-credit-note',
  'replace-list',
  'meet-recurrence',
];

describe('what happens on entering a state', () => {
  it.each(all)('$effect: $case', ({ effect, field, from, reason, before, after }) => {
    const trail = from === undefined ? [] : [{ n: 1, action: 'on', from, to: 'here', at: NOW, by: 'mem_maker' }];
    const standing = {
      id: 'x',
      version: 1,
      state: 'here',
      begun: 'here',
      since: NOW,
      seq: 1,
      authors: [],
      trail,
      tally: {},
      approval: {
        round: 1,
        submittedBy: 'mem_maker',
        submittedAt: NOW,
        level: 0,
        levels: [
          {
            id: 'judge',
            mode: 'any' as const,
            slots: [
              {
                id: '0.0',
                signer: 'trainer',
                decision: { by: 'mem_t', at: NOW, verdict: 'reject' as const, ...(reason ? { comment: reason } : {}) },
              },
            ],
          },
        ],
      },
    };
    const rec = Object.freeze({ ...documentOf('order'), data: Object.freeze(before), process: standing });
    const done = carryOut([{ id: effect, ...(field ? { field } : {}) }], rec, world);
    expect(done.rec.data).toEqual(after);
    expect(done.left).toEqual([]);
  });

  it.each(left)('%s is left to the runtime and does not touch the request', (id) => {
    const rec = documentOf('changeRequest');
    const done = carryOut([{ id: 'stamp-time', field: 'at' }, { id }], rec, world);
    expect(done.left).toEqual([{ id }]);
    expect(done.rec.data).toEqual({ ...rec.data, at: NOW });
    expect(carryOut([{ id }], rec, world).rec).toBe(rec);
  });

  it('every effect of the list has a row that changes something and one that does not, or is left to the runtime', () => {
    for (const { id, apply } of effects) {
      if (!apply) expect(left, id).toContain(id);
      else
        for (const changes of [true, false])
          expect(
            all.some((row) => row.effect === id && row.changes === changes),
            `${id} ${changes}`,
          ).toBe(true);
    }
    for (const id of left) expect(effectOf(id)?.apply).toBeUndefined();
    for (const row of all) expect(JSON.stringify(row.before) !== JSON.stringify(row.after)).toBe(row.changes);
  });

  it('what passes by the rule alone is signed by nobody, whoever signed before', () => {
    const rec = { ...documentOf('order'), data: { approvedBy: 'mem_a', keep: 1 } };
    const use = [{ id: 'stamp-person', field: 'approvedBy' }];
    expect(carryOut(use, rec, { ...world, actorId: 'job:process' }).rec.data).toEqual({ keep: 1 });
  });

  it('one that is not in the list is a fault of the definition, not something to pass over', () => {
    expect(() => carryOut([{ id: 'make-tea' }], documentOf('order'), world)).toThrow('make-tea');
  });
});
