import { addMonths } from '../../../shared/kernel/time.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from './icon.tsx';

interface Props {
  /** Month shown, YYYY-MM. */
  month: string;
  onMonth: (month: string) => void;
  value: string;
  today: string;
  onPick: (date: string) => void;
}

const daysOf = (month: string): { date: string; inside: boolean }[] => {
  const first = Date.parse(`${month}-01T00:00:00Z`);
  // Weeks begin on Monday in both languages' business use.
  const lead = (new Date(first).getUTCDay() + 6) % 7;
  return Array.from({ length: 42 }, (_, index) => {
    const date = new Date(first + (index - lead) * 86_400_000).toISOString().slice(0, 10);
    return { date, inside: date.startsWith(month) };
  });
};

/** A month of days to choose from. */
export function Calendar({ month, onMonth, value, today, onPick }: Props) {
  const { lang } = useI18n();
  const locale = lang === 'en' ? 'en-GB' : 'zh-CN';
  const title = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(`${month}-01T00:00:00Z`),
  );
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'narrow', timeZone: 'UTC' });
  const move = (by: number) => () => onMonth(addMonths(month, by));
  return (
    <div className="calendar">
      <div className="calendar-head">
        <button type="button" tabIndex={-1} className="btn quiet small square" onClick={move(-1)} aria-label="−1">
          <Icon name="left" />
        </button>
        <strong>{title}</strong>
        <button type="button" tabIndex={-1} className="btn quiet small square" onClick={move(1)} aria-label="+1">
          <Icon name="right" />
        </button>
      </div>
      <div className="calendar-days">
        {Array.from({ length: 7 }, (_, index) => (
          // 1 January 2024 was a Monday.
          // biome-ignore lint/suspicious/noArrayIndexKey: seven fixed days
          <span key={index} className="calendar-weekday">
            {weekday.format(Date.UTC(2024, 0, 1 + index))}
          </span>
        ))}
        {daysOf(month).map(({ date, inside }) => (
          <button
            key={date}
            type="button"
            tabIndex={-1}
            aria-pressed={date === value}
            {...(date === today ? { 'aria-current': 'date' as const } : {})}
            className={inside ? 'calendar-day' : 'calendar-day outside'}
            onClick={() => onPick(date)}
          >
            {Number(date.slice(8))}
          </button>
        ))}
      </div>
    </div>
  );
}
