import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { StartKind } from '../../../shared/audit/audit.contract.ts';
import { startRun } from '../../../shared/audit/audit.contract.ts';
import type { Area } from '../../../shared/kernel/rule.ts';
import { call, newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { isActive, runQuery } from './api.ts';

/** What is asked of a run; `rules`: only these. */
export interface RunAsk {
  kind: StartKind;
  /** Rules of this area alone. */
  area?: Area;
  sample?: number;
  rules?: string[];
}

/** Starts an audit run and looks on until it is through; then everything that shows findings is read again. */
export const useStartRun = () => {
  const i18n = useI18n();
  const format = useFormat();
  const client = useQueryClient();
  const { workspaceId } = useWorkspace();
  const [id, setId] = useState<string>();
  const [starting, setStarting] = useState(false);
  const told = useRef<string>(undefined);
  const { data: run } = useQuery({ ...runQuery(workspaceId, id ?? ''), enabled: id !== undefined });
  const over = run !== undefined && !isActive(run);

  useEffect(() => {
    if (!run || !over || told.current === run.id) return;
    told.current = run.id;
    const words = i18n.t.findings;
    const { closed, opened, reopened } = run.counts;
    toast(
      run.state === 'done'
        ? { text: words.checked(format.number(closed), format.number(opened + reopened)) }
        : { text: words.checkFailed, tone: 'bad' },
    );
    const readAgain = () => {
      for (const what of ['list', 'page', 'summary', 'record'])
        void client.invalidateQueries({ queryKey: [what, workspaceId, 'finding'] });
      void client.invalidateQueries({ queryKey: ['audit-runs', workspaceId] });
    };
    readAgain();
    // Lists follow what is written a moment later.
    setTimeout(readAgain, 2500);
  }, [run, over, client, workspaceId, i18n, format]);

  const start = async (ask: RunAsk): Promise<void> => {
    setStarting(true);
    try {
      const made = await call(startRun, { params: { workspaceId }, body: ask, idempotencyKey: newKey() });
      client.setQueryData(runQuery(workspaceId, made.id).queryKey, made);
      setId(made.id);
      void client.invalidateQueries({ queryKey: ['audit-runs', workspaceId] });
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
    } finally {
      setStarting(false);
    }
  };
  return { run, busy: starting || (id !== undefined && !over), start };
};
