import { useQueries, useQuery } from '@tanstack/react-query';
import { verification } from '../../../shared/campaigns/verification.ts';
import { codedTypes, getCodes } from '../../../shared/codes/codes.contract.ts';
import { finding, openStates } from '../../../shared/findings/finding.ts';
import type { EndpointOutput } from '../../../shared/kernel/endpoint.ts';
import { changeRequest } from '../../../shared/process/change-request.ts';
import { qualityReport, scored } from '../../../shared/quality/quality.contract.ts';
import { call } from '../client.ts';
import { useWorkspace } from '../lib/me.tsx';
import { summaryQuery } from '../lib/records.ts';

type Report = EndpointOutput<typeof qualityReport>;

/** Findings that somebody still has to do something about. */
export const openFindings = `state:in:${openStates.join('|')}`;
const waitingChanges = 'status:in:pending|returned';
export const escalatedPortions = 'state:eq:escalated';

/** Figures of a desk may be half a minute old. */
const FRESH = 30_000;

/** How many records of a kind meet a condition, by a field; nothing for whoever may not read them. */
const useCounted = (type: string, ask: { group: string; filter: string; readable: boolean }) => {
  const { workspaceId: ws } = useWorkspace();
  const { group, filter, readable } = ask;
  return useQuery({
    ...summaryQuery(ws, type, { group, filter: [filter] }),
    enabled: readable,
    staleTime: FRESH,
  }).data;
};

/** Everything that waits for the steward, part by part: what may not be read, or is not there yet, is left out. */
export const useDesk = () => {
  const { workspaceId, can } = useWorkspace();
  const findings = useCounted(finding.name, { group: 'rule', filter: openFindings, readable: can('findings:read') });
  const changes = useCounted(changeRequest.name, {
    group: 'status',
    filter: waitingChanges,
    readable: can('changes:read'),
  });
  const portions = useCounted(verification.name, {
    group: 'state',
    filter: escalatedPortions,
    readable: can('campaigns:read'),
  });
  const codes = useQueries({
    queries: codedTypes.map((type) => ({
      queryKey: ['codes', workspaceId, type],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call(getCodes, { params: { workspaceId }, query: { type }, signal }),
      enabled: can('audit:read'),
      staleTime: FRESH,
      retry: false,
    })),
  }).flatMap(({ data }) => data ?? []);
  const quality: Report[] = useQueries({
    queries: scored.map((entity) => ({
      queryKey: ['quality-report', workspaceId, entity],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call(qualityReport, { params: { workspaceId }, query: { entity }, signal }),
      enabled: can('lists:read'),
      staleTime: FRESH,
      retry: false,
    })),
  }).flatMap(({ data }) => data ?? []);
  return { findings, changes, portions, codes, quality };
};

/** Fields with values against their standard, the most first. */
export const faultyFields = (reports: readonly Report[]) =>
  reports
    .flatMap((report) => report.fields.map((field) => ({ entity: report.entity, ...field })))
    .filter(({ wrong }) => wrong > 0)
    .sort((a, b) => b.wrong - a.wrong);
