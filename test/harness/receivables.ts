import { commitPlan } from '../../functions/runtime/commit.ts';
import { jobCtx } from '../../functions/runtime/job-ctx.ts';
import { entityOf } from '../../shared/entities.ts';
import type { IdKind } from '../../shared/kernel/id.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { nextNumber } from './records.ts';
import type { World } from './world.ts';
import { MAIN } from './world.ts';

interface Parts {
  ws?: string;
  ownerId?: string;
  teamId?: string;
  lines?: Record<string, unknown>[];
  source?: string;
}

/** A document in whatever state, written as the system writes it: for what comes before the thing that a test is about. */
export const storedDocument = async (
  world: World,
  type: IdKind & ('receivable' | 'order' | 'quote' | 'creditNote'),
  data: Record<string, unknown>,
  { ws = MAIN, lines = [], source = 'job', ...owner }: Parts = {},
): Promise<Rec> => {
  const ctx = (await jobCtx(ws, 'job:test', world.stack.deps))!;
  const entity = entityOf(type);
  const content = { data: { number: `${type}-${nextNumber()}`, ...data }, lines };
  const completed = entity.complete?.(content) ?? content;
  const { data: derived, lines: derivedLines } = entity.derive?.(completed, undefined, ctx.now) ?? completed;
  const rec: Rec = {
    type,
    id: world.stack.deps.newId(type),
    ws,
    version: 1,
    schemaVersion: 1,
    createdAt: ctx.now,
    createdBy: ctx.actor.id,
    updatedAt: ctx.now,
    updatedBy: ctx.actor.id,
    via: 'job',
    occurredAt: ctx.now,
    enteredAt: ctx.now,
    source,
    ...owner,
    data: derived,
    ...(derivedLines ? { lines: derivedLines } : {}),
  };
  await commitPlan({ changes: [{ next: rec }], credit: 'released' }, ctx);
  return rec;
};

/** A receivable of an account, by default of CNY 1,000.00 due in ten days. */
export const receivableOf = (
  world: World,
  accountId: string,
  data: Record<string, unknown> = {},
  parts: Parts = {},
): Promise<Rec> =>
  storedDocument(
    world,
    'receivable',
    {
      accountId,
      status: 'open',
      currency: 'CNY',
      issueDate: '2026-11-01',
      dueDate: '2026-12-01',
      total: 100_000,
      ...data,
    },
    parts,
  );
