import type { Role } from '../access/permissions.ts';

/** Who judges what users say of the system, and answers them. */
export const judges = ['data-steward', 'trainer', 'administrator'] as const satisfies readonly Role[];

export const isJudge = (roles: readonly string[]): boolean =>
  roles.some((role) => (judges as readonly string[]).includes(role));
