import { addMonths } from '../../../shared/kernel/time.ts';
import { MAX_MONTHS } from '../../../shared/service/service.contract.ts';

const spans = { quarter: 3, year: 12 } as const;
export type Span = keyof typeof spans | 'own';

/** What the page shows; all of it stands in the address, so that a link shows the same. */
export interface ServiceView {
  span: Span;
  from: string;
  to: string;
}

const isMonth = (text: string | null): text is string => text !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

/** Reads the address; what is not understood is left out. @param now the month that runs */
export const readView = (search: string, now: string): ServiceView => {
  const params = new URLSearchParams(search);
  const [from, to] = [params.get('from'), params.get('to')];
  if (isMonth(from) && isMonth(to) && from <= to && to < addMonths(from, MAX_MONTHS)) return { span: 'own', from, to };
  const span = params.get('span') === 'quarter' ? 'quarter' : 'year';
  return { span, from: addMonths(now, 1 - spans[span]), to: now };
};

/** The part of an address after `?`. */
export const searchOf = ({ span, from, to }: ServiceView): string =>
  new URLSearchParams(span === 'own' ? { from, to } : { span }).toString();
