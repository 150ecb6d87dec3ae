import { finding } from '../../shared/findings/finding.ts';
import { overdueEvents } from '../../shared/findings/overdue.ts';
import { localDate } from '../../shared/kernel/time.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Job } from '../runtime/queue.ts';
import { workspaceOf } from '../runtime/settings.ts';
import { notify } from './notify.ts';
import { peopleOf } from './people.ts';

/** Tells of overdue findings. Run again, it tells nobody twice: a lot has its name by its latest due date. */
export const tellOverdueFindings = async ({ ws }: Job, deps: Deps): Promise<void> => {
  const workspace = await workspaceOf(ws, deps);
  if (!workspace) return;
  const at = new Date(deps.now()).toISOString();
  const [people, view] = await Promise.all([peopleOf(ws, at, deps), deps.lists.fresh(ws, finding.name, deps.table)]);
  const events = overdueEvents([...view.rows.values()], localDate(at, workspace.timeZone), people);
  await notify(events, { ws, at, people }, deps);
};
