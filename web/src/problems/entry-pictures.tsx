import { useQuery } from '@tanstack/react-query';
import { filesQuery } from '../attachments/api.ts';
import { Attachments } from '../attachments/attachments.tsx';
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
