import type { Rec } from '../kernel/record.ts';
import type { NoticeEvent } from '../notices/events.ts';
import type { NoticeKind } from '../notices/notices.contract.ts';

const MAX_COMMENT = 300;

const told = (rec: Rec, { kind, to, comment }: { kind: NoticeKind; to: unknown; comment?: unknown }): NoticeEvent[] =>
  typeof to !== 'string'
    ? []
    : [
        {
          key: `${rec.id}#v${rec.version}#${kind}`,
          kind,
          about: {
            subjectType: rec.type,
            subjectId: rec.id,
            title: String(rec.data['subject'] ?? rec.id),
            ...(rec.updatedBy.startsWith('mem_') ? { by: rec.updatedBy } : {}),
            ...(typeof comment === 'string' ? { comment: comment.slice(0, MAX_COMMENT).toWellFormed() } : {}),
          },
          to: { assignees: [`m:${to}`], owned: false, except: [rec.updatedBy] },
        },
      ];

/**
 * A complaint about the system, told to whoever answers for it, again when it is brought back; its answer, told to whoever complained.
 * What is judged of a tip is the outcome of its approval (shared/notices/events.ts).
 */
export const improvementEvents = (before: Rec | undefined, after: Rec): NoticeEvent[] => {
  if (after.type !== 'systemIssue') return [];
  const { status, answer, answeredAt, reporterId, page, notSettled } = after.data;
  if (!before) return told(after, { kind: 'issue-reported', to: after.ownerId, comment: page });
  if (answeredAt !== undefined && answeredAt !== before.data['answeredAt'])
    return told(after, { kind: 'issue-answered', to: reporterId, comment: answer });
  const isBack = status === 'open' && before.data['status'] === 'answered';
  return isBack ? told(after, { kind: 'issue-reported', to: after.ownerId, comment: notSettled }) : [];
};
