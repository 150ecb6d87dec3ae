import type { ReactNode } from 'react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import type { Figure, Wish } from './change.ts';
import { barLength, changeOf, verdictOf } from './change.ts';
import { Meaning } from './meaning.tsx';

const arrows = { up: '▲', down: '▼', same: '＝' } as const;

export type Measure = 'count' | 'percent';

interface ChangeProps {
  figure: Figure;
  wish: Wish;
  /** How a number of this kind is written. */
  write: (value: number) => string;
  measure?: Measure;
}

/** How a figure moved: arrow and words, with the colour as a mere addition. */
export function ChangeWords({ figure, wish, write, measure = 'count' }: ChangeProps) {
  const { t } = useI18n();
  const format = useFormat();
  const change = changeOf(figure);
  if (!change) return null;
  const verdict = verdictOf(change, wish);
  const by = measure === 'percent' ? t.reviews.points(format.number(change.by)) : write(change.by);
  const [more, less] =
    measure === 'percent' ? [t.reviews.pointsUp, t.reviews.pointsDown] : [t.reviews.up, t.reviews.down];
  const words = change.direction === 'up' ? more(by) : change.direction === 'down' ? less(by) : t.reviews.same;
  const share =
    measure === 'count' && change.percent !== undefined
      ? ` (${t.reviews.percentChange(change.direction === 'up' ? '+' : '−', format.number(change.percent))})`
      : '';
  const judged = verdict === 'good' ? t.reviews.better : verdict === 'bad' ? t.reviews.worse : undefined;
  return (
    <span className={`rv-change ${verdict}`} title={judged}>
      <span aria-hidden="true">{arrows[change.direction]}</span> {words}
      {share}
      {judged ? <span className="hidden-text">{judged}</span> : null}
    </span>
  );
}

interface TileProps {
  label: string;
  figure: Figure;
  href: string;
  wish: Wish;
  write?: (value: number) => string;
  measure?: Measure;
  /** Address of the figure of the month before. */
  beforeHref: string | undefined;
  /** The measure that says what is counted. */
  means?: string;
}

/** A figure that can be opened, with the one of the month before. */
export function Tile({ label, figure, href, wish, write, measure = 'count', beforeHref, means }: TileProps) {
  const { t } = useI18n();
  const format = useFormat();
  const text = write ?? format.number;
  return (
    <div className="rv-tile">
      <dt>
        {label}
        <Meaning of={means} />
      </dt>
      <dd>
        <Link className="rv-value" href={href}>
          {text(figure.value)}
        </Link>
        <ChangeWords figure={figure} wish={wish} write={text} measure={measure} />
        {figure.before === undefined || !beforeHref ? null : (
          <Link className="rv-before" href={beforeHref}>
            {t.reviews.before(text(figure.before))}
          </Link>
        )}
      </dd>
    </div>
  );
}

/** One part of the review with its definition. */
export function Card({ title, note, children }: { title?: string; note?: string; children: ReactNode }) {
  return (
    <section className="rv-card">
      {title ? <h3>{title}</h3> : null}
      {note ? <p className="rv-note">{note}</p> : null}
      {children}
    </section>
  );
}

export interface BarRow extends Figure {
  key: string;
  label: string;
  href: string;
  beforeHref?: string | undefined;
  /** The measure that says what is counted. */
  means?: string;
  /** More about the row, below its name. */
  detail?: ReactNode;
}

interface BarsProps {
  /** What the rows are, as the head of the first column. */
  label: string;
  rows: readonly BarRow[];
  wish: Wish;
  measure?: Measure;
  /** What the figures are compared with; the month before when left out. */
  beforeLabel?: string;
}

/** Rows that stand on the screen before somebody asks for all; paper shows them all. */
const FIRST = 10;

/** A bar with a thin mark where the month before ended. Drawn, not coloured background: printers leave backgrounds out. */
function Bar({ value, before, most }: Figure & { most: number }) {
  return (
    <svg className="rv-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect className="rv-bar-ground" width="100" height="10" />
      <rect className="rv-bar-fill" width={barLength(value, most)} height="10" />
      {before === undefined ? null : (
        <line
          className="rv-bar-before"
          x1={Math.min(99.6, barLength(before, most))}
          x2={Math.min(99.6, barLength(before, most))}
          y1="0"
          y2="10"
        />
      )}
    </svg>
  );
}

/** A list of figures as bars, each with number, month before and change. */
export function Bars({ label, rows, wish, measure = 'count', beforeLabel }: BarsProps) {
  const { t } = useI18n();
  const beforeColumn = beforeLabel ?? t.reviews.beforeColumn;
  const format = useFormat();
  const [all, setAll] = useState(false);
  if (rows.length === 0) return <p className="rv-note">{t.reviews.nothing}</p>;
  const most = measure === 'percent' ? 100 : Math.max(...rows.map((row) => Math.max(row.value, row.before ?? 0)));
  const write = (value: number) =>
    measure === 'percent' ? t.reviews.percent(format.number(value)) : format.number(value);
  const compared = rows.some((row) => row.before !== undefined);
  return (
    <>
      <table className="rv-bars">
        <thead>
          <tr>
            <th scope="col">
              <span className="hidden-text">{label}</span>
            </th>
            <td className="rv-bar-cell" />
            <th scope="col" className="rv-num">
              {measure === 'percent' ? '%' : t.reviews.countColumn}
            </th>
            {compared ? (
              <>
                <th scope="col" className="rv-num">
                  {beforeColumn}
                </th>
                <th scope="col">{t.reviews.changeColumn}</th>
              </>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.key} className={index >= FIRST && !all ? 'rv-later' : undefined}>
              <th scope="row">
                <Link href={row.href}>{row.label}</Link>
                <Meaning of={row.means} />
                {row.detail}
              </th>
              <td className="rv-bar-cell">
                <Bar value={row.value} before={row.before} most={most} />
              </td>
              <td className="rv-num">
                <Link href={row.href}>{write(row.value)}</Link>
              </td>
              {compared ? (
                <>
                  <td className="rv-num rv-was" data-before={beforeColumn}>
                    {row.before === undefined ? null : row.beforeHref ? (
                      <Link href={row.beforeHref}>{write(row.before)}</Link>
                    ) : (
                      write(row.before)
                    )}
                  </td>
                  <td className="rv-moved">
                    <ChangeWords figure={row} wish={wish} write={write} measure={measure} />
                  </td>
                </>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > FIRST ? (
        <button type="button" className="link no-print" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t.reviews.showLess : t.reviews.showAll(format.number(rows.length))}
        </button>
      ) : null}
    </>
  );
}
