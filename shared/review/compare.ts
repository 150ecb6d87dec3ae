import type { ComparedRow, Comparison } from './compare.contract.ts';
import type { Names, PackFigure } from './measures.ts';
import { figuresOf } from './measures.ts';
import type { ReviewPack } from './review.contract.ts';

/** Binary fractions leave dust behind the second decimal. */
const clean = (value: number): number => Math.round(value * 100) / 100;

const changeOf = (a: number | undefined, b: number | undefined, unit: PackFigure['unit']) => {
  if (a === undefined || b === undefined) return {};
  const change = clean(b - a);
  const isShare = unit === 'percent' || unit === 'score';
  return { change, ...(a === 0 || isShare ? {} : { percent: Math.round((change / Math.abs(a)) * 100) }) };
};

/** A count or an amount that one pack does not name is none there; a share or an average that is missing was not measured. */
const absent = ({ key, unit }: PackFigure): { value?: number } =>
  unit === 'money' || /^(rule|records|funnel)\|/.test(key) ? { value: 0 } : {};

/** Two packs side by side, in the order of the page; what neither of them counted is left out. */
export const comparePacks = (a: ReviewPack, b: ReviewPack, names: Names): Comparison => {
  const [of, to] = [a, b].map((pack) => new Map(figuresOf(pack, names).map((one) => [one.key, one] as const))) as [
    Map<string, PackFigure>,
    Map<string, PackFigure>,
  ];
  const merged = [...new Map([...of, ...to]).values()];
  // What only the first pack has stands with its group, not behind everything.
  const groups = [...new Set(merged.map((one) => one.group))];
  const rows = groups
    .flatMap((group) => merged.filter((one) => one.group === group))
    .map((one): ComparedRow => {
      const { weight: _weight, value: _value, before: _before, ...measured } = one;
      const [x, y] = [of.get(one.key) ?? absent(one), to.get(one.key) ?? absent(one)];
      return {
        ...measured,
        ...(x.value === undefined ? {} : { a: x.value }),
        ...(y.value === undefined ? {} : { b: y.value }),
        ...changeOf(x.value, y.value, one.unit),
      };
    })
    .filter((row) => (row.a ?? 0) !== 0 || (row.b ?? 0) !== 0);
  return { a: { period: a.period, frozenAt: a.frozenAt }, b: { period: b.period, frozenAt: b.frozenAt }, rows };
};
