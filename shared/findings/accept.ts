import type { Role } from '../access/permissions.ts';
import { roles as roleLabels } from '../access/permissions.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { fault } from '../kernel/problem.ts';
import { addDays } from '../kernel/time.ts';

/** Longest time for which a fault is accepted, days. */
export const MOST_ACCEPTED_DAYS = 366;

const grave: readonly Role[] = ['executive', 'administrator'];
const others: readonly Role[] = ['auditor', 'sales-manager', ...grave];

/** Roles that may accept a fault of a severity as it is. */
export const accepters = (severity: unknown): readonly Role[] => (severity === 'high' ? grave : others);

export const mayAccept = (roles: readonly string[], severity: unknown): boolean =>
  accepters(severity).some((role) => roles.includes(role));

/** Names of the roles that may accept a fault, for people. */
export const accepterNames = (severity: unknown, language: 'en' | 'zh'): string =>
  accepters(severity)
    .map((role) => roleLabels[role][language])
    .join(language === 'zh' ? '、' : ', ');

/**
 * Rules that ask a question: to accept such a finding is the answer (they are two records; a second person has looked at the value),
 * given by whoever works on it, and it holds for good.
 */
const questions: ReadonlySet<unknown> = new Set([
  'critical-change-unreviewed',
  'duplicate-account',
  'duplicate-contact',
  'duplicate-lead',
  'duplicate-product',
  'product-several-codes',
]);
export const asksOnly = (rule: unknown): boolean => questions.has(rule);

interface Accepted {
  severity: unknown;
  /** Last day, YYYY-MM-DD. */
  until: unknown;
  /** The day on which it is accepted, of the workspace's zone, as its end is. */
  today: string;
}

/** What is wrong with accepting a fault: who does it, and until when. */
export const acceptFaults = ({ severity, until, today }: Accepted, roles: readonly Role[]): FieldFault[] => {
  if (!mayAccept(roles, severity)) return [fault('state', 'not-allowed-value', accepters(severity).join(', '))];
  if (typeof until !== 'string') return [fault('acceptedUntil', 'required')];
  const last = addDays(today, MOST_ACCEPTED_DAYS);
  return until < today || until > last
    ? [fault('acceptedUntil', until < today ? 'too-small' : 'too-large', `${today} … ${last}`)]
    : [];
};
