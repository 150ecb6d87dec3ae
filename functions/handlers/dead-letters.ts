import { auditFollowUps } from '../audit/follow-ups.ts';
import { deadLetterHandler } from '../runtime/dead-letters.ts';

/** Jobs that failed at each of their tries. */
export const handler = deadLetterHandler(auditFollowUps);
