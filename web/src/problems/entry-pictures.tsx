import { useQuery } from '@tanstack/react-query';
import type { Attachment } from '../../../shared/attachments/attachment.ts';
import type { Place } from '../attachments/api.ts';
import { filesQuery, pictureQuery } from '../attachments/api.ts';
import { Attachments } from '../attachments/attachments.tsx';
import { hasThumb } from '../attachments/chosen.ts';
import { useBlobUrl } from '../attachments/picture.tsx';
import { useWorkspace } from '../lib/me.tsx';
import type { HelpEntry } from './entry.ts';
import { isBuiltIn } from './entry.ts';

function Shown({ id }: { id: string }) {
  const { workspaceId: ws } = useWorkspace();
  const files = useQuery(filesQuery({ ws, type: 'problemEntry', id }));
  // Readers need not be told that there is no picture.
  return files.data && files.data.length > 0 ? <Attachments type="problemEntry" id={id} canWrite={false} /> : null;
}

/** Pictures of an entry: for looking at, or for those who write it, to be added. */
export function EntryPictures({ entry, canWrite = false }: { entry: HelpEntry; canWrite?: boolean }) {
  if (isBuiltIn(entry.id)) return null;
  return canWrite ? <Attachments type="problemEntry" id={entry.id} canWrite /> : <Shown id={entry.id} />;
}

function Printed({ file, place }: { file: Attachment; place: Place }) {
  const url = useBlobUrl(useQuery(pictureQuery(place, file.id)).data);
  return url ? <img className="pbp-picture" src={url} alt={file.fileName} /> : null;
}

/** Pictures of an entry on paper: large enough to be read, and there without having been scrolled to. */
export function PrintedPictures({ entry }: { entry: HelpEntry }) {
  const { workspaceId: ws } = useWorkspace();
  const place: Place = { ws, type: 'problemEntry', id: entry.id };
  const files = useQuery({ ...filesQuery(place), enabled: !isBuiltIn(entry.id) });
  return (files.data ?? []).filter(hasThumb).map((file) => <Printed key={file.id} file={file} place={place} />);
}
