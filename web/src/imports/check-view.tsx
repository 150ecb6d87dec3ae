import { Choice } from '../audit/parts/choice.tsx';
import { Note } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import type { ImportJob } from './api.ts';
import { OutcomeBar, Sum } from './outcome-view.tsx';
import { rowsOfFiles } from './outcomes.ts';

interface Props {
  job: ImportJob;
  busy: boolean;
  onRun: (() => void) | undefined;
  /** Decides what becomes of rows that look like records that are there; the dry run is made again. */
  onDuplicates: ((choice: 'create' | 'skip') => void) | undefined;
  onChange: () => void;
  onDownload: () => void;
}

/** Rows that look like records that are there: nothing is decided for anybody, and the choice stands where the number is. */
function Alike({ job, busy, onDuplicates }: Pick<Props, 'job' | 'busy' | 'onDuplicates'>) {
  const { t } = useI18n();
  const format = useFormat();
  const alike = job.checkCounts?.['possible'] ?? 0;
  if (alike === 0) return null;
  const words = t.imports.alike;
  const chosen = job.duplicates ?? 'create';
  return (
    <Note tone="warn">
      <p>{words[chosen](format.number(alike))}</p>
      {onDuplicates ? (
        <Choice
          label={words.label}
          options={(['create', 'skip'] as const).map((id) => ({ value: id, label: words.options[id] }))}
          value={chosen}
          onChange={(choice) => {
            if (!busy && choice !== chosen) onDuplicates(choice);
          }}
        />
      ) : null}
    </Note>
  );
}

/** What a dry run has shown, before anything is written. */
export function CheckView({ job, busy, onRun, onDuplicates, onChange, onDownload }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const counts = job.checkCounts ?? {};
  const refused = counts['refused'] ?? 0;
  const flagged = counts['flagged'] ?? 0;
  const trimmed = counts['trimmed'] ?? 0;
  const rows = rowsOfFiles(job);
  return (
    <>
      <div className="q-field">
        <h2>{t.imports.checkTitle}</h2>
        <p className="q-text">{t.imports.checkText}</p>
      </div>
      <OutcomeBar counts={counts} tense="would" />
      <Sum counts={counts} rows={rows} />
      {refused > 0 ? (
        <Note tone="warn">{t.imports.refusals(format.number(refused))}</Note>
      ) : (
        <Note tone="good">{t.imports.noRefusals}</Note>
      )}
      <Alike job={job} busy={busy} onDuplicates={onDuplicates} />
      {flagged > 0 ? <Note tone="warn">{t.imports.flagged(format.number(flagged))}</Note> : null}
      {trimmed > 0 ? <Note>{t.imports.trimmed(format.number(trimmed))}</Note> : null}
      {job.errorsFile ? (
        <p>
          <button type="button" className="btn" onClick={onDownload}>
            <Icon name="download" />
            {t.imports.errorsFile}
          </button>{' '}
          <span className="quiet-hint">{t.imports.errorsHint}</span>
        </p>
      ) : null}
      {onRun ? (
        <div className="q-foot">
          <button type="button" className="btn primary" disabled={busy} onClick={onRun}>
            {t.imports.runNow(format.number((rows ?? 0) - refused - (counts['blank'] ?? 0)))}
          </button>
          <button type="button" className="btn" disabled={busy} onClick={onChange}>
            {t.imports.changeMapping}
          </button>
        </div>
      ) : null}
    </>
  );
}
