import * as z from 'zod';
import { MAX_AMOUNT } from '../kernel/money.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { fault } from '../kernel/problem.ts';

/** Four bounds part the five scores of one measure. */
const bounds = z.array(z.int().min(0).max(MAX_AMOUNT)).length(4);
const cost = z.int().min(0).max(MAX_AMOUNT);

/** By what a workspace judges the value of its customers: a setting, each version kept for ever. */
export const valuePolicy = z.strictObject({
  /** Days since the last order up to which an account scores 5, 4, 3, 2; beyond the last one 1. Rising. */
  recencyDays: bounds,
  /** Orders within 12 months from which on an account scores 2, 3, 4, 5. Rising. */
  orders: bounds,
  /** Revenue within 12 months from which on an account scores 2, 3, 4, 5; minor units of the workspace's currency. Rising. */
  revenue: bounds,
  /** Days after its first order for which a customer is new. */
  newDays: z.int().min(1).max(730),
  /** Silence longer than so many times a customer's own interval between orders puts it at risk. */
  silence: z.number().min(1).max(10),
  /** Percent of its revenue that a customer may lose against the year before. */
  dropPercent: z.int().min(1).max(100),
  /** Percent of revenue won against the year before from which on a customer is growing. */
  growthPercent: z.int().min(1).max(1000),
  /** Days without an order after which a customer is lost. */
  lostDays: z.int().min(30).max(3650),
  /** Days without a visit or meeting after which a valuable customer is pointed out. */
  visitDays: z.int().min(1).max(3650),
  /** What one activity costs the company, minor units of the workspace's currency. */
  costToServe: z.strictObject({ call: cost, meeting: cost, visit: cost, task: cost, note: cost, email: cost }),
});
export type ValuePolicy = z.infer<typeof valuePolicy>;

/** Thresholds and not fifths of all customers: an account's score must not depend on what others buy. */
export const defaultValuePolicy: ValuePolicy = {
  recencyDays: [30, 90, 180, 365],
  orders: [2, 4, 8, 12],
  revenue: [1_000_000, 5_000_000, 20_000_000, 100_000_000],
  newDays: 90,
  silence: 1.5,
  dropPercent: 50,
  growthPercent: 20,
  lostDays: 540,
  visitDays: 60,
  costToServe: { call: 3_000, meeting: 20_000, visit: 60_000, task: 2_000, note: 0, email: 1_000 },
};

/** Bounds that do not rise: two scores would begin at the same place. */
export const policyFaults = (policy: ValuePolicy): FieldFault[] =>
  (['recencyDays', 'orders', 'revenue'] as const).flatMap((name) =>
    policy[name].flatMap((bound, index) =>
      index > 0 && bound <= policy[name][index - 1]! ? [fault(`policy.${name}.${index}`, 'out-of-order')] : [],
    ),
  );
