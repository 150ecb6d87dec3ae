import { useEffect } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { useFormat } from '../lib/format.ts';
import { useLatest } from '../lib/hooks.ts';
import { useTitles } from '../lib/titles.ts';
import { onBeside } from './save.ts';

/** Tells of an edit that was saved beside somebody else's without asking: nothing was lost, but more is new than was typed. */
export const useBeside = (): void => {
  const { t } = useI18n();
  const format = useFormat();
  const title = useTitles();
  const latest = useLatest({ t, format, title });
  useEffect(
    () =>
      onBeside((now) => {
        const { t: words, format: at, title: nameOf } = latest.current;
        const by = now.updatedBy;
        const who = (by.startsWith('mem_') ? nameOf(by) : undefined) ?? words.common.system;
        toast({ text: words.records.clash.beside(who, at.ago(now.updatedAt)) });
      }),
    [latest],
  );
};
