import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { usePhone } from '../lib/hooks.ts';
import type { PriceOn } from './api.ts';
import { tracksOf } from './steps.ts';

/** Sizes in units of the drawing. */
const wide = 720;
const high = 240;
const right = 10;
const top = 14;
const foot = 28;

interface Props {
  periods: PriceOn['periods'];
  day: string;
  currency: string;
}

/** Prices over time as steps, one line a list; lines differ by colour and by dash. */
export function HistoryChart({ periods, day, currency }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const phone = usePhone();
  const words = t.prices.history;
  const { tracks, from, to } = tracksOf(periods, day);
  const left = phone ? 150 : 86;
  const prices = tracks.flatMap((track) => track.steps.map((step) => step.price));
  const least = Math.min(...prices);
  const most = Math.max(...prices);
  const room = Math.max(1, (most - least) * 0.15, most * 0.02);
  const low = Math.max(0, least - room);
  const up = most + room;
  const begin = Date.parse(from);
  const span = Math.max(1, Date.parse(to) - begin);
  const xOf = (date: string) =>
    left + Math.min(1, Math.max(0, (Date.parse(date) - begin) / span)) * (wide - left - right);
  const yOf = (price: number) => top + (1 - (price - low) / (up - low)) * (high - top - foot);
  const path = (steps: (typeof tracks)[number]['steps']): string =>
    steps
      .map((step, index) => {
        const before = steps[index - 1];
        const y = yOf(step.price);
        // A gap of more than a day between two periods is a time without a price.
        const joined = before && Date.parse(step.from) - Date.parse(before.to) <= 86_400_000;
        return `${joined ? 'L' : 'M'}${xOf(step.from)},${y} H${xOf(step.to)}`;
      })
      .join(' ');
  const marks = [least, ...(most > least ? [most] : [])];
  return (
    <figure className="mo-part">
      <svg className="pr-chart" viewBox={`0 0 ${wide} ${high}`} role="img" aria-label={words.chart}>
        {marks.map((price) => (
          <g key={price}>
            <line className="pr-grid" x1={left} x2={wide - right} y1={yOf(price)} y2={yOf(price)} />
            <text className="pr-axis" x={left - 6} y={yOf(price) + 4} textAnchor="end">
              {format.money(price, currency)}
            </text>
          </g>
        ))}
        <line className="pr-grid" x1={left} x2={wide - right} y1={high - foot} y2={high - foot} />
        {[from, to].map((date, index) => (
          <text
            key={date}
            className="pr-axis"
            x={index === 0 ? left : wide - right}
            y={high - 8}
            textAnchor={index === 0 ? 'start' : 'end'}
          >
            {format.date(date)}
          </text>
        ))}
        {tracks.map((track, index) => (
          <path key={track.list} className={`pr-line pr-${index % 5}`} d={path(track.steps)}>
            <title>{track.list || words.own}</title>
          </path>
        ))}
        <line className="pr-day" x1={xOf(day)} x2={xOf(day)} y1={top} y2={high - foot} />
      </svg>
      <ul className="pr-legend">
        {tracks.map((track, index) => (
          <li key={track.list}>
            <svg viewBox="0 0 26 6" aria-hidden="true">
              <line className={`pr-line pr-${index % 5}`} x1="0" x2="26" y1="3" y2="3" />
            </svg>
            {track.list || words.own}
          </li>
        ))}
      </ul>
      <figcaption className="quiet-hint">{words.chartNote}</figcaption>
    </figure>
  );
}
