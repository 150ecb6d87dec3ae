import { queryOptions, useQuery } from '@tanstack/react-query';
import type * as z from 'zod';
import type { EndpointOutput } from '../../../shared/kernel/endpoint.ts';
import type { ProcessDefinition } from '../../../shared/kernel/process.ts';
import type { VersionEntry, WorkloadChange } from '../../../shared/process/process.contract.ts';
import {
  checkProcess,
  dryRunProcess,
  enforceProcess,
  getProcessVersion,
  listProcesses,
  migrateProcess,
  saveProcess,
} from '../../../shared/process/process.contract.ts';
import { getStandards } from '../../../shared/standards/standards.contract.ts';
import { call } from '../client.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import { fetchPage } from '../lib/records.ts';

export type { VersionEntry, WorkloadChange };
export type ProcessList = EndpointOutput<typeof listProcesses>;
export type ProcessSummary = ProcessList['items'][number];
export type ProcessVersion = EndpointOutput<typeof getProcessVersion>;
export type Checked = EndpointOutput<typeof checkProcess>;
export type DryRun = EndpointOutput<typeof dryRunProcess>;
export type Migration = EndpointOutput<typeof migrateProcess>;
type SaveBody = z.input<NonNullable<typeof saveProcess.body>>;
type EnforceBody = z.input<NonNullable<typeof enforceProcess.body>>;
type MigrateBody = z.input<NonNullable<typeof migrateProcess.body>>;

/** All processes with their versions, and the version of the register that a save has to name. */
export const processesQuery = (ws: string) =>
  queryOptions({
    queryKey: ['processes', ws],
    queryFn: ({ signal }) => call(listProcesses, { params: { workspaceId: ws }, signal }),
  });

/** One version of a process. */
export const versionQuery = (ws: string, process: string, version: number) =>
  queryOptions({
    queryKey: ['process-version', ws, process, version],
    queryFn: ({ signal }) => call(getProcessVersion, { params: { workspaceId: ws, process, version }, signal }),
    staleTime: 5 * 60_000,
  });

/** What the server says of a candidate: its faults, and the workload against the version in force. */
export const checkQuery = (ws: string, process: string, definition: ProcessDefinition) =>
  queryOptions({
    queryKey: ['process-check', ws, process, definition],
    queryFn: ({ signal }) => call(checkProcess, { params: { workspaceId: ws, process }, body: { definition }, signal }),
    staleTime: 60_000,
    gcTime: 60_000,
  });

/** Proposals that wait for an answer, newest first. */
export const proposalsQuery = (ws: string, process: string) =>
  queryOptions({
    queryKey: ['page', ws, 'proposal', 'for-process', process],
    queryFn: ({ signal }) =>
      fetchPage(ws, 'proposal', {
        filter: [`processKey:eq:${process}`, 'status:in:open|analysed'],
        limit: 50,
        signal,
      }),
  });

/** The company's own fields, which a step can ask for too. */
export const useStandard = () => {
  const { workspaceId, can } = useWorkspace();
  return useQuery({
    queryKey: ['standards', workspaceId],
    queryFn: () => call(getStandards, { params: { workspaceId } }),
    enabled: can('standards:read'),
    staleTime: 5 * 60_000,
  });
};

/** After a version was made, put in force or migrated to: whatever shows processes reads again. */
export const refreshProcesses = async (ws: string, process: string): Promise<void> => {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['processes', ws] }),
    queryClient.invalidateQueries({ queryKey: ['process-version', ws, process] }),
    queryClient.invalidateQueries({ queryKey: ['process-check', ws, process] }),
  ]);
};

export const saveVersion = async (
  ws: string,
  process: string,
  input: { body: SaveBody; version: number },
): Promise<number> => {
  const saved = await call(saveProcess, { params: { workspaceId: ws, process }, ...input });
  await refreshProcesses(ws, process);
  return saved.entry.version;
};

export const setEnforcement = async (
  ws: string,
  of: { process: string; version: number },
  input: { body: EnforceBody; version: number },
): Promise<void> => {
  await call(enforceProcess, { params: { workspaceId: ws, ...of }, ...input });
  await refreshProcesses(ws, of.process);
};

export const dryRun = (ws: string, process: string, definition: ProcessDefinition): Promise<DryRun> =>
  call(dryRunProcess, { params: { workspaceId: ws, process }, body: { definition } });

export const migrate = (ws: string, process: string, body: MigrateBody): Promise<Migration> =>
  call(migrateProcess, { params: { workspaceId: ws, process }, body });
