import './imports.css';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { entityOf } from '../../../shared/entities.ts';
import type { PageProps } from '../app/route.tsx';
import { Progress } from '../audit/parts/progress.tsx';
import { Failed, Note, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon, iconOfType } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { ImportJob } from './api.ts';
import { isBusy } from './api.ts';
import { CheckView } from './check-view.tsx';
import { DoneView } from './done-view.tsx';
import { problemText } from './file-faults.ts';
import { MappingStep } from './mapping-step.tsx';
import { OutcomeBar } from './outcome-view.tsx';
import { stepOf, sumOfOutcomes } from './outcomes.ts';
import { Steps } from './steps.tsx';
import { useImport } from './use-import.ts';

/** Work under way, with what it has come to so far. */
function Working({ job }: { job: ImportJob }) {
  const { t } = useI18n();
  const format = useFormat();
  const { done, total, unit } = job.progress;
  const undoing = job.state === 'undoing';
  const label = job.state === 'checking' ? t.imports.checking : undoing ? t.imports.undoing : t.imports.running;
  const words = unit === 'portions' ? t.imports.portionsOf : t.imports.of;
  return (
    <div className="q-sheet" aria-live="polite">
      <Progress
        label={label}
        done={done}
        total={total}
        count={total > 0 ? words(format.number(done), format.number(total)) : t.imports.preparing}
      />
      {!undoing && sumOfOutcomes(job.counts) > 0 ? (
        <OutcomeBar counts={job.counts} tense={job.state === 'checking' ? 'would' : 'outcomes'} />
      ) : null}
      <p className="q-quiet">{t.imports.leaveNote}</p>
    </div>
  );
}

function Stopped({ job }: { job: ImportJob }) {
  const i18n = useI18n();
  const { t } = i18n;
  return (
    <Note tone="bad">
      <strong>{t.imports.failedTitle}</strong>
      {job.problem ? <p>{problemText(job.problem, i18n)}</p> : null}
      <p>
        <Link className="btn small" href="/imports/new">
          {t.imports.again}
        </Link>
      </p>
    </Note>
  );
}

function Body({ opened }: { opened: ReturnType<typeof useImport> }) {
  const { t } = useI18n();
  const { can } = useWorkspace();
  const { query, job, acting, run, undo, setDuplicates, download } = opened;
  const [mapping, setMapping] = useState(false);
  const busy = job !== undefined && isBusy(job);
  useEffect(() => {
    if (busy) setMapping(false);
  }, [busy]);
  useTitle(job?.name);
  if (!job) return query.isError ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Waiting />;
  const writes = can('imports:write');

  const content = (): ReactNode => {
    if (busy) return <Working job={job} />;
    if (job.state === 'uploading')
      return (
        <div className="message">
          <p>{t.imports.interrupted}</p>
          <Link className="btn primary" href="/imports/new">
            {t.imports.again}
          </Link>
        </div>
      );
    if (writes && (job.state === 'mapping' || mapping)) return <MappingStep key={job.id} job={job} />;
    if (job.state === 'failed')
      return (
        <>
          <Stopped job={job} />
          {writes && job.files.every((file) => file.header) ? <MappingStep key={job.id} job={job} /> : null}
        </>
      );
    if (job.state === 'checked')
      return (
        <CheckView
          job={job}
          busy={acting}
          onRun={writes ? run : undefined}
          onDuplicates={writes ? (choice) => void setDuplicates(choice) : undefined}
          onChange={() => setMapping(true)}
          onDownload={() => void download()}
        />
      );
    if (job.state === 'mapping') return <p className="quiet-text">{t.imports.states.mapping}</p>;
    return <DoneView job={job} busy={acting} onUndo={undo} onDownload={() => void download()} />;
  };
  const over = job.state === 'done' || job.state === 'undone' || job.state === 'undoing';
  return (
    <>
      <Steps at={mapping ? 1 : stepOf(job)} course={over ? 'over' : 'open'} />
      {content()}
    </>
  );
}

function Opened({ id }: { id: string }) {
  const { t, label } = useI18n();
  const opened = useImport(id);
  const { job } = opened;
  return (
    <>
      <header className="page-head">
        <Link className="btn quiet square" href="/imports" aria-label={t.imports.all} title={t.imports.all}>
          <Icon name="left" />
        </Link>
        <h1 className="ellipsis">{job?.name ?? t.imports.title}</h1>
        {job ? (
          <span className="badge">
            <Icon name={iconOfType(job.target)} size={14} />
            {label(entityOf(job.target).plural)}
          </span>
        ) : null}
      </header>
      <div className="q-body">
        <Body opened={opened} />
      </div>
    </>
  );
}

/** One import: what its columns become, its dry run, its result. */
export default function ImportPage({ params }: PageProps) {
  const id = params['id'] ?? '';
  return <Opened key={id} id={id} />;
}
