import { useState } from 'react';
import { Link } from 'wouter';
import { entityOf } from '../../../shared/entities.ts';
import { Note } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { ImportJob } from './api.ts';
import { Ledger } from './ledger.tsx';
import { OutcomeBar, Sum } from './outcome-view.tsx';
import { rowsOfFiles, sumOfOutcomes } from './outcomes.ts';

interface Props {
  job: ImportJob;
  busy: boolean;
  onUndo: () => void;
  onDownload: () => void;
}

function UndoDialog({ onUndo, onClose }: { onUndo: () => void; onClose: () => void }) {
  const { t } = useI18n();
  return (
    <Dialog
      kind="dialog"
      title={t.imports.undoTitle}
      onClose={onClose}
      footer={
        <>
          <button
            type="button"
            className="btn danger"
            data-autofocus
            onClick={() => {
              onClose();
              onUndo();
            }}
          >
            {t.imports.undo}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {t.common.cancel}
          </button>
        </>
      }
    >
      <p>{t.imports.undoText}</p>
    </Dialog>
  );
}

const useDuration = (): ((from: string | undefined, to: string | undefined) => string | undefined) => {
  const { t } = useI18n();
  const format = useFormat();
  return (from, to) => {
    const seconds = (Date.parse(to ?? '') - Date.parse(from ?? '')) / 1000;
    if (Number.isNaN(seconds)) return undefined;
    if (seconds < 90)
      return t.imports.took(t.imports.seconds(format.number(Math.max(0.1, Math.round(seconds * 10) / 10))));
    return t.imports.took(t.imports.minutes(format.number(Math.round(seconds / 6) / 10)));
  };
};

/** What an import has done, each row accounted for; or what undoing it has brought back. */
export function DoneView({ job, busy, onUndo, onDownload }: Props) {
  const { t, label } = useI18n();
  const format = useFormat();
  const { can } = useWorkspace();
  const [asking, setAsking] = useState(false);
  const duration = useDuration();
  const entity = entityOf(job.target);
  const rows = rowsOfFiles(job);
  const sum = sumOfOutcomes(job.counts);
  const flagged = job.counts['flagged'] ?? 0;
  const trimmed = job.counts['trimmed'] ?? 0;
  const undone = job.state === 'undone';
  return (
    <>
      <div className="q-field">
        <h2>{undone ? t.imports.undoneTitle : t.imports.doneTitle}</h2>
        {undone ? (
          <p className="q-text">
            {t.imports.undone(format.number(job.counts['undone'] ?? 0))}{' '}
            {t.imports.changedSince(format.number(job.counts['changedSince'] ?? 0))}
          </p>
        ) : (
          <p className="q-text">{duration(job.startedAt, job.endedAt)}</p>
        )}
      </div>
      <OutcomeBar counts={job.counts} tense="outcomes" />
      <Sum counts={job.counts} rows={rows} />
      {rows !== undefined && rows !== sum ? (
        <Note tone="bad">{t.imports.sumWrong(format.number(sum), format.number(rows))}</Note>
      ) : null}
      {flagged > 0 && !undone ? <Note tone="warn">{t.imports.flaggedDone(format.number(flagged))}</Note> : null}
      {trimmed > 0 && !undone ? <Note>{t.imports.trimmed(format.number(trimmed))}</Note> : null}
      <div className="q-row">
        {undone ? null : (
          <Link className="btn primary" href={`/${entity.collection}?filter=source:eq:import:${job.id}`}>
            {t.imports.seeRecords(label(entity.plural))}
          </Link>
        )}
        {job.errorsFile ? (
          <button type="button" className="btn" title={t.imports.errorsHint} onClick={onDownload}>
            <Icon name="download" />
            {t.imports.errorsFile}
          </button>
        ) : null}
        {can('audit:write') && !undone ? (
          <Link className="btn" href="/audit">
            <Icon name="audit" />
            {t.imports.auditNext}
          </Link>
        ) : null}
        {can('imports:write') && job.state === 'done' ? (
          <button type="button" className="btn danger" disabled={busy} onClick={() => setAsking(true)}>
            <Icon name="restore" />
            {t.imports.undo}
          </button>
        ) : null}
      </div>
      <Ledger job={job} />
      {asking ? <UndoDialog onUndo={onUndo} onClose={() => setAsking(false)} /> : null}
    </>
  );
}
