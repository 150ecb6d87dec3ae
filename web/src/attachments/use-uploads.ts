import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { Attachment } from '../../../shared/attachments/attachment.ts';
import type { I18n } from '../i18n/index.tsx';
import { useI18n } from '../i18n/index.tsx';
import { putFile } from '../imports/upload.ts';
import { ApiError } from '../lib/api-error.ts';
import { errorText } from '../lib/faults.ts';
import { useLatest } from '../lib/hooks.ts';
import type { Place } from './api.ts';
import { beginUpload, completeUpload, filesKey } from './api.ts';
import { faultOf, typeOf } from './chosen.ts';

/** A file on its way. */
export interface Sending {
  key: number;
  file: File;
  /** Bytes that have gone. */
  sent: number;
  state: 'waiting' | 'sending' | 'checking' | 'failed';
  fault?: string;
  /** Whether the same file can be sent once more. */
  again?: boolean;
}

/** Files that are sent at the same time. */
const AT_ONCE = 2;

const wordsFor = (error: unknown, i18n: I18n): string => {
  const words = i18n.t.attachments.faults;
  if (!(error instanceof ApiError)) return words.upload;
  if (error.code === 'unreadable-file') return words.lying;
  return error.code === 'limit-reached' ? words.many : errorText(error, i18n);
};

/** Sends files to a record, two at a time; what is wrong with one stands beside it. */
export const useUploads = (place: Place, present: number) => {
  const i18n = useI18n();
  const client = useQueryClient();
  const [sending, setSending] = useState<readonly Sending[]>([]);
  const waiting = useRef<Sending[]>([]);
  const running = useRef(0);
  const keys = useRef(0);
  const latest = useLatest({ i18n, place, count: present + sending.filter((one) => one.state !== 'failed').length });

  const change = useCallback(
    (key: number, part: Partial<Sending>) =>
      setSending((now) => now.map((one) => (one.key === key ? { ...one, ...part } : one))),
    [],
  );
  const drop = useCallback((key: number) => setSending((now) => now.filter((one) => one.key !== key)), []);

  const send = useCallback(
    async ({ key, file }: Sending) => {
      const { place: to } = latest.current;
      try {
        change(key, { state: 'sending', sent: 0 });
        const body = { fileName: file.name, size: file.size, contentType: typeOf(file) };
        const { attachment, upload } = await beginUpload(to, body);
        await putFile({ ...upload, fileName: file.name }, file, (sent) => change(key, { sent }));
        change(key, { state: 'checking', sent: file.size });
        const done = await completeUpload(to, attachment.id);
        client.setQueryData(filesKey(to), (now: readonly Attachment[] | undefined) => [...(now ?? []), done]);
        drop(key);
      } catch (error) {
        const again = !(error instanceof ApiError) || error.code === 'offline' || error.status >= 500;
        change(key, { state: 'failed', fault: wordsFor(error, latest.current.i18n), again });
      }
    },
    [change, client, drop, latest],
  );

  const work = useCallback(() => {
    while (running.current < AT_ONCE) {
      const next = waiting.current.shift();
      if (!next) return;
      running.current++;
      void send(next).finally(() => {
        running.current--;
        work();
      });
    }
  }, [send]);

  const add = useCallback(
    (files: readonly File[]) => {
      const words = latest.current.i18n.t.attachments.faults;
      let { count } = latest.current;
      const fresh = files.map((file): Sending => {
        const fault = faultOf(file, count);
        const base = { key: ++keys.current, file, sent: 0 };
        if (fault) return { ...base, state: 'failed', fault: words[fault] };
        count++;
        return { ...base, state: 'waiting' };
      });
      setSending((now) => [...now, ...fresh]);
      waiting.current.push(...fresh.filter((one) => one.state === 'waiting'));
      work();
    },
    [latest, work],
  );

  const again = useCallback(
    (one: Sending) => {
      drop(one.key);
      add([one.file]);
    },
    [add, drop],
  );

  return { sending, add, again, drop };
};
