import { shipOrder } from '../../../shared/shipments/shipments.contract.ts';
import { call } from '../client.ts';
import type { CallInput } from '../lib/send.ts';
import { absorbMoney } from '../receivables/api.ts';

export type ShipBody = NonNullable<CallInput<typeof shipOrder>['body']>;

/** Ships an order or a part of it. @throws ApiError more-than-open, step-refused */
export const ship = async (
  ws: string,
  orderId: string,
  { body, idempotencyKey }: { body: ShipBody; idempotencyKey: string },
) => absorbMoney(ws, await call(shipOrder, { params: { workspaceId: ws, id: orderId }, body, idempotencyKey }));
