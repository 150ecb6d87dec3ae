import '../styles/sales.css';
import '../styles/records.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Stage } from '../../../shared/sales/pipeline.ts';
import { openStages, stages, standardPipeline } from '../../../shared/sales/pipeline.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { pageQuery, recordQuery, summaryQuery } from '../lib/records.ts';

/** How likely a deal in a stage is to be won, from the workspace's first pipeline; percent. */
const useProbabilities = (): ReadonlyMap<string, number> => {
  const { workspaceId: ws } = useWorkspace();
  const pipelines = useQuery(pageQuery(ws, 'pipeline', { limit: 1 }));
  const id = pipelines.data?.items[0]?.id;
  const pipeline = useQuery({ ...recordQuery(ws, 'pipeline', id ?? ''), enabled: id !== undefined });
  const lines = pipeline.data?.lines ?? standardPipeline.lines;
  return new Map(
    lines.map((line) => [
      String(line['stage' as keyof typeof line]),
      Number(line['probability' as keyof typeof line] ?? 0),
    ]),
  );
};

const ROW = 56;
const WIDTH = 420;

/** The sales funnel: how much stands in each stage. */
export default function FunnelPage() {
  const { t, label } = useI18n();
  const format = useFormat();
  const { workspaceId, currency } = useWorkspace();
  const summary = useQuery(summaryQuery(workspaceId, 'opportunity', { group: 'stage', sum: 'amount', archived: 'no' }));
  const probabilities = useProbabilities();
  useTitle(t.sales.funnelTitle);
  const group = (stage: string) => summary.data?.groups.find((one) => one.value === stage);
  const rows = openStages.map((stage) => ({ stage, count: group(stage)?.count ?? 0, sums: group(stage)?.sums ?? {} }));
  const most = Math.max(1, ...rows.map((row) => row.count));
  const half = (count: number) => (count === 0 ? 1 : Math.max(6, (count / most) * (WIDTH / 2)));
  const weigh = (sums: Record<string, number>, stage: string) =>
    Object.fromEntries(
      Object.entries(sums).map(([unit, value]) => [unit, Math.round((value * (probabilities.get(stage) ?? 0)) / 100)]),
    );
  const add = (list: Record<string, number>[]) =>
    list.reduce(
      (total, sums) => {
        for (const [unit, value] of Object.entries(sums))
          total[unit || currency] = (total[unit || currency] ?? 0) + value;
        return total;
      },
      {} as Record<string, number>,
    );
  const href = (stage: string) => `/opportunities?filter=stage:eq:${stage}`;
  const line = (stage: Stage) => (
    <tr key={stage}>
      <th scope="row">
        <Link href={href(stage)}>{label(stages[stage])}</Link>
      </th>
      <td>
        <Link href={href(stage)}>{format.number(group(stage)?.count ?? 0)}</Link>
      </td>
      <td>{format.sums(group(stage)?.sums ?? {})}</td>
      <td>{probabilities.get(stage) ?? 0} %</td>
      <td>{format.sums(weigh(group(stage)?.sums ?? {}, stage))}</td>
    </tr>
  );
  return (
    <section className="list">
      <header className="page-head list-head">
        <Icon name="chart" size={18} />
        <h1>{t.sales.funnelTitle}</h1>
        <span className="spread" />
        <Link className="btn quiet" href="/opportunities">
          <Icon name="table" />
          <span className="wide-only">{t.records.table}</span>
        </Link>
        <Link className="btn quiet" href="/opportunities?shape=board">
          <Icon name="board" />
          <span className="wide-only">{t.records.board}</span>
        </Link>
      </header>
      <div className="page-body funnel">
        <p className="quiet-hint">{t.sales.funnelNote}</p>
        <div className="funnel-parts">
          <svg
            className="funnel-chart"
            viewBox={`0 0 ${WIDTH} ${rows.length * ROW}`}
            role="img"
            aria-label={t.sales.funnelTitle}
          >
            {rows.map((row, index) => {
              const top = index * ROW;
              const next = rows[index + 1];
              const a = half(row.count);
              // A fuller stage below must not look as if deals came in from the side.
              const b = Math.min(a, half(next?.count ?? row.count));
              const middle = WIDTH / 2;
              return (
                <g key={row.stage}>
                  <path
                    className={`funnel-part part-${index}`}
                    d={`M${middle - a} ${top + 2}H${middle + a}L${middle + b} ${top + ROW - 2}H${middle - b}Z`}
                  />
                  <text
                    className={`funnel-text${a < 60 ? ' outside' : ''}`}
                    x={a < 60 ? middle + Math.max(a, b) + 8 : middle}
                    y={top + ROW / 2}
                    textAnchor={a < 60 ? 'start' : 'middle'}
                    dominantBaseline="central"
                  >
                    {`${label(stages[row.stage])} · ${format.number(row.count)}`}
                  </text>
                </g>
              );
            })}
          </svg>
          <div className="funnel-scroll">
            <table className="plain-table">
              <thead>
                <tr>
                  <th>{t.sales.stageLabel}</th>
                  <th>{t.sales.count}</th>
                  <th>{t.sales.amount}</th>
                  <th>{t.sales.probability}</th>
                  <th title={t.sales.weightedNote}>{t.sales.weighted}</th>
                </tr>
              </thead>
              <tbody>{openStages.map(line)}</tbody>
              <tbody className="sum">
                <tr>
                  <th scope="row">{t.sales.total}</th>
                  <td>{format.number(rows.reduce((sum, row) => sum + row.count, 0))}</td>
                  <td>{format.sums(add(rows.map((row) => row.sums)))}</td>
                  <td />
                  <td title={t.sales.weightedNote}>
                    {format.sums(add(rows.map((row) => weigh(row.sums, row.stage))))}
                  </td>
                </tr>
              </tbody>
              <tbody className="closed">
                <tr>
                  <th colSpan={5}>{t.sales.closed}</th>
                </tr>
                {line('won')}
                {line('lost')}
              </tbody>
            </table>
          </div>
        </div>
      </div>
    </section>
  );
}
