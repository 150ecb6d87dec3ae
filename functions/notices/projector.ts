import { verificationEvents } from '../../shared/campaigns/events.ts';
import { entityOf } from '../../shared/entities.ts';
import { improvementEvents } from '../../shared/improvement/notices.ts';
import { localMonth } from '../../shared/kernel/time.ts';
import { leadEvents } from '../../shared/leads/notices.ts';
import type { People } from '../../shared/notices/audience.ts';
import type { NoticeEvent, Placed } from '../../shared/notices/events.ts';
import { controlledEvents, delegationEvents, departures, documentEvents } from '../../shared/notices/events.ts';
import { activityReminders, reminderEvents } from '../../shared/notices/reminders.ts';
import { problemEvents } from '../../shared/problems/notices.ts';
import type { Deps } from '../runtime/deps.ts';
import { calendarOf, governedBy } from '../runtime/process.ts';
import type { WorkspaceItem } from '../runtime/settings.ts';
import { workspaceOf } from '../runtime/settings.ts';
import type { Projector, RecordChange } from '../runtime/stream.ts';
import { supervisionOf } from '../runtime/supervision.ts';
import { notify } from './notify.ts';
import { peopleOf } from './people.ts';

const processEvents = async (
  { next, old }: RecordChange,
  workspace: WorkspaceItem,
  deps: Deps,
): Promise<NoticeEvent[]> => {
  const entity = entityOf(next.type);
  // What was imported is on no path yet: nobody has anything to do on it.
  if (!entity.process || !next.process) return [];
  const place = async (rec: typeof next): Promise<Placed | undefined> => {
    const governed = await governedBy(entity, rec, workspace, deps);
    return governed && { governed, rec };
  };
  const after = await place(next);
  if (!after) return [];
  const before = old && (await place(old));
  const calendar = await calendarOf(workspace, deps);
  return [
    ...documentEvents(before, after, calendar),
    ...(await supervised(departures(before, after), workspace, deps)),
  ];
};

/** Those departures whose people are supervised in the process; it ends and begins by the figures (PRO-14). */
const supervised = async (
  events: readonly NoticeEvent[],
  workspace: WorkspaceItem,
  deps: Deps,
): Promise<NoticeEvent[]> => {
  const month = localMonth(new Date(deps.now()).toISOString(), workspace.timeZone);
  const kept: NoticeEvent[] = [];
  for (const event of events) {
    const who = { ws: workspace.id, process: event.about.process ?? '', memberId: event.about.by ?? '' };
    if ((await supervisionOf(who, month, deps.table)).supervised) kept.push(event);
  }
  return kept;
};

/** Everything that one new image of a record tells people. */
const eventsOf = async (
  change: RecordChange,
  workspace: WorkspaceItem,
  { deps, people }: { deps: Deps; people: () => Promise<People> },
): Promise<NoticeEvent[]> => {
  const { next, old } = change;
  if (next.type === 'delegation') {
    if (old) return [];
    const { members } = await people();
    return delegationEvents(old, next, (id) => members.get(id)?.name ?? id);
  }
  return [
    ...(await processEvents(change, workspace, deps)),
    ...controlledEvents(old, next),
    ...reminderEvents(old, next),
    ...leadEvents(old, next),
    ...verificationEvents(old, next),
    ...activityReminders(old, next),
    ...problemEvents(old, next),
    ...improvementEvents(old, next),
  ];
};

/**
 * Tells people what the changes of a batch give them to do, and what became of theirs. A batch that comes again tells nobody
 * twice: see notify.
 */
export const notices: Projector = async (changes, deps) => {
  const at = new Date(deps.now()).toISOString();
  const known = new Map<string, Promise<People>>();
  for (const change of changes) {
    const { ws } = change.next;
    const workspace = await workspaceOf(ws, deps);
    if (!workspace) continue;
    const people = () => {
      let found = known.get(ws);
      if (!found) {
        found = peopleOf(ws, at, deps);
        known.set(ws, found);
      }
      return found;
    };
    const events = await eventsOf(change, workspace, { deps, people });
    if (events.length > 0) await notify(events, { ws, at, people: await people() }, deps);
  }
};
