import './imports.css';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { entityOf } from '../../../shared/entities.ts';
import { importTargets } from '../../../shared/imports/imports.contract.ts';
import { Progress } from '../audit/parts/progress.tsx';
import { Note } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon, iconOfType } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { recall, remember } from '../lib/storage.ts';
import { ChosenFiles, DropZone } from './chosen-files.tsx';
import { Steps } from './steps.tsx';
import { bytesText } from './upload.ts';
import type { Target } from './use-upload.ts';
import { useUpload } from './use-upload.ts';

const isTarget = (value: unknown): value is Target => importTargets.some((one) => one === value);
const lastTarget = 'import-target';

/** The first step of an import: what it is about, and the files. */
export default function NewImportPage() {
  const { t, label } = useI18n();
  const format = useFormat();
  const [, navigate] = useLocation();
  const [target, setTarget] = useState<Target>(() => recall(lastTarget, isTarget) ?? 'account');
  const upload = useUpload();
  useTitle(t.imports.newTitle);
  const busy = upload.phase !== 'choosing';
  const ready =
    upload.chosen.length > 0 &&
    upload.chosen.every((one) => one.fault === undefined || one.fault === t.imports.faults.upload);
  const size = (bytes: number) => {
    const { n, unit } = bytesText(bytes);
    return t.imports.size(format.number(n), unit);
  };
  const go = async () => {
    remember(lastTarget, target);
    const job = await upload.submit(target);
    if (job) navigate(`/imports/${job.id}`, { replace: true });
  };
  return (
    <>
      <header className="page-head">
        <Link className="btn quiet square" href="/imports" aria-label={t.imports.all} title={t.imports.all}>
          <Icon name="left" />
        </Link>
        <h1>{t.imports.newTitle}</h1>
      </header>
      <div className="q-body">
        <Steps at={0} />
        <div className="imp-new">
          <fieldset className="q-field">
            <legend className="q-label">{t.imports.target}</legend>
            <div className="imp-targets">
              {importTargets.map((one) => (
                <button
                  key={one}
                  type="button"
                  className="btn"
                  aria-pressed={one === target}
                  disabled={busy}
                  onClick={() => setTarget(one)}
                >
                  <Icon name={iconOfType(one)} />
                  {label(entityOf(one).plural)}
                </button>
              ))}
            </div>
          </fieldset>
          {busy ? null : <DropZone onFiles={upload.add} />}
          <ChosenFiles chosen={upload.chosen} busy={busy} onRemove={upload.remove} onPrimary={upload.first} />
          {busy ? null : <p className="q-text">{t.imports.companions}</p>}
          {upload.problem ? <Note tone="bad">{upload.problem}</Note> : null}
          {upload.phase === 'sending' ? (
            <Progress
              label={t.imports.uploading}
              done={upload.totals.sent}
              total={upload.totals.all}
              count={t.imports.uploaded(size(upload.totals.sent), size(upload.totals.all))}
            />
          ) : null}
          {upload.phase === 'reading' ? <Progress label={t.imports.reading} done={0} total={0} count="" /> : null}
          {busy ? null : (
            <div>
              <button type="button" className="btn primary" disabled={!ready} onClick={() => void go()}>
                <Icon name="upload" />
                {t.imports.upload}
              </button>
            </div>
          )}
        </div>
      </div>
    </>
  );
}
