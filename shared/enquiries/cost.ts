import { roundHalfUp } from '../kernel/money.ts';

/**
 * What the handling of an enquiry cost, minor units: seconds x cost of an hour (minor units) / 3600, rounded half up. Undefined where
 * one of them is not known.
 */
export const costOf = (handleSeconds: unknown, hourCost: unknown): number | undefined =>
  typeof handleSeconds === 'number' && handleSeconds >= 0 && typeof hourCost === 'number' && hourCost >= 0
    ? roundHalfUp((handleSeconds * hourCost) / 3600)
    : undefined;
