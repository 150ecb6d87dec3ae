import { useRef } from 'react';
import { isSource, pastedMail } from '../../../shared/activities/mail.ts';
import { newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { saveRecord } from '../records/save.ts';
import type { PastedMail } from './api.ts';
import { logPasted, noteActivities } from './api.ts';

/** Whether a pasted text is an e-mail and not a few words. */
export const isMail = (text: string, timeZone: string): boolean =>
  text.includes('\n') && (isSource(text) || pastedMail(text, timeZone) !== undefined);

/** Puts pasted e-mails on record and says so, with the deal that they may belong to as one click. */
export const usePasteMail = () => {
  const i18n = useI18n();
  const { workspaceId: ws } = useWorkspace();
  // A retry of the same text is the same request.
  const last = useRef({ raw: '', key: '' });
  const words = i18n.t.activities.quick;
  const attach = async (activity: WebRecord, opportunityId: string) => {
    try {
      await saveRecord(ws, activity, { opportunityId });
      noteActivities(ws);
      toast({ text: words.linked });
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
    }
  };
  return async (body: PastedMail): Promise<WebRecord | undefined> => {
    if (last.current.raw !== body.raw) last.current = { raw: body.raw, key: newKey() };
    try {
      const { activity, known, proposed } = await logPasted(ws, body, last.current.key);
      const record = activity as unknown as WebRecord;
      toast({
        text: known ? words.known : words.logged,
        ...(proposed && !known
          ? { action: { label: words.propose(proposed.title), run: () => void attach(record, proposed.opportunityId) } }
          : {}),
      });
      return record;
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
      return undefined;
    }
  };
};
