import { queryOptions } from '@tanstack/react-query';
import { conformance, setThreshold } from '../../../shared/process/process.contract.ts';
import { call } from '../client.ts';
import { queryClient } from '../lib/query-client.ts';
import type { Conformance } from './figures.ts';

export type Threshold = Conformance['threshold'];

/** Conformance by person, team and step over the last months. */
export const conformanceQuery = (ws: string, months: number, process: string) =>
  queryOptions({
    queryKey: ['conformance', ws, months, process],
    queryFn: ({ signal }) =>
      call(conformance, {
        params: { workspaceId: ws },
        query: { months, ...(process ? { process } : {}) },
        signal,
      }),
  });

/** Sets when supervision ends and starts again. @throws ApiError */
export const saveThreshold = async (ws: string, threshold: Threshold): Promise<void> => {
  await call(setThreshold, { params: { workspaceId: ws }, body: threshold });
  await queryClient.invalidateQueries({ queryKey: ['conformance', ws] });
};
