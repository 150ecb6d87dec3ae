import { localDate } from '../../../shared/kernel/time.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';

/** How long ago an instant is, as people say it: minutes and hours of today, days before. */
export const useSince = (): ((instant: string) => string) => {
  const format = useFormat();
  const { t } = useI18n();
  const { timeZone } = useWorkspace();
  return (instant) => {
    if (Date.now() - Date.parse(instant) < 60_000) return t.enquiries.caller.justNow;
    const date = localDate(instant, timeZone);
    return date === format.today() ? format.ago(instant) : format.day(date);
  };
};
