import type { Area, Rule, Severity } from '../kernel/rule.ts';
import type { RuleSetting, RuleSettings } from './audit.contract.ts';

export type AnyRecordRule = Extract<Rule, { kind: 'record' }>;
export type AnyGroupRule = Extract<Rule, { kind: 'group' }>;

/** A rule as a workspace runs it. */
export interface Active<R extends Rule = Rule> {
  rule: R;
  area: Area;
  severity: Severity;
  dueDays: number;
  /** Parsed by the rule's own schema. */
  settings: unknown;
}

export type ActiveRecordRule = Active<AnyRecordRule>;
export type ActiveGroupRule = Active<AnyGroupRule>;

/** A rule with what a workspace has changed about it. @throws ZodError for settings that the rule does not take */
export const activate = <R extends Rule>(rule: R, setting: RuleSetting = {}): Active<R> => ({
  rule,
  area: rule.area,
  severity: setting.severity ?? rule.severity,
  dueDays: setting.dueDays ?? rule.dueDays,
  // With the input, so that a wrong value is told from a missing one.
  settings: rule.settings.parse(setting.settings ?? {}, { reportInput: true }),
});

/** The rules that are on, or those of them that `only` names. Settings that no longer fit the rule give way to its defaults. */
export const activeRules = (rules: readonly Rule[], settings: RuleSettings, only?: readonly string[]): Active[] =>
  rules.flatMap((rule) => {
    const setting = settings[rule.id];
    if (setting?.enabled === false || (only && !only.includes(rule.id))) return [];
    const fits = rule.settings.safeParse(setting?.settings ?? {}).success;
    return [activate(rule, fits ? setting : { ...setting, settings: {} })];
  });

export const isRecordRule = (active: Active): active is ActiveRecordRule => active.rule.kind === 'record';
export const isGroupRule = (active: Active): active is ActiveGroupRule => active.rule.kind === 'group';
