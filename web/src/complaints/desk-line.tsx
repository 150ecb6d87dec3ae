import { Link } from 'wouter';
import { complaint } from '../../../shared/complaints/complaint.ts';
import type { ProcessDefinition } from '../../../shared/kernel/process.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { RefChip } from '../records/value.tsx';
import { warmRecord } from '../records/warm.ts';
import { DueBadge } from '../work/work-line.tsx';
import { turnOf } from './desk.ts';
import { SeverityBadge, TurnMark } from './parts.tsx';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

interface Props {
  row: WebRecord;
  definition: ProcessDefinition;
  now: string;
  active: boolean;
  onActive: () => void;
  onLeave: () => void;
}

/** A complaint in a line of the desk: how grave, what, whose, where it stands, whose turn it is since when, until when. */
export function DeskLine({ row, definition, now, active, onActive, onLeave }: Props) {
  const { t, label } = useI18n();
  const words = t.complaints.desk;
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const state = definition.states.find((one) => one.id === row['status']);
  const account = text(row['accountId']);
  const reported = text(row['reportedAt']) ?? row.createdAt;
  const since = text(row['stepSince']);
  return (
    <li
      className={`cp-line${active ? ' active' : ''}`}
      data-work={row.id}
      {...(active ? { 'aria-current': true } : {})}
      onPointerDown={onActive}
      onPointerEnter={() => warmRecord(workspaceId, complaint.name, row.id)}
    >
      <div className="cp-line-grave">
        <SeverityBadge severity={row['severity']} />
      </div>
      <div className="cp-line-what">
        <Link href={`/complaints/${row.id}`} className="work-title ellipsis" onClick={onLeave}>
          {titleOf(row)}
        </Link>
        <span className="work-detail ellipsis">
          {[text(row['number']), words.reported(format.ago(reported))].filter(Boolean).join(' · ')}
        </span>
      </div>
      <div className="cp-line-account">{account ? <RefChip id={account} /> : null}</div>
      <div className="cp-line-state">
        <span className="badge">{state ? label(state.label) : String(row['status'])}</span>
      </div>
      <div className="cp-line-turn">
        <TurnMark turn={turnOf(definition, row, 'status')} />
        {since ? <span className="work-since">{words.since(format.ago(since))}</span> : null}
      </div>
      <div className="cp-line-due">
        <DueBadge due={text(row['stepDue'])} now={now} />
      </div>
    </li>
  );
}
