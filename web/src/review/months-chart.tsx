import './months-chart.css';
import { Link } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { barLength } from './change.ts';
import { monthName, monthShort } from './period.ts';

export interface MonthColumn {
  month: string;
  value: number;
  /** The value as it stands above its column. */
  short: string;
  full: string;
  href: string;
}

/** Columns by month; each opens its records. The newest one is the month of the review. */
export function MonthsChart({ columns, label }: { columns: readonly MonthColumn[]; label: string }) {
  const wide = columns.some((column) => column.short.length > 3);
  const { lang } = useI18n();
  const most = Math.max(...columns.map((column) => column.value));
  const newest = columns.at(-1)?.month;
  return (
    <ol className={wide ? 'rv-months rv-wide' : 'rv-months'} aria-label={label}>
      {columns.map(({ month, value, short, full, href }) => {
        const height = barLength(value, most);
        return (
          <li key={month} className={month === newest ? 'newest' : undefined}>
            <Link href={href} title={`${monthName(month, lang)}: ${full}`}>
              <span className="rv-month-value">{value === 0 ? '' : short}</span>
              <svg viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true">
                <rect className="rv-column" x="1" width="8" y={100 - height} height={height} />
                <line className="rv-floor" x1="0" x2="10" y1="100" y2="100" />
              </svg>
              <span className="rv-month-name">
                {monthShort(month, lang)}
                {month.endsWith('-01') ? <span className="rv-year">{month.slice(0, 4)}</span> : null}
              </span>
            </Link>
          </li>
        );
      })}
    </ol>
  );
}
