import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Entity } from '../../../shared/kernel/entity.ts';
import type { Refused } from '../../../shared/kernel/problem.ts';
import { ApiError, newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { isStale } from '../lib/api-error.ts';
import { errorText } from '../lib/faults.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { reloadRecord } from '../records/save.ts';
import type { Decision, DocumentProcess, StepOption } from './api.ts';
import { decideOn, processQuery, takeStep } from './api.ts';
import type { Lock } from './lock.ts';
import { lockOf, unlockOf } from './lock.ts';

/** Why the last thing that was tried did not happen. */
export interface Failure {
  text: string;
  refusals: readonly Refused[];
  /** Somebody else changed the document meanwhile. */
  stale: boolean;
}

/** A step that somebody is about to take, with whom they take it for. */
export interface Asked {
  option: StepOption;
  onBehalfOf?: string | undefined;
}

/** A document on its way: where it stands, what it may do next, and what is being done. */
export interface DocumentState {
  process: DocumentProcess | undefined;
  error: unknown;
  lock: Lock | undefined;
  /** The step that opens a locked document again. */
  unlock: StepOption | undefined;
  /** The step whose dialog is open. */
  asked: Asked | undefined;
  ask: (asked: Asked | undefined) => void;
  take: (asked: Asked, comment: string) => Promise<boolean>;
  decide: (decision: Decision) => Promise<boolean>;
  failure: Failure | undefined;
  forget: () => void;
  busy: boolean;
  reload: () => Promise<void>;
}

/** The process of a record of a governed kind; nothing for the others. */
export const useDocument = (entity: Entity, record: WebRecord): DocumentState => {
  const i18n = useI18n();
  const { t, label } = i18n;
  const { workspaceId: ws } = useWorkspace();
  const answer = useQuery({
    ...processQuery(ws, record),
    enabled: entity.process !== undefined,
    placeholderData: keepPreviousData,
  });
  const [asked, setAsked] = useState<Asked>();
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState(false);
  // One key for one intention, so that a lost answer does not make two steps of it.
  const key = useRef({ of: '', id: '' });
  const keyFor = (intention: unknown): string => {
    const of = JSON.stringify(intention);
    if (key.current.of !== of) key.current = { of, id: newKey() };
    return key.current.id;
  };
  const process = entity.process ? answer.data : undefined;

  // Somebody else took a step since the record was read: what is shown above must not contradict what is below.
  const seen = (record['process'] as { seq?: number } | undefined)?.seq;
  const behind =
    process !== undefined && !answer.isPlaceholderData && seen !== undefined && process.standing.seq > seen;
  useEffect(() => {
    if (behind) void reloadRecord(ws, record).catch(() => undefined);
  }, [behind, ws, record]);

  const attempt = async (work: () => Promise<WebRecord>, done: (record: WebRecord) => string): Promise<boolean> => {
    setBusy(true);
    setFailure(undefined);
    try {
      const after = await work();
      key.current = { of: '', id: '' };
      toast({ text: done(after) });
      return true;
    } catch (error) {
      const refusals = error instanceof ApiError ? error.refusals : [];
      setFailure({ text: errorText(error, i18n), refusals, stale: isStale(error) });
      return false;
    } finally {
      setBusy(false);
    }
  };
  const stateName = (id: unknown): string => {
    const state = process?.definition.states.find((one) => one.id === id);
    return state ? label(state.label) : String(id);
  };
  const take = (step: Asked, comment: string): Promise<boolean> => {
    const { option, onBehalfOf } = step;
    const intention = { action: option.action, comment, onBehalfOf, version: record.version };
    return attempt(
      () => takeStep(ws, record, { action: option.action, comment, onBehalfOf, key: keyFor(intention) }),
      (after) => t.process.taken(label(option.label), stateName(after[entity.process?.field ?? ''])),
    );
  };
  const decide = (decision: Decision): Promise<boolean> =>
    attempt(
      () => decideOn(ws, record, decision, keyFor({ decision, version: record.version })),
      () => t.process.approval.done[decision.verdict],
    );
  return {
    process,
    error: answer.error,
    lock: lockOf(process),
    unlock: unlockOf(process),
    asked,
    ask: (next) => {
      setFailure(undefined);
      setAsked(next);
    },
    take,
    decide,
    failure,
    forget: () => setFailure(undefined),
    busy,
    reload: async () => {
      try {
        await reloadRecord(ws, record);
        await answer.refetch();
        setFailure(undefined);
      } catch (error) {
        toast({ text: errorText(error, i18n), tone: 'bad' });
      }
    },
  };
};
