import { useState } from 'react';
import { Link } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { monthName } from '../review/period.ts';
import type { Forecast } from './funnel-api.ts';
import { closedHref, openHref } from './funnel-links.ts';

const unnamed = ['late', 'later', 'undated'] as const;
const isUnnamed = (month: string): month is (typeof unnamed)[number] => (unnamed as readonly string[]).includes(month);

/** Currencies of a forecast, that of the workspace first. */
const currenciesOf = ({ total }: Forecast, own: string): string[] =>
  [...new Set([own, ...Object.keys(total.open), ...Object.keys(total.won)])].filter((unit) => unit !== '-');

/** Won, weighted and best case by month: three lengths on one track, and the amounts beside it. */
export function ForecastChart({ forecast, pipelineId }: { forecast: Forecast; pipelineId: string | undefined }) {
  const { t, lang } = useI18n();
  const format = useFormat();
  const { currency: own, timeZone } = useWorkspace();
  const currencies = currenciesOf(forecast, own);
  const [picked, setPicked] = useState(own);
  const currency = currencies.includes(picked) ? picked : own;
  const words = t.sales;
  const rows = forecast.months.map(({ month, open, weighted, won, count }) => {
    const sure = won[currency] ?? 0;
    return {
      month,
      count,
      sure,
      likely: sure + (weighted[currency] ?? 0),
      best: sure + (open[currency] ?? 0),
    };
  });
  const months = rows.filter((row) => !isUnnamed(row.month));
  const last = months.at(-1)?.month ?? forecast.now;
  const shown = [
    ...rows.filter((row) => row.month === 'late'),
    ...months,
    ...rows.filter((row) => row.month !== 'late' && isUnnamed(row.month)),
  ].filter((row) => !isUnnamed(row.month) || row.count > 0);
  const most = Math.max(1, ...shown.map((row) => row.best));
  const width = (value: number) => ({ width: `${Math.max(0, value / most) * 100}%` });
  const nameOf = (month: string) => (isUnnamed(month) ? words.columns[month] : monthName(month, lang));
  const ask = { now: forecast.now, last, pipelineId };
  return (
    <>
      <div className="fn-legend">
        <span title={words.bestNote}>
          <i className="best" /> {words.best}
        </span>
        <span title={words.likelyNote}>
          <i className="likely" /> {words.likely}
        </span>
        <span title={words.wonNote}>
          <i className="sure" /> {words.sure}
        </span>
        {currencies.length > 1 ? (
          <select
            className="input"
            aria-label={words.currency}
            value={currency}
            onChange={(event) => setPicked(event.target.value)}
          >
            {currencies.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        ) : null}
      </div>
      <table className="plain-table fn-forecast">
        <thead>
          <tr>
            <th>{words.cut.month}</th>
            <th className="fn-wide" />
            <th title={words.bestNote}>{words.best}</th>
            <th title={words.likelyNote}>{words.likely}</th>
            <th title={words.wonNote}>{words.sure}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.month} data-month={row.month} className={row.month === 'late' ? 'fn-late' : undefined}>
              <th scope="row">{nameOf(row.month)}</th>
              <td className="fn-wide" aria-hidden="true">
                <span className="fn-three">
                  <span className="best" style={width(row.best)} />
                  <span className="likely" style={width(row.likely)} />
                  <span className="sure" style={width(row.sure)} />
                </span>
              </td>
              <td>
                {row.count > 0 ? (
                  <Link href={openHref(row.month, ask)}>{format.moneyShort(row.best, currency)}</Link>
                ) : (
                  format.moneyShort(row.best, currency)
                )}
              </td>
              <td>{format.moneyShort(row.likely, currency)}</td>
              <td>
                {row.sure ? (
                  <Link href={closedHref('won', { from: row.month, to: row.month, timeZone, pipelineId })}>
                    {format.moneyShort(row.sure, currency)}
                  </Link>
                ) : (
                  '–'
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
