import { isGone } from '../../shared/audit/audited.ts';
import { spread } from '../../shared/audit/run.ts';
import { stepFaults } from '../../shared/audit/steps.ts';
import type { StepRecord } from '../../shared/kernel/process.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { ChainFacts, ChainFault } from '../../shared/kernel/rule.ts';
import { addDays, DAY } from '../../shared/kernel/time.ts';
import { contributionKey, historyPrefix, RECORD, stepKey, stepPrefix } from '../../shared/table/keys.ts';
import type { ChainEntry } from '../runtime/chain-check.ts';
import { verifyChain } from '../runtime/chain-check.ts';
import { toRec } from '../runtime/stored.ts';
import type { Item } from '../runtime/table.ts';
import type { Head } from './digests.ts';
import { openDigests } from './digests.ts';
import type { Audit } from './facts.ts';
import { eachAtMost, isOfService } from './retry.ts';
import type { RunItem } from './runs.ts';

/** Reading each history costs a sweep more than all the rest of it: each looks at one part of this many, and the next at another. */
const PARTS = 7;
/** Histories read at once. */
const AT_ONCE = 8;
/** A version whose entry is not there after this time (ms) is not under way any more. */
const PROJECTED = DAY;
/** Entries of a record by whose days an incremental run chooses the digests that it reads. */
const LATEST = 10;

/** Whether a run reads the history of a record. What changed, what is due and what was drawn is read, in a sweep one part of all. */
export const isRead = (id: string, { run }: { run: Pick<RunItem, 'kind' | 'only' | 'now'> }): boolean => {
  // A sweep for the sake of such a rule alone is asked for by a person who wants to know it of everything.
  if (run.kind !== 'sweep' || run.only?.includes('history-chain-broken')) return true;
  return spread(id) % PARTS === Math.floor(Date.parse(run.now) / (7 * DAY)) % PARTS;
};

/** What is stored beside a record: head of its chain, entries, steps. */
interface Stored {
  rec: Rec;
  head: Head | undefined;
  entries: ChainEntry[];
  steps: StepRecord[];
}

const read = async (rec: Rec, { table }: Audit, how: 'cheap' | 'consistent'): Promise<Stored> => {
  const stored: Stored = { rec, head: undefined, entries: [], steps: [] };
  const { pk, sk: head } = contributionKey(rec.ws, rec.id);
  // The record comes before its head, the steps behind the entries: each is one range of the record's partition.
  const from = how === 'consistent' ? RECORD : head;
  const to = stepKey(rec.ws, rec.id, 99_999_999).sk;
  const take = (item: Item): void => {
    const sk = String(item['sk']);
    if (sk === RECORD) stored.rec = toRec(item);
    else if (sk === head) stored.head = item as unknown as Head;
    else if (sk.startsWith(historyPrefix)) stored.entries.push(item as unknown as ChainEntry);
    else if (sk.startsWith(stepPrefix)) stored.steps.push(item as unknown as StepRecord);
  };
  for await (const item of table.queryAll({
    partition: pk,
    between: [from, to],
    ...(how === 'consistent' ? { consistent: true } : {}),
  }))
    take(item);
  return stored;
};

const history = (at: number, fault: ChainFault['fault']): ChainFault => ({ of: 'history', at, fault });

const headFaults = ({ rec, head, entries }: Stored, now: string): ChainFault[] => {
  const last = entries.at(-1);
  const reached = Math.max(head?.version ?? 0, last?.version ?? 0);
  if (reached < rec.version && Date.parse(now) - Date.parse(rec.updatedAt) > PROJECTED)
    return [history(rec.version, 'missing')];
  if (!head) return last ? [history(last.version, 'head')] : [];
  if ((last?.version ?? 0) < head.version) return [history(head.version, 'missing')];
  return last!.version === head.version && last!.hash === head.hash ? [] : [history(last!.version, 'head')];
};

const digestFaults = (entries: readonly ChainEntry[], heads: readonly Head[]): ChainFault[] => {
  const hashes = new Map(entries.map((entry) => [entry.version, entry.hash]));
  const wrong = heads.filter(({ version, hash }) => hashes.get(version) !== hash);
  return [...new Set(wrong.map(({ version }) => version))].map((version) => history(version, 'digest'));
};

/** Days whose digests speak of some entries: the job runs once a day, so that of the next one may. */
const daysOf = (entries: readonly ChainEntry[]): Set<string> =>
  new Set(
    entries.slice(-LATEST).flatMap(({ at }) => {
      const day = String(at).slice(0, 10);
      return /^\d{4}-\d{2}-\d{2}$/.test(day) ? [day, addDays(day, 1)] : [];
    }),
  );

/**
 * Reads the histories of the records that this run is to know them of, and says what is wrong with each.
 * @param refuse is told of a record whose history cannot be understood
 */
export const loadChains = async (
  records: readonly Rec[],
  audit: Audit,
  refuse: (id: string, error: unknown) => void,
): Promise<ReadonlyMap<string, ChainFacts>> => {
  const types = new Set(audit.recordRules.flatMap(({ rule }) => (rule.needs?.includes('chain') ? rule.types : [])));
  const wanted = records.filter((rec) => types.has(rec.type) && !isGone(rec) && isRead(rec.id, audit));
  const headsOf = openDigests(audit, (id) => isRead(id, audit));
  const faultsIn = async (stored: Stored): Promise<ChainFault[]> => {
    const days = ['incremental', 'due'].includes(audit.run.kind) ? daysOf(stored.entries) : undefined;
    return [
      ...verifyChain(stored.entries).map(({ version, fault }) => history(version, fault)),
      ...headFaults(stored, audit.run.now),
      ...digestFaults(stored.entries, await headsOf(stored.rec.id, days)),
      ...stepFaults(stored.rec, stored.steps),
    ];
  };
  const chains = new Map<string, ChainFacts>();
  const look = async (rec: Rec): Promise<void> => {
    let stored = await read(rec, audit, 'cheap');
    let faults = await faultsIn(stored);
    // A step that was taken between two reads looks like one that somebody put there: what seems wrong is read once more as a whole.
    if (faults.length > 0) {
      stored = await read(rec, audit, 'consistent');
      faults = await faultsIn(stored);
    }
    const entries = stored.entries.map(({ version, at, by, changes }) => ({
      version,
      at,
      by,
      fields: (changes ?? []).map((change) => change.field),
    }));
    chains.set(rec.id, { faults, entries });
  };
  await eachAtMost(AT_ONCE, wanted, async (rec) => {
    try {
      await look(rec);
    } catch (error) {
      // What the store refuses is tried again with the whole portion; what cannot be understood stays so.
      if (isOfService(error)) throw error;
      refuse(rec.id, error);
    }
  });
  return chains;
};
