import * as z from 'zod';

/** A figure of the period beside the one before; `before` is absent when that period was never frozen, or did not count it yet. */
export const figure = z.object({ value: z.number(), before: z.number().optional() });
export const rows = z.array(z.object({ key: z.string(), value: z.number(), before: z.number().optional() }));
export const amounts = z.array(z.object({ currency: z.string(), value: z.number(), before: z.number().optional() }));
/** How often in how many; and how much that is, in percent with one decimal. Absent percent: there was nothing. */
export const share = z.object({
  of: figure,
  in: figure,
  percent: z.number().optional(),
  before: z.number().optional(),
});

/*
 * What "the period" is in all parts below: flows are those of the month in the workspace's zone; what holds (gauges) is as it stood at
 * the freezing. `asOf` is the first day after the period, or the day of taking for a month that is not over: what was due before it is
 * overdue. A record that is archived, merged into another (an alias) or removed counts in nothing, unless it says so.
 */

/**
 * Open findings (state open or recurred) by the team of their owner, as member and team stood at the freezing; biggest first, at most
 * 50. `key` is the team's name; '' stands for owners without a team, '|' for findings that have no owner. `owners`: the members (ids,
 * sorted; '' for nobody) that have the findings of the row. A team's `before` is its figure in the month before, by the teams of that
 * time; a team that has none now is left out.
 */
export const teamRows = z.array(
  z.object({ key: z.string(), value: z.number(), before: z.number().optional(), owners: z.array(z.string()) }),
);

/**
 * Actions that were agreed on and are overdue: not reported done, with a due day before `asOf`.
 * - `meetings`: lines of kind action without `doneDate`, with `dueDate`, of meetings that are not cancelled and have no next meeting
 *   (`nextId`), which would carry them on.
 * - `complaints`: lines without `doneDate`, with `dueDate`, of complaints that are not rejected.
 * - `improvements`: improvements whose effect was to be read (`measureOn`) and was not (`afterAt`).
 * - `needs`: needs in stage released whose benefit was to be checked (`checkOn`) and was not (`actualAt`).
 * - `interviews`: interviews that were planned for a day before `asOf` and not held.
 * - `all`: the sum of the five. `open`: the same without looking at the due day (those that have one).
 */
export const actionsPack = z.object({
  all: figure,
  open: figure,
  meetings: figure,
  complaints: figure,
  improvements: figure,
  needs: figure,
  interviews: figure,
});

/**
 * Quality of the data beside its completeness.
 * - `errors`: `found`: findings that were opened in the month (`openedAt`), have an owner and are on a record (`subjectType`) of the kinds
 *   that are counted as entered, one that was removed left out, archived ones in;
 *   `entered`: records that members typed in the month (`createdAt`; kinds account, contact, lead, enquiry, opportunity, quote, order,
 *   shipment, payment, creditNote, complaint, activity, product, category, priceList, campaign; `createdBy` a member, source not an
 *   import; archived ones count, removed ones do not);
 *   `per100`: found / entered x 100, one decimal; absent where nothing was entered.
 * - `affected`: by kind of record (those of `records` in the pack, with at least one record, in the order of their names) how many
 *   different records have an open finding (state open or recurred, by `subjectType` and `subjectId`), and how much that is of `records`
 *   in percent with one decimal; `before` is absent where there were no such records.
 */
export const qualityPack = z.object({
  errors: z.object({
    found: figure,
    entered: figure,
    per100: z.number().optional(),
    before: z.number().optional(),
  }),
  affected: z.array(
    z.object({
      entity: z.string(),
      affected: z.number(),
      records: z.number(),
      percent: z.number(),
      before: z.number().optional(),
    }),
  ),
});

/**
 * How far the system is used.
 * - `people`: `in`: members who are active (status, not archived) at the freezing; `of`: those of them who typed at least one record in the
 *   month (as in `quality.errors.entered`). Absent where it is not known by the period's length.
 * - `entered`: as in `quality.errors.entered`, by all members, those who left included.
 * - `tasks`: activities with a due time that were ticked off (`done`, `doneAt`) in the month.
 * - `steps`: steps of processes that members took in the month (the tally of the documents; archived ones count): `in` all of them, `of`
 *   those that were not late.
 * - `months`: steps and tasks of the months of the charts (of the weeks, in the pack of a week), oldest first, as `steps.in` and `tasks`
 *   count them: what was frozen of each. Who typed what is frozen of the period alone, and so has no months.
 */
export const adoptionPack = z.object({
  people: share.optional(),
  entered: figure,
  tasks: figure,
  steps: share,
  months: z.array(z.object({ month: z.string(), steps: z.number(), tasks: z.number() })).optional(),
});

/**
 * What waits for somebody's word, as it stands.
 * - `tips`: status submitted or asked-expert. - `proposals`: process proposals in status open or analysed.
 * - `issues`: complaints about the system in status open. - `needs`: needs in stage wish or analysed: not decided yet.
 * - `changes`: requests to change critical fields in status pending.
 */
export const waitingPack = z.object({
  tips: figure,
  proposals: figure,
  issues: figure,
  needs: figure,
  changes: figure,
});

/**
 * Members on probation: active, not archived, `probationUntil` on or after the last day of the period (the day before `asOf`).
 * `open`: open findings that they own at the freezing; `opened`: findings that were opened in the month on what is theirs (as in
 * `quality.errors.found`). `members`: the same for each, by id; names are read by whoever may read members. At most 200 are listed,
 * in the order of their ids; the figures are of all. `opened` is absent for a period that is no month.
 */
export const probationPack = z.object({
  people: figure,
  open: figure,
  opened: figure.optional(),
  members: z.array(z.object({ id: z.string(), open: z.number(), opened: z.number().optional() })),
});

/**
 * Interviews and spot checks of what people know (AUD-6): `held`, `passed`, `failed` in the month in which they were held; `passRate`: passed
 * of passed and failed; `planned`: planned ones with a day; `overdue`: those of them that were due before `asOf`.
 */
export const interviewsPack = z.object({
  held: figure,
  passed: figure,
  failed: figure,
  passRate: share,
  planned: figure,
  overdue: figure,
});

/** Notices and warnings that were issued in the month (`issuedAt`) and stand: issued, answered, appealed or upheld. Numbers alone. */
export const warningsPack = z.object({ notices: figure, warnings: figure });

/** Where a measure stands: its goal is met; else it moved the wanted way or the other way, or not at all. */
export const measureStates = ['met', 'better', 'worse', 'same'] as const;
export type MeasureState = (typeof measureStates)[number];

/**
 * The measures of the list (shared/review/measures.ts) that the pack has a value for, in its order; a copy of figures that stand elsewhere in the
 * pack, with baseline and goal as they were in force at the freezing. Values in the measure's own unit (count; minor units;
 * percent, minutes, score as read). `state`: `met` where there is a goal and the value has reached it (at most it where less is better,
 * at least it where more is); else by the value against `before`, or, where that is not known, against `baseline`: better, worse,
 * same; absent where neither is known. Measures without a wanted way, and those by rule, stage and kind of record, are not in it.
 */
export const packMeasure = z.object({
  key: z.string(),
  value: z.number(),
  before: z.number().optional(),
  baseline: z.number().optional(),
  baselineOn: z.string().optional(),
  goal: z.number().optional(),
  goalBy: z.string().optional(),
  owner: z.string().optional(),
  ownerName: z.string().optional(),
  state: z.enum(measureStates).optional(),
});
export type PackMeasure = z.infer<typeof packMeasure>;

/** Parts that packs have had since goals were set; all absent from those that were frozen before. */
export const laterParts = {
  actions: actionsPack.optional(),
  quality: qualityPack.optional(),
  adoption: adoptionPack.optional(),
  waiting: waitingPack.optional(),
  probation: probationPack.optional(),
  interviews: interviewsPack.optional(),
  warnings: warningsPack.optional(),
  measures: z.array(packMeasure).optional(),
};
