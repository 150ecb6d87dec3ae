import type { LineKind, MeetingLine } from '../../../shared/meetings/meeting.ts';
import { kindOfLine } from '../../../shared/meetings/meeting.ts';

/** A line with its place among all lines of the meeting, from 0. */
export interface Placed {
  at: number;
  line: MeetingLine;
}

/** The lines of a kind with their places. */
export const linesOf = (lines: readonly MeetingLine[], kind: LineKind): Placed[] =>
  lines.map((line, at) => ({ at, line })).filter(({ line }) => kindOfLine(line) === kind);

/** Lines as they are sent: what is blank is left out. */
export const sendable = (lines: readonly MeetingLine[]): MeetingLine[] =>
  lines.map((line) =>
    Object.fromEntries(
      Object.entries(line).filter(([, value]) => value !== undefined && value !== null && value !== ''),
    ),
  );

/** The lines with one changed; a value of '' empties it. */
export const withLine = (lines: readonly MeetingLine[], at: number, change: MeetingLine): MeetingLine[] =>
  sendable(lines.map((line, index) => (index === at ? { ...line, ...change } : line)));

export const withoutLine = (lines: readonly MeetingLine[], at: number): MeetingLine[] =>
  sendable(lines.filter((_, index) => index !== at));

/** A new line behind all others of its kind; the next ones of other kinds keep their order. */
export const withNew = (lines: readonly MeetingLine[], line: MeetingLine): MeetingLine[] => sendable([...lines, line]);

/** Text of a line's field; '' where there is none. */
export const textOf = (line: MeetingLine, field: string): string =>
  typeof line[field] === 'string' ? line[field] : '';
