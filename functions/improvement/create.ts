import type { Endpoint } from '../../shared/kernel/endpoint.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { carryOut } from '../runtime/carry-out.ts';
import { shown } from '../runtime/crud.ts';
import type { Ctx, Input } from '../runtime/http.ts';
import { idempotencyWrite, isIdempotencyItem } from '../runtime/idempotency.ts';
import { firstAnswer } from '../runtime/made.ts';
import { WriteRefused } from '../runtime/table.ts';

interface Creation {
  endpoint: Pick<Endpoint, 'id'>;
  entity: Entity;
  input: Input;
}

/** Makes a record by an endpoint of its own, once however often the request comes. @throws Problem as `make` and commitPlan */
export const createOnce = async (
  { endpoint, entity, input }: Creation,
  ctx: Ctx,
  make: () => Promise<Rec>,
): Promise<Record<string, unknown>> => {
  const known = await firstAnswer(endpoint.id, input, ctx);
  if (known) return shown(entity, known, ctx);
  const rec = await make();
  try {
    const once = idempotencyWrite(endpoint.id, input, ctx, rec.id);
    return shown(entity, await carryOut({ made: { rec, writes: [], effects: [] }, once }, ctx), ctx);
  } catch (error) {
    const first =
      error instanceof WriteRefused && isIdempotencyItem(error.existing)
        ? await firstAnswer(endpoint.id, input, ctx)
        : undefined;
    if (!first) throw error;
    return shown(entity, first, ctx);
  }
};
