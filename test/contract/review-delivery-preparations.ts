import { addMonths } from '../../shared/kernel/time.ts';
import { done, nextNumber } from '../harness/records.ts';
import type { Preparation } from './preparations.ts';

// What the happy cases of printed reviews and of the review's cadence need.

const madeReview: Preparation = async ({ admin }) => {
  const period = addMonths('1990-01', nextNumber() % 230);
  done(await admin.call('POST', '/reviews', { body: { period } }));
  return { params: { period } };
};

export const reviewDeliveryPreparations: Record<string, Preparation> = {
  'papers.review': madeReview,
  'review-policy.put': async ({ admin }) => ({ version: done(await admin.call('GET', '/review-policy')).version }),
};
