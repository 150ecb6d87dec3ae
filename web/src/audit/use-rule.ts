import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RuleSetting, RuleView } from '../../../shared/audit/audit.contract.ts';
import { putRule } from '../../../shared/audit/audit.contract.ts';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { isStale } from '../lib/api-error.ts';
import { errorText } from '../lib/faults.ts';
import { useWorkspace } from '../lib/me.tsx';

interface Catalogue {
  version: number;
  items: RuleView[];
}

/** Changes what the workspace makes of a rule. */
export const useSaveRule = () => {
  const i18n = useI18n();
  const client = useQueryClient();
  const { workspaceId } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const key = ['rules', workspaceId];

  /** @returns whether it is saved */
  const save = async (rule: RuleView, setting: RuleSetting): Promise<boolean> => {
    const known = client.getQueryData<Catalogue>(key);
    if (!known) return false;
    setBusy(true);
    try {
      const { version, ...next } = await call(putRule, {
        params: { workspaceId, ruleId: rule.id },
        body: setting,
        version: known.version,
      });
      client.setQueryData<Catalogue>(
        key,
        (now) => now && { version, items: now.items.map((one) => (one.id === rule.id ? next : one)) },
      );
      void client.invalidateQueries({ queryKey: ['audit-runs', workspaceId] });
      const name = i18n.label(rule.label);
      toast({ text: next.enabled ? i18n.t.audit.savedOn(name) : i18n.t.audit.savedOff(name) });
      return true;
    } catch (error) {
      toast({ text: isStale(error) ? i18n.t.audit.stale : errorText(error, i18n), tone: 'bad' });
      if (isStale(error)) await client.invalidateQueries({ queryKey: key });
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, save };
};
