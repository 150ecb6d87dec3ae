import '../receivables/money.css';
import './prices.css';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import type { WebRecord } from '../lib/records.ts';
import { pageQuery, recordQuery } from '../lib/records.ts';
import { useRefTitle } from '../lib/titles.ts';
import type { ExtraProps } from '../records/extras.tsx';
import type { Effect } from './api.ts';
import { effectQuery } from './api.ts';
import { PercentText } from './percent.tsx';

const PasteDialog = part(() => import('./paste-dialog.tsx'));
const CopyDialog = part(() => import('./copy-dialog.tsx'));

/** Products of a list that are looked through, and those that are shown: each one's periods are a record of its own. */
const READ = 200;
const SHOWN = 40;

type EffectRow = Effect['rows'][number];

/** "From 1" says the same as no quantity at all. */
const breakAt = (minQuantity: unknown): number => (Number(minQuantity ?? 0) <= 1 ? 0 : Number(minQuantity));

const same = (row: EffectRow, productId: unknown, minQuantity: unknown): boolean =>
  row.productId === productId && breakAt(row.minQuantity) === breakAt(minQuantity);

interface LineProps {
  price: WebRecord;
  line: Record<string, unknown>;
  first: boolean;
  effect: readonly EffectRow[];
  currency: string;
}

function Line({ price, line, first, effect, currency }: LineProps) {
  const { t } = useI18n();
  const format = useFormat();
  const { shows } = useWorkspace();
  const { columns, ...words } = t.prices.rows;
  const name = useRefTitle(String(price['productId']));
  const of = effect.filter((row) => row.productId === price['productId']);
  const against = of.find((row) => same(row, price['productId'], line['minQuantity']));
  const day = (name: string) => (typeof line[name] === 'string' ? format.date(line[name] as string) : null);
  const floor = line['floorPrice'];
  const below = typeof floor === 'number' && Number(line['price']) < floor;
  return (
    <tr>
      <th scope="row">
        {first ? (
          <Link href={`/prices/${price.id}`} title={words.edit}>
            {of[0]?.code || name || '…'}
          </Link>
        ) : null}
      </th>
      <td>{first ? of[0]?.name : null}</td>
      <td className="number" data-label={columns.min}>
        {typeof line['minQuantity'] === 'number' ? format.number(line['minQuantity']) : null}
      </td>
      <td data-label={columns.from}>{day('from') ?? <span className="quiet-hint">{words.always}</span>}</td>
      <td data-label={columns.to}>{day('to')}</td>
      <td className="number" data-label={columns.price}>
        <strong>{format.money(Number(line['price'] ?? 0), currency)}</strong>
      </td>
      {shows({ sensitive: 'cost' }) ? (
        <td className="number" data-label={columns.floor}>
          {typeof floor === 'number' ? format.money(floor, currency) : null}
          {below ? <span className="badge bad">{words.belowFloor}</span> : null}
        </td>
      ) : null}
      <td className="number" data-label={columns.against}>
        {against?.before === undefined ? (
          against ? (
            <span className="badge info">{words.new}</span>
          ) : null
        ) : (
          <PercentText percent={against.percent ?? 0} />
        )}
      </td>
    </tr>
  );
}

/** The prices of a list: what they are, and how they stand against today's. */
export default function RowsTab({ record: list }: ExtraProps) {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId: ws, can, shows } = useWorkspace();
  const [typed, setTyped] = useState('');
  const [dialog, setDialog] = useState<'paste' | 'copy'>();
  const prices = useQuery(pageQuery(ws, 'price', { filter: [`priceListId:eq:${list.id}`], sort: 'key', limit: READ }));
  const effect = useQuery(effectQuery(ws, list.id));
  const rows = effect.data?.rows ?? [];
  const names = new Map(rows.map((row) => [row.productId, `${row.code} ${row.name}`.toLowerCase()]));
  const wanted = typed.trim().toLowerCase();
  const found = (prices.data?.items ?? []).filter(
    (one) => wanted === '' || (names.get(String(one['productId'])) ?? '').includes(wanted),
  );
  const shown = found.slice(0, SHOWN);
  const whole = useQueries({ queries: shown.map((one) => recordQuery(ws, 'price', one.id)) });
  const { columns, ...words } = t.prices.rows;
  const currency = String(list['currency']);
  const draft = list['status'] === 'draft';
  const writes = can('prices:write') && !list.archivedAt;
  const total = prices.data?.total ?? prices.data?.items.length ?? 0;
  if (prices.error && !prices.data) return <Failed error={prices.error} onRetry={() => void prices.refetch()} />;
  if (!prices.data) return <Waiting />;
  return (
    <div className="pr-part">
      <div className="q-row">
        {writes && draft ? (
          <button type="button" className="btn primary" onClick={() => setDialog('paste')}>
            <Icon name="table" />
            {words.paste}
          </button>
        ) : null}
        {writes && total > 0 ? (
          <button type="button" className="btn" onClick={() => setDialog('copy')}>
            <Icon name="copy" />
            {words.copy}
          </button>
        ) : null}
        {total > 0 ? (
          <input
            className="input pr-find"
            type="search"
            placeholder={words.find}
            aria-label={words.find}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        ) : null}
        {total > 0 ? <span className="quiet-hint">{words.count(format.number(total))}</span> : null}
      </div>
      {!draft && list['status'] === 'active' ? <p className="quiet-hint">{words.locked}</p> : null}
      {total === 0 ? <p className="q-text">{words.empty}</p> : null}
      {shown.length > 0 ? (
        <div className="q-scroll">
          <table className="q-table mo-table mo-cards">
            <thead>
              <tr>
                <th scope="col">{columns.code}</th>
                <th scope="col">{columns.name}</th>
                <th scope="col" className="number">
                  {columns.min}
                </th>
                <th scope="col">{columns.from}</th>
                <th scope="col">{columns.to}</th>
                <th scope="col" className="number">
                  {columns.price}
                </th>
                {shows({ sensitive: 'cost' }) ? (
                  <th scope="col" className="number">
                    {columns.floor}
                  </th>
                ) : null}
                <th scope="col" className="number">
                  {columns.against}
                </th>
              </tr>
            </thead>
            <tbody>
              {whole.flatMap(({ data }) =>
                (data?.lines ?? []).map((line, index) => (
                  <Line
                    // biome-ignore lint/suspicious/noArrayIndexKey: periods of a price have no identity of their own
                    key={`${data?.id} ${index}`}
                    price={data!}
                    line={line}
                    first={index === 0}
                    effect={rows}
                    currency={currency}
                  />
                )),
              )}
            </tbody>
          </table>
        </div>
      ) : null}
      {found.length > SHOWN || total > READ ? (
        <p className="quiet-hint">{words.more(format.number(shown.length))}</p>
      ) : null}
      {dialog === 'paste' ? <PasteDialog list={list} onClose={() => setDialog(undefined)} /> : null}
      {dialog === 'copy' ? <CopyDialog list={list} onClose={() => setDialog(undefined)} /> : null}
    </div>
  );
}
