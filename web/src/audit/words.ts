import { useI18n } from '../i18n/index.tsx';
import { useRules } from '../lib/rules.ts';
import type { AuditRun } from './api.ts';

type RunName = Pick<AuditRun, 'kind' | 'area' | 'only'>;

/** What a run is called: the rules that it was begun for, or its kind, with its area where it has one. */
export const useRunName = (): ((run: RunName) => string) => {
  const { t, label } = useI18n();
  const rules = useRules();
  return ({ kind, area, only }) => {
    const [first, ...others] = only ?? [];
    if (first !== undefined) {
      const rule = rules.data?.items.find((one) => one.id === first);
      return t.audit.ofRule(rule ? label(rule.label) : first, others.length);
    }
    return area ? `${t.audit.kinds[kind]} · ${t.audit.areas[area]}` : t.audit.kinds[kind];
  };
};
