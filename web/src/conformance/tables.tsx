import { Link } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { formatDate } from '../lib/dates.ts';
import { useFormat } from '../lib/format.ts';
import { useNames } from '../procedures/definitions.ts';
import { isPeriod, monthName } from '../review/period.ts';
import { Sparkline } from './chart.tsx';
import type { Conformance, Monthly } from './figures.ts';
import { movementOf, totalOf } from './figures.ts';

type Trend = Conformance['members'][number] | Conformance['teams'][number];

const keyOf = (trend: Trend): string => `${'memberId' in trend ? trend.memberId : trend.team} ${trend.process}`;

/** What needs a look first: supervised before habit, the lowest rate before the higher one. */
const byNeed = (a: Trend, b: Trend): number =>
  Number(b.supervised) - Number(a.supervised) || (a.rate ?? 101) - (b.rate ?? 101);

/** Whether somebody's steps are watched, and since when; mark, word and colour say the same. */
function Supervision({ trend }: { trend: Trend }) {
  const { t, lang } = useI18n();
  const since = trend.since
    ? isPeriod(trend.since)
      ? monthName(trend.since, lang)
      : formatDate(trend.since.slice(0, 10), lang)
    : undefined;
  return (
    <>
      <span className={`badge ${trend.supervised ? 'warn' : 'good'}`}>
        <Icon name={trend.supervised ? 'eye' : 'check'} size={12} />
        {trend.supervised ? t.conformance.supervised : t.conformance.habit}
      </span>
      {since ? <div className="quiet-hint">{t.conformance.since(since)}</div> : null}
    </>
  );
}

/** The words of a movement in points. */
export const useMovement = () => {
  const { t } = useI18n();
  const format = useFormat();
  return (months: readonly Monthly[]): string | undefined => {
    const by = movementOf(months);
    if (by === undefined) return undefined;
    if (by === 0) return t.conformance.trendSame;
    const points = format.number(Math.abs(by));
    return by > 0 ? t.conformance.trendUp(points) : t.conformance.trendDown(points);
  };
};

/** People or teams with their rate, trend and supervision. */
export function TrendTable({ trends, kind }: { trends: readonly Trend[]; kind: 'person' | 'team' }) {
  const { t } = useI18n();
  const format = useFormat();
  const names = useNames();
  const movement = useMovement();
  const { columns } = t.conformance;
  return (
    <div className="q-scroll">
      <table className="q-table cf-table">
        <thead>
          <tr>
            <th scope="col">{columns[kind]}</th>
            <th scope="col">{columns.process}</th>
            <th scope="col" className="number">
              {columns.rate}
            </th>
            <th scope="col">{columns.trend}</th>
            <th scope="col" className="number">
              {columns.steps}
            </th>
            <th scope="col" className="number">
              {columns.deviations}
            </th>
            <th scope="col" className="number">
              {columns.late}
            </th>
            <th scope="col">{columns.supervision}</th>
          </tr>
        </thead>
        <tbody>
          {[...trends].sort(byNeed).map((trend) => {
            const total = totalOf(trend.months);
            return (
              <tr key={keyOf(trend)}>
                <th scope="row">
                  {'memberId' in trend ? <Person id={trend.memberId} /> : trend.team || t.conformance.noTeam}
                </th>
                <td data-label={columns.process}>{names.process(trend.process)}</td>
                <td className="number" data-label={columns.rate}>
                  {trend.rate === undefined ? (
                    <span className="q-quiet">{t.conformance.tooFew}</span>
                  ) : (
                    <strong>{t.conformance.percent(format.number(trend.rate))}</strong>
                  )}
                </td>
                <td data-label={columns.trend}>
                  <span className="cf-trend">
                    <Sparkline months={trend.months} label={movement(trend.months) ?? t.conformance.tooFew} />
                    <span className="quiet-hint">{movement(trend.months)}</span>
                  </span>
                </td>
                <td className="number" data-label={columns.steps}>
                  {format.number(total.steps)}
                </td>
                <td className="number" data-label={columns.deviations}>
                  {total.deviations === 0 || !('memberId' in trend) ? (
                    format.number(total.deviations)
                  ) : (
                    <Link href={`/deviations?days=365&process=${trend.process}`}>
                      {format.number(total.deviations)}
                    </Link>
                  )}
                </td>
                <td className="number" data-label={columns.late}>
                  {format.number(total.late)}
                </td>
                <td data-label={columns.supervision}>
                  <Supervision trend={trend} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** Steps that were taken against the process or too late, most first. */
export function ActionBars({ actions }: { actions: Conformance['actions'] }) {
  const { t } = useI18n();
  const format = useFormat();
  const names = useNames();
  const rows = actions
    .map((one) => ({ ...one, total: totalOf(one.months) }))
    .filter((one) => one.total.deviations + one.total.late > 0)
    .sort((a, b) => b.total.deviations + b.total.late - (a.total.deviations + a.total.late))
    .slice(0, 12);
  const most = Math.max(1, ...rows.map((one) => one.total.deviations + one.total.late));
  if (rows.length === 0) return <p className="q-quiet">{t.conformance.noDepartures}</p>;
  return (
    <table className="q-table cf-table cf-actions">
      <thead>
        <tr>
          <th scope="col">{t.conformance.columns.action}</th>
          <td />
          <th scope="col" className="number">
            {t.conformance.columns.deviations}
          </th>
          <th scope="col" className="number">
            {t.conformance.columns.late}
          </th>
          <th scope="col" className="number">
            {t.conformance.columns.steps}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ process, action, total }) => (
          <tr key={`${process} ${action}`}>
            <th scope="row">
              <Link href={`/deviations?days=365&process=${process}&action=${action}`}>
                {names.action({ process, version: 0 }, action)}
              </Link>
              <div className="quiet-hint">{names.process(process)}</div>
            </th>
            <td className="cf-bar-cell">
              <svg className="cf-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect className="cf-bar-deviations" width={(total.deviations / most) * 100} height="10" />
                <rect
                  className="cf-bar-late"
                  x={(total.deviations / most) * 100}
                  width={(total.late / most) * 100}
                  height="10"
                />
              </svg>
            </td>
            <td className="number" data-label={t.conformance.columns.deviations}>
              <span className="cf-mark deviations" aria-hidden="true" />
              {format.number(total.deviations)}
            </td>
            <td className="number" data-label={t.conformance.columns.late}>
              <span className="cf-mark late" aria-hidden="true" />
              {format.number(total.late)}
            </td>
            <td className="number" data-label={t.conformance.columns.steps}>
              {format.number(total.steps)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
