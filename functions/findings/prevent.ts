import { finding } from '../../shared/findings/finding.ts';
import type { PreventionInput } from '../../shared/findings/findings.contract.ts';
import type { PreventionType } from '../../shared/findings/prevention.ts';
import { isCalendarDate } from '../../shared/kernel/field.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { problemEntry } from '../../shared/problems/entry.ts';
import { processes } from '../../shared/processes.ts';
import { recordKey, settingKey } from '../../shared/table/keys.ts';
import { saveNext, shown } from '../runtime/crud.ts';
import { nextVersion } from '../runtime/edit.ts';
import type { Ctx, Handler } from '../runtime/http.ts';
import { entryOf, registerOf } from '../runtime/process.ts';
import { loadedRecord } from '../runtime/records.ts';

/** Something that was made so that a fault does not come back, and the instant or day from which it holds. */
interface Made {
  ref: string;
  version?: number;
  at: string;
}

const refuse = (field: string, code: Parameters<typeof fault>[1], expected?: string): Problem =>
  new Problem('invalid-input', undefined, [fault(`prevention.${field}`, code, expected)]);

/** A version of a setting. The product's own, 0, changed nothing: it was there when the fault happened. */
const ofSetting = async (
  { kind, ref, version }: { kind: string; ref: string; version: number },
  ctx: Ctx,
): Promise<Made> => {
  const item = version > 0 ? await ctx.table.get(settingKey(ctx.actor.ws, kind, version)) : undefined;
  if (!item) throw refuse('version', 'no-such-record');
  return { ref, version, at: typeof item['at'] === 'string' ? item['at'] : ctx.now };
};

type Find = (input: PreventionInput, rule: string, ctx: Ctx) => Promise<Made>;

/** How each kind of prevention is looked up. @throws Problem invalid-input */
const finders: Record<PreventionType, Find> = {
  process: async ({ ref, version }, _rule, ctx) => {
    if (!processes.some((one) => one.id === ref)) throw refuse('ref', 'no-such-record');
    const entry = entryOf(await registerOf(ctx.workspace, ctx.deps), ref!);
    const wanted = version ?? entry.current;
    const made = entry.versions.find((one) => one.version === wanted);
    if (!made || wanted === 0) throw refuse('version', 'no-such-record');
    if (made.enforcement === 'draft') throw refuse('version', 'not-allowed-value');
    return { ref: ref!, version: wanted, at: made.since || ctx.now };
  },
  standard: ({ version }, _rule, ctx) =>
    ofSetting({ kind: 'standard', ref: 'standard', version: version ?? ctx.workspace.standardVersion }, ctx),
  rule: ({ version }, rule, ctx) =>
    ofSetting({ kind: 'rules', ref: rule, version: version ?? ctx.workspace.ruleVersion }, ctx),
  lesson: async ({ ref }, _rule, ctx) => {
    if (!ref) throw refuse('ref', 'required');
    return { ref, at: ctx.now };
  },
  // Of an entry that is not in the book yet nobody could have learnt.
  entry: async ({ ref }, _rule, ctx) => {
    if (!ref) throw refuse('ref', 'required');
    const row = (await ctx.deps.lists.fresh(ctx.actor.ws, problemEntry.name, ctx.table)).rows.get(ref);
    const at = row?.['publishedAt'];
    if (typeof at !== 'string' || row?.['archivedAt'] !== undefined || row?.['removedAt'] !== undefined)
      throw refuse('ref', 'no-such-record');
    return { ref, at };
  },
};

/** The day from which it holds: not before it was made, not one that is still to come. A lesson may have been given earlier. */
const sinceOf = ({ type, since }: PreventionInput, made: Made, ctx: Ctx): string => {
  const today = localDate(ctx.now, ctx.workspace.timeZone);
  const first = localDate(made.at, ctx.workspace.timeZone);
  if (since === undefined) return first;
  if (!isCalendarDate(since)) throw refuse('since', 'not-a-date');
  if (since > today) throw refuse('since', 'date-in-future');
  if (type !== 'lesson' && since < first) throw refuse('since', 'too-small', first);
  return since;
};

const fieldsOf = async (input: PreventionInput, rule: string, ctx: Ctx) => {
  const made = await finders[input.type](input, rule, ctx);
  return {
    preventionType: input.type,
    preventionRef: made.ref,
    ...(made.version === undefined ? {} : { preventionVersion: made.version }),
    preventionSince: sinceOf(input, made, ctx),
  };
};

/** Links a finding with what came of it (AUD-9): whatever it names is there, and is in force. */
export const prevent: Handler = {
  keys: ({ params }) => [recordKey(params.workspaceId, params.id)],
  handle: async ({ params, body, ifMatch }, ctx) => {
    const current = loadedRecord(finding, params.id, ctx);
    if (ifMatch !== current.version) throw new Problem('stale-version');
    const input = body.prevention as PreventionInput | null;
    const {
      preventionType: _type,
      preventionRef: _ref,
      preventionVersion: _version,
      preventionSince: _since,
      ...kept
    } = current.data;
    const link = input ? await fieldsOf(input, String(kept['rule']), ctx) : {};
    const next = { ...nextVersion(current, ctx), data: { ...kept, ...link } };
    return shown(finding, await saveNext({ current, next }, ctx), ctx);
  },
};
