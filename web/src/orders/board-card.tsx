import { Link } from 'wouter';
import { order } from '../../../shared/sales/order.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { titleOf, useRefTitle } from '../lib/titles.ts';
import type { CardProps } from '../records/board/process-board.tsx';
import { useFieldSpecs } from '../records/fields.ts';
import { FieldValue } from '../records/value.tsx';
import { warmRecord } from '../records/warm.ts';
import { isLate } from './board-states.ts';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** An order in a few lines: whose, how much, until when, and why it is held. */
export function OrderCard({ record, menu }: CardProps) {
  const { t } = useI18n();
  const words = t.orders.board;
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const account = useRefTitle(text(record['accountId']));
  const holdSpec = useFieldSpecs(order).find((spec) => spec.name === 'holdReason');
  const amount = record['amount'];
  const due = text(record['dueDate']);
  const late = isLate(record, format.today());
  const held = text(record['holdReason']);
  return (
    <article className="board-card" onPointerEnter={() => warmRecord(workspaceId, 'order', record.id)}>
      <div className="board-card-head">
        <Link href={`/orders/${record.id}`} className="board-card-title" draggable={false}>
          {titleOf(record)}
        </Link>
        {menu}
      </div>
      <div className="board-card-account">
        <span className="ellipsis">{account}</span>
        {record.ownerId ? <Person id={record.ownerId} /> : null}
      </div>
      <div className="board-card-foot order-foot">
        {typeof amount === 'number' ? <strong>{format.moneyShort(amount, text(record['currency']))}</strong> : null}
        {due ? (
          <span className={late ? 'late' : ''} title={late ? words.late : words.due(format.date(due))}>
            {late ? <Icon name="warning" size={12} /> : null}
            {format.day(due)}
          </span>
        ) : null}
      </div>
      {held && holdSpec ? (
        <div className="board-card-foot">
          <Icon name="lock" size={12} />
          <FieldValue value={held} spec={holdSpec} record={record} />
        </div>
      ) : null}
    </article>
  );
}
