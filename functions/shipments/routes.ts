import { Problem } from '../../shared/kernel/problem.ts';
import { order } from '../../shared/sales/order.ts';
import { headOf, openRest } from '../../shared/shipments/fulfilment.ts';
import { shipment } from '../../shared/shipments/shipment.ts';
import { shipOrder } from '../../shared/shipments/shipments.contract.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { carryOut } from '../runtime/carry-out.ts';
import { replanned } from '../runtime/commit.ts';
import { crudRoutes, shown } from '../runtime/crud.ts';
import { governUpdate } from '../runtime/govern.ts';
import type { Handler, Input, Routes } from '../runtime/http.ts';
import { madeFrom, withLines } from '../runtime/made.ts';
import { makeOnce } from '../runtime/make-once.ts';
import { changedRecord, loadedRecord } from '../runtime/records.ts';
import { demandShippable, fromOrder, takenOff } from '../runtime/shipments.ts';
import { WriteRefused } from '../runtime/table.ts';

const own = (input: Input) => [recordKey(input.params.workspaceId, input.params.id)];

/** A shipment of the lines named, or of all that is open; what others have in drafts is not taken yet. */
const create: Handler = {
  keys: own,
  handle: (input, ctx) =>
    makeOnce({ endpoint: shipOrder, entity: shipment, from: order, input }, ctx, async (of) => {
      demandShippable(of, ctx);
      const { submit, lines, ...given } = input.body;
      const wanted = lines ?? openRest(of);
      if (wanted.length === 0) throw new Problem('more-than-open', 'All of the order was shipped.');
      const taken = await takenOff(of, wanted, ctx);
      const address = of.data['deliveryAddress'];
      const rec = await madeFrom(
        shipment,
        {
          ...(typeof address === 'string' ? { address } : {}),
          ...given,
          ...headOf(of),
          ...(of.ownerId ? { ownerId: of.ownerId } : {}),
          lines: wanted,
        },
        ctx,
      );
      return {
        rec: withLines(shipment, rec, taken, ctx.now),
        ...(submit ? { action: 'submit' } : {}),
      };
    }),
};

const plain = crudRoutes(shipment);
const plainUpdate = plain.handlers['shipments.update'] as Handler;

/** A draft's lines are judged by its order when they are entered, not only when it is submitted. */
const update: Handler = {
  ...plainUpdate,
  handle: async (input, ctx) => {
    const current = loadedRecord(shipment, input.params.id, ctx);
    if (current.version !== input.ifMatch) throw new Problem('stale-version');
    const changed = await changedRecord(shipment, current, input.body, ctx);
    try {
      const rec = await replanned(async () => {
        const wanted = 'lines' in input.body ? await fromOrder(changed, ctx) : changed;
        const made = await governUpdate(shipment, { current, wanted, comment: wanted.reason }, ctx);
        return carryOut({ current, made }, ctx);
      });
      return shown(shipment, rec, ctx);
    } catch (error) {
      throw error instanceof WriteRefused && error.index === 0 ? new Problem('stale-version') : error;
    }
  },
};

export const shipmentRoutes: Routes[] = [
  { ...plain, handlers: { ...plain.handlers, 'shipments.update': update } },
  { contracts: [shipOrder], handlers: { [shipOrder.id]: create } },
];
