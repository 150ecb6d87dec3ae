import { useRef, useState } from 'react';
import { newKey } from '../client.ts';
import { ApiError } from '../lib/api-error.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { createRecord } from '../lib/records.ts';
import { recallHere, rememberHere } from '../lib/storage.ts';
import { absorb } from '../records/save.ts';
import { promote, refreshEnquiries } from './api.ts';
import type { Entry, EntryFault } from './entry.ts';
import { blank, bodyOf, faultsOf, isBegun, isEntry } from './entry.ts';

/** One submit with its body and keys, kept until it succeeds: a retry must be the same request, its clock stopped. */
interface Submit {
  content: string;
  body: Record<string, unknown>;
  key: string;
}

/** What became of an entry. */
export interface Saved {
  record: WebRecord;
  complaint?: WebRecord;
}

/**
 * The state of the quick entry: what was typed is kept in this window until it is saved, also when the page is left. The clock runs
 * from the first key.
 */
export const useEntry = (given: Partial<Entry>) => {
  const { workspaceId: ws, memberId } = useWorkspace();
  const place = `enquiry:${ws} ${memberId}`;
  const [kept] = useState(() => recallHere(place, isEntry));
  const [entry, setEntry] = useState<Entry>(() => kept ?? { ...blank, ...given });
  const [continued, setContinued] = useState(kept !== undefined);
  const [faults, setFaults] = useState<readonly EntryFault[]>([]);
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  // Counts the tries that something was missing for: only then the focus is led there, not while it is being mended.
  const [refused, setRefused] = useState(0);
  const submit = useRef<Submit>(undefined);

  const change = (part: Partial<Entry>) => {
    setEntry((old) => {
      const next = { ...old, ...part };
      const begun = isBegun(next) ? { ...next, begunAt: old.begunAt || Date.now() } : { ...next, begunAt: 0 };
      rememberHere(place, isBegun(begun) ? begun : undefined);
      return begun;
    });
    setFaults((old) => old.filter((name) => !(name in part)));
  };
  /** Begins the next one; with what the way here brought along where this one is given up. */
  const reset = (begin: Partial<Entry> = {}) => {
    rememberHere(place, undefined);
    submit.current = undefined;
    setContinued(false);
    setFaults([]);
    setProblem(undefined);
    setEntry({ ...blank, channel: entry.channel, ...begin });
  };
  /** Saves, and makes a complaint of it where that is wanted. Undefined where something is missing or was refused. */
  const save = async (as: 'enquiry' | 'complaint'): Promise<Saved | undefined> => {
    if (busy) return undefined;
    const found = faultsOf(entry);
    setFaults(found);
    setProblem(undefined);
    if (found.length > 0) {
      setRefused((times) => times + 1);
      return undefined;
    }
    const content = JSON.stringify(entry);
    if (submit.current?.content !== content)
      submit.current = { content, body: { ...bodyOf(entry, Date.now()), ownerId: memberId }, key: newKey() };
    const { body, key } = submit.current;
    setBusy(true);
    try {
      const record = await createRecord(ws, 'enquiry', { body, idempotencyKey: key });
      absorb(ws, record);
      refreshEnquiries(ws);
      const complaint = as === 'complaint' ? await promote(ws, record.id, `${key}-complaint`) : undefined;
      reset();
      return { record, ...(complaint ? { complaint } : {}) };
    } catch (error) {
      setProblem(error instanceof ApiError ? error : new ApiError(0, 'internal'));
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { entry, change, startAnew: () => reset(given), save, faults, refused, problem, busy, continued };
};
