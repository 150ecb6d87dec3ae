import type { ComparedRow } from '../../../shared/review/compare.contract.ts';
import { measureGroups } from '../../../shared/review/compare.contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { verdictOf } from './change.ts';
import { Meaning } from './meaning.tsx';

/** How a figure is written, by its unit. */
export const useWrite = () => {
  const { t } = useI18n();
  const format = useFormat();
  const { currency: own } = useWorkspace();
  return (row: Pick<ComparedRow, 'unit' | 'currency'>, value: number): string => {
    if (row.unit === 'money') return format.moneyShort(value, row.currency || own);
    if (row.unit === 'percent') return t.reviews.percent(format.number(value));
    if (row.unit === 'minutes') return t.reviews.compare.hours(format.number(Math.round(value / 6) / 10));
    return format.number(value);
  };
};

function Change({ row }: { row: ComparedRow }) {
  const { t } = useI18n();
  const format = useFormat();
  const write = useWrite();
  if (row.change === undefined) return <>—</>;
  const by = Math.abs(row.change);
  const direction = row.change === 0 ? 'same' : row.change > 0 ? 'up' : 'down';
  const verdict = verdictOf({ direction, by }, row.wish);
  const judged = verdict === 'good' ? t.reviews.better : verdict === 'bad' ? t.reviews.worse : undefined;
  const amount = row.unit === 'percent' ? t.reviews.points(format.number(by)) : write(row, by);
  const sign = row.change > 0 ? '+' : '−';
  const share =
    row.percent === undefined || row.percent === 0
      ? ''
      : ` (${t.reviews.percentChange(sign, format.number(Math.abs(row.percent)))})`;
  return (
    <span className={`rv-change ${verdict}`} title={judged}>
      {direction === 'same' ? t.reviews.same : `${sign}${amount}${share}`}
      {judged ? <span className="hidden-text"> {judged}</span> : null}
    </span>
  );
}

interface Props {
  /** Names of the two months. */
  heads: readonly [string, string];
  rows: readonly ComparedRow[];
}

/** Figures of two months side by side, by group. */
export function ComparedTable({ heads, rows }: Props) {
  const { t, label } = useI18n();
  const write = useWrite();
  const words = t.reviews.compare;
  const groups = measureGroups.filter((group) => rows.some((row) => row.group === group));
  return (
    <table className="rv-table rv-compared">
      <thead>
        <tr>
          <th scope="col">{words.measure}</th>
          {heads.map((head) => (
            <th key={head} scope="col" className="rv-num">
              {head}
            </th>
          ))}
          <th scope="col" className="rv-num">
            {words.change}
          </th>
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group}>
          <tr className="rv-group">
            <th scope="rowgroup" colSpan={4}>
              {words.groups[group]}
            </th>
          </tr>
          {rows
            .filter((row) => row.group === group)
            .map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  {label(row.label)}
                  {row.currency ? <span className="rv-unit"> {row.currency}</span> : null}
                  <Meaning of={row.key} />
                </th>
                <td className="rv-num" data-head={heads[0]}>
                  {row.a === undefined ? '—' : write(row, row.a)}
                </td>
                <td className="rv-num" data-head={heads[1]}>
                  {row.b === undefined ? '—' : write(row, row.b)}
                </td>
                <td className="rv-num rv-to">
                  <Change row={row} />
                </td>
              </tr>
            ))}
        </tbody>
      ))}
    </table>
  );
}
