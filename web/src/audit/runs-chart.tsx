import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import type { AuditRun } from './api.ts';
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
  const most = Math.max(0, ...shown.flatMap(({ opened, closed }) => [opened, closed]));
  // Nothing came and nothing went: an empty chart says less than the table.
  if (shown.length < 2 || most === 0) return null;
  const height = (value: number) => (value === 0 ? 0 : Math.max(4, (value / most) * 100));
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
      <ol className="aud-columns" aria-label={t.audit.chart.text}>
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
                <span className="q-bad" style={{ height: `${height(opened)}%` }} />
              </span>
              <span className="aud-down" aria-hidden="true">
                <span className="q-good" style={{ height: `${height(closed)}%` }} />
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
