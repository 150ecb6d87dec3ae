import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Role } from '../../../shared/access/permissions.ts';
import { roles } from '../../../shared/access/permissions.ts';
import type { ProcessDefinition } from '../../../shared/kernel/process.ts';
import { getProcessVersion, listProcesses } from '../../../shared/process/process.contract.ts';
import { defaultProcess } from '../../../shared/processes.ts';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { useWorkspace } from '../lib/me.tsx';

/** The processes of the workspace with the version in force of each. */
const processesQuery = (ws: string) =>
  queryOptions({
    queryKey: ['process-names', ws],
    queryFn: ({ signal }) => call(listProcesses, { params: { workspaceId: ws }, signal }),
    staleTime: 5 * 60_000,
  });

/** The definitions in force where a company wrote its own; the product's need not be asked for. */
const useOwnDefinitions = (): ReadonlyMap<string, ProcessDefinition> => {
  const { workspaceId: ws, can } = useWorkspace();
  const list = useQuery({ ...processesQuery(ws), enabled: can('processes:read') });
  const own = (list.data?.items ?? []).filter((one) => one.current > 0);
  return useQueries({
    queries: own.map((one) => ({
      queryKey: ['process-names', ws, one.id, one.current],
      queryFn: () => call(getProcessVersion, { params: { workspaceId: ws, process: one.id, version: one.current } }),
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine: (answers) =>
      new Map(answers.flatMap(({ data }) => (data ? [[data.definition.id, data.definition] as const] : []))),
  });
};

/** The definition of a process in force: the company's own, else the product's. */
export const useDefinition = (process: string): ProcessDefinition | undefined =>
  useOwnDefinitions().get(process) ?? defaultProcess(process);

export interface ProcessWords {
  process: (id: string) => string;
  state: (process: string, state: string) => string;
  role: (role: string) => string;
}

/** Names of processes, states and roles in the user's language; what nobody can name stands as it is stored. */
export const useProcessWords = (): ProcessWords => {
  const { label } = useI18n();
  const own = useOwnDefinitions();
  return useMemo(() => {
    const known = (id: string) => [own.get(id), defaultProcess(id)].filter((one) => one !== undefined);
    return {
      process: (id) => {
        const [first] = known(id);
        return first ? label(first.label) : id;
      },
      state: (process, state) => {
        const found = known(process)
          .flatMap((definition) => definition.states)
          .find((one) => one.id === state);
        return found ? label(found.label) : state;
      },
      role: (role) => label(roles[role as Role] ?? { en: role, zh: role }),
    };
  }, [own, label]);
};
