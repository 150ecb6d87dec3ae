import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { usePhone } from '../lib/hooks.ts';
import { monthName, monthShort } from '../review/period.ts';
import type { Threshold } from './api.ts';
import type { Monthly } from './figures.ts';
import { piecesOf, rateOf } from './figures.ts';

/** Sizes in units of the drawing. */
const wide = 720;
const high = 220;
const right = 8;
const top = 14;
const foot = 26;

const yOf = (percent: number): number => top + (1 - percent / 100) * (high - top - foot);

/** Conformance month by month as a line over the number of steps, with the two thresholds. Drawn, so that it prints. */
export function ConformanceChart({
  months,
  threshold,
  label,
}: {
  months: readonly Monthly[];
  threshold: Threshold;
  label: string;
}) {
  const { t, lang } = useI18n();
  const format = useFormat();
  const words = t.conformance;
  const phone = usePhone();
  // The words of the scale are larger on a phone.
  const left = phone ? 62 : 40;
  const slot = (wide - left - right) / Math.max(1, months.length);
  const xOf = (index: number): number => left + slot * (index + 0.5);
  const most = Math.max(1, ...months.map((one) => one.steps));
  const every = Math.ceil(months.length / (phone ? 5 : 12));
  return (
    <figure className="cf-figure">
      <svg className="cf-chart" viewBox={`0 0 ${wide} ${high}`} role="img" aria-label={label}>
        {[0, 50, 100].map((percent) => (
          <g key={percent}>
            <line className="cf-grid" x1={left} x2={wide - right} y1={yOf(percent)} y2={yOf(percent)} />
            <text className="cf-axis" x={left - 6} y={yOf(percent) + 4} textAnchor="end">
              {words.percent(String(percent))}
            </text>
          </g>
        ))}
        {months.map((one, index) => (
          <rect
            key={one.month}
            className="cf-steps"
            x={xOf(index) - slot * 0.3}
            width={slot * 0.6}
            y={yOf((one.steps / most) * 60)}
            height={yOf(0) - yOf((one.steps / most) * 60)}
          />
        ))}
        <line className="cf-ends" x1={left} x2={wide - right} y1={yOf(threshold.ends)} y2={yOf(threshold.ends)} />
        <line className="cf-starts" x1={left} x2={wide - right} y1={yOf(threshold.starts)} y2={yOf(threshold.starts)} />
        {piecesOf(months).map((piece) => (
          <polyline
            key={piece[0]?.x}
            className="cf-line"
            points={piece.map(({ x, y }) => `${xOf(x)},${yOf(y)}`).join(' ')}
          />
        ))}
        {months.map((one, index) => {
          const rate = rateOf(one);
          const text = words.chartRead(
            monthName(one.month, lang),
            rate === undefined ? words.noSteps : words.percent(format.number(rate)),
            format.number(one.steps),
          );
          return (
            <g key={one.month}>
              {rate === undefined ? null : (
                <>
                  <circle className="cf-dot" cx={xOf(index)} cy={yOf(rate)} r={4} />
                  {(months.length - 1 - index) % every === 0 ? (
                    <text className="cf-value" x={xOf(index)} y={yOf(rate) + (rate > 88 ? 18 : -9)} textAnchor="middle">
                      {format.number(Math.round(rate))}
                    </text>
                  ) : null}
                </>
              )}
              {(months.length - 1 - index) % every === 0 ? (
                <text className="cf-axis" x={xOf(index)} y={high - 8} textAnchor="middle">
                  {monthShort(one.month, lang)}
                </text>
              ) : null}
              <rect className="cf-hover" x={xOf(index) - slot / 2} y={top} width={slot} height={high - top - foot}>
                <title>{text}</title>
              </rect>
            </g>
          );
        })}
      </svg>
      <figcaption className="cf-legend">
        <span className="cf-key line">{words.rate}</span>
        <span className="cf-key ends">{words.endsLine(format.number(threshold.ends))}</span>
        <span className="cf-key starts">{words.startsLine(format.number(threshold.starts))}</span>
        <span className="cf-key steps">{words.stepsColumns}</span>
      </figcaption>
    </figure>
  );
}

/** The same in a word's height, for the row of a table. */
export function Sparkline({ months, label }: { months: readonly Monthly[]; label: string }) {
  const last = months.length - 1;
  const xOf = (index: number): number => (last === 0 ? 50 : 4 + (index / last) * 92);
  const pieces = piecesOf(months);
  const end = pieces.at(-1)?.at(-1);
  return (
    <svg className="cf-spark" viewBox="0 0 100 26" role="img" aria-label={label}>
      <title>{label}</title>
      <line className="cf-grid" x1="0" x2="100" y1="23" y2="23" />
      {pieces.map((piece) => (
        <polyline
          key={piece[0]?.x}
          className="cf-line"
          points={piece.map(({ x, y }) => `${xOf(x)},${3 + (1 - y / 100) * 20}`).join(' ')}
        />
      ))}
      {end ? <circle className="cf-dot" cx={xOf(end.x)} cy={3 + (1 - end.y / 100) * 20} r="2.6" /> : null}
    </svg>
  );
}
