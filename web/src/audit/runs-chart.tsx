import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import type { AuditRun } from './api.ts';
import { topOf } from './columns.ts';
import { useRunName } from './words.ts';

/** Runs that the chart shows. */
const SHOWN = 24;

/** Faults opened above the line and closed below it, run by run. The same figures stand in the table. */
export function RunsChart({ runs }: { runs: readonly AuditRun[] }) {
  const { t } = useI18n();
  const format = useFormat();
  const nameOf = useRunName();
  const shown = runs
    .filter((run) => run.state === 'done')
    .slice(0, SHOWN)
    .reverse()
    .map((run) => ({ run, opened: run.counts.opened + run.counts.reopened, closed: run.counts.closed }));
  const figures = shown.flatMap(({ opened, closed }) => [opened, closed]);
  const top = topOf(figures);
  // Nothing came and nothing went: an empty chart says less than the table.
  if (shown.length < 2 || top === 0) return null;
  const column = (value: number, tone: string) =>
    value === 0 ? null : (
      <>
        <span
          className={value > top ? `${tone} cut` : tone}
          style={{ height: `${Math.min(100, Math.max(4, (value / top) * 100))}%` }}
        />
        <span className="aud-figure">{format.number(value)}</span>
      </>
    );
  return (
    <section className="q-sheet aud-chart" aria-labelledby="aud-chart-title">
      <div className="aud-chart-head">
        <h2 id="aud-chart-title">{t.audit.chart.title}</h2>
        <ul className="q-legend">
          <li>
            <span className="q-dot q-bad" /> {t.audit.chart.opened}
          </li>
          <li>
            <span className="q-dot q-good" /> {t.audit.chart.closed}
          </li>
        </ul>
      </div>
      <ol
        className={shown.some(({ closed }) => closed > 0) ? 'aud-columns' : 'aud-columns rise'}
        aria-label={t.audit.chart.text}
      >
        {shown.map(({ run, opened, closed }) => {
          const words = t.audit.chart.run(
            format.instant(run.startedAt),
            nameOf(run),
            format.number(opened),
            format.number(closed),
          );
          return (
            <li key={run.id} title={words}>
              <span className="hidden-text">{words}</span>
              <span className="aud-up" aria-hidden="true">
                {column(opened, 'q-bad')}
              </span>
              <span className="aud-down" aria-hidden="true">
                {column(closed, 'q-good')}
              </span>
            </li>
          );
        })}
      </ol>
      {figures.some((one) => one > top) ? <p className="quiet-hint">{t.audit.chart.cut}</p> : null}
    </section>
  );
}
