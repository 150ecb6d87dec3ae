import '../styles/views.css';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { BulkEdit } from '../../../shared/views/bulk-edits.contract.ts';
import { bulkOutcomes } from '../../../shared/views/bulk-edits.contract.ts';
import type { I18n } from '../i18n/index.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useLatest } from '../lib/hooks.ts';
import { noteEdit } from '../records/undo.ts';
import type { Job } from './jobs.ts';
import { bulkQuery, dropJob, exportQuery, fetchBulkFile, fetchExport, rereadAll, undoBulk, useJobs } from './jobs.ts';

const fail = (i18n: I18n) => (error: unknown) => toast({ text: errorText(error, i18n), tone: 'bad' });

function Head({ text, id }: { text: string; id: string }) {
  const { t } = useI18n();
  return (
    <header>
      <span role="status">{text}</span>
      <button type="button" className="btn quiet small square" aria-label={t.common.close} onClick={() => dropJob(id)}>
        <Icon name="close" size={14} />
      </button>
    </header>
  );
}

function ExportCard({ job }: { job: Job }) {
  const i18n = useI18n();
  const words = i18n.t.views.exports;
  const format = useFormat();
  const { data } = useQuery(exportQuery(job.ws, job.id));
  const name = data?.name ?? job.name;
  if (!data || data.state === 'running')
    return (
      <section className="job-card">
        <Head text={words.running(name)} id={job.id} />
        <progress className="bulk-progress" value={data?.rows ?? 0} max={Math.max(1, data?.total ?? 1)} />
        <span className="quiet-hint">
          {words.rows(format.number(data?.rows ?? 0), format.number(data?.total ?? 0))}
        </span>
      </section>
    );
  if (data.state === 'failed')
    return (
      <section className="job-card">
        <Head text={words.failed(name)} id={job.id} />
      </section>
    );
  return (
    <section className="job-card">
      <Head text={words.ready(name)} id={job.id} />
      <footer>
        <button
          type="button"
          className="btn small primary"
          onClick={() => void fetchExport(job.ws, job.id).catch(fail(i18n))}
        >
          <Icon name="download" size={14} />
          {words.download}
        </button>
        <span className="quiet-hint">{i18n.t.records.count(format.number(data.rows), data.rows === 1)}</span>
      </footer>
    </section>
  );
}

/** What is told of a bulk edit that ended. */
const endText = (edit: BulkEdit, t: I18n['t'], number: (n: number) => string): string => {
  const b = t.views.bulk;
  if (edit.state === 'failed') return b.failed;
  if (edit.state === 'undone') {
    const kept = (edit.undone?.['kept'] ?? 0) + (edit.undone?.['partly'] ?? 0) + (edit.undone?.['refused'] ?? 0);
    const back = Object.values(edit.undone ?? {}).reduce((sum, one) => sum + one, 0) - kept;
    return [b.undone(number(back)), ...(kept > 0 ? [b.undoKept(number(kept))] : [])].join(' ');
  }
  return bulkOutcomes
    .filter((one) => (edit.counts[one] ?? 0) > 0)
    .map((one) => b.did[one](number(edit.counts[one] ?? 0)))
    .join(' · ');
};

function BulkCard({ job }: { job: Job }) {
  const i18n = useI18n();
  const { t } = i18n;
  const b = t.views.bulk;
  const format = useFormat();
  const { data } = useQuery(bulkQuery(job.ws, job.id));
  const entity = data?.entity;
  const state = data?.state;
  useEffect(() => {
    if (entity && (state === 'done' || state === 'undone' || state === 'failed')) rereadAll(job.ws, entity);
  }, [entity, state, job.ws]);
  const latest = useLatest(data);
  useEffect(() => {
    // Ctrl+Z takes it back as it takes back a cell.
    if (state !== 'done') return;
    const back = async () => (latest.current?.state === 'done' ? undoBulk(job.ws, latest.current) : undefined);
    noteEdit({ ws: job.ws, back });
  }, [state, job.ws, latest]);
  if (!data) return null;
  if (data.state === 'running' || data.state === 'undoing')
    return (
      <section className="job-card">
        <Head text={data.state === 'undoing' ? b.undoing : `${job.name}: ${b.edit}`} id={job.id} />
        <progress className="bulk-progress" value={data.progress.done} max={Math.max(1, data.progress.total)} />
        <span className="quiet-hint">
          {b.running(format.number(data.progress.done), format.number(data.progress.total))}
        </span>
      </section>
    );
  return (
    <section className="job-card">
      <Head text={endText(data, t, format.number)} id={job.id} />
      <footer>
        {data.state === 'done' || data.state === 'failed' ? (
          <button type="button" className="btn small" onClick={() => void undoBulk(job.ws, data).catch(fail(i18n))}>
            {t.common.undo}
          </button>
        ) : null}
        {data.refusedFile && data.state !== 'undone' ? (
          <button
            type="button"
            className="link"
            onClick={() => void fetchBulkFile(job.ws, job.id, 'refused').catch(fail(i18n))}
          >
            {b.download}
          </button>
        ) : null}
        {data.keptFile ? (
          <button
            type="button"
            className="link"
            onClick={() => void fetchBulkFile(job.ws, job.id, 'kept').catch(fail(i18n))}
          >
            {b.download}
          </button>
        ) : null}
      </footer>
    </section>
  );
}

/** Exports and bulk edits that are under way, on every page. */
export default function JobsTray() {
  const jobs = useJobs();
  if (jobs.length === 0) return null;
  return (
    <div className="jobs-tray">
      {jobs.map((job) =>
        job.kind === 'export' ? <ExportCard key={job.id} job={job} /> : <BulkCard key={job.id} job={job} />,
      )}
    </div>
  );
}
