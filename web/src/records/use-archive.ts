import { useCallback } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { archiveRecord, hideRow } from './save.ts';

/** Archives or brings back a record; no question is asked, the message offers the way back. */
export const useArchive = () => {
  const i18n = useI18n();
  const { workspaceId: ws } = useWorkspace();
  return useCallback(
    async (record: WebRecord, operation: 'archive' | 'restore'): Promise<void> => {
      const { t } = i18n;
      hideRow(ws, record);
      try {
        const now = await archiveRecord(ws, record, operation);
        const reverse = operation === 'archive' ? 'restore' : 'archive';
        const undo = async () => {
          await archiveRecord(ws, now, reverse);
          void queryClient.invalidateQueries({ queryKey: ['list', ws, record.type] });
        };
        const title = titleOf(record);
        toast({
          text: operation === 'archive' ? t.records.archived(title) : t.records.restored(title),
          action: {
            label: t.common.undo,
            run: () => void undo().catch((error: unknown) => toast({ text: errorText(error, i18n), tone: 'bad' })),
          },
        });
      } catch (error) {
        void queryClient.invalidateQueries({ queryKey: ['list', ws, record.type] });
        toast({ text: errorText(error, i18n), tone: 'bad' });
      }
    },
    [i18n, ws],
  );
};
