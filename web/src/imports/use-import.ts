import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import {
  checkImport,
  importErrors,
  mapImport,
  runImport,
  undoImport,
} from '../../../shared/imports/imports.contract.ts';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { useWorkspace } from '../lib/me.tsx';
import { importKey, importQuery, isBusy } from './api.ts';
import { stepError } from './step-error.ts';

/** One import with what can be done with it; while the server works it is looked at again and again. */
export const useImport = (id: string) => {
  const i18n = useI18n();
  const client = useQueryClient();
  const { workspaceId } = useWorkspace();
  const since = useRef<string>(undefined);
  const [acting, setActing] = useState(false);
  const query = useQuery(importQuery(workspaceId, id, since.current));
  const job = query.data;
  const busy = job !== undefined && isBusy(job);
  if (busy) since.current ??= new Date().toISOString();
  const was = useRef(busy);

  const target = job?.target;
  useEffect(() => {
    if (was.current && !busy) {
      since.current = undefined;
      for (const what of ['list', 'page', 'summary', 'record'])
        void client.invalidateQueries({ queryKey: [what, workspaceId, target] });
      void client.invalidateQueries({ queryKey: ['imports', workspaceId] });
      void client.invalidateQueries({ queryKey: ['import-rows', workspaceId, id] });
    }
    was.current = busy;
  }, [busy, client, workspaceId, target, id]);

  const act = async (endpoint: typeof runImport | typeof undoImport) => {
    setActing(true);
    try {
      client.setQueryData(importKey(workspaceId, id), await call(endpoint, { params: { workspaceId, id }, body: {} }));
    } catch (error) {
      toast({ text: stepError(error, i18n), tone: 'bad' });
      void client.invalidateQueries({ queryKey: importKey(workspaceId, id) });
    } finally {
      setActing(false);
    }
  };
  /** Says what is done with rows that look like records that are there, and has the dry run show what comes of it. */
  const setDuplicates = async (duplicates: 'create' | 'skip') => {
    if (!job) return;
    setActing(true);
    const params = { workspaceId, id };
    try {
      await call(mapImport, { params, body: { duplicates }, version: job.version });
      client.setQueryData(importKey(workspaceId, id), await call(checkImport, { params, body: {} }));
    } catch (error) {
      toast({ text: stepError(error, i18n), tone: 'bad' });
      void client.invalidateQueries({ queryKey: importKey(workspaceId, id) });
    } finally {
      setActing(false);
    }
  };
  const download = async () => {
    try {
      const { url } = await call(importErrors, { params: { workspaceId, id } });
      window.location.assign(url);
    } catch (error) {
      toast({ text: stepError(error, i18n), tone: 'bad' });
    }
  };
  return { query, job, acting, run: () => act(runImport), undo: () => act(undoImport), setDuplicates, download };
};
