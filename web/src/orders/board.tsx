import '../styles/sales.css';
import '../process/process.css';
import './orders.css';
import type { DragEndEvent, KeyboardCoordinateGetter } from '@dnd-kit/core';
import {
  closestCorners,
  DndContext,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { orderStatuses } from '../../../shared/sales/order.ts';
import { ApiError, newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { usePhone } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { summaryQuery } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { processQuery, takeStep } from '../process/api.ts';
import { conditionText } from '../records/conditions.ts';
import type { View } from '../records/view.ts';
import { OrderCard } from './board-card.tsx';
import { OrderColumn } from './board-column.tsx';
import { type BoardState, boardStates, columnFigures, columnOf } from './board-states.ts';

const MoveNote = part(() => import('./move-note.tsx'));

/** A step that waits for its reason. */
interface Waiting {
  record: WebRecord;
  to: BoardState;
  action: string;
}

/** Left and right carry the card to the next column: pixels would be no use to a keyboard. */
const nextColumn: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.code];
  if (!by) return undefined;
  event.preventDefault();
  const record = context.active?.data.current?.['record'] as WebRecord | undefined;
  const at = boardStates.indexOf((context.over?.id ?? columnOf(record?.['status'])) as BoardState);
  const target = boardStates[Math.max(0, Math.min(boardStates.length - 1, at + by))];
  const rect = target ? context.droppableRects.get(target) : undefined;
  return rect ? { x: rect.left + 12, y: currentCoordinates.y } : undefined;
};

/** The orders as a board: one column a state; cards go along the steps that their process allows. */
export default function OrderBoard({ view }: { view: View }) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const words = t.orders.board;
  const { workspaceId: ws, canWrite } = useWorkspace();
  const phone = usePhone();
  const [, navigate] = useLocation();
  const [shown, setShown] = useState<BoardState>('draft');
  const [dragged, setDragged] = useState<WebRecord>();
  const [waiting, setWaiting] = useState<Waiting>();
  // Orders that were moved here, and where they stood when the counts were read.
  const [moved, setMoved] = useState<ReadonlyMap<string, { from: unknown; record: WebRecord }>>(new Map());
  const filter = useMemo(() => view.conditions.map(conditionText), [view.conditions]);
  const summary = summaryQuery(ws, 'order', {
    group: 'status',
    sum: 'amount',
    filter,
    archived: view.archived,
    ...(view.q ? { q: view.q } : {}),
  });
  // A fresh count knows of what was moved.
  const counts = useQuery({ ...summary, placeholderData: keepPreviousData });
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: nextColumn,
      keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] },
    }),
  );
  const nameOf = (state: unknown): string =>
    label(orderStatuses[state as keyof typeof orderStatuses] ?? orderStatuses.draft);

  const place = (record: WebRecord, from: unknown) => setMoved((now) => new Map(now).set(record.id, { from, record }));
  const refuse = (record: WebRecord, error: unknown) => {
    place(record, record['status']);
    toast({
      text: errorText(error, i18n),
      tone: 'bad',
      action: { label: t.process.board.open, run: () => navigate(`/orders/${record.id}`) },
    });
  };
  const take = async (record: WebRecord, action: string, comment?: string) => {
    try {
      const after = await takeStep(ws, record, { action, comment, key: newKey() });
      // Where it came to, which an approval that nobody has to sign may have carried on.
      place(after, after['status']);
      await queryClient.invalidateQueries({ queryKey: summary.queryKey });
      toast({ text: words.moved(titleOf(after), nameOf(after['status'])) });
    } catch (error) {
      refuse(record, error);
    }
  };
  const move = async (record: WebRecord, to: BoardState): Promise<void> => {
    if (columnOf(record['status']) === to) return;
    place({ ...record, status: to }, record['status']);
    try {
      const process = await queryClient.fetchQuery({ ...processQuery(ws, record), staleTime: 0 });
      const option = process.options
        .filter((one) => one.to === to)
        .sort((a, b) => a.refusals.length - b.refusals.length)[0];
      const refusals = option?.refusals ?? [];
      if (!option || refusals.length > 0)
        return refuse(record, new ApiError(409, 'step-refused', option ? { refusals } : {}));
      if (option.comment === 'required') {
        place(record, record['status']);
        return setWaiting({ record, to, action: option.action });
      }
      await take(record, option.action);
    } catch (error) {
      refuse(record, error);
    }
  };
  const drop = ({ active, over }: DragEndEvent) => {
    setDragged(undefined);
    const record = active.data.current?.['record'] as WebRecord | undefined;
    if (record && over) void move(record, over.id as BoardState);
  };
  const cardName = (data: Record<string, unknown> | undefined) => titleOf(data?.['record'] as WebRecord);
  const records = useMemo(() => new Map([...moved].map(([id, one]) => [id, one.record])), [moved]);
  const figures = (column: BoardState) =>
    counts.data ? columnFigures(counts.data, column, [...moved.values()]) : undefined;
  const columns = phone ? boardStates.filter((state) => state === shown) : boardStates;
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCorners}
      onDragStart={({ active }) => setDragged(active.data.current?.['record'] as WebRecord)}
      onDragEnd={drop}
      onDragCancel={() => setDragged(undefined)}
      accessibility={{
        screenReaderInstructions: { draggable: t.sales.dragHelp },
        announcements: {
          onDragStart: ({ active }) => t.sales.picked(cardName(active.data.current)),
          onDragOver: ({ active, over }) =>
            over ? t.sales.over(cardName(active.data.current), nameOf(over.id)) : undefined,
          onDragEnd: ({ active, over }) =>
            over
              ? t.sales.dropped(cardName(active.data.current), nameOf(over.id))
              : t.sales.cancelled(cardName(active.data.current)),
          onDragCancel: ({ active }) => t.sales.cancelled(cardName(active.data.current)),
        },
      }}
    >
      {phone ? (
        <div className="stage-tabs" role="tablist" aria-label={words.state}>
          {boardStates.map((state) => (
            <button
              key={state}
              type="button"
              role="tab"
              aria-selected={state === shown}
              className="stage-tab"
              onClick={() => setShown(state)}
            >
              {nameOf(state)} <span>{figures(state)?.count ?? 0}</span>
            </button>
          ))}
        </div>
      ) : null}
      <div className="board">
        {columns.map((column) => (
          <OrderColumn
            key={column}
            column={column}
            view={view}
            figures={figures(column)}
            moved={records}
            movable={canWrite('orders')}
            onMove={(record, to) => void move(record, to)}
          />
        ))}
      </div>
      {waiting ? (
        <MoveNote
          record={waiting.record}
          to={waiting.to}
          onClose={() => setWaiting(undefined)}
          onSend={(comment) => {
            setWaiting(undefined);
            place({ ...waiting.record, status: waiting.to }, waiting.record['status']);
            void take(waiting.record, waiting.action, comment);
          }}
        />
      ) : null}
      <DragOverlay dropAnimation={null}>{dragged ? <OrderCard record={dragged} /> : null}</DragOverlay>
    </DndContext>
  );
}
