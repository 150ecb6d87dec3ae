import { interview, LESSON_DAYS, REPEAT_DAYS } from '../../shared/interviews/interview.ts';
import { lessonOf } from '../../shared/interviews/result.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { addDays } from '../../shared/kernel/time.ts';
import { applyAction } from '../../shared/process/engine.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { carryOut } from '../runtime/carry-out.ts';
import type { Change } from '../runtime/commit.ts';
import { shown } from '../runtime/crud.ts';
import { stepActor, steppedWrite } from '../runtime/govern.ts';
import type { Ctx, Handler, Input } from '../runtime/http.ts';
import { readRecord } from '../runtime/made.ts';
import { governedBy, worldOf } from '../runtime/process.ts';
import { loadedRecord } from '../runtime/records.ts';
import { WriteRefused } from '../runtime/table.ts';
import { demandAhead, mayInterview, membersOf, planned, publishedSheet, sameSheet, todayOf } from './plan.ts';

export const own = (input: Input) => [recordKey(input.params.workspaceId, input.params.id)];

interface Wanted {
  lessonText?: string;
  lessonEntryId?: string;
  lessonDue?: string;
  repeatOn?: string;
}

/** @throws Problem forbidden, conflict, invalid-input, stale-version */
const current = (input: Input, ctx: Ctx): Rec => {
  const rec = loadedRecord(interview, input.params.id, ctx);
  if (rec.version !== input.ifMatch) throw new Problem('stale-version');
  if (rec.data['memberId'] === ctx.actor.id) throw new Problem('forbidden', 'Nobody judges their own answers.');
  if (rec.data['status'] !== 'planned')
    throw new Problem('conflict', 'It was finished or cancelled already.', [
      fault('status', 'not-allowed-value', 'planned'),
    ]);
  const open = (rec.lines ?? []).flatMap((line, index) =>
    line['judgement'] === undefined ? [fault(`lines.${index}.judgement`, 'required')] : [],
  );
  if (open.length > 0) throw new Problem('invalid-input', 'Judge every answer first.', open);
  return rec;
};

/** @throws Problem invalid-input */
const demandEntry = async (id: string | undefined, ctx: Ctx): Promise<void> => {
  if (id !== undefined && (await readRecord(id, ctx))?.type !== 'problemEntry')
    throw new Problem('invalid-input', undefined, [fault('lessonEntryId', 'no-such-record')]);
};

const languageOf = async (rec: Rec, ctx: Ctx): Promise<'en' | 'zh'> =>
  (await membersOf(ctx)).get(String(rec.data['memberId']))?.['language'] === 'en' ? 'en' : 'zh';

/** What the person is to learn, by when, and when they are asked again. @throws Problem invalid-input */
const lessonFor = async (rec: Rec, wanted: Wanted, ctx: Ctx): Promise<Record<string, unknown>> => {
  const today = todayOf(ctx);
  const lessonDue = wanted.lessonDue ?? addDays(today, LESSON_DAYS);
  const repeatOn = wanted.repeatOn ?? addDays(today, REPEAT_DAYS);
  demandAhead('lessonDue', lessonDue, ctx);
  demandAhead('repeatOn', repeatOn, ctx);
  await demandEntry(wanted.lessonEntryId, ctx);
  const lessonText = wanted.lessonText || lessonOf(rec.lines ?? [], await languageOf(rec, ctx));
  return {
    lessonDue,
    repeatOn,
    ...(lessonText ? { lessonText } : {}),
    ...(wanted.lessonEntryId ? { lessonEntryId: wanted.lessonEntryId } : {}),
  };
};

/**
 * The repeat of a failed one: by whoever held it, where the planned interviewer left. Nobody is asked again who left; the questions
 * are those in use now, else the same ones.
 */
const repeatOf = async (rec: Rec, dueOn: string, ctx: Ctx): Promise<Change | undefined> => {
  const members = await membersOf(ctx);
  const { memberId, processKey, interviewerId } = rec.data;
  if (members.get(String(memberId))?.['status'] !== 'active') return undefined;
  const asks = mayInterview(members.get(String(interviewerId)), ctx) ? String(interviewerId) : ctx.actor.id;
  const made = await planned(
    {
      memberId: String(memberId),
      processKey: String(processKey),
      kind: rec.data['kind'] === 'spot-check' ? 'spot-check' : 'interview',
      dueOn,
      interviewerId: asks,
      noted: { repeatOf: rec.id, attempt: Number(rec.data['attempt'] ?? 1) + 1 },
    },
    (await publishedSheet(String(processKey), ctx)) ?? sameSheet(rec),
    ctx,
  );
  return { next: made.rec, writes: made.writes };
};

/** What an interview says once it is held: the entity works the result out of the answers. */
const heldNow = (rec: Rec, ctx: Ctx, more: Record<string, unknown> = {}): Rec => {
  const data = { ...rec.data, ...more, heldAt: ctx.now, heldBy: ctx.actor.id };
  return { ...rec, data: interview.derive({ data, lines: rec.lines }).data };
};

/** The held interview with its result, and the repeat that follows from a failed one. */
const judged = async (rec: Rec, wanted: Wanted, ctx: Ctx): Promise<{ held: Rec; others: Change[] }> => {
  const held = heldNow(rec, ctx);
  if (held.data['result'] !== 'failed') return { held, others: [] };
  const lesson = await lessonFor(rec, wanted, ctx);
  const repeat = await repeatOf(rec, String(lesson['repeatOn']), ctx);
  const { repeatOn: _on, ...alone } = lesson;
  return repeat
    ? { held: heldNow(rec, ctx, { ...lesson, repeatId: repeat.next.id }), others: [repeat] }
    : { held: heldNow(rec, ctx, alone), others: [] };
};

/** Finishes an interview: its result, its step, and for a failed one the lesson and the repeat, in one transaction. */
export const finish: Handler = {
  keys: own,
  handle: async (input, ctx) => {
    const rec = current(input, ctx);
    const { held, others } = await judged(rec, input.body, ctx);
    const governed = (await governedBy(interview, rec, ctx.workspace, ctx.deps))!;
    const context = { actor: stepActor(ctx), world: await worldOf(governed, held, ctx) };
    const action = held.data['result'] === 'passed' ? 'pass' : 'fail';
    const outcome = applyAction(governed, held, { action }, context);
    const made = steppedWrite(interview, { governed, current: rec, outcome }, context, ctx);
    try {
      return shown(interview, await carryOut({ current: rec, made, others }, ctx), ctx);
    } catch (error) {
      throw error instanceof WriteRefused ? new Problem('stale-version') : error;
    }
  },
};
