import * as z from 'zod';
import { recordPath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { outputSchema } from '../kernel/entity.ts';
import { isCalendarDate } from '../kernel/field.ts';
import { order } from '../sales/order.ts';
import { quote } from './quote.ts';

const date = z.string().refine(isCalendarDate, 'not-a-date');
const common = {
  group: 'core',
  tag: 'Quotes',
  method: 'POST',
  permission: 'quotes:write',
  record: 'quote',
  params: recordPath(quote),
  status: 201,
  idempotent: true,
} as const;

export const orderOfQuote = defineEndpoint({
  ...common,
  id: 'quotes.order',
  path: '/v1/workspaces/{workspaceId}/quotes/{id}/order',
  permission: 'orders:write',
  body: z.strictObject({
    orderDate: date.optional(),
    dueDate: date.optional(),
    customerOrder: z.string().max(60).optional(),
    /** Submits the order at once: at the quote's prices it needs no price approval. */
    submit: z.boolean().default(false),
  }),
  output: outputSchema(order),
  errors: ['not-found', 'conflict', 'step-refused'],
  example: { body: { submit: true } },
  summary: 'An order from an approved quote, which is accepted by that',
});
export const reviseQuote = defineEndpoint({
  ...common,
  id: 'quotes.revise',
  path: '/v1/workspaces/{workspaceId}/quotes/{id}/revise',
  body: z.strictObject({}),
  output: outputSchema(quote),
  errors: ['not-found', 'conflict'],
  example: { body: {} },
  summary: 'A draft that takes the place of a quote; the old one stays readable',
});
export const copyQuote = defineEndpoint({
  ...common,
  id: 'quotes.copy',
  path: '/v1/workspaces/{workspaceId}/quotes/{id}/copy',
  body: z.strictObject({}),
  output: outputSchema(quote),
  errors: ['not-found'],
  example: { body: {} },
  summary: 'A new draft with the same lines; its prices are looked up anew',
});

export const quoteContracts = [orderOfQuote, reviseQuote, copyQuote] as const;
