import type { Role } from '../access/permissions.ts';
import { entityOf, isEntity } from '../entities.ts';
import type { Calendar } from '../kernel/calendar.ts';
import { isCalendarDate } from '../kernel/field.ts';
import type { ProcessState } from '../kernel/process.ts';
import type { Rec } from '../kernel/record.ts';
import { addDays, startOfDay } from '../kernel/time.ts';
import { limitStart, reminderOf } from './moves.ts';
import { openRound, openSlots } from './rounds.ts';
import type { Governed } from './standing.ts';
import { isPersonal, personInCharge, standingOf, stateOf } from './standing.ts';

/** Something that somebody is to do on a document: the next step, or a signature. */
export interface Work {
  ws: string;
  /** The document. */
  id: string;
  type: string;
  /** One occurrence of one thing to do: never used twice on a document. */
  slot: string;
  kind: 'step' | 'approval';
  /** `m:<member>` or `r:<role>`. */
  assignee: string;
  /** Team of the document, so that a member with a team's scope finds what a role is to do there. */
  teamId?: string;
  process: string;
  state: string;
  title: string;
  since: string;
  due?: string;
  remindAt?: string;
  escalateTo?: Role;
  round?: number;
  ownerId?: string;
  accountId?: string;
  amount?: number;
  currency?: string;
}

const facts = (rec: Rec): Pick<Work, 'ownerId' | 'accountId' | 'amount' | 'currency' | 'teamId'> => {
  const { accountId, amount, currency } = rec.data;
  return {
    ...(rec.ownerId ? { ownerId: rec.ownerId } : {}),
    ...(rec.teamId ? { teamId: rec.teamId } : {}),
    ...(typeof accountId === 'string' ? { accountId } : {}),
    ...(typeof amount === 'number' ? { amount } : {}),
    ...(typeof currency === 'string' ? { currency } : {}),
  };
};

/** Whose the next step of a state is: `m:<member>` or `r:<role>`; undefined where it is nobody's. */
const assigneeOf = (state: ProcessState, rec: Rec): string | undefined => {
  const person = personInCharge(state, rec);
  if (person) return `m:${person}`;
  return state.responsible && !isPersonal(state.responsible) ? `r:${state.responsible}` : undefined;
};

/** Tasks of a document that are work at once; each is a write of its transaction. */
const MAX_TASKS = 20;

/** The last minute of a day: its midnight would be read as the day after. */
const lastMinuteOf = (day: string, timeZone: string): string =>
  new Date(Date.parse(startOfDay(addDays(day, 1), timeZone)) - 60_000).toISOString();

/** What is to be done besides the step: reminded of when its last day begins, due when that ends. */
const tasksOf = (rec: Rec, base: Omit<Work, 'kind' | 'slot' | 'assignee' | 'since'>, calendar: Calendar): Work[] => {
  const tasks = (isEntity(rec.type) && entityOf(rec.type).tasks?.(rec)) || [];
  return (
    tasks
      // What is due in a year that no calendar reaches is due never.
      .filter((task) => isCalendarDate(task.due) && task.due < '9000')
      .sort((a, b) => (a.due === b.due ? 0 : a.due < b.due ? -1 : 1))
      .slice(0, MAX_TASKS)
      .map((task) => ({
        ...base,
        kind: 'step',
        slot: `t${task.slot}`,
        assignee: `m:${task.memberId}`,
        title: `${base.title} · ${task.title}`,
        since: rec.process!.since,
        remindAt: startOfDay(task.due, calendar.timeZone),
        due: lastMinuteOf(task.due, calendar.timeZone),
      }))
  );
};

/**
 * All that is to be done on a document now: a pure function of the document, so that a write knows what to add to the work
 * lists and what to take away by asking it of the old and of the new image.
 */
export const workOf = (governed: Governed, rec: Rec, title: string, calendar: Calendar): Work[] => {
  if (!rec.process || rec.archivedAt || rec.aliasOf || rec.removedAt) return [];
  const standing = standingOf(governed, rec);
  const state = stateOf(governed.definition, standing.state);
  if (!state || state.final) return [];
  const base = {
    ws: rec.ws,
    id: rec.id,
    type: rec.type,
    process: governed.definition.id,
    state: state.id,
    title,
    ...(standing.due ? { due: standing.due } : {}),
    ...(state.escalateTo ? { escalateTo: state.escalateTo } : {}),
    ...facts(rec),
  };
  const times = (since: string) => {
    const remindAt = reminderOf(state, limitStart(state, rec, since, calendar), calendar);
    return { since, ...(remindAt ? { remindAt } : {}) };
  };
  const tasks = tasksOf(rec, base, calendar);
  const round = openRound(governed, rec);
  if (round) {
    const level = round.levels[round.level]!;
    return [
      ...openSlots(level).map(
        (slot): Work => ({
          ...base,
          ...times(level.since ?? round.submittedAt),
          kind: 'approval',
          slot: `a${round.round}.${slot.id}`,
          round: round.round,
          assignee: slot.signer.startsWith('member:') ? `m:${slot.signer.slice('member:'.length)}` : `r:${slot.signer}`,
        }),
      ),
      ...tasks,
    ];
  }
  const assignee = assigneeOf(state, rec);
  if (!assignee) return tasks;
  return [
    {
      ...base,
      ...times(standing.since),
      kind: 'step',
      slot: `s${standing.seq}`,
      assignee,
    },
    ...tasks,
  ];
};
