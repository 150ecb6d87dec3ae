import type { Role } from '../access/permissions.ts';

/** Who asks people what they know of a process; a right `interviews:write` goes with each of these roles. */
export const interviewers = [
  'auditor',
  'trainer',
  'sales-manager',
  'data-steward',
  'executive',
  'administrator',
] as const satisfies readonly Role[];
