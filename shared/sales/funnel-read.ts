import { addMonths } from '../kernel/time.ts';
import { FLOWS, OPEN } from './funnel-counters.ts';

/** By what the funnel is told apart. */
export const funnelCuts = ['owner', 'origin', 'pipeline', 'month'] as const;
export type FunnelCut = (typeof funnelCuts)[number];

/** Whose deals are asked for: the partition of a list that the member's scope reads (`all`, `o:<owner>`, `t:<team>`). */
export type Reach = string;

/** One counter with what it is about. What an item does not tell is undefined. */
export interface Count {
  month: string;
  pipeline?: string | undefined;
  origin?: string | undefined;
  owner?: string | undefined;
  measure: string;
  value: number;
}

/** The months from one to another, both in; none when they stand the wrong way round. */
export const monthsBetween = (from: string, to: string): string[] => {
  const out: string[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) out.push(month);
  return out;
};

const ownPart = (reach: Reach): string | undefined =>
  reach === 'all' ? undefined : `${reach.slice(0, 1)}|${reach.slice(2)}|`;

/** The beginning of the flow items that answer a question: the smallest that tell what it asks. */
export const flowsAsked = (reach: Reach, ask: { by: FunnelCut; pipelineId?: string | undefined }): string => {
  const own = ownPart(reach);
  if (own !== undefined) return FLOWS + own;
  if (ask.by === 'owner' || (ask.by === 'origin' && ask.pipelineId !== undefined)) return `${FLOWS}o|`;
  if (ask.by === 'origin') return `${FLOWS}s|`;
  return ask.pipelineId === undefined ? `${FLOWS}p|` : `${FLOWS}p|${ask.pipelineId}|`;
};

/** The same of what is open. */
export const openAsked = (reach: Reach, ask: { by?: 'owner' | undefined; pipelineId?: string | undefined }): string => {
  const own = ownPart(reach);
  if (own !== undefined) return OPEN + own;
  if (ask.by === 'owner') return `${OPEN}o|`;
  return ask.pipelineId === undefined ? `${OPEN}p|` : `${OPEN}p|${ask.pipelineId}|`;
};

type Fields = Readonly<Record<string, unknown>>;

const numbers = (fields: Fields): [string, number][] =>
  Object.entries(fields).filter((entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] !== 0);

/** The counters of a flow item. @param name the item's name, as the projection made it */
export const readFlows = (month: string, name: string, fields: Fields): Count[] => {
  const [kind, ...parts] = name.slice(FLOWS.length).split('|');
  return numbers(fields).map(([field, value]) => {
    if (kind === 'p') return { month, pipeline: parts[0], measure: field, value };
    if (kind === 's') return { month, origin: parts[0], measure: field, value };
    const [pipeline, origin, measure] = field.split('~');
    return { month, pipeline, origin, owner: kind === 't' ? parts[1] : parts[0], measure: measure!, value };
  });
};

/** The counters of an item of open deals. */
export const readOpen = (name: string, fields: Fields): Count[] => {
  const [kind, ...parts] = name.slice(OPEN.length).split('|');
  return numbers(fields).map(([field, value]) => {
    if (kind === 'p') return { month: parts[1]!, pipeline: parts[0], measure: field, value };
    const [pipeline, measure] = field.split('~');
    const [owner, month] = kind === 't' ? parts.slice(1) : parts;
    return { month: month!, pipeline, owner, measure: measure!, value };
  });
};
