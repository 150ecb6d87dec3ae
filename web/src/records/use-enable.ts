import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { saveRecord } from './save.ts';

/** Disables a member or lets them in again, with a way back. */
export const useEnable = () => {
  const i18n = useI18n();
  const { workspaceId: ws } = useWorkspace();
  const enable = async (member: WebRecord, status: 'active' | 'disabled'): Promise<void> => {
    const { t } = i18n;
    try {
      const saved = await saveRecord(ws, member, { status });
      const text = status === 'active' ? t.settings.enabled(titleOf(member)) : t.settings.disabled(titleOf(member));
      toast({
        text,
        action: { label: t.common.undo, run: () => void enable(saved, status === 'active' ? 'disabled' : 'active') },
      });
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
    }
  };
  return enable;
};
