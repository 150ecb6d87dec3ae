import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { recordQuery } from '../lib/records.ts';
import { saveRecord } from '../records/save.ts';
import { noteActivities } from './api.ts';
import { putOff, snoozeDate } from './planning.ts';

export interface DayActs {
  finish: (record: WebRecord) => Promise<void>;
  snooze: (record: WebRecord, to: 'tomorrow' | 'week') => Promise<void>;
}

/** What is done with one thing of the day, each with its way back. */
export const useDay = (): DayActs => {
  const i18n = useI18n();
  const words = i18n.t.activities.day;
  const format = useFormat();
  const { workspaceId: ws, timeZone } = useWorkspace();
  const change = async (record: WebRecord, body: Record<string, unknown>): Promise<WebRecord | undefined> => {
    try {
      const saved = await saveRecord(ws, record, body);
      noteActivities(ws);
      return saved;
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
      return undefined;
    }
  };
  const nextDay = async (id: unknown): Promise<string> => {
    if (typeof id !== 'string') return '';
    const next = await queryClient.fetchQuery(recordQuery(ws, 'activity', id)).catch(() => undefined);
    return typeof next?.['dueAt'] === 'string' ? ` ${words.next(format.instant(next['dueAt']))}` : '';
  };
  return {
    finish: async (record) => {
      const done = record['done'] !== true;
      const saved = await change(record, { done });
      if (!saved || !done) return;
      toast({
        text: `${words.done(String(record['subject']))}${await nextDay(saved['nextId'])}`,
        action: { label: words.undo, run: () => void change(saved, { done: false }) },
      });
    },
    snooze: async (record, to) => {
      const moved = putOff(record, snoozeDate(to, format.today()), timeZone);
      if (!moved) return;
      const before = {
        dueAt: record['dueAt'],
        ...(moved.remindAt === undefined ? {} : { remindAt: record['remindAt'] }),
      };
      const saved = await change(record, { ...moved });
      if (!saved) return;
      toast({
        text: words.moved(String(record['subject']), format.instant(moved.dueAt)),
        action: { label: words.undo, run: () => void change(saved, before) },
      });
    },
  };
};
