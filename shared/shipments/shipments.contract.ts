import * as z from 'zod';
import { recordPath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { MAX_LINES, outputSchema } from '../kernel/entity.ts';
import { isCalendarDate } from '../kernel/field.ts';
import { order } from '../sales/order.ts';
import { shipment } from './shipment.ts';

/** A shipment of an order: the lines named, or all that is still open. */
export const shipOrder = defineEndpoint({
  group: 'core',
  tag: 'Shipments',
  id: 'shipments.create',
  method: 'POST',
  path: '/v1/workspaces/{workspaceId}/orders/{id}/shipments',
  permission: 'shipments:write',
  record: 'order',
  params: recordPath(order),
  body: z.strictObject({
    shipDate: z.string().refine(isCalendarDate, 'not-a-date').optional(),
    carrier: z.string().max(80).optional(),
    trackingNumber: z.string().max(80).optional(),
    address: z.string().max(300).optional(),
    note: z.string().max(4000).optional(),
    lines: z
      .array(
        z.strictObject({
          orderLine: z.int().min(1).max(MAX_LINES),
          quantity: z.number().positive().max(1e9),
          batch: shipment.lines.batch,
        }),
      )
      .min(1)
      .max(MAX_LINES)
      .optional(),
    /** Submits the shipment for approval at once. */
    submit: z.boolean().default(false),
  }),
  output: outputSchema(shipment),
  status: 201,
  errors: ['not-found', 'conflict', 'more-than-open', 'step-refused'],
  idempotent: true,
  example: { body: { submit: true } },
  summary: 'Ship an order, or a part of it',
});
export const shipmentContracts = [shipOrder] as const;
