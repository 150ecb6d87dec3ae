import { queryOptions } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { BulkEdit } from '../../../shared/views/bulk-edits.contract.ts';
import { bulkFile, getBulkEdit, runBulkEdit, undoBulkEdit } from '../../../shared/views/bulk-edits.contract.ts';
import type { ExportJob } from '../../../shared/views/exports.contract.ts';
import { getExport } from '../../../shared/views/exports.contract.ts';
import { call } from '../client.ts';
import { queryClient } from '../lib/query-client.ts';

/** Work that goes on while the person does something else; shown at the foot of every page. */
export interface Job {
  kind: 'export' | 'bulk';
  id: string;
  ws: string;
  name: string;
}

let jobs: readonly Job[] = [];
const listeners = new Set<() => void>();
const set = (next: readonly Job[]): void => {
  jobs = next;
  for (const listener of listeners) listener();
};

export const followJob = (job: Job): void => set([...jobs.filter((one) => one.id !== job.id), job].slice(-4));
export const dropJob = (id: string): void => set(jobs.filter((one) => one.id !== id));

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};
export const useJobs = (): readonly Job[] => useSyncExternalStore(subscribe, () => jobs);

/** How often a running job is asked how far it is, milliseconds: often at first, when most of them end. */
const pace = (count: number): number => Math.min(2500, 300 + count * 100);

const moving: readonly string[] = ['previewing', 'running', 'undoing'];

/** A bulk edit, read again while it moves. */
export const bulkQuery = (ws: string, id: string) =>
  queryOptions({
    queryKey: ['bulk', ws, id],
    queryFn: ({ signal }) => call(getBulkEdit, { params: { workspaceId: ws, id }, signal }),
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data && !moving.includes(state.data.state) ? false : pace(state.dataUpdateCount),
  });

/** An export, read again while its file is written. */
export const exportQuery = (ws: string, id: string) =>
  queryOptions({
    queryKey: ['export', ws, id],
    queryFn: ({ signal }) => call(getExport, { params: { workspaceId: ws, id }, signal }),
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data && state.data.state !== 'running' ? false : pace(state.dataUpdateCount),
  });

/** What shows records of a kind is read again after many of them changed. */
export const rereadAll = (ws: string, entity: string): void => {
  for (const what of ['list', 'page', 'record', 'summary', 'history', 'foot'])
    void queryClient.invalidateQueries({ queryKey: [what, ws, entity] });
  void queryClient.invalidateQueries({ queryKey: ['timeline', ws] });
};

const note = (ws: string, edit: BulkEdit): BulkEdit => {
  queryClient.setQueryData(['bulk', ws, edit.id], edit);
  return edit;
};

/** @throws ApiError */
export const runBulk = async (ws: string, edit: BulkEdit): Promise<BulkEdit> =>
  note(ws, await call(runBulkEdit, { params: { workspaceId: ws, id: edit.id }, body: {}, version: edit.version }));

/** @throws ApiError */
export const undoBulk = async (ws: string, edit: BulkEdit): Promise<BulkEdit> =>
  note(ws, await call(undoBulkEdit, { params: { workspaceId: ws, id: edit.id }, body: {}, version: edit.version }));

/** Follows a link to a file without leaving the page. */
export const fetchFile = (url: string): void => {
  const link = document.createElement('a');
  link.href = url;
  link.rel = 'noopener';
  link.download = '';
  document.body.append(link);
  link.click();
  link.remove();
};

/** Fetches the list of records that were refused, or left by an undo. @throws ApiError */
export const fetchBulkFile = async (ws: string, id: string, of: 'refused' | 'kept'): Promise<void> =>
  fetchFile((await call(bulkFile, { params: { workspaceId: ws, id }, query: { of } })).url);

/** Fetches the file of an export by an address that is fresh. @throws ApiError */
export const fetchExport = async (ws: string, id: string): Promise<ExportJob> => {
  const job = await call(getExport, { params: { workspaceId: ws, id } });
  if (job.url) fetchFile(job.url);
  return job;
};
