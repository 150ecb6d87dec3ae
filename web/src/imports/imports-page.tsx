import './imports.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { entityOf } from '../../../shared/entities.ts';
import { StackedBar } from '../audit/parts/stacked-bar.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon, iconOfType } from '../kit/icon.tsx';
import { MoreButton } from '../kit/more-button.tsx';
import { Person } from '../kit/person.tsx';
import type { Tone } from '../kit/tones.ts';
import { useFormat } from '../lib/format.ts';
import { usePhone, useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { ImportJob } from './api.ts';
import { importsQuery } from './api.ts';
import { looks, outcomeCounts, rowsOfFiles, sumOfOutcomes } from './outcomes.ts';

const tones: Record<ImportJob['state'], Tone> = {
  uploading: 'plain',
  reading: 'info',
  mapping: 'warn',
  checking: 'info',
  checked: 'warn',
  running: 'info',
  done: 'good',
  undoing: 'info',
  undone: 'plain',
  failed: 'bad',
};

function State({ job }: { job: ImportJob }) {
  const { t } = useI18n();
  return <span className={`badge ${tones[job.state]}`}>{t.imports.states[job.state]}</span>;
}

function Outcome({ job }: { job: ImportJob }) {
  const { t } = useI18n();
  if (sumOfOutcomes(job.counts) === 0 || job.state === 'checked') return null;
  return (
    <StackedBar
      shape="bare"
      label={t.imports.outcomeLabel}
      parts={outcomeCounts(job.counts).map(({ outcome, rows }) => ({
        key: outcome,
        label: t.imports.outcomes[outcome],
        value: rows,
        look: looks[outcome],
      }))}
    />
  );
}

function Rows({ jobs }: { jobs: readonly ImportJob[] }) {
  const { t, label } = useI18n();
  const format = useFormat();
  const { columns } = t.imports;
  return (
    <div className="q-scroll">
      <table className="q-table">
        <thead>
          <tr>
            <th scope="col">{columns.name}</th>
            <th scope="col">{columns.target}</th>
            <th scope="col">{columns.state}</th>
            <th scope="col" className="number">
              {columns.rows}
            </th>
            <th scope="col">{columns.outcome}</th>
            <th scope="col">{columns.by}</th>
            <th scope="col">{columns.when}</th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => {
            const rows = rowsOfFiles(job);
            return (
              <tr key={job.id}>
                <td>
                  <Link className="q-main" href={`/imports/${job.id}`}>
                    {job.name}
                  </Link>
                </td>
                <td className="nowrap">
                  <span className="person">
                    <Icon name={iconOfType(job.target)} />
                    {label(entityOf(job.target).plural)}
                  </span>
                </td>
                <td>
                  <State job={job} />
                </td>
                <td className="number">{rows === undefined ? '' : format.number(rows)}</td>
                <td className="imp-bar-cell">
                  <Outcome job={job} />
                </td>
                <td>
                  <Person id={job.createdBy} />
                </td>
                <td className="nowrap">{format.ago(job.createdAt)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Cards({ jobs }: { jobs: readonly ImportJob[] }) {
  const { t, label } = useI18n();
  const format = useFormat();
  return (
    <ul className="imp-cards">
      {jobs.map((job) => {
        const rows = rowsOfFiles(job);
        return (
          <li key={job.id} className="imp-card">
            <div className="imp-card-head">
              <Link className="card-title" href={`/imports/${job.id}`}>
                {job.name}
              </Link>
              <State job={job} />
            </div>
            <div className="q-quiet">
              {[
                label(entityOf(job.target).plural),
                rows === undefined ? '' : t.imports.rows(format.number(rows)),
                format.ago(job.createdAt),
              ]
                .filter(Boolean)
                .join(' · ')}
            </div>
            <Outcome job={job} />
          </li>
        );
      })}
    </ul>
  );
}

/** All imports with where they stand. */
export default function ImportsPage() {
  const { t } = useI18n();
  const { workspaceId, can } = useWorkspace();
  const phone = usePhone();
  const list = useInfiniteQuery(importsQuery(workspaceId));
  useTitle(t.imports.title);
  const jobs = list.data?.pages.flatMap((page) => page.items) ?? [];
  const begin = can('imports:write') ? (
    <Link className="btn primary" href="/imports/new">
      <Icon name="plus" />
      {t.imports.begin}
    </Link>
  ) : null;
  const body = () => {
    if (list.isPending) return <Waiting />;
    if (list.isError && jobs.length === 0) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
    if (jobs.length === 0)
      return (
        <div className="message">
          <p className="q-text">{begin ? t.imports.empty : t.imports.emptyReader}</p>
          {begin}
        </div>
      );
    return phone ? <Cards jobs={jobs} /> : <Rows jobs={jobs} />;
  };
  return (
    <>
      <header className="page-head">
        <Icon name="upload" size={18} />
        <h1>{t.imports.title}</h1>
        <span className="spread" />
        {jobs.length > 0 ? begin : null}
      </header>
      <div className="q-body">
        {body()}
        <MoreButton list={list} />
      </div>
    </>
  );
}
