import type { Attachment } from '../../../shared/attachments/attachment.ts';
import { useI18n } from '../i18n/index.tsx';
import { bytesText } from '../imports/upload.ts';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useRefTitle } from '../lib/titles.ts';
import type { Place } from './api.ts';
import { canShow } from './chosen.ts';
import { Thumb } from './picture.tsx';
import type { Sending } from './use-uploads.ts';

interface FileProps {
  file: Attachment;
  place: Place;
  onOpen: (file: Attachment) => void;
  onRemove?: (file: Attachment) => void;
}

const useSize = () => {
  const { t } = useI18n();
  const format = useFormat();
  return (bytes: number): string => {
    const { n, unit } = bytesText(bytes);
    return t.attachments.size(format.number(n), unit);
  };
};

/** A file that is there. */
export function FileTile({ file, place, onOpen, onRemove }: FileProps) {
  const { t } = useI18n();
  const format = useFormat();
  const size = useSize();
  const who = useRefTitle(file.createdBy) ?? t.common.unknownPerson;
  const words = canShow(file.contentType) ? t.attachments.open(file.fileName) : t.attachments.save(file.fileName);
  return (
    <li className="att-tile">
      <button
        type="button"
        className="att-open"
        aria-label={words}
        title={`${file.fileName}\n${t.attachments.added(who, format.instant(file.createdAt))}`}
        onClick={() => onOpen(file)}
      >
        <Thumb file={file} place={place} />
        <span className="att-name">{file.fileName}</span>
        <span className="att-facts">{size(file.size)}</span>
      </button>
      {onRemove ? (
        <button
          type="button"
          className="att-remove"
          aria-label={t.attachments.remove(file.fileName)}
          title={t.common.remove}
          onClick={() => onRemove(file)}
        >
          <Icon name="close" size={14} />
        </button>
      ) : null}
    </li>
  );
}

interface SendingProps {
  one: Sending;
  onAgain: (one: Sending) => void;
  onDrop: (key: number) => void;
}

/** A file on its way: how far it is, or what is wrong with it. */
export function SendingTile({ one, onAgain, onDrop }: SendingProps) {
  const { t } = useI18n();
  const format = useFormat();
  const size = useSize();
  const { file, state, sent, fault } = one;
  const percent = file.size === 0 ? 0 : Math.min(100, Math.round((sent / file.size) * 100));
  if (state === 'failed')
    return (
      <li className="att-tile wide">
        <span className="att-failed" role="alert">
          <Icon name="warning" />
          <span>
            <strong>{file.name}</strong> {fault}
          </span>
        </span>
        {one.again ? (
          <button type="button" className="btn small" onClick={() => onAgain(one)}>
            {t.attachments.again}
          </button>
        ) : null}
        <button
          type="button"
          className="btn small quiet square"
          aria-label={t.attachments.dismiss(file.name)}
          onClick={() => onDrop(one.key)}
        >
          <Icon name="close" size={14} />
        </button>
      </li>
    );
  return (
    <li className="att-tile">
      <span className="att-open">
        <span className="att-thumb">
          <Icon name="upload" size={22} />
          <span
            className="att-bar"
            role="progressbar"
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={percent}
            aria-label={t.attachments.sending(file.name, format.number(percent))}
          >
            <span style={{ width: `${percent}%` }} />
          </span>
        </span>
        <span className="att-name">{file.name}</span>
        <span className="att-facts">
          {state === 'waiting'
            ? t.attachments.waiting
            : state === 'checking'
              ? t.attachments.checking
              : size(file.size)}
        </span>
      </span>
    </li>
  );
}
