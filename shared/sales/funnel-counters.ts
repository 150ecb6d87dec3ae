import type { Contribution } from '../kernel/projection.ts';
import type { Rec } from '../kernel/record.ts';
import { localMonth } from '../kernel/time.ts';
import type { OpenStage } from './pipeline.ts';
import { isOpenStage, openStages } from './pipeline.ts';
import type { Journey } from './stage-times.ts';
import { journeyOf } from './stage-times.ts';

// Counters of the funnel: what a deal adds to them, and how their items are named. The items sort behind all other counters of their
// period (`~`), so that a review does not read them. Each is read alone or by the beginning of its name:
//   ~deals#p|<pipeline>|          of a pipeline; all of them are the whole
//   ~deals#s|<origin>|            of an origin
//   ~deals#o|<owner>|             of an owner, fields `<pipeline>~<origin>~<measure>`
//   ~deals#t|<team>|<owner>|      of an owner in a team, fields likewise
// and of what is open now, by the month in which it is expected to close: ~open#p|<pipeline>|<month>|, ~open#o|<owner>|<month>|,
// ~open#t|<team>|<owner>|<month>| with fields `<pipeline>~<measure>`.
export const FLOWS = '~deals#';
export const OPEN = '~open#';
/** Stands for an owner, pipeline, origin or month that a deal does not have. */
export const NONE = '-';

/** A value as a part of a counter's name: an imported one may hold anything. */
const part = (value: unknown): string =>
  typeof value === 'string' && value !== '' ? value.replace(/[~|]/g, ' ').slice(0, 60) : NONE;

/** What a deal adds to one measure in one month. */
interface Count {
  month: string;
  measure: string;
  amount: number;
}

const minutesBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 60_000);

/** Of the deals that came into a stage in a month: how many went on, were won, were lost by now; and how long they stayed, by the month of leaving. */
const stageCounts = ({ entered, closed }: Journey, stage: OpenStage, monthOf: (at: string) => string): Count[] => {
  const at = entered[stage];
  if (at === undefined) return [];
  const later = openStages.slice(openStages.indexOf(stage) + 1).flatMap((one) => entered[one] ?? []);
  const month = monthOf(at);
  const one = (measure: string): Count => ({ month, measure, amount: 1 });
  const left = [...later, ...(closed ? [closed.at] : [])].filter((next) => next >= at).sort()[0];
  const wentOn = later.length > 0 || closed?.as === 'won';
  return [
    one(`in|${stage}`),
    ...(wentOn ? [one(`on|${stage}`)] : []),
    ...(closed ? [one(`${closed.as}|${stage}`)] : []),
    ...(left === undefined
      ? []
      : [
          { month: monthOf(left), measure: `left|${stage}`, amount: 1 },
          { month: monthOf(left), measure: `minutes|${stage}`, amount: minutesBetween(at, left) },
        ]),
  ];
};

/** How a deal ended, in the month of its end. */
const outcomeCounts = ({ entered, closed }: Journey, rec: Rec, monthOf: (at: string) => string): Count[] => {
  if (!closed) return [];
  const month = monthOf(closed.at);
  const first = Object.values(entered).sort()[0];
  const amount = rec.data['amount'];
  const reason = part(rec.data['closeReason']);
  return [
    { month, measure: closed.as, amount: 1 },
    ...(typeof amount === 'number'
      ? [{ month, measure: `sum.${closed.as}|${part(rec.data['currency'])}`, amount }]
      : []),
    { month, measure: `why.${closed.as}|${reason}`, amount: 1 },
    ...(closed.as === 'won' && first !== undefined && first <= closed.at
      ? [
          { month, measure: 'left|cycle', amount: 1 },
          { month, measure: 'minutes|cycle', amount: minutesBetween(first, closed.at) },
        ]
      : []),
  ];
};

/** Items of a deal's flows, each with the beginning of its fields. */
const flowItems = (rec: Rec): (readonly [item: string, prefix: string])[] => {
  const [pipeline, origin] = [part(rec.data['pipelineId']), part(rec.data['origin'])];
  const owner = part(rec.ownerId);
  const prefix = `${pipeline}~${origin}~`;
  return [
    [`${FLOWS}p|${pipeline}|`, ''],
    [`${FLOWS}s|${origin}|`, ''],
    [`${FLOWS}o|${owner}|`, prefix],
    ...(rec.teamId === undefined ? [] : [[`${FLOWS}t|${part(rec.teamId)}|${owner}|`, prefix] as const]),
  ];
};

/** What a deal adds to the flows of months. */
export const dealFlows = (rec: Rec, timeZone: string): Contribution[] => {
  const monthOf = (at: string) => localMonth(at, timeZone);
  const journey = journeyOf(rec);
  const counts = [
    ...openStages.flatMap((stage) => stageCounts(journey, stage, monthOf)),
    ...outcomeCounts(journey, rec, monthOf),
  ].filter(({ amount }) => amount !== 0);
  const items = flowItems(rec);
  return counts.flatMap(({ month: period, measure, amount }) =>
    items.map(([item, prefix]) => ({ period, item, field: prefix + measure, amount })),
  );
};

/** What an open deal adds to the forecast. */
export const openDeal = (rec: Rec): Contribution[] => {
  const stage = rec.data['stage'];
  if (!isOpenStage(stage)) return [];
  const close = rec.data['closeDate'];
  const month = typeof close === 'string' && /^\d{4}-\d{2}/.test(close) ? close.slice(0, 7) : NONE;
  const [pipeline, owner] = [part(rec.data['pipelineId']), part(rec.ownerId)];
  const amount = rec.data['amount'];
  const counts = [
    { measure: `n|${stage}`, amount: 1 },
    ...(typeof amount === 'number' && amount !== 0
      ? [{ measure: `a|${stage}|${part(rec.data['currency'])}`, amount }]
      : []),
  ];
  const items = [
    [`${OPEN}p|${pipeline}|${month}|`, ''],
    [`${OPEN}o|${owner}|${month}|`, `${pipeline}~`],
    ...(rec.teamId === undefined ? [] : [[`${OPEN}t|${part(rec.teamId)}|${owner}|${month}|`, `${pipeline}~`]]),
  ] as const;
  return items.flatMap(([item, prefix]) =>
    counts.map(({ measure, amount: value }) => ({
      period: 'now',
      item: item!,
      field: `${prefix}${measure}`,
      amount: value,
    })),
  );
};
