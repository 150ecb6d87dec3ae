import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ProcessDefinition } from '../../../shared/kernel/process.ts';
import { useLatest } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { GraphKey } from '../process-graph/layout.ts';
import { versionQuery } from './api.ts';
import { sameDefinition } from './draft.ts';
import type { Track } from './undo.ts';
import { changed, redone, trackOf, undone } from './undo.ts';

/** A definition as it is being edited, and the version that it began as. */
export interface Work {
  from: number;
  start: ProcessDefinition;
  track: Track<ProcessDefinition>;
}

/** Unsaved work by workspace and process: whoever leaves the page and comes back finds it as it was. */
const kept = new Map<string, Work>();

const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** Takes other work up; what was there is handed back. */
export const beginWith = (ws: string, process: string, work: Work): Work | undefined => {
  const key = `${ws} ${process}`;
  const old = kept.get(key);
  kept.set(key, work);
  for (const listener of listeners) listener();
  return old;
};

/** Work that begins with a version. */
export const workFrom = (version: number, definition: ProcessDefinition): Work => ({
  from: version,
  start: definition,
  track: trackOf(definition),
});

/** Whether a process has work that was not saved. */
export const hasWork = (ws: string, process: string): boolean => {
  const work = kept.get(`${ws} ${process}`);
  return work !== undefined && !sameDefinition(work.start, work.track.now);
};

/** Changes a definition; `at` names the place where letters that follow each other are one change. */
export type Change = (next: (now: ProcessDefinition) => ProcessDefinition, at?: string) => void;

/** The definition on the screen: unsaved work, or a version as it was read. */
export const useDesigner = (process: string, version: number, mode: 'edit' | 'read') => {
  const { workspaceId } = useWorkspace();
  const key = `${workspaceId} ${process}`;
  const query = useQuery(versionQuery(workspaceId, process, version));
  const stored = useSyncExternalStore(subscribe, () => kept.get(key));
  const work = mode === 'edit' ? stored : undefined;
  const put = (next: Work | undefined) => {
    if (next) kept.set(key, next);
    else kept.delete(key);
    for (const listener of listeners) listener();
  };
  const latest = useLatest({ read: query.data, version });
  const start = work?.start ?? query.data?.definition;
  const definition = work?.track.now ?? query.data?.definition;
  const dirty = useMemo(
    () => work !== undefined && start !== undefined && definition !== undefined && !sameDefinition(start, definition),
    [work, start, definition],
  );

  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [dirty]);

  const change: Change = (next, at) => {
    const { read, version: from } = latest.current;
    // What is kept, not what was drawn: two changes may come before the page is drawn again.
    const base = kept.get(key) ?? (read ? workFrom(from, read.definition) : undefined);
    if (!base) return;
    const made = next(base.track.now);
    if (made !== base.track.now) put({ ...base, track: changed(base.track, made, at) });
  };
  return {
    query,
    entry: query.data?.entry,
    /** The version that the work began with. */
    from: work?.from ?? version,
    start,
    definition,
    dirty,
    /** Work was begun: something changed, or it begins with another version than the one in force. */
    begun: dirty || (work !== undefined && work.from !== version),
    change,
    canUndo: (work?.track.past.length ?? 0) > 0,
    canRedo: (work?.track.future.length ?? 0) > 0,
    undo: () => work && put({ ...work, track: undone(work.track) }),
    redo: () => work && put({ ...work, track: redone(work.track) }),
    /** Throws unsaved work away; @returns it, so that it can be taken up again */
    discard: (): Work | undefined => {
      put(undefined);
      return work;
    },
    restore: put,
  };
};
export type Designer = ReturnType<typeof useDesigner>;

/** What the forms need in order to show and change a definition. */
export interface Edit {
  definition: ProcessDefinition;
  /** Ids that documents and history may already know: they are not changed. */
  known: { states: ReadonlySet<string>; transitions: ReadonlySet<string> };
  readOnly: boolean;
  change: Change;
  select: (key: GraphKey | undefined) => void;
}
