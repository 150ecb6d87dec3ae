import { useI18n } from '../i18n/index.tsx';
import type { AuditRun } from './api.ts';

/** What a run is called: its kind, with its area where it has one. */
export const useRunName = (): ((run: Pick<AuditRun, 'kind' | 'area'>) => string) => {
  const { t } = useI18n();
  return ({ kind, area }) => (area ? `${t.audit.kinds[kind]} · ${t.audit.areas[area]}` : t.audit.kinds[kind]);
};
