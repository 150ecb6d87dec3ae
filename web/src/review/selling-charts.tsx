import type { SellingPack } from '../../../shared/review/review.contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { majorUnits } from '../lib/money.ts';
import { links } from './links.ts';
import { MonthsChart } from './months-chart.tsx';
import { Card } from './parts.tsx';

type Month = SellingPack['months'][number];

/** Currencies of some months, that of the workspace first. */
const currenciesIn = (months: readonly Month[], of: 'shipped' | 'paid', own: string): string[] =>
  [...new Set(months.flatMap((month) => Object.keys(month[of])))].sort(
    (a, b) => Number(b === own) - Number(a === own) || (a < b ? -1 : 1),
  );

/** Quotes, fast lane, shipments and payments over thirteen months. A chart of nothing is left out. */
export function SellingCharts({ selling: { months } }: { selling: SellingPack }) {
  const { t, lang } = useI18n();
  const format = useFormat();
  const { currency: own, timeZone } = useWorkspace();
  const compact = new Intl.NumberFormat(lang === 'en' ? 'en-GB' : 'zh-CN', {
    notation: 'compact',
    maximumSignificantDigits: 3,
  });
  const { charts } = t.reviews.selling;
  const counts = months.map(({ month, quotes }) => ({
    month,
    value: quotes,
    short: compact.format(quotes),
    full: format.number(quotes),
    href: links.quotes(month),
  }));
  const lanes = months.map(({ month, fastLane = 0 }) => ({
    month,
    value: fastLane,
    short: format.number(Math.round(fastLane)),
    full: t.reviews.percent(format.number(fastLane)),
    href: links.lane('quotes', 'fast', { period: month, timeZone }),
  }));
  const money = (of: 'shipped' | 'paid') =>
    currenciesIn(months, of, own).map((currency) => {
      const title = charts[of](currency || own);
      const columns = months.map((month) => {
        const value = month[of][currency] ?? 0;
        return {
          month: month.month,
          value,
          short: compact.format(majorUnits(value, currency || own)),
          full: format.money(value, currency || own),
          href: of === 'shipped' ? links.shipments(month.month, currency) : links.payments(month.month, currency),
        };
      });
      return { title, columns };
    });
  const all = [
    { title: charts.quotes, columns: counts },
    { title: charts.fastLane, columns: lanes },
    ...money('shipped'),
    ...money('paid'),
  ].filter(({ columns }) => columns.some((column) => column.value > 0));
  return (
    <div className="rv-grid">
      {all.map(({ title, columns }) => (
        <Card key={title} title={title}>
          <MonthsChart label={title} columns={columns} />
        </Card>
      ))}
    </div>
  );
}
