import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import type { IssueStatus } from '../../../shared/improvement/system-issue.ts';
import { Choice } from '../audit/parts/choice.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { Icon } from '../kit/icon.tsx';
import { MoreButton } from '../kit/more-button.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { listQuery, recordQuery, summaryQuery } from '../lib/records.ts';
import { IssueCard } from './issue-card.tsx';
import { SayWrong } from './say.tsx';

const views = ['open', 'answered', 'closed'] as const satisfies readonly IssueStatus[];

/** How often people asked to go back to paper: what the system has to answer for. */
function Paper() {
  const words = useI18n().t.improvement.issues;
  const format = useFormat();
  const { workspaceId: ws } = useWorkspace();
  const answer = useQuery(summaryQuery(ws, 'systemIssue', { group: 'wantsPaper' }));
  const count = answer.data?.groups.find((one) => one.value === true)?.count ?? 0;
  return count > 0 ? <span className="badge warn">{words.paperCount(format.number(count))}</span> : null;
}

/** One complaint about the system, where a notice leads. */
export function OneIssue({ id }: { id: string }) {
  const { workspaceId: ws } = useWorkspace();
  const answer = useQuery(recordQuery(ws, 'systemIssue', id));
  if (answer.isPending) return <Waiting />;
  if (answer.isError) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  return (
    <ul className="im-list">
      <IssueCard row={answer.data} />
    </ul>
  );
}

/** Complaints about the system by where they stand: those that one may see. */
export function IssuesTab() {
  const { t } = useI18n();
  const words = t.improvement.issues;
  const { workspaceId: ws, canWrite } = useWorkspace();
  const [, navigate] = useLocation();
  const wanted = new URLSearchParams(useSearch()).get('status');
  const view = views.find((one) => one === wanted) ?? 'open';
  const [saying, setSaying] = useState(false);
  const list = useInfiniteQuery(
    listQuery(ws, 'systemIssue', {
      filter: [`status:eq:${view}`],
      // Who has waited longest comes first.
      sort: view === 'open' ? 'createdAt' : '-createdAt',
    }),
  );
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const body = () => {
    if (list.isPending) return <Waiting />;
    if (list.isError && rows.length === 0) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
    if (rows.length === 0)
      return (
        <div className="message">
          <Icon name="meeting" size={28} />
          <p className="q-text">{words.empty[view]}</p>
          <Link className="btn" href="/problem-book">
            {t.problems.title}
          </Link>
        </div>
      );
    return (
      <ul className="im-list">
        {rows.map((row) => (
          <IssueCard key={row.id} row={row} />
        ))}
      </ul>
    );
  };
  return (
    <>
      <p className="q-text">{words.intro}</p>
      <div className="im-tools">
        <Choice
          label={t.improvement.tabs.issues}
          value={view}
          onChange={(next) => navigate(`/improvement?tab=issues&status=${next}`, { replace: true })}
          options={views.map((value) => ({ value, label: words.views[value] }))}
        />
        <Paper />
        {canWrite('improvement') ? (
          <button type="button" className="btn primary" onClick={() => setSaying(true)}>
            <Icon name="plus" />
            {words.add}
          </button>
        ) : null}
      </div>
      {body()}
      <MoreButton list={list} />
      {saying ? (
        <Dialog title={words.add} kind="dialog" onClose={() => setSaying(false)}>
          <SayWrong page="/improvement" />
        </Dialog>
      ) : null}
    </>
  );
}
