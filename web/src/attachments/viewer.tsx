import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Attachment } from '../../../shared/attachments/attachment.ts';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { Icon } from '../kit/icon.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useSlow } from '../lib/hooks.ts';
import type { Place } from './api.ts';
import { pictureQuery } from './api.ts';
import { useBlobUrl } from './picture.tsx';

interface Props {
  files: readonly Attachment[];
  first: string;
  place: Place;
  onClose: () => void;
}

/** A picture in the size of the page; the arrow keys lead to the others of the record. */
export function Viewer({ files, first, place, onClose }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const format = useFormat();
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      files.findIndex((one) => one.id === first),
    ),
  );
  const [broken, setBroken] = useState<string>();
  const file = files[Math.min(at, files.length - 1)];
  const { data, error, isPending } = useQuery({ ...pictureQuery(place, file?.id ?? ''), enabled: file !== undefined });
  const url = useBlobUrl(data);
  const slow = useSlow(isPending);
  const count = files.length;
  const go = (step: number) => setAt((now) => (now + step + count) % count);
  useEffect(() => {
    // The keys are those of the whole page: it does not matter which of its buttons has the focus.
    const press = ({ key }: KeyboardEvent) => {
      const step = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0;
      if (step !== 0) setAt((now) => (now + step + count) % count);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [count]);
  if (!file) return null;
  return (
    <Dialog
      title={file.fileName}
      kind="dialog"
      onClose={onClose}
      footer={
        <div className="att-view-foot">
          {files.length > 1 ? (
            <>
              <button
                type="button"
                className="btn quiet square"
                aria-label={t.attachments.previous}
                onClick={() => go(-1)}
              >
                <Icon name="left" />
              </button>
              <span>{t.attachments.of(format.number(at + 1), format.number(files.length))}</span>
              <button type="button" className="btn quiet square" aria-label={t.attachments.next} onClick={() => go(1)}>
                <Icon name="right" />
              </button>
            </>
          ) : null}
          <a className="btn" href={url} download={file.fileName}>
            <Icon name="download" />
            {t.attachments.saveThis}
          </a>
        </div>
      }
    >
      <div className="att-view" tabIndex={-1} data-autofocus>
        {error ? <p className="q-fault">{errorText(error, i18n)}</p> : null}
        {broken === file.id ? <p className="q-text">{t.attachments.cannotShow}</p> : null}
        {url && broken !== file.id ? (
          <img src={url} alt={file.fileName} onError={() => setBroken(file.id)} />
        ) : slow ? (
          <span className="att-wait" />
        ) : null}
      </div>
    </Dialog>
  );
}
