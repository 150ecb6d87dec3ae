import { entities } from '../../shared/entities.ts';
import { contributionKey } from '../../shared/table/keys.ts';
import { digestName } from '../runtime/chain-check.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Job } from '../runtime/queue.ts';

/**
 * The daily digest of history heads: the hash of each chain's newest entry for the records that changed on the day, put where
 * nothing is deleted. Whoever rewrites a chain afterwards contradicts it.
 */
export const historyJobs: Record<string, (job: Job, deps: Deps) => Promise<void>> = {
  'history.digest': async (job, deps) => {
    const to = new Date(deps.now()).toISOString();
    const day = to.slice(0, 10);
    const from = new Date(deps.now() - 25 * 3_600_000).toISOString();
    const lines: string[] = [];
    for (const entity of entities) {
      const view = await deps.lists.fresh(job.ws, entity.name, deps.table);
      const changed = [...view.rows.values()]
        .filter((row) => String(row['updatedAt']) >= from)
        .map((row) => row.id)
        .sort();
      for (let at = 0; at < changed.length; at += 500) {
        const ids = changed.slice(at, at + 500);
        const states = await deps.table.batchGet(ids.map((id) => contributionKey(job.ws, id)));
        for (const [index, state] of states.entries())
          if (state) lines.push(`${ids[index]} ${state['version']} ${state['hash']}`);
      }
    }
    await deps.vault.put(digestName(job.ws, day), `${lines.join('\n')}\n`, 'text/plain');
  },
};
