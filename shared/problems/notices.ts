import type { Rec } from '../kernel/record.ts';
import type { NoticeEvent } from '../notices/events.ts';
import type { NoticeKind } from '../notices/notices.contract.ts';

const MAX_COMMENT = 300;

const told = (
  rec: Rec,
  { kind, occasion, to, comment }: { kind: NoticeKind; occasion: string; to: unknown; comment?: unknown },
): NoticeEvent[] =>
  typeof to !== 'string'
    ? []
    : [
        {
          key: `${rec.id}#${occasion}`,
          kind,
          about: {
            subjectType: rec.type,
            subjectId: rec.id,
            title: String(rec.data['subject'] ?? rec.data['name'] ?? rec.id),
            ...(rec.updatedBy.startsWith('mem_') ? { by: rec.updatedBy } : {}),
            ...(typeof comment === 'string' ? { comment: comment.slice(0, MAX_COMMENT).toWellFormed() } : {}),
          },
          to: { assignees: [`m:${to}`], owned: false, except: [rec.updatedBy] },
        },
      ];

/** A question, told to whoever answers for the CRM; its answer, told to whoever asked; a stale entry, told to its owner. */
export const problemEvents = (before: Rec | undefined, after: Rec): NoticeEvent[] => {
  const { answer, askerId, staleSince, page } = after.data;
  if (after.type === 'helpRequest') {
    if (!before) return told(after, { kind: 'help-asked', occasion: 'asked', to: after.ownerId, comment: page });
    return typeof answer === 'string' && answer !== before.data['answer']
      ? told(after, { kind: 'help-answered', occasion: `v${after.version}#answered`, to: askerId, comment: answer })
      : [];
  }
  const isStale = after.type === 'problemEntry' && typeof staleSince === 'string' && before !== undefined;
  return isStale && before.data['staleSince'] !== staleSince
    ? told(after, { kind: 'entry-stale', occasion: `${staleSince}#stale`, to: after.ownerId })
    : [];
};
