import { addMonths } from '../../../shared/kernel/time.ts';
import type { FunnelCut } from '../../../shared/sales/funnel-read.ts';
import { funnelCuts } from '../../../shared/sales/funnel-read.ts';

export const spans = { month: 1, quarter: 3, year: 12 } as const;
export type Span = keyof typeof spans | 'own';

/** What the funnel page shows; all of it stands in the address, so that a link shows the same. */
export interface FunnelView {
  span: Span;
  from: string;
  to: string;
  by: FunnelCut;
  pipelineId: string | undefined;
}

const isMonth = (text: string | null): text is string => text !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

/** Longest own period, months: what the API answers at once. */
const LONGEST = 36;

/** Reads the address; what is not understood is left out. @param now the month that runs */
export const readFunnelView = (search: string, now: string): FunnelView => {
  const params = new URLSearchParams(search);
  const by = params.get('by') as FunnelCut;
  const [from, to] = [params.get('from'), params.get('to')];
  const own = isMonth(from) && isMonth(to) && from <= to && to < addMonths(from, LONGEST);
  const named = params.get('span') ?? '';
  const span: Exclude<Span, 'own'> = named in spans ? (named as Exclude<Span, 'own'>) : 'quarter';
  return {
    span: own ? 'own' : span,
    from: own ? from : addMonths(now, 1 - spans[span]),
    to: own ? to : now,
    by: funnelCuts.includes(by) ? by : 'owner',
    pipelineId: params.get('pipeline') ?? undefined,
  };
};

/** The part of an address after `?`. */
export const funnelSearch = (view: FunnelView): string => {
  const params = new URLSearchParams();
  if (view.span === 'own') {
    params.set('from', view.from);
    params.set('to', view.to);
  } else params.set('span', view.span);
  params.set('by', view.by);
  if (view.pipelineId) params.set('pipeline', view.pipelineId);
  return params.toString();
};
