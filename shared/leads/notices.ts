import type { Rec } from '../kernel/record.ts';
import type { NoticeEvent } from '../notices/events.ts';

const about = (rec: Rec): NoticeEvent['about'] => ({
  subjectType: rec.type,
  subjectId: rec.id,
  title: [rec.data['name'], rec.data['company']].filter(Boolean).join(' · '),
});

const to = (memberId: string): NoticeEvent['to'] => ({ assignees: [`m:${memberId}`], owned: false, except: [] });

/** What the clock did on a lead: a warning to its owner, and word to whoever had it when it went to the pool. */
export const leadEvents = (before: Rec | undefined, after: Rec): NoticeEvent[] => {
  if (after.type !== 'lead' || !before) return [];
  const { recallOn, recalledFrom } = after.data;
  const last = after.process?.trail.at(-1);
  const recalled = before.data['status'] !== 'recycled' && after.data['status'] === 'recycled';
  if (recalled && last?.action === 'recall' && typeof recalledFrom === 'string')
    return [
      {
        key: `${after.id}#${after.version}#recalled`,
        kind: 'lead-recalled',
        about: { ...about(after), ...(after.reason ? { comment: after.reason } : {}) },
        to: to(recalledFrom),
      },
    ];
  const warned = before.data['warnOn'] !== undefined && after.data['warnOn'] === undefined;
  if (warned && after.ownerId && typeof recallOn === 'string' && before.data['recallOn'] === recallOn)
    return [
      {
        key: `${after.id}#${recallOn}#recall-soon`,
        kind: 'lead-recall-soon',
        about: { ...about(after), comment: recallOn },
        to: to(after.ownerId),
      },
    ];
  return [];
};
