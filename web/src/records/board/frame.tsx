import '../../styles/sales.css';
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
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useI18n } from '../../i18n/index.tsx';
import { useFormat } from '../../lib/format.ts';
import { usePhone } from '../../lib/hooks.ts';
import { usePageKeys } from '../../lib/keys.ts';
import type { WebRecord } from '../../lib/records.ts';
import { titleOf } from '../../lib/titles.ts';
import { stepToCard } from './focus.ts';

/** A column of a board, as people call it. */
export interface BoardPlace {
  id: string;
  name: string;
}

interface Props<P extends BoardPlace> {
  places: readonly P[];
  /** What the columns are: a name for readers of the page aloud. */
  label: string;
  /** The column in which a record stands; undefined where it stands in none. */
  placeOf: (record: WebRecord) => string | undefined;
  /** Records in a column, as far as they are counted. */
  countOf: (place: P) => number | undefined;
  onMove: (record: WebRecord, to: string) => void;
  /** The card that is carried. */
  face: (record: WebRecord) => ReactNode;
  column: (place: P) => ReactNode;
}

/** Left and right carry the card to the next column: pixels would be no use to a keyboard. */
const nextColumn =
  (places: readonly BoardPlace[], placeOf: Props<BoardPlace>['placeOf']): KeyboardCoordinateGetter =>
  (event, { context, currentCoordinates }) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.code];
    if (!by) return undefined;
    event.preventDefault();
    const there = places.map((one) => one.id).filter((id) => context.droppableRects.has(id));
    const record = context.active?.data.current?.['record'] as WebRecord | undefined;
    const from = context.over?.id ?? (record ? placeOf(record) : undefined);
    const target = there[Math.max(0, Math.min(there.length - 1, there.indexOf(String(from)) + by))];
    const rect = target ? context.droppableRects.get(target) : undefined;
    return rect ? { x: rect.left + 12, y: currentCoordinates.y } : undefined;
  };

/** A board: columns of cards that are dragged or carried by keyboard; on a phone one column at a time. */
export function BoardFrame<P extends BoardPlace>(props: Props<P>) {
  const { places, label, placeOf, countOf, onMove, face, column } = props;
  const { t } = useI18n();
  const format = useFormat();
  const phone = usePhone();
  const [chosen, setChosen] = useState<string>();
  const [dragged, setDragged] = useState<WebRecord>();
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: nextColumn(places, placeOf),
      keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] },
    }),
  );
  // While a card is carried the arrows carry it.
  const walk = (key: string) => () => (dragged ? undefined : stepToCard(key));
  usePageKeys(Object.fromEntries(['arrowdown', 'arrowup', 'arrowleft', 'arrowright'].map((key) => [key, walk(key)])));
  const drop = ({ active, over }: DragEndEvent) => {
    setDragged(undefined);
    const record = active.data.current?.['record'] as WebRecord | undefined;
    if (record && over) onMove(record, String(over.id));
  };
  const nameOf = (id: unknown) => places.find((one) => one.id === id)?.name ?? '';
  const cardName = (data: Record<string, unknown> | undefined) => titleOf(data?.['record'] as WebRecord);
  const shown = places.find((one) => one.id === chosen) ?? places[0];
  const columns = phone ? places.filter((one) => one === shown) : places;
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
        <div className="stage-tabs" role="tablist" aria-label={label}>
          {places.map((place) => (
            <button
              key={place.id}
              type="button"
              role="tab"
              aria-selected={place === shown}
              className="stage-tab"
              onClick={() => setChosen(place.id)}
            >
              {place.name} <span>{format.number(countOf(place) ?? 0)}</span>
            </button>
          ))}
        </div>
      ) : null}
      <div className="board">{columns.map(column)}</div>
      <DragOverlay dropAnimation={null}>{dragged ? face(dragged) : null}</DragOverlay>
    </DndContext>
  );
}
