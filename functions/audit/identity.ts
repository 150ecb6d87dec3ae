import { createHash } from 'node:crypto';
import type { Identify } from '../../shared/audit/reconcile.ts';
import { idPrefixes } from '../../shared/kernel/id.ts';

const digest = (parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32);

/** The id of the one finding of a rule at a place. */
export const findingId: Identify = (rule, subjectId, locator) =>
  `${idPrefixes.finding}_${digest([rule, subjectId, locator])}`;

/** The id of the run of an occasion: the same message makes the same run, however often it is delivered. */
export const runIdOf = (occasion: readonly string[]): string => `${idPrefixes.auditRun}_${digest(occasion)}`;
