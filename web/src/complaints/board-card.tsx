import { Link } from 'wouter';
import { complaint } from '../../../shared/complaints/complaint.ts';
import { useWorkspace } from '../lib/me.tsx';
import { titleOf, useRefTitle } from '../lib/titles.ts';
import type { CardProps } from '../records/board/process-board.tsx';
import { warmRecord } from '../records/warm.ts';
import { useNow } from '../work/now.ts';
import { useDefinition } from '../work/words.ts';
import { DueBadge } from '../work/work-line.tsx';
import { turnOf } from './desk.ts';
import { SeverityBadge, TurnMark } from './parts.tsx';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** A complaint in a few lines: how grave, whose, until when, and whose turn it is. */
export function ComplaintCard({ record, menu }: CardProps) {
  const { workspaceId } = useWorkspace();
  const now = useNow();
  const definition = useDefinition('complaint');
  const account = useRefTitle(text(record['accountId']));
  const due = text(record['stepDue']);
  const turn = definition ? turnOf(definition, record, 'status') : undefined;
  return (
    <article className="board-card" onPointerEnter={() => warmRecord(workspaceId, complaint.name, record.id)}>
      <div className="board-card-head">
        <Link href={`/complaints/${record.id}`} className="board-card-title" draggable={false}>
          {titleOf(record)}
        </Link>
        {menu}
      </div>
      <div className="board-card-account">
        <span className="ellipsis">{account}</span>
      </div>
      <div className="board-card-foot cp-card-foot">
        <SeverityBadge severity={record['severity']} />
        {due ? <DueBadge due={due} now={now} /> : null}
      </div>
      {turn ? (
        <div className="board-card-foot">
          <TurnMark turn={turn} />
        </div>
      ) : null}
    </article>
  );
}
