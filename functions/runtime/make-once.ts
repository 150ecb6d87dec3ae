import type { Endpoint } from '../../shared/kernel/endpoint.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { carryOut } from './carry-out.ts';
import type { Change } from './commit.ts';
import { replanned } from './commit.ts';
import { shown } from './crud.ts';
import { governCreate } from './govern.ts';
import type { Ctx, Input } from './http.ts';
import { idempotencyWrite, isIdempotencyItem } from './idempotency.ts';
import { lookedUp } from './look-up.ts';
import { firstAnswer, readRecord } from './made.ts';
import { loadedRecord } from './records.ts';
import { WriteRefused } from './table.ts';

/** A request that makes a record of another one. */
interface Making {
  endpoint: Pick<Endpoint, 'id'>;
  /** What is made. */
  entity: Entity;
  /** What it is made of. */
  from: Entity;
  /** Whose id it is; the one in the path when left out. */
  fromId?: string;
  input: Input;
}

interface Made {
  rec: Rec;
  /** What becomes of other records in the same transaction. */
  others?: readonly Change[];
  /** A step that is taken at once. */
  action?: string;
}

/**
 * Makes a record of another one in one transaction, once however often the request comes. Where the other one moves on meanwhile,
 * `make` is asked again with it as it is then. @throws Problem as `make`, the process and commitPlan
 */
export const makeOnce = async (
  { endpoint, entity, from, fromId, input }: Making,
  ctx: Ctx,
  make: (of: Rec) => Promise<Made>,
): Promise<Record<string, unknown>> => {
  const id = fromId ?? input.params.id;
  const loaded = loadedRecord(from, id, ctx);
  const rec = await replanned(async (tries) => {
    const known = await firstAnswer(endpoint.id, input, ctx);
    if (known) return known;
    const current = tries === 1 ? loaded : await readRecord(id, ctx);
    if (!current) throw new Problem('not-found');
    const { rec: entered, others = [], action } = await make(current);
    const made = await governCreate(entity, await lookedUp(entity, entered, ctx), ctx, action);
    try {
      return await carryOut({ made, others, once: idempotencyWrite(endpoint.id, input, ctx, made.rec.id) }, ctx);
    } catch (error) {
      const first =
        error instanceof WriteRefused && isIdempotencyItem(error.existing)
          ? await firstAnswer(endpoint.id, input, ctx)
          : undefined;
      if (!first) throw error;
      return first;
    }
  });
  return shown(entity, rec, ctx);
};
