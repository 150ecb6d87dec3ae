import type { FindingState } from '../../../shared/findings/finding.ts';
import { openStates } from '../../../shared/findings/finding.ts';
import type { Condition } from '../records/conditions.ts';
import { conditionText } from '../records/conditions.ts';
import { readView, viewText } from '../records/view.ts';

/** Which findings the board shows; all of it stands in the address, so that a figure elsewhere can lead to its records. */
export type Conditions = readonly Condition[];

const openValue = openStates.join('|');

/** What somebody sees who comes without asking for anything: the own ones that want work. */
export const standardConditions = (memberId: string): Conditions => [
  { field: 'ownerId', op: 'eq', value: memberId },
  { field: 'state', op: 'in', value: openValue },
];

const same = (a: Conditions, b: Conditions): boolean => {
  const texts = new Set(b.map(conditionText));
  return a.length === b.length && a.every((one) => texts.has(conditionText(one)));
};

/** Reads the part of an address after `?`. */
export const readBoard = (search: string, memberId: string): Conditions => {
  const { conditions } = readView(search);
  return conditions.length === 0 && new URLSearchParams(search).get('view') !== 'all'
    ? standardConditions(memberId)
    : conditions;
};

/** The part of an address after `?`, without it. */
export const boardText = (conditions: Conditions, memberId: string): string => {
  if (same(conditions, standardConditions(memberId))) return '';
  if (conditions.length === 0) return 'view=all';
  return viewText({ conditions, sort: undefined, columns: undefined, archived: 'no', q: '', shape: undefined });
};

const without = (conditions: Conditions, field: string): Condition[] => conditions.filter((one) => one.field !== field);

export const isMine = (conditions: Conditions, memberId: string): boolean =>
  conditions.some((one) => one.field === 'ownerId' && one.op === 'eq' && one.value === memberId);

export const withOwner = (conditions: Conditions, memberId: string | undefined): Conditions =>
  memberId === undefined
    ? without(conditions, 'ownerId')
    : [{ field: 'ownerId', op: 'eq', value: memberId }, ...without(conditions, 'ownerId')];

/** The choice of states that the head of the board offers. */
export type StateChoice = 'open' | 'explained' | 'accepted' | 'fixed' | 'any';
export const stateChoices: readonly StateChoice[] = ['open', 'explained', 'accepted', 'fixed', 'any'];

const stateCondition = (choice: Exclude<StateChoice, 'any'>): Condition =>
  choice === 'open'
    ? { field: 'state', op: 'in', value: openValue }
    : { field: 'state', op: 'eq', value: choice satisfies FindingState };

/** The choice that the conditions stand for; undefined for one that the head does not offer. */
export const stateOf = (conditions: Conditions): StateChoice | undefined => {
  const own = conditions.filter((one) => one.field === 'state');
  if (own.length === 0) return 'any';
  return stateChoices.find((choice) => choice !== 'any' && same(own, [stateCondition(choice)]));
};

export const withState = (conditions: Conditions, choice: StateChoice): Conditions =>
  choice === 'any' ? without(conditions, 'state') : [...without(conditions, 'state'), stateCondition(choice)];

/** The one rule that the conditions name. */
export const ruleOf = (conditions: Conditions): string | undefined => {
  const own = conditions.filter((one) => one.field === 'rule');
  return own.length === 1 && own[0]?.op === 'eq' ? own[0].value : undefined;
};

export const withRule = (conditions: Conditions, rule: string | undefined): Conditions =>
  rule === undefined
    ? without(conditions, 'rule')
    : [...without(conditions, 'rule'), { field: 'rule', op: 'eq', value: rule }];

/** What somebody sorts findings out by: each is a condition that a button turns on and off. */
export const quicks = {
  unassigned: { field: 'ownerId', op: 'empty', value: '' },
  overdue: { field: 'dueDate', op: 'eq', value: '@past' },
  soon: { field: 'dueDate', op: 'eq', value: '@next7' },
  high: { field: 'severity', op: 'eq', value: 'high' },
} as const satisfies Record<string, Condition>;
export type Quick = keyof typeof quicks;
export const quickNames = Object.keys(quicks) as Quick[];

export const hasQuick = (conditions: Conditions, quick: Quick): boolean =>
  conditions.some((one) => conditionText(one) === conditionText(quicks[quick]));

/** Turns a quick condition on or off; another one about the same field goes. */
export const toggledQuick = (conditions: Conditions, quick: Quick): Conditions => {
  const rest = without(conditions, quicks[quick].field);
  return hasQuick(conditions, quick) ? rest : [...rest, quicks[quick]];
};

/** Conditions that the head and the list of rules do not show by themselves: they stand as sentences above the list. */
export const extraConditions = (conditions: Conditions, memberId: string): Conditions =>
  conditions.filter(
    (one) =>
      !(one.field === 'ownerId' && one.op === 'eq' && one.value === memberId) &&
      !(one.field === 'state' && stateOf(conditions) !== undefined) &&
      !(one.field === 'rule' && ruleOf(conditions) !== undefined) &&
      !quickNames.some((quick) => conditionText(quicks[quick]) === conditionText(one)),
  );
