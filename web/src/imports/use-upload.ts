import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { createImport, type importTargets, readImport } from '../../../shared/imports/imports.contract.ts';
import { call, newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { useWorkspace } from '../lib/me.tsx';
import type { ImportJob } from './api.ts';
import { importKey } from './api.ts';
import type { Chosen } from './chosen-files.tsx';
import { faultsByFile } from './file-faults.ts';
import { stepError } from './step-error.ts';
import { faultOfFile, MAX_FILES, putFile } from './upload.ts';

export type Target = (typeof importTargets)[number];

/** The files of a new import: choosing, sending, and having them read. */
export const useUpload = () => {
  const i18n = useI18n();
  const { workspaceId } = useWorkspace();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const [phase, setPhase] = useState<'choosing' | 'sending' | 'reading'>('choosing');
  const [problem, setProblem] = useState<string>();
  const next = useRef(1);
  const words = i18n.t.imports.faults;

  const change = (key: number, part: Partial<Chosen>) =>
    setChosen((now) => now.map((one) => (one.key === key ? { ...one, ...part } : one)));

  const add = (files: readonly File[]) => {
    const fresh = files.map((file): Chosen => {
      const fault = faultOfFile(file);
      return { key: next.current++, file, sent: 0, ...(fault ? { fault: words[fault] } : {}) };
    });
    // A file of the same name takes the place of the one that was wrong.
    const kept = chosen.filter((one) => !files.some((file) => file.name === one.file.name));
    setProblem(kept.length + fresh.length > MAX_FILES ? words.many : undefined);
    setChosen([...kept, ...fresh].slice(0, MAX_FILES));
  };
  const remove = (key: number) => {
    setProblem(undefined);
    setChosen((now) => now.filter((one) => one.key !== key));
  };
  const first = (key: number) =>
    setChosen((now) => [...now.filter((one) => one.key === key), ...now.filter((one) => one.key !== key)]);

  const send = async (
    uploads: readonly { url: string; headers: Record<string, string>; method: 'PUT'; fileName: string }[],
  ): Promise<boolean> => {
    const results = await Promise.all(
      chosen.map(async ({ key, file }, index) => {
        const upload = uploads[index];
        if (!upload) return false;
        try {
          await putFile(upload, file, (sent) => change(key, { sent }));
          change(key, { sent: file.size });
          return true;
        } catch {
          change(key, { sent: 0, fault: words.upload });
          return false;
        }
      }),
    );
    return results.every(Boolean);
  };

  /** Sends the files and has them read; undefined where something was wrong, which then stands beside its file. */
  const submit = async (target: Target): Promise<ImportJob | undefined> => {
    setProblem(undefined);
    setChosen((now) => now.map(({ fault: _fault, ...one }) => ({ ...one, sent: 0 })));
    setPhase('sending');
    try {
      const body = { target, files: chosen.map(({ file }) => ({ fileName: file.name, size: file.size })) };
      const made = await call(createImport, { params: { workspaceId }, body, idempotencyKey: newKey() });
      if (!(await send(made.uploads))) return undefined;
      setPhase('reading');
      const job = await call(readImport, { params: { workspaceId, id: made.import.id }, body: {} });
      client.setQueryData(importKey(workspaceId, job.id), job);
      return job;
    } catch (error) {
      const faults = faultsByFile(error, i18n);
      if (faults.size === 0) setProblem(stepError(error, i18n));
      setChosen((now) =>
        now.map((one, index) => ({ ...one, ...(faults.has(index) ? { fault: faults.get(index) ?? '' } : {}) })),
      );
      return undefined;
    } finally {
      setPhase('choosing');
      void client.invalidateQueries({ queryKey: ['imports', workspaceId] });
    }
  };
  const totals = {
    sent: chosen.reduce((sum, one) => sum + Math.min(one.sent, one.file.size), 0),
    all: chosen.reduce((sum, one) => sum + one.file.size, 0),
  };
  return { chosen, phase, problem, totals, add, remove, first, submit };
};
