import { addMonths } from '../../../shared/kernel/time.ts';

export const presets = ['month', 'last', 'quarter', 'year'] as const;
export type Preset = (typeof presets)[number];

const lastDay = (month: string): string =>
  new Date(Date.parse(`${addMonths(month, 1)}-01T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** First and last day of a usual period, as seen from today; what is not over ends today. */
export const periodOf = (preset: Preset, today: string): { from: string; to: string } => {
  const month = today.slice(0, 7);
  if (preset === 'last') {
    const before = addMonths(month, -1);
    return { from: `${before}-01`, to: lastDay(before) };
  }
  if (preset === 'quarter') return { from: `${addMonths(month, -2)}-01`, to: today };
  if (preset === 'year') return { from: `${today.slice(0, 4)}-01-01`, to: today };
  return { from: `${month}-01`, to: today };
};
