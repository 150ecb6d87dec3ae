import type { Role } from '../../shared/access/permissions.ts';
import type { InterviewKind } from '../../shared/interviews/interview.ts';
import { interview } from '../../shared/interviews/interview.ts';
import { planInterview } from '../../shared/interviews/interviews.contract.ts';
import { interviewers } from '../../shared/interviews/people.ts';
import { questionParts, questionSet } from '../../shared/interviews/question-set.ts';
import { fault, outside, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { addDays, daysBetween, localDate } from '../../shared/kernel/time.ts';
import { defaultProcess } from '../../shared/processes.ts';
import { rolesAt } from '../../shared/workspaces/member.ts';
import { carryOut } from '../runtime/carry-out.ts';
import { shown } from '../runtime/crud.ts';
import type { GovernedWrite } from '../runtime/govern.ts';
import { governCreate } from '../runtime/govern.ts';
import type { Ctx, Handler, Input } from '../runtime/http.ts';
import { idempotencyWrite, isIdempotencyItem } from '../runtime/idempotency.ts';
import { firstAnswer, madeFrom, readRecord, withLines } from '../runtime/made.ts';
import { WriteRefused } from '../runtime/table.ts';

/** An interview that is to be. */
export interface Wish {
  memberId: string;
  processKey: string;
  kind: InterviewKind;
  dueOn: string;
  interviewerId: string;
  note?: string;
  /** What the system notes besides: the draw, the interview that it repeats. */
  noted?: Record<string, unknown>;
}

type Line = Record<string, unknown>;

/** The questions that are asked, as they stand now. */
export interface Sheet {
  lines: Line[];
  passMark: unknown;
  questionSetId?: unknown;
  questionSetVersion?: unknown;
}

/** Days ahead that an interview is planned at most. */
const FARTHEST = 366;

export const todayOf = (ctx: Ctx): string => localDate(ctx.now, ctx.workspace.timeZone);

/** A day on which something can be due: today, or within a year. @throws Problem invalid-input */
export const demandAhead = (field: string, day: string, ctx: Ctx): void => {
  const today = todayOf(ctx);
  const faults = outside(field, daysBetween(today, day), [0, FARTHEST]).map((one) => ({
    ...one,
    expected: one.code === 'too-small' ? today : addDays(today, FARTHEST),
  }));
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
};

const copied = (line: Line): Line =>
  Object.fromEntries(questionParts.flatMap((name) => (line[name] === undefined ? [] : [[name, line[name]] as const])));

/** The published questions of a process; undefined where there are none. */
export const publishedSheet = async (processKey: string, ctx: Ctx): Promise<Sheet | undefined> => {
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, questionSet.name, ctx.table);
  const row = [...view.rows.values()].find(
    (one) => one['inUseFor'] === processKey && !one['archivedAt'] && !one['removedAt'],
  );
  const rec = row && (await readRecord(row.id, ctx));
  if (!rec || rec.archivedAt || rec.data['inUseFor'] !== processKey) return undefined;
  return {
    lines: (rec.lines ?? []).map(copied),
    passMark: rec.data['passMark'],
    questionSetId: rec.id,
    questionSetVersion: rec.version,
  };
};

/** @throws Problem conflict where the process has no published list */
export const demandSheet = async (processKey: string, ctx: Ctx): Promise<Sheet> => {
  const sheet = await publishedSheet(processKey, ctx);
  if (!sheet)
    throw new Problem('conflict', 'Publish a question list for this process first.', [
      fault('processKey', 'no-such-record', 'a published question list'),
    ]);
  return sheet;
};

/** The questions of an interview again, without what was answered. */
export const sameSheet = ({ data, lines }: Rec): Sheet => ({
  lines: (lines ?? []).map(copied),
  passMark: data['passMark'],
  questionSetId: data['questionSetId'],
  questionSetVersion: data['questionSetVersion'],
});

/** Roles that a row of the members' list holds now. */
export const rolesOfRow = (row: Row, now: string): Role[] => rolesAt({ ...row, data: row } as unknown as Rec, now);

export const membersOf = async (ctx: Ctx): Promise<ReadonlyMap<string, Row>> =>
  (await ctx.deps.lists.fresh(ctx.actor.ws, 'member', ctx.table)).rows;

export const worksHere = (row: Row | undefined): row is Row =>
  row !== undefined && row['status'] === 'active' && !row['removedAt'] && !row['archivedAt'];

export const mayInterview = (row: Row | undefined, ctx: Ctx): boolean =>
  worksHere(row) && rolesOfRow(row, ctx.now).some((role) => (interviewers as readonly string[]).includes(role));

/** @throws Problem invalid-input */
const demandPeople = ({ memberId, interviewerId }: Wish, members: ReadonlyMap<string, Row>, ctx: Ctx): void => {
  const [asked, asks] = [members.get(memberId), members.get(interviewerId)];
  const faults = [
    ...(asked === undefined
      ? [fault('memberId', 'no-such-record')]
      : worksHere(asked) && memberId !== interviewerId
        ? []
        : [fault('memberId', 'not-allowed-value', 'another person who works here')]),
    ...(asks === undefined
      ? [fault('interviewerId', 'no-such-record')]
      : mayInterview(asks, ctx)
        ? []
        : [fault('interviewerId', 'not-allowed-value', interviewers.join(', '))]),
  ];
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
};

/** What it is called, to readers of both languages. */
const titled = ({ memberId, processKey }: Wish, members: ReadonlyMap<string, Row>) => {
  const { en, zh } = defaultProcess(processKey)!.label;
  const name = String(members.get(memberId)?.['name'] ?? memberId);
  return { subject: `${name}：${zh}`, subjectEn: `${name}: ${en}` };
};

/** An interview with its questions, on its way into the table. @throws Problem invalid-input */
export const planned = async (wish: Wish, sheet: Sheet, ctx: Ctx): Promise<GovernedWrite> => {
  const members = await membersOf(ctx);
  demandPeople(wish, members, ctx);
  const { lines, ...copiedFrom } = sheet;
  const { noted, interviewerId, ...body } = wish;
  const team = members.get(wish.memberId)?.['team'];
  const made = await madeFrom(
    interview,
    {
      status: 'planned',
      ...body,
      ...copiedFrom,
      ...noted,
      interviewerId,
      ownerId: interviewerId,
      attempt: Number(noted?.['attempt'] ?? 1),
      ...titled(wish, members),
      ...(typeof team === 'string' ? { memberTeam: team } : {}),
      lines,
    },
    ctx,
  );
  // What is copied is the system's word, which no body may say; the team is that of the person asked, whoever asks them.
  const { teamId: _asker, ...rec } = withLines(interview, made, lines, ctx.now);
  return governCreate(interview, typeof team === 'string' ? { ...rec, teamId: team } : rec, ctx);
};

/** Carries out what makes an interview once, however often the request comes. @throws Problem as `make` and commitPlan */
export const once = async (
  endpointId: string,
  input: Input,
  ctx: Ctx,
  make: (idempotent: (id: string) => ReturnType<typeof idempotencyWrite>) => Promise<Rec>,
): Promise<Rec> => {
  const known = await firstAnswer(endpointId, input, ctx);
  if (known) return known;
  try {
    return await make((id) => idempotencyWrite(endpointId, input, ctx, id));
  } catch (error) {
    const first =
      error instanceof WriteRefused && isIdempotencyItem(error.existing)
        ? await firstAnswer(endpointId, input, ctx)
        : undefined;
    if (!first) throw error;
    return first;
  }
};

/** Plans one by hand. */
export const plan: Handler['handle'] = async (input, ctx) => {
  const rec = await once(planInterview.id, input, ctx, async (idempotent) => {
    demandAhead('dueOn', input.body.dueOn, ctx);
    const wish: Wish = { ...input.body, interviewerId: input.body.interviewerId ?? ctx.actor.id };
    const made = await planned(wish, await demandSheet(wish.processKey, ctx), ctx);
    return carryOut({ made, once: idempotent(made.rec.id) }, ctx);
  });
  return shown(interview, rec, ctx);
};
