import { useQuery } from '@tanstack/react-query';
import { getStandards } from '../../../shared/standards/standards.contract.ts';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { useRules } from '../lib/rules.ts';
import { placeWords } from './places.ts';

/** Says where a finding stands, in words. */
export const usePlaceWords = (): ((finding: WebRecord) => string) => {
  const i18n = useI18n();
  const { workspaceId, can } = useWorkspace();
  // The same question as that of the record pages, so that it is asked once.
  const standards = useQuery({
    queryKey: ['standards', workspaceId],
    queryFn: () => call(getStandards, { params: { workspaceId } }),
    enabled: can('standards:read'),
    staleTime: 5 * 60_000,
  });
  const rules = useRules();
  return (finding) => {
    // A finding about mistakes names the rule that they break.
    const rule = rules.data?.items.find((one) => one.id === finding['locator']);
    if (rule) return i18n.label(rule.label);
    const type = String(finding['subjectType'] ?? '');
    return placeWords(type, String(finding['locator'] ?? ''), standards.data?.standard[type], i18n);
  };
};
