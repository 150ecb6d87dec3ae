import * as z from 'zod';

/** What a workspace has decided about how people's work is judged: a setting, each version kept for ever. */
export const operatorPolicy = z.strictObject({
  /** Records under which a rate would be chance. */
  enoughRecords: z.int().min(1).max(10_000),
  /** Findings per 100 records up to which a month counts as accurate. */
  accurateRate: z.number().min(0).max(100).multipleOf(0.1),
  /** Days on which a person's faults of one rule were found anew, or came back, from which a notice is proposed. */
  noticeAfter: z.int().min(2).max(100),
  /** Days that are looked back upon; so long after a proposal there is no other of the rule and person. */
  lookBackDays: z.int().min(7).max(366),
  /** Days for which a month that is over is its person's alone. */
  ownDays: z.int().min(0).max(14),
  /** People under which a team's median would tell one of them by name. */
  teamAtLeast: z.int().min(3).max(50),
});
export type OperatorPolicy = z.infer<typeof operatorPolicy>;

export const defaultOperatorPolicy: OperatorPolicy = {
  enoughRecords: 20,
  accurateRate: 2,
  noticeAfter: 5,
  lookBackDays: 90,
  ownDays: 3,
  teamAtLeast: 3,
};
