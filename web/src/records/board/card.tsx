import { useDraggable } from '@dnd-kit/core';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useI18n } from '../../i18n/index.tsx';
import { Icon } from '../../kit/icon.tsx';
import { Menu } from '../../kit/menu.tsx';
import type { WebRecord } from '../../lib/records.ts';
import { titleOf } from '../../lib/titles.ts';
import type { BoardPlace } from './frame.tsx';

interface Props {
  record: WebRecord;
  href: string;
  /** All columns, and the one in which the card stands. */
  places: readonly BoardPlace[];
  at: string | undefined;
  /** What the columns are: name of the menu. */
  label: string;
  movable: boolean;
  onMove: (record: WebRecord, to: string) => void;
  /** The card itself, with the menu that moves it. */
  face: (menu: ReactNode) => ReactNode;
}

/** A card that is dragged to another column, carried there by keyboard, or sent by its menu; Enter opens it. */
export function BoardCard({ record, href, places, at, label, movable, onMove, face }: Props) {
  const { t } = useI18n();
  const [, navigate] = useLocation();
  const { attributes, listeners, setNodeRef, isDragging } = useDraggable({
    id: record.id,
    data: { record },
    disabled: !movable,
  });
  const menu = movable ? (
    <Menu
      className="btn quiet small square"
      side="end"
      label={label}
      button={<Icon name="more" size={14} />}
      items={places.map((one) => ({
        key: one.id,
        label: t.sales.moveTo(one.name),
        checked: one.id === at,
        onSelect: () => onMove(record, one.id),
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
      data-card={record.id}
      className={`board-card-holder${isDragging ? ' dragging' : ''}`}
      aria-label={titleOf(record)}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget) return;
        if (event.key === 'Enter' && !isDragging) navigate(href);
        else listeners?.['onKeyDown']?.(event);
      }}
    >
      {face(menu)}
    </div>
  );
}
