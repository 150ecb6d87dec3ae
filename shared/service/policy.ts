import * as z from 'zod';
import { idPattern } from '../kernel/id.ts';

const days = (most: number) => z.int().min(1).max(most);

/** What a workspace has decided about complaints, enquiries, surveys and help: a setting, each version kept for ever. */
export const servicePolicy = z.strictObject({
  /** The same cause at the same product within so many days of the end of a complaint opens that one again. */
  recurrenceDays: days(1825),
  /** Days until it is looked at whether a complaint came back, by its severity: what is proposed, not what is demanded. */
  verificationDays: z.strictObject({ minor: days(365), major: days(365), critical: days(365) }),
  /** Who asks again about the same topic within so many days was not helped at the first contact. */
  repeatDays: days(90),
  /** What an hour of handling costs, in minor units of the workspace's currency. */
  hourCost: z.int().min(0).max(10_000_000),
  /** Nobody is asked for an opinion again before so many days are over. */
  surveyQuietDays: z.int().min(0).max(365),
  /** How often a fault recurs until its entry in the problem book is drafted. */
  draftAfter: z.int().min(1).max(100),
  /** Who answers for the CRM, and hears of questions; without one the administrators do. */
  crmOwnerId: z.string().regex(idPattern('member'), 'type').optional(),
});
export type ServicePolicy = z.infer<typeof servicePolicy>;

export const defaultServicePolicy: ServicePolicy = {
  recurrenceDays: 180,
  verificationDays: { minor: 14, major: 30, critical: 60 },
  repeatDays: 7,
  hourCost: 6000,
  surveyQuietDays: 30,
  draftAfter: 3,
};
