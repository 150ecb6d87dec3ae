import type { Preparation } from './preparations.ts';

// What the happy cases of the review's goals need.

export const reviewPreparations: Record<string, Preparation> = {
  'review-goals.put': async ({ admin }) => ({ version: (await admin.call('GET', '/review-goals')).body.version }),
};
