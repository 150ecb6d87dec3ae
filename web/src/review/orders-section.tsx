import { Link } from 'wouter';
import type { ReviewPack } from '../../../shared/review/review.contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { majorUnits } from '../lib/money.ts';
import { links } from './links.ts';
import { MonthsChart } from './months-chart.tsx';
import { Card } from './parts.tsx';
import { monthName } from './period.ts';

/** Currencies of the months, that of the workspace first; amounts without one count as the workspace's. */
export const currenciesOf = (months: ReviewPack['orders']['months'], own: string): string[] => {
  const all = new Set(months.flatMap((month) => Object.keys(month.amounts)));
  return [...all].sort((a, b) => Number(b === own) - Number(a === own) || (a < b ? -1 : 1));
};

/** Orders and their amounts over thirteen months: the same month of the year before stands at the left end. */
export function OrdersSection({ pack }: { pack: ReviewPack }) {
  const { t, lang } = useI18n();
  const format = useFormat();
  const { currency: own } = useWorkspace();
  const { months } = pack.orders;
  const currencies = currenciesOf(months, own);
  const compact = new Intl.NumberFormat(lang === 'en' ? 'en-GB' : 'zh-CN', {
    notation: 'compact',
    maximumSignificantDigits: 3,
  });
  const { cards, notes, sections, columns } = t.reviews;
  return (
    <section className="rv-section" aria-labelledby="rv-orders">
      <h2 id="rv-orders">{sections.orders}</h2>
      <p className="rv-note">{notes.orders}</p>
      <div className="rv-grid">
        <Card title={cards.counts}>
          <MonthsChart
            label={cards.counts}
            columns={months.map(({ month, count }) => ({
              month,
              value: count,
              short: compact.format(count),
              full: format.number(count),
              href: links.orders(month),
            }))}
          />
        </Card>
        {currencies.map((currency) => (
          <Card key={currency} title={`${cards.amounts} · ${currency || own}`}>
            <MonthsChart
              label={`${cards.amounts} ${currency || own}`}
              columns={months.map(({ month, amounts }) => {
                const value = amounts[currency] ?? 0;
                return {
                  month,
                  value,
                  short: compact.format(majorUnits(value, currency || own)),
                  full: format.money(value, currency || own),
                  href: links.ordersIn(month, currency),
                };
              })}
            />
          </Card>
        ))}
      </div>
      <div className="rv-scroll">
        <table className="rv-table">
          <thead>
            <tr>
              <th scope="col">{columns.month}</th>
              <th scope="col" className="rv-num">
                {columns.orders}
              </th>
              {currencies.map((currency) => (
                <th key={currency} scope="col" className="rv-num">
                  {t.reviews.currencyAmount(currency || own)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {months.toReversed().map(({ month, count, amounts }) => (
              <tr key={month}>
                <th scope="row">
                  <Link href={links.orders(month)}>{monthName(month, lang)}</Link>
                </th>
                <td className="rv-num">
                  <Link href={links.orders(month)}>{format.number(count)}</Link>
                </td>
                {currencies.map((currency) => (
                  <td key={currency} className="rv-num">
                    <Link href={links.ordersIn(month, currency)}>
                      {format.money(amounts[currency] ?? 0, currency || own)}
                    </Link>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
