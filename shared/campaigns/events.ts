import type { Rec } from '../kernel/record.ts';
import type { NoticeEvent } from '../notices/events.ts';
import { verification } from './verification.ts';

/** What a portion tells people: the first of somebody's, that it is due soon, and that it was left undone. */
export const verificationEvents = (before: Rec | undefined, after: Rec): NoticeEvent[] => {
  if (after.type !== verification.name || !after.ownerId) return [];
  const { data } = after;
  const about: NoticeEvent['about'] = {
    subjectType: after.type,
    subjectId: after.id,
    title: String(data['name'] ?? ''),
    due: `${String(data['dueOn'])}T15:59:59.000Z`,
  };
  const to = { assignees: [`m:${after.ownerId}`], owned: true, except: [] };
  if (!before)
    // Whoever has ten of them is told once.
    return data['n'] === 1 ? [{ key: `${after.id}#asked`, kind: 'step-assigned', about, to }] : [];
  if (before.data['remindOn'] !== undefined && data['remindOn'] === undefined && data['state'] === 'open')
    return [{ key: `${after.id}#due-soon`, kind: 'due-soon', about, to }];
  if (before.data['state'] === 'open' && data['state'] === 'escalated')
    return [{ key: `${after.id}#escalated`, kind: 'escalated', about, to }];
  return [];
};
