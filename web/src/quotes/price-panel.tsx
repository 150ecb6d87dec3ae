import { Link } from 'wouter';
import type { GivenPriceInfo, LinePrice } from '../../../shared/pricing/pricing.contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { Person } from '../kit/person.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { useRefTitle } from '../lib/titles.ts';
import { hrefOfId } from '../records/value.tsx';
import type { LineView } from './line-view.ts';

interface Props {
  productId: string | undefined;
  info: LinePrice | undefined;
  view: LineView | undefined;
  currency: string;
  hasAccount: boolean;
  /** Takes a price, in minor units, into the line. */
  onTake: ((price: number) => void) | undefined;
}

function Price({
  price,
  currency,
  onTake,
  title,
}: { price: number; title: string } & Pick<Props, 'currency' | 'onTake'>) {
  const format = useFormat();
  const text = format.money(price, currency);
  return onTake ? (
    <button
      type="button"
      className="price-take"
      title={title}
      aria-label={`${text}: ${title}`}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onTake(price)}
    >
      {text}
    </button>
  ) : (
    <strong>{text}</strong>
  );
}

function Given({ one, onTake }: { one: GivenPriceInfo; onTake: Props['onTake'] }) {
  const { t } = useI18n();
  const words = t.quotes.panel;
  const format = useFormat();
  const tone = one.live ? 'info' : one.approved ? 'good' : 'plain';
  const state = one.live
    ? one.until
      ? words.liveUntil(format.date(one.until))
      : words.live
    : one.approved
      ? words.approved
      : words.past;
  return (
    <li>
      <div className="given-head">
        <Price price={one.unitPrice} currency={one.currency} onTake={onTake} title={words.take} />
        <span className="quiet-hint">{words.quantity(format.number(one.quantity))}</span>
        <span className={`badge ${tone}`}>{state}</span>
      </div>
      <div className="given-foot">
        <Link href={hrefOfId(one.documentId) ?? '/quotes'}>{one.number}</Link>
        <Person id={one.by} />
        <time dateTime={one.at} title={format.instant(one.at)}>
          {format.day(one.at.slice(0, 10))}
        </time>
      </div>
    </li>
  );
}

/** What this customer was told for the product of the line in which the cursor stands, and what it is worth. */
export function PricePanel({ productId, info, view, currency, hasAccount, onTake }: Props) {
  const { t } = useI18n();
  const words = t.quotes.panel;
  const format = useFormat();
  const { shows } = useWorkspace();
  const title = useRefTitle(productId);
  if (!productId || !view)
    return (
      <aside className="deal-panel" aria-label={words.title}>
        <h2>{words.title}</h2>
        <p className="quiet-hint">{words.none}</p>
      </aside>
    );
  const breaks = info && info.breaks.length > 1 ? info.breaks : [];
  const money = (value: number | undefined) => (value === undefined ? '–' : format.money(value, currency));
  return (
    <aside className="deal-panel" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p className="deal-panel-product">
        {info?.code ? <strong>{info.code}</strong> : null} {info?.name ?? title}
      </p>
      <dl className="deal-facts">
        <dt>
          {words.list}
          {info?.priceListName ? <span className="quiet-hint"> {info.priceListName}</span> : null}
        </dt>
        <dd>
          {view.list === undefined ? (
            words.noList
          ) : (
            <Price price={view.list} currency={currency} onTake={onTake} title={words.takeList} />
          )}
        </dd>
        {view.last !== undefined ? (
          <>
            <dt>
              {words.last}
              {info?.lastDocument ? <span className="quiet-hint"> {info.lastDocument}</span> : null}
            </dt>
            <dd>
              <Price price={view.last} currency={currency} onTake={onTake} title={words.takeLast} />
            </dd>
          </>
        ) : null}
        {shows({ sensitive: 'cost' }) ? (
          <>
            <dt>{words.floor}</dt>
            <dd className={view.belowFloor ? 'bad' : ''}>{money(view.floor)}</dd>
            <dt>{words.cost}</dt>
            <dd>{money(view.cost)}</dd>
            <dt>{words.margin}</dt>
            <dd className={view.margin && view.margin.percent < 0 ? 'bad' : ''}>
              {view.margin ? `${format.number(view.margin.percent)}%` : '–'}
            </dd>
          </>
        ) : null}
        {info?.customerCode ? (
          <>
            <dt>{words.theirCode}</dt>
            <dd>{info.customerCode}</dd>
          </>
        ) : null}
      </dl>
      {breaks.length > 0 ? (
        <>
          <h3>{words.breaks}</h3>
          <dl className="deal-facts">
            {breaks.map((one) => (
              <div key={one.minQuantity} className="deal-break">
                <dt>{words.from(format.number(Math.max(1, one.minQuantity)))}</dt>
                <dd>
                  <Price price={one.price} currency={currency} onTake={onTake} title={words.take} />
                </dd>
              </div>
            ))}
          </dl>
        </>
      ) : null}
      <h3>{words.given}</h3>
      {!hasAccount ? (
        <p className="quiet-hint">{words.noAccount}</p>
      ) : info && info.given.length === 0 ? (
        <p className="quiet-hint">{words.nothing}</p>
      ) : (
        <ul className="given">
          {info?.given.map((one) => (
            <Given key={`${one.documentId} ${one.unitPrice} ${one.quantity}`} one={one} onTake={onTake} />
          ))}
        </ul>
      )}
    </aside>
  );
}
