import './attachments.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import type { Attachment } from '../../../shared/attachments/attachment.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useLatest, usePhone, useSlow } from '../lib/hooks.ts';
import { isCovered, isTyping } from '../lib/keys.ts';
import { useWorkspace } from '../lib/me.tsx';
import { noteEdit } from '../records/undo.ts';
import type { Place } from './api.ts';
import { addressOfFile, filesKey, filesQuery, removeFile, restoreFile } from './api.ts';
import { accepted, canShow, namedByTime } from './chosen.ts';
import { FileTile, SendingTile } from './tiles.tsx';
import { useUploads } from './use-uploads.ts';
import { Viewer } from './viewer.tsx';

interface Props {
  /** Kind of the record: one whose entity takes files. */
  type: string;
  id: string;
  canWrite: boolean;
}

/** Sends the browser to an address that answers with a file to be saved. */
const save = (url: string): void => {
  const link = document.createElement('a');
  link.href = url;
  link.rel = 'noopener';
  link.click();
};

/** Pictures in the clipboard are attached wherever the cursor stands, unless text was copied with them and is being typed. */
const usePaste = (on: boolean, section: React.RefObject<HTMLElement | null>, take: (files: File[]) => void): void => {
  const latest = useLatest(take);
  useEffect(() => {
    if (!on) return;
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (event.defaultPrevented || files.length === 0) return;
      const inside = document.querySelector('[aria-modal="true"]')?.contains(section.current) === true;
      if (isCovered() && !inside) return;
      const target = event.target;
      const typing = target instanceof HTMLElement && isTyping(event as unknown as KeyboardEvent);
      if (typing && event.clipboardData?.getData('text/plain')) return;
      event.preventDefault();
      latest.current(files);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [on, section, latest]);
};

const useRemoval = (place: Place) => {
  const i18n = useI18n();
  const client = useQueryClient();
  const key = filesKey(place);
  const bad = (error: unknown) => {
    toast({ text: errorText(error, i18n), tone: 'bad' });
    void client.invalidateQueries({ queryKey: key });
  };
  return (file: Attachment) => {
    client.setQueryData(key, (now: readonly Attachment[] | undefined) => now?.filter((one) => one.id !== file.id));
    const gone = removeFile(place, file.id);
    const back = async () => {
      await gone;
      await restoreFile(place, file.id);
      await client.invalidateQueries({ queryKey: key });
    };
    const forget = noteEdit({ ws: place.ws, back });
    gone.catch((error: unknown) => {
      forget();
      bad(error);
    });
    toast({
      text: i18n.t.attachments.removed(file.fileName),
      action: {
        label: i18n.t.common.undo,
        run: () => {
          forget();
          void back().catch(bad);
        },
      },
    });
  };
};

/** The files of a record: small pictures, dropping, pasting and photographing, progress, and undo of a removal. */
export function Attachments({ type, id, canWrite }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const format = useFormat();
  const { workspaceId: ws } = useWorkspace();
  const place: Place = { ws, type, id };
  const phone = usePhone();
  const heading = useId();
  const section = useRef<HTMLElement>(null);
  const [over, setOver] = useState(false);
  const [open, setOpen] = useState<string>();
  const { data: files, error, isPending } = useQuery(filesQuery(place));
  const slow = useSlow(isPending);
  const uploads = useUploads(place, files?.length ?? 0);
  const remove = useRemoval(place);
  const add = (chosen: readonly File[]) => {
    const stamp = format.instant(new Date().toISOString()).replaceAll(':', '.').replaceAll('/', '-');
    uploads.add(chosen.map((file) => namedByTime(file, t.attachments.screenshot(stamp))));
  };
  usePaste(canWrite, section, add);
  const show = (file: Attachment) => {
    if (canShow(file.contentType)) return setOpen(file.id);
    addressOfFile(place, file.id).then(
      ({ url }) => save(url),
      (problem: unknown) => toast({ text: errorText(problem, i18n), tone: 'bad' }),
    );
  };
  const nothing = files?.length === 0 && uploads.sending.length === 0;
  const drop = canWrite
    ? {
        onDragOver: (event: React.DragEvent) => {
          if (!event.dataTransfer.types.includes('Files')) return;
          event.preventDefault();
          setOver(true);
        },
        onDragLeave: (event: React.DragEvent) => {
          if (!section.current?.contains(event.relatedTarget as Node | null)) setOver(false);
        },
        onDrop: (event: React.DragEvent) => {
          event.preventDefault();
          setOver(false);
          add([...event.dataTransfer.files]);
        },
      }
    : {};
  return (
    <section ref={section} className={over ? 'att over' : 'att'} aria-labelledby={heading} {...drop}>
      <h2 id={heading} className="att-title">
        {t.attachments.title}
        {files && files.length > 0 ? <span className="att-count">{format.number(files.length)}</span> : null}
      </h2>
      {error ? <p className="q-fault">{errorText(error, i18n)}</p> : null}
      {isPending && slow ? <div className="att-wait" /> : null}
      {nothing ? <p className="att-empty">{canWrite ? t.attachments.empty : t.attachments.emptyReader}</p> : null}
      {files && !nothing ? (
        <ul className="att-tiles">
          {files.map((file) => (
            <FileTile
              key={file.id}
              file={file}
              place={place}
              onOpen={show}
              {...(canWrite ? { onRemove: remove } : {})}
            />
          ))}
          {uploads.sending.map((one) => (
            <SendingTile key={one.key} one={one} onAgain={uploads.again} onDrop={uploads.drop} />
          ))}
        </ul>
      ) : null}
      {canWrite ? <AddBar over={over} phone={phone} onFiles={add} /> : null}
      {open && files ? (
        <Viewer
          files={files.filter((file) => canShow(file.contentType))}
          first={open}
          place={place}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
    </section>
  );
}

interface AddProps {
  over: boolean;
  phone: boolean;
  onFiles: (files: readonly File[]) => void;
}

/** How files come: by choosing, on a phone by photographing; dropping and pasting are said. */
function AddBar({ over, phone, onFiles }: AddProps) {
  const { t } = useI18n();
  const taken = (event: React.ChangeEvent<HTMLInputElement>) => {
    onFiles([...(event.target.files ?? [])]);
    // The same file may be chosen again after it was mended.
    event.target.value = '';
  };
  const choose = (
    <label className={phone ? 'btn att-pick' : 'att-pick att-link'}>
      {phone ? <Icon name="plus" /> : null}
      {t.attachments.choose}
      <input type="file" multiple accept={accepted} onChange={taken} />
    </label>
  );
  return (
    <div className="att-add">
      {over ? (
        <strong>{t.attachments.dropNow}</strong>
      ) : phone ? (
        <div className="att-buttons">
          <label className="btn att-pick">
            <Icon name="camera" />
            {t.attachments.photo}
            <input type="file" accept="image/*" capture="environment" onChange={taken} />
          </label>
          {choose}
        </div>
      ) : (
        <span>
          {t.attachments.drop} {choose}
        </span>
      )}
      <small>{t.attachments.hint}</small>
    </div>
  );
}
