import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { daysBetween, localDate } from '../../../shared/kernel/time.ts';
import { isOpenStage } from '../../../shared/sales/pipeline.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { titleOf, useRefTitle } from '../lib/titles.ts';
import { warmRecord } from '../records/warm.ts';
import { NextStep } from './next-step.tsx';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** How long a deal is in its stage, said in words once that is longer than its pipeline allows. */
function Age({ record, maxDays }: { record: WebRecord; maxDays: number }) {
  const { t } = useI18n();
  const format = useFormat();
  const { timeZone } = useWorkspace();
  const since = text(record['stageSince']);
  if (since === undefined || !isOpenStage(record['stage'])) return null;
  const days = Math.max(0, daysBetween(localDate(since, timeZone), format.today()));
  const words = t.sales.board;
  const number = format.number(days);
  return days > maxDays ? (
    <span className="age stuck" title={words.stuckNote(format.number(maxDays))}>
      <Icon name="warning" size={12} />
      {words.stuck(number)}
    </span>
  ) : (
    <span className="age">{words.days(number, days === 1)}</span>
  );
}

interface CardProps {
  record: WebRecord;
  maxDays: number;
  editable: boolean;
  onSaved: (saved: WebRecord) => void;
  menu?: ReactNode;
}

/** An opportunity in a few lines: whose, how much, what next and by when, how long it has stood here. */
export function DealCard({ record, maxDays, editable, onSaved, menu }: CardProps) {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const account = useRefTitle(text(record['accountId']));
  const amount = record['amount'];
  const close = text(record['closeDate']);
  const open = isOpenStage(record['stage']);
  const late = open && close !== undefined && close < format.today();
  return (
    <article className="board-card" onPointerEnter={() => warmRecord(workspaceId, 'opportunity', record.id)}>
      <div className="board-card-head">
        <Link href={`/opportunities/${record.id}`} className="board-card-title" draggable={false}>
          {titleOf(record)}
        </Link>
        {menu}
      </div>
      <div className="board-card-account">
        <span className="ellipsis">{account}</span>
        {record.ownerId ? <Person id={record.ownerId} /> : null}
      </div>
      <div className="board-card-foot">
        {typeof amount === 'number' ? <strong>{format.moneyShort(amount, text(record['currency']))}</strong> : null}
        {close ? (
          <span className={late ? 'late' : ''} title={late ? t.sales.overdue : undefined}>
            {late ? <Icon name="warning" size={12} /> : null}
            {format.day(close)}
          </span>
        ) : null}
        <Age record={record} maxDays={maxDays} />
      </div>
      {open ? <NextStep record={record} editable={editable} onSaved={onSaved} /> : null}
    </article>
  );
}
