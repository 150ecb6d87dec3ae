import { fieldsOf } from '../../../shared/kernel/field.ts';
import type { ReviewPack, SellingPack } from '../../../shared/review/review.contract.ts';
import { order } from '../../../shared/sales/order.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { links } from './links.ts';
import { Bars, Card, Tile } from './parts.tsx';
import { asOfDay } from './period.ts';
import { SellingCharts } from './selling-charts.tsx';

interface Props {
  pack: ReviewPack;
  selling: SellingPack;
}

type Share = SellingPack['quotes']['winRate'];

/** The address of a figure in this month and in the one before. */
const useMonths = (pack: ReviewPack) => (to: (month: string) => string) => ({
  href: to(pack.period),
  beforeHref: pack.previous ? to(pack.previous) : undefined,
});

/** A share in percent; nothing where there was nothing to have a share of. */
function ShareTile({
  means,
  label,
  share,
  to,
  pack,
}: {
  means: string;
  label: string;
  share: Share;
  to: (month: string) => string;
  pack: ReviewPack;
}) {
  const { t } = useI18n();
  const format = useFormat();
  const months = useMonths(pack);
  if (share.percent === undefined) return null;
  return (
    <Tile
      means={means}
      label={label}
      figure={{ value: share.percent, before: share.before }}
      wish="more"
      measure="percent"
      write={(value) => t.reviews.percent(format.number(value))}
      {...months(to)}
    />
  );
}

/** Business minutes on the average, as hours; nothing where nothing was released. */
function LeadTile({ kind, pack, selling }: Props & { kind: 'quotes' | 'orders' }) {
  const { t } = useI18n();
  const format = useFormat();
  const { timeZone } = useWorkspace();
  const months = useMonths(pack);
  const words = t.reviews.selling;
  const figure = selling.lead[kind];
  if (!figure) return null;
  return (
    <Tile
      means={`lead.${kind}`}
      label={kind === 'quotes' ? words.leadQuotes : words.leadOrders}
      figure={figure}
      wish="less"
      write={(minutes) => words.hours(format.number(Math.round(minutes / 6) / 10))}
      {...months((month) => links.released(kind, month, timeZone))}
    />
  );
}

function QuoteTiles({ pack, selling }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const { timeZone, currency: own } = useWorkspace();
  const months = useMonths(pack);
  const words = t.reviews.selling;
  const { quotes, fastLane } = selling;
  const ended = (states: string) => (month: string) => links.quotesEnded(states, month, timeZone);
  const lane = (collection: string) => (period: string) => links.lane(collection, 'fast', { period, timeZone });
  return (
    <dl className="rv-tiles">
      <Tile means="quotes.count" label={words.quotes} figure={quotes.count} wish="more" {...months(links.quotes)} />
      {quotes.amounts.map((amount) => (
        <Tile
          key={amount.currency}
          means="quotes.amount"
          label={words.quoted(amount.currency || own)}
          figure={amount}
          wish="more"
          write={(value) => format.moneyShort(value, amount.currency || own)}
          {...months((month) => links.quotesIn(month, amount.currency))}
        />
      ))}
      <Tile label={words.won} figure={quotes.won} wish="more" {...months(ended('accepted'))} />
      <Tile label={words.lost} figure={quotes.lost} wish="less" {...months(ended('declined|expired'))} />
      <ShareTile
        means="quotes.winRate"
        label={words.winRate}
        share={quotes.winRate}
        to={ended('accepted|declined|expired')}
        pack={pack}
      />
      <ShareTile
        means="fastLane.quotes"
        label={words.fastQuotes}
        share={fastLane.quotes}
        to={lane('quotes')}
        pack={pack}
      />
      <ShareTile
        means="fastLane.orders"
        label={words.fastOrders}
        share={fastLane.orders}
        to={lane('orders')}
        pack={pack}
      />
      <LeadTile kind="quotes" pack={pack} selling={selling} />
      <LeadTile kind="orders" pack={pack} selling={selling} />
    </dl>
  );
}

function MoneyTiles({ pack, selling }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const { timeZone, currency: own } = useWorkspace();
  const months = useMonths(pack);
  const words = t.reviews.selling;
  const { shipments, receivables, payments, holds } = selling;
  const asOf = asOfDay(pack, timeZone);
  const stock = pack.previous ? links.review(pack.previous) : undefined;
  const money = (currency: string) => (value: number) => format.moneyShort(value, currency || own);
  return (
    <dl className="rv-tiles">
      <Tile
        means="shipments.count"
        label={words.shipments}
        figure={shipments.count}
        wish="more"
        {...months(links.shipments)}
      />
      {shipments.amounts.map((one) => (
        <Tile
          key={one.currency}
          means="shipments.amount"
          label={words.shipped(one.currency || own)}
          figure={one}
          wish="more"
          write={money(one.currency)}
          {...months((month) => links.shipments(month, one.currency))}
        />
      ))}
      <ShareTile
        means="shipments.onTime"
        label={words.onTime}
        share={shipments.onTime}
        to={links.delivered}
        pack={pack}
      />
      <Tile label={words.payments} figure={payments.count} wish="more" {...months(links.payments)} />
      {payments.amounts.map((one) => (
        <Tile
          key={one.currency}
          means="payments.amount"
          label={words.paid(one.currency || own)}
          figure={one}
          wish="more"
          write={money(one.currency)}
          {...months((month) => links.payments(month, one.currency))}
        />
      ))}
      {receivables.open.map((one) => (
        <Tile
          key={one.currency}
          means="receivables.open"
          label={words.owed(one.currency || own)}
          figure={one}
          wish="none"
          write={money(one.currency)}
          href={links.owed(one.currency)}
          beforeHref={stock}
        />
      ))}
      <Tile
        label={words.overdueCount}
        figure={receivables.overdueCount}
        wish="less"
        href={links.overdueOwed(asOf)}
        beforeHref={stock}
      />
      {receivables.overdue.map((one) => (
        <Tile
          key={one.currency}
          means="receivables.overdue"
          label={words.overdue(one.currency || own)}
          figure={one}
          wish="less"
          write={money(one.currency)}
          href={links.overdueOwed(asOf, one.currency)}
          beforeHref={stock}
        />
      ))}
      <Tile
        means="holds.count"
        label={words.held}
        figure={holds.count}
        wish="less"
        href={links.held()}
        beforeHref={stock}
      />
    </dl>
  );
}

function Holds({ pack, selling }: Props) {
  const { t, label } = useI18n();
  const words = t.reviews.selling;
  const reasons = new Map(
    fieldsOf(order.fields)
      .find((field) => field.name === 'holdReason')
      ?.values?.map(({ value, label: name }) => [value, name] as const),
  );
  if (selling.holds.byReason.length === 0) return null;
  return (
    <Card title={words.holdsTitle} note={words.holdsNote}>
      <Bars
        label={words.holdsTitle}
        wish="less"
        rows={selling.holds.byReason.map((row) => {
          const named = reasons.get(row.key);
          return {
            ...row,
            label: named ? label(named) : row.key || words.noReason,
            href: links.held(row.key),
            beforeHref: pack.previous ? links.review(pack.previous) : undefined,
          };
        })}
      />
    </Card>
  );
}

/** What was quoted, released, shipped and paid, beside the month before. */
export function SellingSection({ pack, selling }: Props) {
  const { t } = useI18n();
  const { sections, selling: words } = t.reviews;
  return (
    <section className="rv-section rv-whole" aria-labelledby="rv-selling">
      <h2 id="rv-selling">{sections.selling}</h2>
      <p className="rv-note">{words.note}</p>
      <h3>{`${words.groups.quotes} · ${words.groups.release}`}</h3>
      <QuoteTiles pack={pack} selling={selling} />
      <p className="rv-note">{`${words.definitions.fastLane} ${words.definitions.lead}`}</p>
      <h3>{`${words.groups.delivery} · ${words.groups.money}`}</h3>
      <MoneyTiles pack={pack} selling={selling} />
      <p className="rv-note">{words.definitions.onTime}</p>
      <SellingCharts selling={selling} />
      <Holds pack={pack} selling={selling} />
    </section>
  );
}
