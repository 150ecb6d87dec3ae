import '../styles/sales.css';
import '../styles/records.css';
import './funnel.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useSearch } from 'wouter';
import { funnelCuts } from '../../../shared/sales/funnel-read.ts';
import { Choice } from '../audit/parts/choice.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { titleOf } from '../lib/titles.ts';
import { ForecastChart } from './forecast-chart.tsx';
import { forecastQuery, funnelQuery } from './funnel-api.ts';
import type { About } from './funnel-links.ts';
import { openHref } from './funnel-links.ts';
import { Outcomes } from './funnel-outcomes.tsx';
import type { FunnelView, Span } from './funnel-period.ts';
import { funnelSearch, readFunnelView } from './funnel-period.ts';
import { FunnelRows } from './funnel-rows.tsx';
import { FunnelStages } from './funnel-stages.tsx';
import { usePipelines } from './pipelines.ts';

interface BarProps {
  view: FunnelView;
  change: (part: Partial<FunnelView>) => void;
}

/** Which period and pipeline. */
function FunnelBar({ view, change }: BarProps) {
  const { t } = useI18n();
  const words = t.sales;
  const pipelines = usePipelines();
  const month = (name: 'from' | 'to') => (
    <label>
      {words[name]}
      <input
        className="input"
        type="month"
        value={view[name]}
        onChange={(event) => event.target.value && change({ span: 'own', [name]: event.target.value })}
      />
    </label>
  );
  return (
    <div className="fn-controls">
      <Choice<Span>
        label={words.period}
        options={(['month', 'quarter', 'year', 'own'] as const).map((value) => ({
          value,
          label: words.periods[value],
        }))}
        value={view.span}
        onChange={(span) => change({ span })}
      />
      {view.span === 'own' ? (
        <span className="fn-own">
          {month('from')}
          {month('to')}
        </span>
      ) : null}
      {pipelines.all.length > 1 ? (
        <select
          className="input"
          aria-label={words.board.pipeline}
          value={view.pipelineId ?? ''}
          onChange={(event) => change({ pipelineId: event.target.value || undefined })}
        >
          <option value="">{words.board.allPipelines}</option>
          {pipelines.all.map((one) => (
            <option key={one.id} value={one.id}>
              {titleOf(one)}
            </option>
          ))}
        </select>
      ) : null}
    </div>
  );
}

/** What moved in the period. */
function Period({ view, change }: BarProps) {
  const { t } = useI18n();
  const { workspaceId, timeZone } = useWorkspace();
  const { linesOf } = usePipelines();
  const { from, to, by, pipelineId } = view;
  const funnel = useQuery(funnelQuery(workspaceId, { from, to, by, pipelineId }));
  if (funnel.isError) return <Failed error={funnel.error} onRetry={() => void funnel.refetch()} />;
  if (!funnel.data) return <Waiting />;
  const { total } = funnel.data;
  if (total.won.count + total.lost.count + total.stages.reduce((sum, one) => sum + one.entered, 0) === 0)
    return (
      <div className="message">
        <p>{t.sales.empty}</p>
        <Link className="btn primary" href="/opportunities?shape=board">
          {t.sales.toBoard}
        </Link>
      </div>
    );
  const about: About = { from: funnel.data.from, to: funnel.data.to, timeZone, pipelineId };
  return (
    <div className="fn-parts">
      <section>
        <h2>{t.sales.conversion}</h2>
        <p className="quiet-hint">{t.sales.conversionNote}</p>
        <div className="funnel-scroll">
          <FunnelStages total={total} about={about} lines={pipelineId ? linesOf(pipelineId) : undefined} />
        </div>
      </section>
      <section>
        <h2>{t.sales.outcomes}</h2>
        <p className="quiet-hint">{t.sales.outcomesNote}</p>
        <Outcomes total={total} about={about} />
      </section>
      <section className="fn-full">
        <header className="fn-head">
          <h2>{t.sales.cuts}</h2>
          <Choice
            label={t.sales.cuts}
            options={funnelCuts.map((value) => ({ value, label: t.sales.cut[value] }))}
            value={by}
            onChange={(next) => change({ by: next })}
          />
        </header>
        <div className="funnel-scroll">
          <FunnelRows funnel={funnel.data} about={about} />
        </div>
      </section>
    </div>
  );
}

/** What is open, and when it may come. */
function Expected({ pipelineId }: { pipelineId: string | undefined }) {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const answer = useQuery(forecastQuery(workspaceId, pipelineId));
  if (answer.isError) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <Waiting />;
  const { total, now } = answer.data;
  return (
    <section className="fn-expected">
      <header className="fn-head">
        <h2>{t.sales.forecast}</h2>
        <dl className="fn-figures">
          <div>
            <dt title={t.sales.openNote}>{t.sales.openNow}</dt>
            <dd>
              <Link href={openHref(undefined, { now, last: now, pipelineId })}>{format.number(total.count)}</Link>
              <small>{format.sums(total.open)}</small>
            </dd>
          </div>
          <div>
            <dt title={t.sales.weightedNote}>{t.sales.weighted}</dt>
            <dd>
              <small>{format.sums(total.weighted)}</small>
            </dd>
          </div>
        </dl>
      </header>
      <p className="quiet-hint">{t.sales.forecastNote}</p>
      <div className="funnel-scroll">
        <ForecastChart forecast={answer.data} pipelineId={pipelineId} />
      </div>
    </section>
  );
}

/** The sales funnel: what moved in a period and how, and what may come of what is open. Read from counters alone. */
export default function FunnelPage() {
  const { t } = useI18n();
  const format = useFormat();
  const search = useSearch();
  const [path, navigate] = useLocation();
  const view = readFunnelView(search, format.today().slice(0, 7));
  const change = (part: Partial<FunnelView>) =>
    navigate(`${path}?${funnelSearch({ ...view, ...part })}`, { replace: true });
  useTitle(t.sales.funnelTitle);
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
        <FunnelBar view={view} change={change} />
        <Period view={view} change={change} />
        <Expected pipelineId={view.pipelineId} />
      </div>
    </section>
  );
}
