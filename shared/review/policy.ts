import * as z from 'zod';
import { isCalendarDate } from '../kernel/field.ts';
import { startOf } from './week.ts';

export const cadences = ['monthly', 'weekly'] as const;

/** How often the review makes itself: a setting, each version kept for ever. Months are reviewed either way. */
export const reviewPolicy = z.strictObject({
  cadence: z
    .enum(cadences)
    .meta({ description: '`weekly`: each week besides, as while the system is being introduced.' }),
  weeklyUntil: z
    .string()
    .refine(isCalendarDate, 'not-a-date')
    .optional()
    .meta({ description: 'The last week that is reviewed is the one with this day; for ever when left out.' }),
});
export type ReviewPolicy = z.infer<typeof reviewPolicy>;

export const defaultReviewPolicy: ReviewPolicy = { cadence: 'monthly' };

/** Whether a week makes and mails its review by the clock. @param week YYYY-Www */
export const isReviewed = ({ cadence, weeklyUntil }: ReviewPolicy, week: string): boolean =>
  cadence === 'weekly' && (weeklyUntil === undefined || startOf(week) <= weeklyUntil);
