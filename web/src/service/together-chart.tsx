import { useId } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { monthName, monthShort } from '../review/period.ts';
import type { MonthFigures } from './api.ts';
import { niceTop, points } from './chart-scale.ts';

const shares = ['firstContact', 'confirmed', 'ease', 'reopenRate'] as const;
type Share = (typeof shares)[number];

/** Effort is asked from 1 to 7: its whole way is the whole height. */
const shareOf = (month: MonthFigures, name: Share): number | null => {
  if (name !== 'ease') return month[name];
  return month.ces === null ? null : (month.ces - 1) / 6;
};
const times = ['waitingSeconds', 'handleSeconds'] as const;

/** Height of each of the two parts, their width, and the room for the scale at the left; units of the drawing. */
const PART = 130;
const WIDTH = 720;
const LEFT = 44;
const GAP = 34;

interface Props {
  months: readonly MonthFigures[];
}

/** Shares above and times below, over the same months: whoever gets faster sees at once what it did to the solving. */
export function TogetherChart({ months }: Props) {
  const { t, lang } = useI18n();
  const format = useFormat();
  const title = useId();
  const words = t.service.lines;
  const step = (WIDTH - LEFT) / Math.max(1, months.length);
  const middle = (index: number) => LEFT + step * (index + 0.5);
  const most = niceTop(Math.max(...months.flatMap((month) => times.map((name) => (month[name] ?? 0) / 60))));
  const bar = Math.min(16, step / 3);
  const below = PART + GAP;
  // A rate of reopening can be over one: what was closed months ago comes back now.
  const top = niceTop(Math.max(1, ...months.map((month) => month.reopenRate ?? 0)) * 100) / 100;
  return (
    <figure className="sv-chart">
      <svg viewBox={`0 0 ${WIDTH} ${PART * 2 + GAP + 24}`} aria-labelledby={title} role="img">
        <title id={title}>{`${t.service.together}: ${t.service.togetherNote}`}</title>
        {[0, 0.5, 1].map((part) => (
          <g key={part}>
            <line className="sv-grid" x1={LEFT} x2={WIDTH} y1={8 + PART * (1 - part)} y2={8 + PART * (1 - part)} />
            <text className="sv-scale" x={LEFT - 6} y={12 + PART * (1 - part)}>
              {`${format.number(Math.round(part * top * 100))}%`}
            </text>
            <line
              className="sv-grid"
              x1={LEFT}
              x2={WIDTH}
              y1={below + PART * (1 - part)}
              y2={below + PART * (1 - part)}
            />
            <text className="sv-scale" x={LEFT - 6} y={below + 4 + PART * (1 - part)}>
              {format.number(Math.round(part * most * 10) / 10)}
            </text>
          </g>
        ))}
        {shares.map((name) => (
          <g key={name} className={`sv-line sv-${name}`}>
            {points(months.map((month) => shareOf(month, name))).map((run) => (
              <polyline
                key={run[0]?.index}
                points={run.map(({ index, value }) => `${middle(index)},${8 + PART * (1 - value / top)}`).join(' ')}
              />
            ))}
            {months.map((month, index) => {
              const value = shareOf(month, name);
              return value === null ? null : (
                <circle key={month.month} cx={middle(index)} cy={8 + PART * (1 - value / top)} r={3.5}>
                  <title>{`${monthName(month.month, lang)} · ${words[name]}: ${name === 'ease' ? format.number(Math.round((month.ces ?? 0) * 10) / 10) : `${Math.round(value * 100)}%`}`}</title>
                </circle>
              );
            })}
          </g>
        ))}
        {months.map((month, index) => (
          <g key={month.month}>
            {times.map((name, place) => {
              const value = (month[name] ?? 0) / 60;
              const height = most === 0 ? 0 : (value / most) * PART;
              const label = words[name === 'handleSeconds' ? 'handle' : 'waiting'];
              return (
                <rect
                  key={name}
                  className={`sv-bar sv-${name}`}
                  x={middle(index) + (place === 0 ? -bar - 1 : 1)}
                  width={bar}
                  y={below + PART - height}
                  height={height}
                >
                  <title>{`${monthName(month.month, lang)} · ${label}: ${t.service.minutes(format.number(Math.round(value * 10) / 10))}`}</title>
                </rect>
              );
            })}
            {months.length <= 13 || index % 3 === 0 ? (
              <text className="sv-month" x={middle(index)} y={below + PART + 16}>
                {monthShort(month.month, lang)}
              </text>
            ) : null}
          </g>
        ))}
      </svg>
      <figcaption className="sv-legend">
        {shares.map((name) => (
          <span key={name} title={t.service.explain[name]}>
            <i className={`sv-key sv-${name}`} />
            {words[name]}
          </span>
        ))}
        {times.map((name) => (
          <span key={name}>
            <i className={`sv-key sv-square sv-${name}`} />
            {words[name === 'handleSeconds' ? 'handle' : 'waiting']}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
