import { inScope } from '../../shared/access/authorise.ts';
import { finding, openStates } from '../../shared/findings/finding.ts';
import { interview, MAX_FINDINGS } from '../../shared/interviews/interview.ts';
import { lessonOf, stepsMissed } from '../../shared/interviews/result.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { problemEntry } from '../../shared/problems/entry.ts';
import { helpOfRow } from '../../shared/problems/help.ts';
import { entityOfProcess } from '../../shared/process/subject.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { saveNext, shown } from '../runtime/crud.ts';
import { nextVersion } from '../runtime/edit.ts';
import type { Ctx, Handler } from '../runtime/http.ts';
import { loadedRecord } from '../runtime/records.ts';
import { toRec } from '../runtime/stored.ts';
import { own } from './finish.ts';

const linkedOf = (rec: Rec): string[] => (rec.data['findings'] as string[] | undefined) ?? [];

/** Findings of the person on documents of the process, the open ones first; those that are linked, whatever they are about. */
const findingsFor = async (rec: Rec, ctx: Ctx) => {
  const type = entityOfProcess(String(rec.data['processKey'])).name;
  const linked = linkedOf(rec);
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, finding.name, ctx.table);
  const isOpen = (row: Row) => (openStates as readonly unknown[]).includes(row['state']);
  const fits = (row: Row) =>
    !row['removedAt'] &&
    inScope(ctx.actor, row as { ownerId?: string; teamId?: string }) &&
    (linked.includes(row.id) || (row['ownerId'] === rec.data['memberId'] && row['subjectType'] === type));
  return [...view.rows.values()]
    .filter(fits)
    .map((row) => ({
      id: row.id,
      rule: String(row['rule'] ?? ''),
      title: String(row['subjectTitle'] ?? ''),
      open: isOpen(row),
      openedAt: String(row['openedAt'] ?? ''),
      linked: linked.includes(row.id),
    }))
    .sort(
      (a, b) =>
        Number(b.linked) - Number(a.linked) || Number(b.open) - Number(a.open) || (a.openedAt < b.openedAt ? 1 : -1),
    )
    .slice(0, MAX_FINDINGS);
};

/** Entries of the company's book on the steps that were missed. */
const lessonsFor = async (rec: Rec, ctx: Ctx) => {
  const steps = stepsMissed(rec.lines ?? []);
  if (steps.length === 0) return [];
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, problemEntry.name, ctx.table);
  return [...view.rows.values()]
    .flatMap((row) => {
      const entry = helpOfRow(row);
      const step = entry?.links.processSteps.find((one) => steps.includes(one));
      if (!entry || step === undefined) return [];
      const { en, zh } = entry.title as { en?: string; zh?: string };
      return [{ id: entry.id, title: { en: en ?? zh ?? '', zh: zh ?? en ?? '' }, step }];
    })
    .slice(0, 20);
};

export const hints: Handler = {
  keys: own,
  handle: async (input, ctx) => {
    const rec = loadedRecord(interview, input.params.id, ctx);
    const [findings, lessons] = await Promise.all([findingsFor(rec, ctx), lessonsFor(rec, ctx)]);
    const lines = rec.lines ?? [];
    return { findings, lessons, lesson: { en: lessonOf(lines, 'en'), zh: lessonOf(lines, 'zh') } };
  },
};

/**
 * Each is a finding on what is the person's, and one that the caller sees. What is neither is told apart in nothing.
 * @throws Problem invalid-input
 */
const demandFindings = async (ids: readonly string[], memberId: unknown, ctx: Ctx): Promise<void> => {
  const items = await ctx.table.batchGet([...new Set(ids)].map((id) => recordKey(ctx.actor.ws, id)));
  const good = new Set(
    items.flatMap((item) => {
      const rec = item?.['type'] === finding.name ? toRec(item) : undefined;
      return rec && !rec.removedAt && rec.ownerId === memberId && inScope(ctx.actor, rec) ? [rec.id] : [];
    }),
  );
  const faults = ids.flatMap((id, index) =>
    good.has(id) && ids.indexOf(id) === index ? [] : [fault(`findings.${index}`, 'no-such-record')],
  );
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
};

/** Links findings. What was linked already stays good, though its record has another owner by now. */
export const link: Handler = {
  keys: own,
  handle: async (input, ctx) => {
    const rec = loadedRecord(interview, input.params.id, ctx);
    if (rec.version !== input.ifMatch) throw new Problem('stale-version');
    if (rec.data['memberId'] === ctx.actor.id) throw new Problem('forbidden', 'Another person links findings to it.');
    const known = linkedOf(rec);
    const wanted: string[] = input.body.findings;
    await demandFindings(
      wanted.filter((id, index) => !known.includes(id) || wanted.indexOf(id) !== index),
      rec.data['memberId'],
      ctx,
    );
    const next = { ...nextVersion(rec, ctx), data: { ...rec.data, findings: [...new Set(wanted)] } };
    return shown(interview, await saveNext({ current: rec, next }, ctx), ctx);
  },
};
