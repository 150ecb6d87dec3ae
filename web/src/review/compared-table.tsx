import { Link } from 'wouter';
import type { ComparedRow } from '../../../shared/review/compare.contract.ts';
import { measureGroups } from '../../../shared/review/compare.contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { verdictOf } from './change.ts';
import { Meaning } from './meaning.tsx';
import { keptHref } from './measure-links.ts';
import { monthName } from './period.ts';

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

/** A figure of one of the two periods: it opens the records behind it, as it does in its own review. */
function Value({ row, of, period }: { row: ComparedRow; of: 'a' | 'b'; period: string }) {
  const { lang } = useI18n();
  const { timeZone } = useWorkspace();
  const write = useWrite();
  const value = row[of];
  return (
    <td className="rv-num" data-head={monthName(period, lang)}>
      {value === undefined ? '—' : <Link href={keptHref(row.key, period, timeZone)}>{write(row, value)}</Link>}
    </td>
  );
}

interface Props {
  /** The two months, or weeks. */
  periods: readonly [string, string];
  rows: readonly ComparedRow[];
}

/** Figures of two months side by side, by group. */
export function ComparedTable({ periods, rows }: Props) {
  const { t, lang, label } = useI18n();
  const words = t.reviews.compare;
  const groups = measureGroups.filter((group) => rows.some((row) => row.group === group));
  return (
    <table className="rv-table rv-compared">
      <thead>
        <tr>
          <th scope="col">{words.measure}</th>
          {periods.map((period) => (
            <th key={period} scope="col" className="rv-num">
              {monthName(period, lang)}
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
                <Value row={row} of="a" period={periods[0]} />
                <Value row={row} of="b" period={periods[1]} />
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
