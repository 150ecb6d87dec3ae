import '../receivables/money.css';
import './prices.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { ExtraProps } from '../records/extras.tsx';
import { RefChip } from '../records/value.tsx';
import type { Effect } from './api.ts';
import { effectQuery } from './api.ts';
import type { Bin } from './bins.ts';
import { binsOf } from './bins.ts';
import { PercentText } from './percent.tsx';

/** Largest changes that are shown as rows. */
const LARGEST = 40;

function Tiles({ effect }: { effect: Effect }) {
  const { t } = useI18n();
  const format = useFormat();
  const words = t.prices.effect;
  const tiles: { name: string; value: number | undefined; bad?: boolean }[] = [
    { name: words.prices, value: effect.prices },
    { name: words.up, value: effect.up },
    { name: words.down, value: effect.down },
    { name: words.same, value: effect.same },
    { name: words.added, value: effect.added },
    { name: words.dropped, value: effect.dropped },
    { name: words.belowCost, value: effect.belowCost, bad: true },
    { name: words.belowFloor, value: effect.belowFloor, bad: true },
  ];
  return (
    <dl className="mo-tiles">
      {tiles.map(({ name, value, bad }) =>
        value === undefined ? null : (
          <div key={name} className={bad && value > 0 ? 'mo-tile bad' : 'mo-tile'}>
            <dt>{name}</dt>
            <dd>{format.number(value)}</dd>
          </div>
        ),
      )}
      {effect.meanPercent === undefined ? null : (
        <div className="mo-tile">
          <dt>{words.mean}</dt>
          <dd>
            <PercentText percent={effect.meanPercent} />
          </dd>
        </div>
      )}
    </dl>
  );
}

function Histogram({ rows }: { rows: Effect['rows'] }) {
  const { t } = useI18n();
  const format = useFormat();
  const words = t.prices.effect;
  const bins = binsOf(rows.flatMap((row) => (row.percent === undefined ? [] : [row.percent])));
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const signed = (n: number) => (n < 0 ? `−${-n}` : String(n));
  const nameOf = ({ from, to }: Bin): string => {
    if (from === undefined) return words.bins.less(String(-(to ?? 0)));
    if (to === undefined) return words.bins.more(String(from));
    return from === to ? words.bins.zero : `${signed(from)}…${signed(to)}`;
  };
  return (
    <section className="mo-part" aria-labelledby="pr-histogram">
      <h3 id="pr-histogram">{words.chart}</h3>
      <p className="quiet-hint">{words.chartNote}</p>
      <ol className="pr-bars">
        {bins.map((bin) => {
          const look = bin.from === 0 && bin.to === 0 ? 'zero' : (bin.to ?? 1) <= 0 ? 'down' : 'up';
          const height = bin.count === 0 ? 0 : Math.max(2, (bin.count / most) * 100);
          return (
            <li key={nameOf(bin)} title={words.bar(format.number(bin.count), nameOf(bin))}>
              <strong>{bin.count > 0 ? format.number(bin.count) : ''}</strong>
              <svg viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true">
                <rect className={look} x="0.5" width="9" y={100 - height} height={height} />
                <line className="pr-grid" x1="0" x2="10" y1="100" y2="100" />
              </svg>
              <span>{nameOf(bin)}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Largest({ rows, currency }: { rows: Effect['rows']; currency: string }) {
  const { t } = useI18n();
  const format = useFormat();
  const { columns, ...words } = t.prices.effect;
  const moved = rows.filter((row) => row.before !== row.after).slice(0, LARGEST);
  if (moved.length === 0) return <p className="q-text">{words.nothing}</p>;
  const money = (minor: number | undefined) => (minor === undefined ? '—' : format.money(minor, currency));
  return (
    <section className="mo-part" aria-labelledby="pr-largest">
      <h3 id="pr-largest">{words.largest}</h3>
      <div className="q-scroll">
        <table className="q-table mo-table mo-cards">
          <thead>
            <tr>
              <th scope="col">{columns.code}</th>
              <th scope="col">{columns.name}</th>
              <th scope="col" className="number">
                {columns.min}
              </th>
              <th scope="col" className="number">
                {columns.before}
              </th>
              <th scope="col" className="number">
                {columns.after}
              </th>
              <th scope="col" className="number">
                {columns.change}
              </th>
            </tr>
          </thead>
          <tbody>
            {moved.map((row) => (
              <tr key={`${row.productId} ${row.minQuantity}`}>
                <th scope="row">
                  <Link href={`/products/${row.productId}`}>{row.code}</Link>
                </th>
                <td>{row.name}</td>
                <td className="number" data-label={columns.min}>
                  {row.minQuantity > 0 ? format.number(row.minQuantity) : null}
                </td>
                <td className="number" data-label={columns.before}>
                  {money(row.before)}
                </td>
                <td className="number" data-label={columns.after}>
                  {money(row.after)}
                </td>
                <td className="number" data-label={columns.change}>
                  <span>
                    {row.percent === undefined ? null : <PercentText percent={row.percent} />}{' '}
                    {row.belowCost ? <span className="badge bad">{words.costMark}</span> : null}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Quotes({ quotes, currency }: { quotes: Effect['quotes']; currency: string }) {
  const { t } = useI18n();
  const format = useFormat();
  const { quoteColumns: columns, ...words } = t.prices.effect;
  return (
    <section className="mo-part" aria-labelledby="pr-quotes">
      <h3 id="pr-quotes">
        {words.quotes} {quotes.length > 0 ? <span className="tab-count">{quotes.length}</span> : null}
      </h3>
      {quotes.length === 0 ? (
        <p className="q-text">{words.noQuotes}</p>
      ) : (
        <>
          <p className="quiet-hint">{words.quotesNote}</p>
          <table className="q-table mo-table mo-cards">
            <thead>
              <tr>
                <th scope="col">{columns.quote}</th>
                <th scope="col">{columns.product}</th>
                <th scope="col" className="number">
                  {columns.quoted}
                </th>
                <th scope="col" className="number">
                  {columns.list}
                </th>
              </tr>
            </thead>
            <tbody>
              {quotes.map((one) => (
                <tr key={`${one.id} ${one.productId} ${one.unitPrice}`}>
                  <th scope="row">
                    <Link href={`/quotes/${one.id}`}>{one.number}</Link>
                  </th>
                  <td>
                    <RefChip id={one.productId} />
                  </td>
                  <td className="number" data-label={columns.quoted}>
                    {format.money(one.unitPrice, currency)}
                  </td>
                  <td className="number" data-label={columns.list}>
                    {format.money(one.listPrice, currency)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

/** What changes when a list comes into force: looked at before it is submitted, and by whoever approves it. */
export default function EffectTab({ record: list }: ExtraProps) {
  const { t } = useI18n();
  const { workspaceId: ws } = useWorkspace();
  const answer = useQuery({ ...effectQuery(ws, list.id), staleTime: 0 });
  const currency = String(list['currency']);
  if (answer.error && !answer.data) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <Waiting />;
  const effect = answer.data;
  return (
    <div className="pr-part">
      <p className="q-text">{t.prices.effect.intro}</p>
      <Tiles effect={effect} />
      <Histogram rows={effect.rows} />
      <Largest rows={effect.rows} currency={currency} />
      <Quotes quotes={effect.quotes} currency={currency} />
    </div>
  );
}
