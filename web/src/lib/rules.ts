import { useQuery } from '@tanstack/react-query';
import { listRules } from '../../../shared/audit/audit.contract.ts';
import { call } from '../client.ts';
import { useWorkspace } from './me.tsx';

/** The rule catalogue: names, explanations and help of findings. */
export const useRules = () => {
  const { workspaceId, can } = useWorkspace();
  return useQuery({
    queryKey: ['rules', workspaceId],
    queryFn: () => call(listRules, { params: { workspaceId } }),
    enabled: can('findings:read'),
    staleTime: 10 * 60_000,
  });
};
