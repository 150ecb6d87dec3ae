import { useDraggable } from '@dnd-kit/core';
import type { ReactNode } from 'react';
import { memo } from 'react';
import { Link } from 'wouter';
import type { Stage } from '../../../shared/sales/pipeline.ts';
import { openStages, stageNames, stages } from '../../../shared/sales/pipeline.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Menu } from '../kit/menu.tsx';
import { Person } from '../kit/person.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { titleOf, useRefTitle } from '../lib/titles.ts';
import { warmRecord } from '../records/warm.ts';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** An opportunity in a few lines. */
export function BoardCard({ record, menu }: { record: WebRecord; menu?: ReactNode }) {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const account = useRefTitle(text(record['accountId']));
  const amount = record['amount'];
  const close = text(record['closeDate']);
  const late = close !== undefined && close < format.today() && openStages.includes(record['stage'] as Stage);
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
      </div>
    </article>
  );
}

interface Props {
  record: WebRecord;
  stage: Stage;
  movable: boolean;
  onMove: (record: WebRecord, stage: Stage) => Promise<void>;
}

function Draggable({ record, stage, movable, onMove }: Props) {
  const { t, label } = useI18n();
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({
    id: record.id,
    data: { record, stage },
    disabled: !movable,
  });
  const menu = movable ? (
    <Menu
      className="btn quiet small square"
      side="end"
      label={t.sales.stageLabel}
      button={<Icon name="more" size={14} />}
      items={stageNames.map((one) => ({
        key: one,
        label: t.sales.moveTo(label(stages[one])),
        checked: one === stage,
        onSelect: () => void onMove(record, one),
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
      <BoardCard record={record} menu={menu} />
    </div>
  );
}

/** A card that can be carried to another column. */
export const DraggableCard = memo(Draggable);
