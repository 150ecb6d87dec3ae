import '../styles/sales.css';
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
import type { Stage } from '../../../shared/sales/pipeline.ts';
import { stageNames, stages } from '../../../shared/sales/pipeline.ts';
import { ApiError } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { usePhone } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { Summary, WebRecord } from '../lib/records.ts';
import { summaryQuery } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { processQuery } from '../process/api.ts';
import { conditionText } from '../records/conditions.ts';
import { saveRecord } from '../records/save.ts';
import type { View } from '../records/view.ts';
import { BoardCard } from './board-card.tsx';
import { BoardColumn } from './board-column.tsx';
import { type Gaps, gapsOf, moveTo } from './gaps.ts';
import { moveInSummary } from './summary.ts';

const MoveDialog = part(() => import('./move-dialog.tsx'));

/** A move that waits for what the stage still asks for. */
interface Waiting {
  record: WebRecord;
  stage: Stage;
  gaps: Gaps;
}

/** Left and right carry the card to the next column: pixels would be no use to a keyboard. */
const nextColumn: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.code];
  if (!by) return undefined;
  event.preventDefault();
  const at = stageNames.indexOf((context.over?.id ?? context.active?.data.current?.['stage']) as Stage);
  const target = stageNames[Math.max(0, Math.min(stageNames.length - 1, at + by))];
  const rect = target ? context.droppableRects.get(target) : undefined;
  return rect ? { x: rect.left + 12, y: currentCoordinates.y } : undefined;
};

/** The funnel as a board: one column a stage, cards are dragged or carried by keyboard. */
export default function Board({ view }: { view: View }) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const { workspaceId: ws, canWrite } = useWorkspace();
  const phone = usePhone();
  const [shown, setShown] = useState<Stage>('prospecting');
  const [, navigate] = useLocation();
  const [dragged, setDragged] = useState<WebRecord>();
  const [waiting, setWaiting] = useState<Waiting>();
  // Cards that were moved here; the columns' lists learn of it when they are read again.
  const [moved, setMoved] = useState<ReadonlyMap<string, WebRecord>>(new Map());
  const filter = useMemo(() => view.conditions.map(conditionText), [view.conditions]);
  const summary = summaryQuery(ws, 'opportunity', {
    group: 'stage',
    sum: 'amount',
    filter,
    archived: view.archived,
    ...(view.q ? { q: view.q } : {}),
  });
  const counts = useQuery({ ...summary, placeholderData: keepPreviousData });
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: nextColumn,
      keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter'] },
    }),
  );

  const arrived = (saved: WebRecord, from: unknown) => {
    const stage = saved['stage'] as Stage;
    setMoved((now) => new Map(now).set(saved.id, saved));
    toast({
      text: t.sales.moved(titleOf(saved), label(stages[stage])),
      action: { label: t.common.undo, run: () => void move(saved, from as Stage) },
    });
  };
  const move = async (record: WebRecord, stage: Stage): Promise<void> => {
    const from = record['stage'];
    if (from === stage) return;
    const place = (stageNow: unknown) => setMoved((now) => new Map(now).set(record.id, { ...record, stage: stageNow }));
    place(stage);
    queryClient.setQueryData<Summary>(summary.queryKey, (data) => (data ? moveInSummary(data, record, stage) : data));
    const putBack = () => {
      place(from);
      void queryClient.invalidateQueries({ queryKey: summary.queryKey });
    };
    const refuse = (error: unknown) => {
      putBack();
      toast({
        text: errorText(error, i18n),
        tone: 'bad',
        action: { label: t.process.board.open, run: () => navigate(`/opportunities/${record.id}`) },
      });
    };
    try {
      // Asked first: a process that only advises would let the card pass, and nobody would have said why.
      const process = await queryClient.fetchQuery({ ...processQuery(ws, record), staleTime: 0 });
      const step = moveTo(process, stage);
      if (step.how === 'ask') {
        putBack();
        return setWaiting({ record, stage, gaps: step.gaps });
      }
      if (step.how === 'refused') return refuse(new ApiError(409, 'step-refused', { refusals: step.refusals }));
      arrived(await saveRecord(ws, record, { stage }), from);
    } catch (error) {
      const refusals = error instanceof ApiError ? error.refusals : [];
      const gaps = refusals.length > 0 ? gapsOf(refusals, false) : undefined;
      if (!gaps) return refuse(error);
      putBack();
      setWaiting({ record, stage, gaps });
    }
  };
  const drop = ({ active, over }: DragEndEvent) => {
    setDragged(undefined);
    const record = active.data.current?.['record'] as WebRecord | undefined;
    if (record && over) void move(record, over.id as Stage);
  };
  const nameOf = (id: unknown) => label(stages[id as Stage] ?? stages.prospecting);
  const cardName = (data: Record<string, unknown> | undefined) => titleOf(data?.['record'] as WebRecord);
  const columns = phone ? stageNames.filter((stage) => stage === shown) : stageNames;
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
        <div className="stage-tabs" role="tablist" aria-label={t.sales.stageLabel}>
          {stageNames.map((stage) => (
            <button
              key={stage}
              type="button"
              role="tab"
              aria-selected={stage === shown}
              className="stage-tab"
              onClick={() => setShown(stage)}
            >
              {label(stages[stage])}{' '}
              <span>{counts.data?.groups.find((group) => group.value === stage)?.count ?? 0}</span>
            </button>
          ))}
        </div>
      ) : null}
      <div className="board">
        {columns.map((stage) => (
          <BoardColumn
            key={stage}
            stage={stage}
            view={view}
            group={counts.data?.groups.find((one) => one.value === stage)}
            known={counts.data !== undefined}
            moved={moved}
            movable={canWrite('opportunities')}
            onMove={move}
          />
        ))}
      </div>
      {waiting ? (
        <MoveDialog
          {...waiting}
          onClose={() => setWaiting(undefined)}
          onDone={(saved) => {
            setWaiting(undefined);
            void queryClient.invalidateQueries({ queryKey: summary.queryKey });
            arrived(saved, waiting.record['stage']);
          }}
        />
      ) : null}
      <DragOverlay dropAnimation={null}>{dragged ? <BoardCard record={dragged} /> : null}</DragOverlay>
    </DndContext>
  );
}
