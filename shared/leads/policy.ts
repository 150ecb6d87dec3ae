import * as z from 'zod';
import { idPattern } from '../kernel/id.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { fault } from '../kernel/problem.ts';
import type { Row } from '../kernel/rule.ts';
import { columnValue, parseCondition, selects } from '../search/query.ts';
import { leadFacts } from './facts.ts';

/** `field:op:value` over a lead's fields and facts; the operators are those of lists. */
const condition = z.string().trim().min(1).max(300);
const ruleId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'bad-format');
const name = z.string().trim().min(1).max(80);

/** Points for a lead that meets all conditions of a rule. */
const scoringRule = z.strictObject({
  id: ruleId,
  label: z.strictObject({ en: name, zh: name }),
  points: z.int().min(-100).max(100),
  when: z.array(condition).min(1).max(5),
});
export type ScoringRule = z.infer<typeof scoringRule>;

/** Whose a lead becomes: members in turn, those of a team in turn, or whoever takes it from the pool. */
const assignee = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('members'),
    members: z
      .array(z.string().regex(idPattern('member'), 'type'))
      .min(1)
      .max(50),
  }),
  z.strictObject({ kind: z.literal('team'), team: z.string().trim().min(1).max(60) }),
  z.strictObject({ kind: z.literal('pool') }),
]);
export type Assignee = z.infer<typeof assignee>;

/** The first rule whose conditions a new lead meets says whose it is; one without conditions is met by all. */
const assignmentRule = z.strictObject({
  id: ruleId,
  name,
  when: z.array(condition).max(5),
  to: assignee,
});
export type AssignmentRule = z.infer<typeof assignmentRule>;

/** What a workspace has decided about its leads: a setting, each version kept for ever. */
export const leadPolicy = z.strictObject({
  scoring: z.array(scoringRule).max(40),
  assignment: z.array(assignmentRule).max(40),
  /** Days without work by the owner until a lead goes to the pool; 0: never. */
  recallDays: z.int().min(0).max(365),
  /** Days before that on which the owner is warned; 0: not. */
  warnDays: z.int().min(0).max(60),
  /** Leads that one person takes from the pool in a day. */
  claimsPerDay: z.int().min(1).max(200),
  /** Open leads that one person may have and still take others. */
  maxHeld: z.int().min(1).max(5000),
});
export type LeadPolicy = z.infer<typeof leadPolicy>;

const rule = (id: string, en: string, zh: string, points: number, ...when: string[]): ScoringRule => ({
  id,
  label: { en, zh },
  points,
  when,
});

export const defaultLeadPolicy: LeadPolicy = {
  scoring: [
    rule('company-mail', 'Writes from a company address', '使用企业邮箱', 20, 'mailbox:eq:company'),
    rule('phone', 'Can be called', '留有电话', 15, 'callable:eq:true'),
    rule('company', 'Company is named', '填写了公司', 10, 'company:filled'),
    rule('position', 'Position is named', '填写了职务', 5, 'jobTitle:filled'),
    rule('budget', 'Has a budget', '有预算', 20, 'budget:gt:0'),
    rule('warm', 'By referral or at a fair', '来自转介绍或展会', 20, 'origin:in:referral|fair|partner|existing'),
    rule('message', 'Says what they need', '写明了需求', 10, 'messageLength:gte:40'),
    rule('list', 'From a bought list', '来自名单', -10, 'origin:eq:list'),
  ],
  assignment: [],
  recallDays: 14,
  warnDays: 3,
  claimsPerDay: 20,
  maxHeld: 50,
};

/** Whether a lead's data meets all conditions. */
export const meets = (data: Readonly<Record<string, unknown>>, when: readonly string[]): boolean => {
  const conditions = when.map(parseCondition);
  if (conditions.some((one) => one === undefined)) return false;
  const row = leadFacts(data) as Row;
  return selects({ conditions: conditions as never, archived: 'all' })(row);
};

/** The value of a condition's field, as the page shows why a rule is met. */
export const factOf = (data: Readonly<Record<string, unknown>>, field: string): unknown =>
  columnValue(leadFacts(data) as Row, field);

const conditionFaults = (when: readonly string[], path: string, fields: ReadonlySet<string>): FieldFault[] =>
  when.flatMap((text, index) => {
    const parsed = parseCondition(text);
    const at = `${path}.when.${index}`;
    if (!parsed) return [fault(at, 'bad-format', 'field:op:value')];
    return fields.has(parsed.field) || parsed.field.startsWith('custom.')
      ? []
      : [fault(at, 'unknown', [...fields].slice(0, 40).join(', '))];
  });

const doubled = (rules: readonly { id: string }[], path: string): FieldFault[] =>
  rules.flatMap((one, index) =>
    rules.findIndex((other) => other.id === one.id) < index ? [fault(`${path}.${index}.id`, 'duplicate')] : [],
  );

/** What a policy may name: fields of a lead, members and teams of the workspace. */
export interface PolicyWorld {
  fields: ReadonlySet<string>;
  members: ReadonlySet<string>;
  teams: ReadonlySet<string>;
}

/** What is wrong with a policy, at the path of each value. */
export const policyFaults = (policy: LeadPolicy, { fields, members, teams }: PolicyWorld): FieldFault[] => [
  ...doubled(policy.scoring, 'policy.scoring'),
  ...doubled(policy.assignment, 'policy.assignment'),
  ...policy.scoring.flatMap(({ when }, index) => conditionFaults(when, `policy.scoring.${index}`, fields)),
  ...policy.assignment.flatMap(({ when, to }, index) => {
    const at = `policy.assignment.${index}`;
    const strangers =
      to.kind === 'members'
        ? to.members.flatMap((id, place) =>
            members.has(id) ? [] : [fault(`${at}.to.members.${place}`, 'no-such-record')],
          )
        : to.kind === 'team' && !teams.has(to.team)
          ? [fault(`${at}.to.team`, 'not-allowed-value', [...teams].slice(0, 20).join(', '))]
          : [];
    return [...conditionFaults(when, at, fields), ...strangers];
  }),
  ...(policy.recallDays > 0 && policy.warnDays >= policy.recallDays
    ? [fault('policy.warnDays', 'too-large', String(policy.recallDays - 1))]
    : []),
];
