import '../styles/views.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { entityOf, isEntity } from '../../../shared/entities.ts';
import { listExports } from '../../../shared/views/exports.contract.ts';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { MoreButton } from '../kit/more-button.tsx';
import { Person } from '../kit/person.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { fetchExport } from './jobs.ts';

/** Files that were taken out: one's own, for an administrator everybody's. */
export default function ExportsPage() {
  const i18n = useI18n();
  const { t, label } = i18n;
  const words = t.views.exports;
  const format = useFormat();
  const { workspaceId: ws } = useWorkspace();
  useTitle(words.title);
  const list = useInfiniteQuery({
    queryKey: ['exports', ws],
    queryFn: ({ pageParam, signal }) =>
      call(listExports, { params: { workspaceId: ws }, query: pageParam ? { cursor: pageParam } : {}, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.cursor,
    refetchInterval: ({ state }) => (state.data?.pages[0]?.items.some((one) => one.state === 'running') ? 2000 : false),
  });
  const jobs = list.data?.pages.flatMap((page) => page.items) ?? [];
  const get = (id: string) =>
    fetchExport(ws, id).catch((error: unknown) => toast({ text: errorText(error, i18n), tone: 'bad' }));
  return (
    <section className="exports">
      <header className="page-head">
        <Icon name="download" size={18} />
        <h1>{words.title}</h1>
      </header>
      {list.isError ? (
        <p className="message" role="alert">
          {errorText(list.error, i18n)}
        </p>
      ) : list.data && jobs.length === 0 ? (
        <div className="message">
          <p>{words.none}</p>
          <Link href="/accounts" className="btn">
            {words.lists}
          </Link>
        </div>
      ) : (
        <ul className="export-list">
          {jobs.map((job) => (
            <li key={job.id} className="export-row">
              <span className="export-name">
                <b className="ellipsis">{job.name}</b>
                <span className="quiet-hint">
                  {isEntity(job.entity) ? label(entityOf(job.entity).plural) : job.entity} · {job.format.toUpperCase()}{' '}
                  · {t.records.count(format.number(job.rows), job.rows === 1)}
                </span>
              </span>
              <Person id={job.createdBy} />
              <span className="quiet-hint">{format.ago(job.createdAt)}</span>
              {job.state === 'running' ? (
                <progress className="bulk-progress" value={job.rows} max={Math.max(1, job.total)} />
              ) : job.state === 'done' ? (
                <span className="export-get">
                  <button type="button" className="btn small" onClick={() => void get(job.id)}>
                    <Icon name="download" size={14} />
                    {words.download}
                  </button>
                  {job.expiresAt ? (
                    <span className="quiet-hint">{words.kept(format.date(job.expiresAt.slice(0, 10)))}</span>
                  ) : null}
                </span>
              ) : (
                <span className={job.state === 'failed' ? 'badge bad' : 'badge'}>
                  {job.state === 'failed' ? words.failed(job.name) : words.expired}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      <MoreButton list={list} />
    </section>
  );
}
