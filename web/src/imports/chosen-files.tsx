import { useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { bytesText } from './upload.ts';

/** A file that somebody wants to import, and how far it has come. */
export interface Chosen {
  key: number;
  file: File;
  /** Bytes that have gone. */
  sent: number;
  fault?: string;
}

interface DropProps {
  onFiles: (files: readonly File[]) => void;
}

/** Where files are dropped or chosen. */
export function DropZone({ onFiles }: DropProps) {
  const { t } = useI18n();
  const [over, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same for the keyboard
    <div
      className={over ? 'imp-drop over' : 'imp-drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      <Icon name="upload" size={26} />
      <span>
        {t.imports.drop}{' '}
        <label className="imp-pick">
          {t.imports.choose}
          <input
            type="file"
            multiple
            accept=".csv,.tsv,.txt,.xlsx"
            onChange={(event) => {
              onFiles([...(event.target.files ?? [])]);
              // The same file may be chosen again after it was mended.
              event.target.value = '';
            }}
          />
        </label>
      </span>
      <small>{t.imports.dropHint}</small>
    </div>
  );
}

interface ListProps {
  chosen: readonly Chosen[];
  busy: boolean;
  onRemove: (key: number) => void;
  onPrimary: (key: number) => void;
}

/** The chosen files; what is wrong with one stands beside it. */
export function ChosenFiles({ chosen, busy, onRemove, onPrimary }: ListProps) {
  const { t } = useI18n();
  const format = useFormat();
  if (chosen.length === 0) return null;
  return (
    <ul className="imp-files" aria-label={t.imports.files}>
      {chosen.map(({ key, file, sent, fault }, index) => {
        const { n, unit } = bytesText(file.size);
        const done = sent >= file.size && file.size > 0;
        return (
          <li key={key} className="imp-file">
            <Icon name={fault ? 'warning' : done ? 'check' : 'table'} />
            <span className="imp-file-name">{file.name}</span>
            <span className="imp-file-facts">
              {t.imports.size(format.number(n), unit)}
              {chosen.length > 1 ? (
                <span className={index === 0 ? 'badge info' : 'badge'}>
                  {index === 0 ? t.imports.primary : t.imports.companion}
                </span>
              ) : null}
              {done && !fault ? t.imports.fileDone : null}
            </span>
            <span className="imp-file-actions">
              {index > 0 && !busy ? (
                <button type="button" className="btn small quiet" onClick={() => onPrimary(key)}>
                  {t.imports.makePrimary}
                </button>
              ) : null}
              {busy ? null : (
                <button
                  type="button"
                  className="btn small quiet square"
                  aria-label={t.imports.removeFile(file.name)}
                  title={t.common.remove}
                  onClick={() => onRemove(key)}
                >
                  <Icon name="close" size={14} />
                </button>
              )}
            </span>
            {fault ? (
              <span className="q-fault" role="alert">
                {fault}
              </span>
            ) : null}
            {busy && !done && sent > 0 ? (
              <div className="q-track">
                <div className="q-fill" style={{ width: `${Math.round((sent / file.size) * 100)}%` }} />
              </div>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
