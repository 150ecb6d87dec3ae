import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { EndpointOutput } from '../../../shared/kernel/endpoint.ts';
import type { EntityStandard, WorkspaceStandard } from '../../../shared/standards/standard.ts';
import { getStandards, putStandards } from '../../../shared/standards/standards.contract.ts';
import { call } from '../client.ts';
import { ApiError } from '../lib/api-error.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import { changedEntities, rebase } from './draft.ts';
import type { Faults, OwnFault } from './faults.ts';
import { draftFaults, serverFaults } from './faults.ts';

export type Standards = EndpointOutput<typeof getStandards>;

/** Faults that are said while somebody types; the others wait until they try to save, for nobody has finished yet. */
const live: readonly OwnFault[] = ['pattern', 'example', 'exampleNotAllowed', 'correctionNotAllowed'];

/** The standards as they are being edited on top of a version that was read. */
export const useDraft = () => {
  const { workspaceId } = useWorkspace();
  const queryKey = ['standards', workspaceId];
  const query = useQuery({
    queryKey,
    queryFn: () => call(getStandards, { params: { workspaceId } }),
    staleTime: 5 * 60_000,
  });
  const [work, setWork] = useState<{ base: Standards; draft: WorkspaceStandard }>();
  const [problem, setProblem] = useState<unknown>();
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  /** Counts how often the draft was replaced as a whole: boxes that hold typed text begin anew then. */
  const [epoch, setEpoch] = useState(0);
  const replace = (next: { base: Standards; draft: WorkspaceStandard } | undefined) => {
    setWork(next);
    setProblem(undefined);
    setEpoch((count) => count + 1);
  };
  const base = work?.base ?? query.data;
  const draft = work?.draft ?? query.data?.standard ?? {};
  const changed = work ? changedEntities(work.base.standard, work.draft) : [];
  const dirty = changed.length > 0;

  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [dirty]);

  const ownFaults = draftFaults(draft);
  const refused = problem instanceof ApiError ? serverFaults(problem.faults) : new Map();
  const shown: Faults = new Map([
    ...[...ownFaults].filter(([, one]) => tried || (one.kind === 'own' && live.includes(one.code))),
    ...refused,
  ]);

  const change = (name: string, entity: EntityStandard) => {
    if (!base) return;
    setProblem(undefined);
    // Upon the newest draft, not that of this render: an undo may come much later.
    setWork((now) => ({
      base: now?.base ?? base,
      draft: { ...(now?.draft ?? base.standard), [name]: entity },
    }));
  };
  const discard = (): WorkspaceStandard => {
    replace(undefined);
    setTried(false);
    return draft;
  };
  /** Takes a thrown-away draft up again. */
  const restore = (old: WorkspaceStandard) => {
    if (base) replace({ base, draft: old });
  };
  /** @returns the new version, or where the first fault stands */
  const save = async (): Promise<{ version: number } | { place: string | undefined }> => {
    if (!base) return { place: undefined };
    setTried(true);
    const [first] = ownFaults.keys();
    if (first) return { place: first };
    setBusy(true);
    setProblem(undefined);
    try {
      const saved = await call(putStandards, {
        params: { workspaceId },
        body: { standard: draft },
        version: base.version,
      });
      queryClient.setQueryData(queryKey, saved);
      setWork(undefined);
      setTried(false);
      // Rows and forms read own fields and allowed values from the standard.
      void queryClient.invalidateQueries({ queryKey: ['rules', workspaceId] });
      return { version: saved.version };
    } catch (error) {
      setProblem(error);
      const place = error instanceof ApiError ? error.faults[0]?.field : undefined;
      return { place };
    } finally {
      setBusy(false);
    }
  };
  /** Puts the own changes on top of a version that somebody else saved meanwhile. */
  const pull = async () => {
    const fresh = await query.refetch();
    if (!fresh.data || !work) return;
    replace({ base: fresh.data, draft: rebase(work.base.standard, work.draft, fresh.data.standard) });
  };

  return {
    query,
    base,
    draft,
    changed,
    dirty,
    faults: shown,
    problem,
    busy,
    epoch,
    change,
    discard,
    restore,
    save,
    pull,
  };
};
