import { roundHalfUp } from '../kernel/money.ts';

type Data = Readonly<Record<string, unknown>>;

/** What an enquiry is priced by: cost of an hour in minor units of the workspace's currency. */
export interface Rate {
  hourCost: number;
  currency: string;
}

/** An enquiry's fields with the rate by which it is priced: the one of its first pricing, which later ones do not change. */
export const withRate = (data: Data, previous: Data | undefined, rate: Rate): Record<string, unknown> => ({
  ...data,
  hourCost: previous?.['hourCost'] ?? rate.hourCost,
  currency: previous?.['currency'] ?? rate.currency,
});

/**
 * What the handling of an enquiry cost, minor units: seconds x cost of an hour (minor units) / 3600, rounded half up. Undefined where
 * one of them is not known.
 */
export const costOf = (handleSeconds: unknown, hourCost: unknown): number | undefined =>
  typeof handleSeconds === 'number' && handleSeconds >= 0 && typeof hourCost === 'number' && hourCost >= 0
    ? roundHalfUp((handleSeconds * hourCost) / 3600)
    : undefined;
