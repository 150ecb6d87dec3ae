import { remember } from '../../shared/audit/remember.ts';
import { digestName, digestPrefix } from '../runtime/chain-check.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Audit } from './facts.ts';

/** The head of a chain as a daily digest recorded it. */
export interface Head {
  version: number;
  hash: string;
}

type Heads = ReadonlyMap<string, Head>;

interface Vault {
  days: Promise<readonly string[]>;
  files: Map<string, Promise<Heads>>;
}

const parse = (text: string, wanted: (id: string) => boolean): Heads => {
  const heads = new Map<string, Head>();
  for (const line of text.split('\n')) {
    const [id, version, hash] = line.split(' ');
    if (id && hash && wanted(id)) heads.set(id, { version: Number(version), hash });
  }
  return heads;
};

const daysIn = async (ws: string, deps: Deps): Promise<string[]> => {
  const names = await deps.vault.list(digestPrefix(ws));
  return names.flatMap((name) => /(\d{4}-\d{2}-\d{2})\.txt$/.exec(name)?.[1] ?? []).sort();
};

const vaults = new WeakMap<Audit['facts'], Vault>();

/** What could not be read is asked for again by the next delivery of the message. */
const letGoOnFailure = async <T>(reading: Promise<T>, facts: Audit['facts']): Promise<T> => {
  try {
    return await reading;
  } catch (error) {
    vaults.delete(facts);
    throw error;
  }
};

/**
 * Reads the daily digests for a piece of work; each file once for all of its records.
 * @param wanted records whose heads are kept: the others are many, and nobody asks for them
 */
export const openDigests = ({ run, deps, facts }: Audit, wanted: (id: string) => boolean) => {
  const vault = remember(vaults, facts, (): Vault => ({ days: daysIn(run.ws, deps), files: new Map() }));
  const load = (day: string): Promise<Heads> =>
    remember(vault.files, day, async () => {
      const bytes = await deps.vault.get(digestName(run.ws, day));
      return parse(bytes ? Buffer.from(bytes).toString() : '', wanted);
    });
  /** Recorded heads of a record: in all digests, or in those of the given days. */
  return async (id: string, days?: ReadonlySet<string>): Promise<Head[]> => {
    const heads: Head[] = [];
    for (const day of await letGoOnFailure(vault.days, facts)) {
      if (days && !days.has(day)) continue;
      const head = (await letGoOnFailure(load(day), facts)).get(id);
      if (head) heads.push(head);
    }
    return heads;
  };
};
