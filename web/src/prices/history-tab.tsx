import '../receivables/money.css';
import './prices.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { ExtraProps } from '../records/extras.tsx';
import { hrefOfId } from '../records/value.tsx';
import type { PriceAsk, PriceOn } from './api.ts';
import { priceOnQuery } from './api.ts';
import { HistoryChart } from './history-chart.tsx';

function Periods({ periods }: { periods: PriceOn['periods'] }) {
  const { t } = useI18n();
  const format = useFormat();
  const { columns, ...words } = t.prices.history;
  return (
    <div className="q-scroll">
      <table className="q-table mo-table mo-cards">
        <thead>
          <tr>
            <th scope="col">{columns.list}</th>
            <th scope="col">{columns.from}</th>
            <th scope="col">{columns.to}</th>
            <th scope="col" className="number">
              {columns.min}
            </th>
            <th scope="col" className="number">
              {columns.price}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {periods.map((one) => {
            const href = one.source.startsWith('prd_') ? undefined : hrefOfId(one.source);
            return (
              <tr key={`${one.source} ${one.from} ${one.minQuantity}`}>
                <th scope="row">{href ? <Link href={href}>{one.list}</Link> : one.list || words.own}</th>
                <td data-label={columns.from}>{one.from ? format.date(one.from) : null}</td>
                <td data-label={columns.to}>
                  {one.to ? format.date(one.to) : <span className="quiet-hint">{words.open}</span>}
                </td>
                <td className="number" data-label={columns.min}>
                  {one.minQuantity > 0 ? format.number(one.minQuantity) : null}
                </td>
                <td className="number" data-label={columns.price}>
                  {format.money(one.price, one.currency)}
                </td>
                <td>{one.current ? <span className="badge good">{words.current}</span> : null}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** What a product cost and costs: the price on any day, and all lists over time. */
export default function HistoryTab({ record: product }: ExtraProps) {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId: ws, currency: own } = useWorkspace();
  const start = { date: format.today(), currency: String(product['currency'] ?? own), quantity: 1 };
  const [ask, setAsk] = useState<PriceAsk>(start);
  const answer = useQuery(priceOnQuery(ws, product.id, ask));
  const words = t.prices.history;
  const currencies = [...new Set([start.currency, own, 'CNY', 'USD', 'EUR'])];
  const { data } = answer;
  return (
    <div className="pr-part">
      <div className="pr-ask">
        <label>
          {words.on}{' '}
          <input
            type="date"
            className="input"
            value={ask.date}
            onChange={({ target }) => target.value && setAsk({ ...ask, date: target.value })}
          />
        </label>
        <label>
          {words.quantity}{' '}
          <input
            type="number"
            min="1"
            className="input"
            value={ask.quantity}
            onChange={({ target }) => Number(target.value) > 0 && setAsk({ ...ask, quantity: Number(target.value) })}
          />
        </label>
        <label>
          {words.currency}{' '}
          <select
            className="input"
            value={ask.currency}
            onChange={({ target }) => setAsk({ ...ask, currency: target.value })}
          >
            {currencies.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
      </div>
      {data ? (
        <>
          <p className="pr-answer" aria-live="polite">
            {data.price === undefined ? (
              words.none
            ) : (
              <>
                <strong>{format.money(data.price, ask.currency)}</strong>
                <span className="q-quiet">{words.from(data.list || words.own)}</span>
                {data.floorPrice === undefined ? null : (
                  <span className="q-quiet">
                    {words.floor} {format.money(data.floorPrice, ask.currency)}
                  </span>
                )}
              </>
            )}
          </p>
          {data.periods.length === 0 ? (
            <p className="q-text">{words.empty}</p>
          ) : (
            <>
              <h3>{words.chart}</h3>
              <HistoryChart periods={data.periods} day={ask.date} currency={ask.currency} />
              <Periods periods={data.periods} />
            </>
          )}
        </>
      ) : answer.error ? (
        <Failed error={answer.error} onRetry={() => void answer.refetch()} />
      ) : (
        <Waiting />
      )}
    </div>
  );
}
