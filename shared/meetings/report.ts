import type { Rec } from '../kernel/record.ts';
import { addDays, addMonths } from '../kernel/time.ts';
import { comparePacks } from '../review/compare.ts';
import type { Names } from '../review/measures.ts';
import { figuresOf } from '../review/measures.ts';
import { narrativeOf } from '../review/narrative.ts';
import type { ReviewPack } from '../review/review.contract.ts';
import type { MeetingLine, TopicKind } from './meeting.ts';
import { isOpenAction, kindOfLine, topicKinds } from './meeting.ts';
import type { CommitteeReport } from './meetings.contract.ts';

/** Months that a report spans at most, and meetings that it is made from. */
export const MOST_MONTHS = 12;
export const MOST_MEETINGS = 80;
/** Open actions that are named; the others are counted. */
const MOST_ACTIONS = 40;
/** Letters of all topics of a kind, and of all decisions, that a report tells: a book of them is read by nobody, and sent by nothing. */
const MOST_LETTERS = 100_000;
/** Figures of a pack that weigh so much stand on the page. */
const KEY_WEIGHT = 4;

/** The months of a span, oldest first; at most so many that an endless one ends. */
export const monthsOf = (from: string, to: string): string[] => {
  const months: string[] = [];
  for (let month = from; month <= to && months.length <= MOST_MONTHS; month = addMonths(month, 1)) months.push(month);
  return months;
};

/** First and last day of a span of months, YYYY-MM-DD. */
export const daysOf = (from: string, to: string): readonly [string, string] => [
  `${from}-01`,
  addDays(`${addMonths(to, 1)}-01`, -1),
];

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

interface Source {
  from: string;
  to: string;
  /** YYYY-MM-DD in the workspace's zone: what was due before is overdue. */
  today: string;
  /** Oldest first. */
  meetings: readonly Rec[];
  /** Needs that were decided on or released in the span. */
  needs: CommitteeReport['needs'];
  /** Packs of the span that exist, oldest first. */
  packs: readonly ReviewPack[];
  names: Names;
  /** Name of a member. */
  member: (id: string) => string;
}

interface Placed {
  rec: Rec;
  line: MeetingLine;
}

const headOf = ({ id, data, lines = [] }: Rec, member: Source['member']): CommitteeReport['meetings'][number] => ({
  id,
  subject: String(data['subject'] ?? ''),
  kind: String(data['kind'] ?? 'review'),
  date: String(data['date'] ?? ''),
  status: String(data['status'] ?? 'planned'),
  ...(text(data['summary']) ? { summary: text(data['summary'])! } : {}),
  attendees: lines.flatMap((line) =>
    kindOfLine(line) === 'attendee' && typeof line['ownerId'] === 'string' ? [member(line['ownerId'])] : [],
  ),
});

type Told = CommitteeReport['decisions'][number];

/** The newest of what was told, as far as there is room. @param told the oldest first */
const newest = (told: readonly Told[]): Told[] => {
  let left = MOST_LETTERS;
  const first = told.findLastIndex(({ text, notes = '', decision = '' }) => {
    left -= text.length + notes.length + decision.length;
    return left < 0;
  });
  return told.slice(first + 1);
};

const told = ({ rec, line }: Placed): CommitteeReport['decisions'][number] => ({
  meetingId: rec.id,
  text: String(line['text'] ?? ''),
  ...(text(line['notes']) ? { notes: text(line['notes'])! } : {}),
  ...(text(line['decision']) ? { decision: text(line['decision'])! } : {}),
});

/** An action counts where it was done, or in the last meeting that has it: those before only handed it on. */
const actionsOf = ({ meetings, today, member }: Source): CommitteeReport['actions'] => {
  const inside = new Set(meetings.map((rec) => rec.id));
  const placed = meetings.flatMap((rec) =>
    (rec.lines ?? [])
      .filter((line) => kindOfLine(line) === 'action')
      .filter((line) => !(isOpenAction(line) && inside.has(String(rec.data['nextId']))))
      .map((line): Placed => ({ rec, line })),
  );
  const open = placed.filter(({ line }) => isOpenAction(line));
  const due = ({ line }: Placed): string => text(line['dueDate']) ?? '9999-12-31';
  return {
    all: placed.length,
    done: placed.length - open.length,
    overdue: open.filter((one) => due(one) < today).length,
    open: [...open]
      .sort((a, b) => (due(a) < due(b) ? -1 : due(a) > due(b) ? 1 : 0))
      .slice(0, MOST_ACTIONS)
      .map(({ rec, line }) => ({
        meetingId: rec.id,
        text: String(line['text'] ?? ''),
        ...(typeof line['ownerId'] === 'string' ? { owner: member(line['ownerId']) } : {}),
        ...(text(line['dueDate']) ? { dueDate: text(line['dueDate'])! } : {}),
        ...(typeof line['carried'] === 'number' && line['carried'] > 0 ? { carried: line['carried'] } : {}),
      })),
  };
};

/** The figures that weigh most, from the first pack of the span to the last; one pack alone is set beside its own month before. */
const figuresFrom = ({ packs, names }: Source): CommitteeReport['figures'] => {
  const [first, last] = [packs[0], packs.at(-1)];
  if (!first || !last) return [];
  const key = new Set(figuresOf(last, names).flatMap((one) => (one.weight >= KEY_WEIGHT ? [one.key] : [])));
  return comparePacks(first, last, names).rows.filter((row) => key.has(row.key));
};

/** The report of the committee to the management (REV-7), from meetings and packs alone: the same input gives the same report. */
export const reportOf = (source: Source): CommitteeReport => {
  const { from, to, meetings, packs, names, member } = source;
  const topics = meetings.flatMap((rec) =>
    (rec.lines ?? []).filter((line) => kindOfLine(line) === 'topic').map((line): Placed => ({ rec, line })),
  );
  // What was said about it stands with its meeting, or above under what it tells of.
  const decided = topics
    .filter(({ line }) => text(line['decision']))
    .map((one): Told => {
      const { notes: _notes, ...rest } = told(one);
      return rest;
    });
  const decisions = newest(decided);
  const kinds = Object.keys(topicKinds) as TopicKind[];
  const all = kinds.map((kind) => topics.filter(({ line }) => line['about'] === kind).map(told));
  const kept = all.map(newest);
  const leftOut = [decided, ...all].flat().length - [decisions, ...kept].flat().length;
  const known = new Set(packs.map((pack) => pack.period));
  const last = packs.at(-1);
  return {
    from,
    to,
    meetings: meetings.map((rec) => headOf(rec, member)),
    topics: Object.fromEntries(kinds.map((kind, at) => [kind, kept[at]!])) as CommitteeReport['topics'],
    decisions,
    ...(leftOut > 0 ? { leftOut } : {}),
    actions: actionsOf(source),
    needs: source.needs,
    periods: [...known],
    missing: monthsOf(from, to).filter((month) => !known.has(month)),
    figures: figuresFrom(source),
    narrative: last ? narrativeOf(last, names) : [],
  };
};
