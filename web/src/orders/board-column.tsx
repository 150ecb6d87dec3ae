import { useDroppable } from '@dnd-kit/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { orderStatuses } from '../../../shared/sales/order.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useSlow } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { listQuery } from '../lib/records.ts';
import { conditionText } from '../records/conditions.ts';
import type { View } from '../records/view.ts';
import { DraggableOrder } from './board-card.tsx';
import { type BoardState, columnOf, statesOf } from './board-states.ts';

interface Props {
  column: BoardState;
  view: View;
  figures: { count: number; sums: Readonly<Record<string, number>> } | undefined;
  /** Orders as they are since they were moved on this page, by id. */
  moved: ReadonlyMap<string, WebRecord>;
  movable: boolean;
  onMove: (record: WebRecord, to: BoardState) => void;
}

/** Cards that one request brings. */
const CARDS = 50;

/** A state with its orders, count and sum. */
export function OrderColumn({ column, view, figures, moved, movable, onMove }: Props) {
  const { t, label } = useI18n();
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const { setNodeRef, isOver } = useDroppable({ id: column });
  const list = useInfiniteQuery(
    listQuery(workspaceId, 'order', {
      sort: view.sort ?? 'dueDate',
      filter: [...view.conditions.map(conditionText), `status:in:${statesOf(column).join('|')}`],
      archived: view.archived,
      limit: CARDS,
      ...(view.q ? { q: view.q } : {}),
    }),
  );
  const slow = useSlow(list.isPending);
  const listed = list.data?.pages.flatMap((page) => page.items) ?? [];
  const here = (record: WebRecord): boolean => columnOf(record['status']) === column;
  const arrived = [...moved.values()].filter((one) => here(one) && !listed.some((each) => each.id === one.id));
  const cards = [...arrived, ...listed.map((one) => moved.get(one.id) ?? one).filter(here)];
  const sums = format.sums(figures?.sums ?? {});
  return (
    <section ref={setNodeRef} className={`column${isOver ? ' over' : ''}`} aria-label={label(orderStatuses[column])}>
      <header className={`column-head state-${column}`}>
        <h2>{label(orderStatuses[column])}</h2>
        <span className="column-count">{figures ? format.number(figures.count) : ''}</span>
        <span className="column-sum ellipsis" title={sums}>
          {sums}
        </span>
      </header>
      <div className="column-cards">
        {slow ? <span className="skeleton tall" /> : null}
        {list.data && cards.length === 0 ? <p className="column-empty">{t.orders.board.empty}</p> : null}
        {cards.map((record) => (
          <DraggableOrder key={record.id} record={record} movable={movable && !record.archivedAt} onMove={onMove} />
        ))}
        {list.hasNextPage ? (
          <button
            type="button"
            className="btn quiet"
            disabled={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t.sales.more}
          </button>
        ) : null}
      </div>
    </section>
  );
}
