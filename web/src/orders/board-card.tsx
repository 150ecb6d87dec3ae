import { useDraggable } from '@dnd-kit/core';
import type { ReactNode } from 'react';
import { memo } from 'react';
import { Link } from 'wouter';
import { order, orderStatuses } from '../../../shared/sales/order.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Menu } from '../kit/menu.tsx';
import { Person } from '../kit/person.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { titleOf, useRefTitle } from '../lib/titles.ts';
import { useFieldSpecs } from '../records/fields.ts';
import { FieldValue } from '../records/value.tsx';
import { warmRecord } from '../records/warm.ts';
import type { BoardState } from './board-states.ts';
import { boardStates, isLate } from './board-states.ts';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** An order in a few lines: whose, how much, until when, and why it is held. */
export function OrderCard({ record, menu }: { record: WebRecord; menu?: ReactNode }) {
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

interface Props {
  record: WebRecord;
  movable: boolean;
  onMove: (record: WebRecord, to: BoardState) => void;
}

function Draggable({ record, movable, onMove }: Props) {
  const { t, label } = useI18n();
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({
    id: record.id,
    data: { record },
    disabled: !movable,
  });
  const menu = movable ? (
    <Menu
      className="btn quiet small square"
      side="end"
      label={t.orders.board.state}
      button={<Icon name="more" size={14} />}
      items={boardStates.map((one) => ({
        key: one,
        label: t.orders.board.moveTo(label(orderStatuses[one])),
        checked: one === record['status'],
        onSelect: () => onMove(record, one),
      }))}
    />
  ) : null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a card is no set of fields
    <div
      ref={setNodeRef}
      {...attributes}
      {...listeners}
      role="group"
      className={`board-card-holder${isDragging ? ' dragging' : ''}`}
      aria-label={titleOf(record)}
      onKeyDown={(event) => (event.target === event.currentTarget ? listeners?.['onKeyDown']?.(event) : undefined)}
    >
      <OrderCard record={record} menu={menu} />
    </div>
  );
}

/** A card that can be carried to another column. */
export const DraggableOrder = memo(Draggable);
