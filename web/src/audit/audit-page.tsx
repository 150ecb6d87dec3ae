import './audit.css';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { AuditRun } from './api.ts';
import { isActive, runQuery, runsQuery } from './api.ts';
import { AuditHead } from './audit-head.tsx';
import { ClockPanel } from './clock-panel.tsx';
import { FailedJobs } from './failed-jobs.tsx';
import { Progress } from './parts/progress.tsx';
import { Failed, Waiting } from './parts/states.tsx';
import { RunsChart } from './runs-chart.tsx';
import { RunsTable } from './runs-table.tsx';
import { StartDialog } from './start-dialog.tsx';
import { useStartRun } from './use-start-run.ts';
import { useRunName } from './words.ts';

/** A run under way, looked at as it goes. */
function Active({ listed }: { listed: AuditRun }) {
  const { t } = useI18n();
  const format = useFormat();
  const nameOf = useRunName();
  const { workspaceId } = useWorkspace();
  const { data: run = listed } = useQuery(runQuery(workspaceId, listed.id));
  const { done, total } = run.progress;
  return (
    <div className="q-sheet" aria-live="polite">
      <Progress
        label={`${run.state === 'queued' ? t.audit.waiting : t.audit.running}: ${nameOf(run)}`}
        done={done}
        // A run in one part has no steps to show: the bar moves until it is through.
        total={total > 1 ? total : 0}
        count={
          total > 1
            ? t.audit.progress(format.number(done), format.number(total), format.number(run.counts.checked))
            : t.audit.looked(format.number(run.counts.checked))
        }
      />
    </div>
  );
}

/** The runs of the audit, and the way to start one. */
export default function AuditPage() {
  const { t } = useI18n();
  const { workspaceId, can } = useWorkspace();
  const [asking, setAsking] = useState(false);
  const { busy, start } = useStartRun();
  const list = useInfiniteQuery(runsQuery(workspaceId));
  useTitle(t.audit.title);
  const runs = list.data?.pages.flatMap((page) => page.items) ?? [];
  const starter = can('audit:write') ? (
    <button type="button" className="btn primary" disabled={busy} onClick={() => setAsking(true)}>
      <Icon name="audit" />
      {t.audit.start}
    </button>
  ) : null;
  const body = () => {
    if (list.isPending) return <Waiting />;
    if (list.isError && runs.length === 0) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
    if (runs.length === 0)
      return (
        <div className="message">
          <p className="q-text">{t.audit.empty}</p>
          {starter}
        </div>
      );
    return (
      <>
        <RunsChart runs={runs} />
        <RunsTable runs={runs} />
      </>
    );
  };
  return (
    <>
      <AuditHead>{runs.length > 0 ? starter : null}</AuditHead>
      <div className="q-body">
        {runs.filter(isActive).map((run) => (
          <Active key={run.id} listed={run} />
        ))}
        <FailedJobs />
        <ClockPanel />
        {body()}
        {list.hasNextPage ? (
          <button
            type="button"
            className="btn q-more"
            disabled={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t.audit.more}
          </button>
        ) : null}
      </div>
      {asking ? <StartDialog onStart={(ask) => void start(ask)} onClose={() => setAsking(false)} /> : null}
    </>
  );
}
