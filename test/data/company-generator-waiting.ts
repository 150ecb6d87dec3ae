import type { CasesByRule, Cell, Data, Parts } from './company-generator-base.ts';
import { DAY, iso, MINUTE } from './service-generator-clock.ts';

// What waits for somebody: departures from a process, deals.

const number = (c: Cell): number => Number(c.id('account').slice(4));
/** A departure from the order's process; the action makes it a kind of its own. */
const deviation = (c: Cell, action: string, made: number, data: Data = {}, parts: Parts = {}) =>
  c.put(
    'deviation',
    {
      title: 'SO',
      processKey: 'order',
      processVersion: 0,
      documentType: 'order',
      documentId: 'ord_1',
      step: 1,
      action,
      from: 'draft',
      to: 'approved',
      rules: ['role'],
      refusals: [],
      memberId: c.rep.id,
      ...data,
    },
    { made, ...parts },
  );
const proposal = (c: Cell, of: { id: string }, data: Data = {}, parts: Parts = {}) =>
  c.put('proposal', { title: '建议', processKey: 'order', status: 'open', deviationId: of.id, ...data }, parts);
const ended = (c: Cell): number => c.now - 14 * DAY;

export const waitingCases: CasesByRule = {
  'deviation-unhandled': {
    faulty: {
      'for fourteen days to the minute': (c) => c.fault(deviation(c, `act-${number(c)}`, ended(c)), ''),
      'two of a kind': (c) => {
        const kind = `act-${number(c)}`;
        c.fault(deviation(c, kind, ended(c) - DAY, { rules: ['role', 'guard'] }), '');
        deviation(c, kind, c.now - DAY, { rules: ['guard', 'role'] });
      },
      'the proposal was archived': (c) => {
        const rec = deviation(c, `act-${number(c)}`, ended(c) - DAY);
        proposal(c, rec, {}, c.archived);
        c.fault(rec, '');
      },
      'the proposal is about another kind': (c) => {
        const kind = `act-${number(c)}`;
        const rec = deviation(c, kind, ended(c) - DAY);
        proposal(c, deviation(c, kind, ended(c) - DAY, { rules: ['lock'] }));
        c.fault(rec, '');
      },
    },
    near: {
      'a minute short': (c) => void deviation(c, `act-${number(c)}`, ended(c) + MINUTE),
      'a proposal names it': (c) => void proposal(c, deviation(c, `act-${number(c)}`, ended(c) - DAY)),
      'a proposal names the later one of its kind': (c) => {
        const kind = `act-${number(c)}`;
        deviation(c, kind, ended(c) - DAY);
        proposal(c, deviation(c, kind, c.now - DAY), { status: 'rejected' });
      },
      archived: (c) => void deviation(c, `act-${number(c)}`, ended(c) - DAY, {}, c.archived),
    },
  },
  'opportunity-no-next-step': {
    faulty: {
      none: (c) => c.fault(c.opportunity(c.account(), { nextStep: undefined }), 'nextStep'),
      blanks: (c) => c.fault(c.opportunity(c.account(), { nextStep: '  ' }), 'nextStep'),
      'in the first stage': (c) =>
        c.fault(c.opportunity(c.account(), { stage: 'prospecting', nextStep: undefined }), 'nextStep'),
    },
    near: {
      'a word': (c) => void c.opportunity(c.account(), { nextStep: '?' }),
      'without a day': (c) => void c.opportunity(c.account(), { nextStepDate: undefined }),
      won: (c) => void c.opportunity(c.account(), { stage: 'won', nextStep: undefined }),
      lost: (c) => void c.opportunity(c.account(), { stage: 'lost', nextStep: undefined }),
      archived: (c) => void c.opportunity(c.account(), { nextStep: undefined }, c.archived),
    },
  },
  'opportunity-past-close': {
    faulty: {
      yesterday: (c) => c.fault(c.opportunity(c.account(), { closeDate: '2026-10-07' }), 'closeDate'),
      'long ago': (c) =>
        c.fault(c.opportunity(c.account(), { closeDate: '2025-12-31', stage: 'negotiation' }), 'closeDate'),
    },
    near: {
      today: (c) => void c.opportunity(c.account(), { closeDate: c.today }),
      'won since': (c) => void c.opportunity(c.account(), { closeDate: '2026-10-07', stage: 'won' }),
      'lost since': (c) => void c.opportunity(c.account(), { closeDate: '2026-10-07', stage: 'lost' }),
      archived: (c) => void c.opportunity(c.account(), { closeDate: '2026-10-07' }, c.archived),
    },
  },
  'opportunity-stuck': {
    faulty: {
      'thirty days to the minute': (c) =>
        c.fault(c.opportunity(c.account(), { stageSince: iso(c.now - 30 * DAY) }), 'stage'),
      'in negotiation': (c) =>
        c.fault(c.opportunity(c.account(), { stageSince: iso(c.now - 90 * DAY), stage: 'negotiation' }), 'stage'),
      'since it was made': (c) =>
        c.fault(c.opportunity(c.account(), { stageSince: undefined }, { made: c.now - 40 * DAY }), 'stage'),
    },
    near: {
      'a minute short': (c) => void c.opportunity(c.account(), { stageSince: iso(c.now - 30 * DAY + MINUTE) }),
      won: (c) => void c.opportunity(c.account(), { stageSince: iso(c.now - 90 * DAY), stage: 'won' }),
      'made long ago, moved since': (c) =>
        void c.opportunity(c.account(), {}, { made: c.now - 90 * DAY, touched: c.now - 10 * DAY }),
      archived: (c) => void c.opportunity(c.account(), { stageSince: iso(c.now - 90 * DAY) }, c.archived),
    },
  },
};
