import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { dropFailedJob, sendFailedJob } from '../../../shared/audit/audit.contract.ts';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { isStale } from '../lib/api-error.ts';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { hrefOfId } from '../records/value.tsx';
import type { FailedJob } from './api.ts';
import { failedJobsQuery } from './api.ts';

const useAnswer = () => {
  const i18n = useI18n();
  const client = useQueryClient();
  const { workspaceId } = useWorkspace();
  const [busy, setBusy] = useState<string>();
  const answer = async (job: FailedJob, how: 'send' | 'drop'): Promise<void> => {
    const words = i18n.t.audit.failedJobs;
    setBusy(job.id);
    try {
      await call(how === 'send' ? sendFailedJob : dropFailedJob, {
        params: { workspaceId, id: job.id },
        body: {},
        version: job.version,
      });
      toast({ text: how === 'send' ? words.sent : words.dropped });
    } catch (error) {
      toast({ text: isStale(error) ? words.stale : errorText(error, i18n), tone: 'bad' });
    } finally {
      setBusy(undefined);
      await client.invalidateQueries({ queryKey: ['failed-jobs', workspaceId] });
      void client.invalidateQueries({ queryKey: ['audit-runs', workspaceId] });
    }
  };
  return { busy, answer };
};

/** Jobs that failed at each of their tries. Nothing is shown where there are none. */
export function FailedJobs() {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId, can } = useWorkspace();
  const list = useInfiniteQuery(failedJobsQuery(workspaceId));
  const { busy, answer } = useAnswer();
  const jobs = list.data?.pages.flatMap((page) => page.items) ?? [];
  const words = t.audit.failedJobs;
  if (jobs.length === 0) return null;
  const waiting = jobs.filter((job) => job.state === 'waiting').length;
  return (
    <details className="q-sheet aud-failed" open={waiting > 0}>
      <summary>
        <Icon name="warning" size={14} />
        <strong>{words.title}</strong>
        {waiting > 0 ? <span className="badge bad">{format.number(waiting)}</span> : null}
      </summary>
      <p className="q-quiet">{words.text}</p>
      <ul>
        {jobs.map((job) => (
          <li key={job.id}>
            <span className="aud-failed-job">
              <code>{job.job}</code>{' '}
              <span className="q-quiet">{words.failedAt(format.ago(job.failedAt), format.number(job.tries))}</span>
              <span className="aud-failed-ids">
                {job.ids.map((id) => {
                  const href = hrefOfId(id);
                  return href ? (
                    <Link key={id} href={href}>
                      {id}
                    </Link>
                  ) : (
                    <span key={id}>{id}</span>
                  );
                })}
              </span>
            </span>
            {job.state === 'waiting' && can('audit:write') ? (
              <span className="q-row">
                <button
                  type="button"
                  className="btn small"
                  disabled={busy === job.id}
                  onClick={() => void answer(job, 'send')}
                >
                  {words.send}
                </button>
                <button
                  type="button"
                  className="btn small quiet"
                  disabled={busy === job.id}
                  onClick={() => void answer(job, 'drop')}
                >
                  {words.drop}
                </button>
              </span>
            ) : (
              <span className="badge plain">{words.states[job.state]}</span>
            )}
          </li>
        ))}
      </ul>
      {list.hasNextPage ? (
        <button type="button" className="btn small q-more" onClick={() => void list.fetchNextPage()}>
          {words.more}
        </button>
      ) : null}
    </details>
  );
}
