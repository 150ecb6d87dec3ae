import * as z from 'zod';
import { product } from '../catalog/product.ts';
import { recordPath, workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { outputSchema } from '../kernel/entity.ts';
import { isCalendarDate } from '../kernel/field.ts';
import { idPattern } from '../kernel/id.ts';
import { priceList } from './price-list.ts';

const date = z.string().refine(isCalendarDate, 'not-a-date');
const currency = z.string().regex(/^[A-Z]{3}$/, 'bad-format');
const money = z.int();

/** A price that this customer was given for this product, by anyone. */
export const givenPrice = z.object({
  documentId: z.string(),
  type: z.enum(['quote', 'order']),
  number: z.string(),
  unitPrice: money,
  currency: z.string(),
  quantity: z.number(),
  /** When it was given, ISO UTC. */
  at: z.string(),
  /** Member. */
  by: z.string(),
  live: z.boolean(),
  until: z.string().optional(),
  approved: z.boolean(),
});
export type GivenPriceInfo = z.infer<typeof givenPrice>;

/** What is known of a line before its price is typed. Minor units of the currency asked for. */
export const linePrice = z.object({
  /** The product that the code or id names; absent where none does. */
  productId: z.string().optional(),
  code: z.string().optional(),
  name: z.string().optional(),
  unit: z.string().optional(),
  taxRate: z.number().optional(),
  decimals: z.int().optional(),
  /** What the code was found as. */
  foundBy: z.enum(['id', 'code', 'customer-code', 'former-code']).optional(),
  customerCode: z.string().optional(),
  listPrice: money.optional(),
  /** Id of the price or product that it stands on, and the name of the list. */
  priceSource: z.string().optional(),
  priceListName: z.string().optional(),
  /** Quantity breaks of the same list: from which quantity, at which price. */
  breaks: z.array(z.object({ minQuantity: z.number(), price: money })),
  /** For roles that see cost. */
  floorPrice: money.optional(),
  cost: money.optional(),
  /** The last approved price, when it is a price to measure by. */
  lastPrice: money.optional(),
  lastDocument: z.string().optional(),
  /** Newest first, at most five. */
  given: z.array(givenPrice),
});
export type LinePrice = z.infer<typeof linePrice>;

const common = { group: 'core', tag: 'Prices', status: 200 } as const;

export const lookUpPrices = defineEndpoint({
  ...common,
  id: 'prices.lookup',
  method: 'POST',
  path: '/v1/workspaces/{workspaceId}/prices/lookup',
  permission: 'quotes:write',
  params: workspacePath,
  body: z.strictObject({
    accountId: z.string().regex(idPattern('account'), 'type').optional(),
    currency,
    date,
    /** Whether the document's prices hold the tax; as the workspace does when absent. */
    taxIncluded: z.boolean().optional(),
    /** The document that is being written: its own prices are not shown as another one's. */
    documentId: z.string().max(60).optional(),
    lines: z
      .array(
        z.strictObject({
          productId: z.string().regex(idPattern('product'), 'type').optional(),
          /** Product code, customer part code or former code. */
          code: z.string().max(60).optional(),
          quantity: z.number().optional(),
        }),
      )
      .min(1)
      .max(100),
  }),
  output: z.object({ lines: z.array(linePrice) }),
  errors: [],
  example: { body: { currency: 'CNY', date: '2026-11-21', lines: [{ code: 'HL-U509-R', quantity: 10 }] } },
  summary: 'What is known of prices before they are quoted: list, last prices of this customer by anyone, codes',
});

const periods = z.array(
  z.object({
    /** Where it stands: a price, or the product itself. */
    source: z.string(),
    list: z.string(),
    currency: z.string(),
    from: z.string().optional(),
    to: z.string().optional(),
    minQuantity: z.number(),
    price: money,
    floorPrice: money.optional(),
    /** Whether it is in force on the day asked for. */
    current: z.boolean(),
  }),
);

export const priceOn = defineEndpoint({
  ...common,
  id: 'prices.on',
  method: 'GET',
  path: '/v1/workspaces/{workspaceId}/products/{id}/price',
  permission: 'prices:read',
  record: 'product',
  params: recordPath(product),
  query: z.strictObject({
    date,
    currency,
    quantity: z.coerce.number().positive().default(1),
    accountId: z.string().regex(idPattern('account'), 'type').optional(),
  }),
  output: z.object({
    date: z.string(),
    price: money.optional(),
    floorPrice: money.optional(),
    source: z.string().optional(),
    list: z.string().optional(),
    /** Every list that has the product, with its periods: for the history chart. */
    periods,
  }),
  errors: ['not-found'],
  example: { query: { date: '2026-11-21', currency: 'CNY' } },
  summary: 'The price of a product on any date, and the periods of all lists',
});

const listPath = recordPath(priceList);

export const putRows = defineEndpoint({
  ...common,
  id: 'priceLists.rows',
  method: 'POST',
  path: '/v1/workspaces/{workspaceId}/price-lists/{id}/rows',
  permission: 'prices:write',
  record: 'priceList',
  params: listPath,
  body: z.strictObject({
    rows: z
      .array(
        z.strictObject({
          /** Product code or former code. */
          code: z.string().min(1).max(60),
          from: date.optional(),
          to: date.optional(),
          minQuantity: z.number().min(0).max(1e9).optional(),
          price: money.min(0),
          floorPrice: money.min(0).optional(),
        }),
      )
      .min(1)
      .max(200),
  }),
  output: z.object({
    created: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    refused: z.array(z.object({ row: z.int(), code: z.string(), problem: z.string() })),
  }),
  errors: ['not-found', 'conflict'],
  idempotent: true,
  example: { body: { rows: [{ code: 'HL-U509-R', price: 3299, minQuantity: 100 }] } },
  summary:
    'Put prices into a draft list, as pasted from a spreadsheet; rows of one product replace its prices in this list',
});

export const copyList = defineEndpoint({
  ...common,
  id: 'priceLists.copy',
  method: 'POST',
  path: '/v1/workspaces/{workspaceId}/price-lists/{id}/copy',
  permission: 'prices:write',
  record: 'priceList',
  params: listPath,
  body: z.strictObject({
    name: z.string().trim().min(1).max(120),
    from: date.optional(),
    /** Percent by which every price moves, rounded once. */
    percent: z.number().min(-90).max(900).optional(),
  }),
  output: outputSchema(priceList),
  status: 201,
  errors: ['not-found', 'duplicate-key'],
  idempotent: true,
  example: { body: { name: '2027 标准价格表 v2', percent: 3 } },
  summary: 'A draft of a list with all its prices, to take its place once approved',
});

export const listEffect = defineEndpoint({
  ...common,
  id: 'priceLists.effect',
  method: 'GET',
  path: '/v1/workspaces/{workspaceId}/price-lists/{id}/effect',
  permission: 'prices:read',
  record: 'priceList',
  params: listPath,
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(500).default(200) }),
  output: z.object({
    prices: z.int(),
    up: z.int(),
    down: z.int(),
    same: z.int(),
    added: z.int(),
    /** Products that the list in force has and this one has not. */
    dropped: z.int(),
    belowCost: z.int().optional(),
    belowFloor: z.int().optional(),
    /** Mean change in percent over the prices that both have. */
    meanPercent: z.number().optional(),
    /** Live quotes with a price that departs from the new list, at most 100. */
    quotes: z.array(
      z.object({ id: z.string(), number: z.string(), productId: z.string(), unitPrice: money, listPrice: money }),
    ),
    /** The largest changes first. */
    rows: z.array(
      z.object({
        productId: z.string(),
        code: z.string(),
        name: z.string(),
        minQuantity: z.number(),
        before: money.optional(),
        after: money.optional(),
        percent: z.number().optional(),
        belowCost: z.boolean().optional(),
      }),
    ),
  }),
  errors: ['not-found'],
  example: {},
  summary: 'What changes when a draft list comes into force',
});

export const pricingContracts = [lookUpPrices, priceOn, putRows, copyList, listEffect] as const;
