import { addMonths, startOfDay } from '../../../shared/kernel/time.ts';
import type { FunnelCut } from '../../../shared/sales/funnel-read.ts';
import { openStages } from '../../../shared/sales/pipeline.ts';
import { stageMarks } from '../../../shared/sales/stage-times.ts';

/** Which deals a figure is about. */
export interface About {
  from: string;
  to: string;
  timeZone: string;
  pipelineId?: string | undefined;
  /** The row in which it stands. */
  row?: { by: FunnelCut; key: string } | undefined;
}

const fieldOf: Readonly<Record<Exclude<FunnelCut, 'month'>, string>> = {
  owner: 'ownerId',
  origin: 'origin',
  pipeline: 'pipelineId',
};

const same = (field: string, value: string): string => (value === '-' ? `${field}:empty` : `${field}:in:${value}`);

const rowFilter = ({ row, pipelineId }: About): string[] => [
  ...(pipelineId ? [same('pipelineId', pipelineId)] : []),
  ...(row && row.by !== 'month' ? [same(fieldOf[row.by], row.key)] : []),
];

const within = (field: string, about: About): string[] => {
  const [from, to] = about.row?.by === 'month' ? [about.row.key, about.row.key] : [about.from, about.to];
  return [
    `${field}:gte:${startOfDay(`${from}-01`, about.timeZone)}`,
    `${field}:lt:${startOfDay(`${addMonths(to, 1)}-01`, about.timeZone)}`,
  ];
};

const listOf = (filters: readonly string[]): string =>
  `/opportunities?${filters.map((one) => `filter=${encodeURIComponent(one)}`).join('&')}`;

/** The list of the deals that came into a stage in the period; `as`: those of them that ended so. */
export const enteredHref = (stage: string, about: About, as?: 'won' | 'lost'): string =>
  listOf([
    ...within(stageMarks[stage as keyof typeof stageMarks], about),
    ...(as ? [`stage:in:${as}`] : []),
    ...rowFilter(about),
  ]);

/** The list of the deals that ended in the period, for a reason. */
export const closedHref = (as: 'won' | 'lost', about: About, reason?: string): string =>
  listOf([
    `stage:in:${as}`,
    ...within('closedAt', about),
    ...(reason === undefined ? [] : [same('closeReason', reason)]),
    ...rowFilter(about),
  ]);

/** The list of what is open and expected to close in a column of the forecast: a month, or what is no month. */
export const openHref = (
  column: string | undefined,
  ask: { now: string; last: string; pipelineId?: string | undefined },
): string => {
  const days: Readonly<Record<string, string[]>> = {
    late: [`closeDate:lt:${ask.now}-01`],
    later: [`closeDate:gte:${addMonths(ask.last, 1)}-01`],
    undated: ['closeDate:empty'],
  };
  const month =
    column && !days[column] ? [`closeDate:gte:${column}-01`, `closeDate:lt:${addMonths(column, 1)}-01`] : [];
  return listOf([
    `stage:in:${openStages.join('|')}`,
    ...(column ? (days[column] ?? month) : []),
    ...(ask.pipelineId ? [same('pipelineId', ask.pipelineId)] : []),
  ]);
};
