import * as z from 'zod';
import type { Role } from '../access/permissions.ts';
import { roleNames } from '../access/permissions.ts';
import type { Label } from './field.ts';

/** Ids of states, actions and levels: they stand in data and history for ever. */
const slug = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'bad-format');
const label = z.strictObject({ en: z.string().trim().min(1).max(80), zh: z.string().trim().min(1).max(80) });
const words = z.strictObject({ en: z.string().trim().max(500), zh: z.string().trim().max(500) });
const role = z.enum(roleNames as [Role, ...Role[]]);

/** Who signs: whoever holds a role, or one person (`member:mem_…`). */
const signer = z.union([role, z.string().regex(/^member:mem_[0-9A-Za-z]{1,40}$/)]);
export type Signer = z.infer<typeof signer>;

/** One level of an approval. Levels follow each other; within a level `any` signer is enough, `all` must sign, or all in `sequence`. */
const level = z.strictObject({
  id: slug,
  label,
  mode: z.enum(['any', 'all', 'sequence']),
  signers: z.array(signer).min(1).max(20),
  /** Asked only from this size on: a measure of shared/process/measures.ts, in the measure's own unit. */
  over: z.strictObject({ measure: slug, atLeast: z.number().min(0).max(1e15) }).optional(),
});
export type ApprovalLevel = z.infer<typeof level>;

/** The approval that a state waits for, and where each outcome leads. */
const approvalPlan = z.strictObject({
  levels: z.array(level).min(1).max(10),
  approved: slug,
  rejected: slug,
  sentBack: slug,
  recalled: slug,
  /** Whoever asked for it alone takes it back; without this, the document's owner may as well. */
  recallBy: z.literal('submitter').optional(),
});
export type ApprovalPlan = z.infer<typeof approvalPlan>;

const effectUse = z.strictObject({
  id: slug,
  field: z.string().max(60).optional(),
  /** State to which the document goes instead, where the effect cannot be had (credit). */
  otherwise: slug.optional(),
});
export type EffectUse = z.infer<typeof effectUse>;
const guardUse = z.strictObject({ id: slug, value: z.number().min(-1e15).max(1e15).optional() });
export type GuardUse = z.infer<typeof guardUse>;

/**
 * Who does the next step: the document's owner, whoever holds a role, or the person that a field of the document names
 * (`field:investigatorId`); while it names nobody, the owner.
 */
const responsible = z.union([
  z.literal('owner'),
  role,
  z.templateLiteral(['field:', z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/)]),
]);
export type Responsible = z.infer<typeof responsible>;

const state = z.strictObject({
  id: slug,
  label,
  /** Nothing is left to do. */
  final: z.boolean().optional(),
  responsible: responsible.optional(),
  /** Business hours until the next step is due. */
  limitHours: z.number().min(0.25).max(2000).optional(),
  /** A date field of the document: the hours begin on that day, where it lies ahead (a verification after some weeks). */
  limitFrom: z.string().max(60).optional(),
  /** Reminder this many business hours before. */
  remindHours: z.number().min(0.25).max(2000).optional(),
  /** Who hears of it when it is overdue. */
  escalateTo: role.optional(),
  /** Whether the document may be changed here. */
  edit: z.enum(['free', 'locked']),
  /** Fields that may be changed although the document is locked. */
  open: z.array(z.string().max(60)).max(50).optional(),
  /** Where the document goes when it is changed in spite of its lock (advisory): its approval is void. */
  voids: slug.optional(),
  approval: approvalPlan.optional(),
  /** What happens on entering, by names of shared/process/effects.ts. */
  enter: z.array(effectUse).max(10).optional(),
  /** What people should mind here; printed in the procedure. */
  caution: words.optional(),
});
export type ProcessState = z.infer<typeof state>;

const transition = z.strictObject({
  /** The action's name; unique in the definition. */
  id: slug,
  label,
  from: z.array(slug).min(1).max(40),
  to: slug,
  roles: z.array(role).min(1).max(10),
  /** Fields that must be filled; `lines` asks for at least one line. */
  required: z.array(z.string().max(60)).max(30).optional(),
  guards: z.array(guardUse).max(10).optional(),
  comment: z.enum(['optional', 'required']).optional(),
  caution: words.optional(),
});
export type Transition = z.infer<typeof transition>;

/**
 * A process as a value: the way of one kind of document from state to state. The product's own are TypeScript values
 * (shared/processes.ts); a workspace's are data of the same form, immutable once saved.
 */
export const processDefinition = z.strictObject({
  id: slug,
  label,
  purpose: words,
  /** States in which a document may begin; the first is where one begins that says nothing. */
  starts: z.array(slug).min(1).max(10),
  states: z.array(state).min(2).max(40),
  transitions: z.array(transition).min(1).max(200),
});
export type ProcessDefinition = z.infer<typeof processDefinition>;

export const defineProcess = (definition: ProcessDefinition): ProcessDefinition => definition;

/**
 * How far a version is in force. `draft`: no document follows it. `pilot`: documents of named teams, or of a sandbox, follow it
 * and are held to it. `advisory`: departures pass and are recorded. `enforced`: departures are refused.
 */
export const enforcements = {
  draft: { en: 'Draft', zh: '草稿' },
  pilot: { en: 'Pilot', zh: '试点' },
  advisory: { en: 'Advisory', zh: '提示' },
  enforced: { en: 'Enforced', zh: '强制' },
} as const satisfies Record<string, Label>;
export type Enforcement = keyof typeof enforcements;
export const enforcement = z.enum(Object.keys(enforcements) as [Enforcement, ...Enforcement[]]);

/** Why a step is refused, or what it departed from. `rule` is one of shared/process/refusals.ts. */
export const refusal = z.object({
  rule: z.string(),
  field: z.string().optional(),
  en: z.string(),
  zh: z.string(),
  /** Address of the help entry. */
  help: z.string(),
});
export type Refusal = z.infer<typeof refusal>;

const decision = z.object({
  by: z.string(),
  onBehalfOf: z.string().optional(),
  at: z.string(),
  verdict: z.enum(['approve', 'reject', 'send-back']),
  comment: z.string().optional(),
});

/** One signature asked for. */
const slot = z.object({
  id: z.string(),
  signer: z.string(),
  /** Who added this signer to those of the definition. */
  addedBy: z.string().optional(),
  decision: decision.optional(),
});
export type Slot = z.infer<typeof slot>;

/** A round of approval on a document: under way, or the last one. */
export const approvalRound = z.object({
  round: z.int(),
  submittedBy: z.string(),
  submittedOnBehalfOf: z.string().optional(),
  submittedAt: z.string(),
  /** Index of the level whose signatures are asked for now. */
  level: z.int(),
  levels: z.array(
    z.object({
      id: z.string(),
      mode: z.enum(['any', 'all', 'sequence']),
      since: z.string().optional(),
      slots: z.array(slot),
    }),
  ),
  outcome: z.enum(['approved', 'rejected', 'sent-back', 'recalled', 'voided']).optional(),
  endedAt: z.string().optional(),
});
export type ApprovalRound = z.infer<typeof approvalRound>;

/** A step in short, kept on the document: what counters, dry runs and conformance read. */
const trailEntry = z.object({
  n: z.int(),
  action: z.string(),
  from: z.string(),
  to: z.string(),
  at: z.string(),
  by: z.string(),
  late: z.literal(true).optional(),
  /** How many rules the step departed from. */
  deviations: z.int().optional(),
});
export type TrailEntry = z.infer<typeof trailEntry>;

/** Where a document stands on its path. Kept on the record beside its fields. */
export const processStanding = z.object({
  /** The process and the version that the document runs on. */
  id: z.string(),
  version: z.int(),
  state: z.string(),
  /** The state in which it began, for replay. */
  begun: z.string(),
  since: z.string(),
  /** Steps so far. */
  seq: z.int(),
  /** When the next step is due. */
  due: z.string().optional(),
  approval: approvalRound.optional(),
  /** Who made or changed the content since the last approval: they do not approve it. */
  authors: z.array(z.string()),
  /** The last steps, oldest first. */
  trail: z.array(trailEntry),
  /** Steps, deviations and late steps by `month|member|team|action`; what the conformance counters add up. */
  tally: z.record(z.string(), z.tuple([z.int(), z.int(), z.int()])),
});
export type ProcessStanding = z.infer<typeof processStanding>;

/** A step as it is recorded for ever, beside the document (PRO-6). */
export const stepRecord = z.object({
  seq: z.int(),
  at: z.string(),
  by: z.string(),
  onBehalfOf: z.string().optional(),
  via: z.string(),
  /** An action of the definition; `approve`, `reject`, `send-back`, `recall`, `add-signer`; `edit` or `set` for what went past them; `migrate`. */
  action: z.string(),
  from: z.string(),
  to: z.string(),
  comment: z.string().optional(),
  /** Business minutes since the document came into the state. */
  took: z.number(),
  late: z.literal(true).optional(),
  process: z.string(),
  version: z.int(),
  /** Slot of the approval that the step signed. */
  slot: z.string().optional(),
  /** The signer that was added. */
  signer: z.string().optional(),
  /** What the step departed from under advisory. */
  deviation: z.array(refusal).optional(),
});
export type StepRecord = z.infer<typeof stepRecord>;
