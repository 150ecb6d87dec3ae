import '../styles/sales.css';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { opportunity } from '../../../shared/sales/opportunity.ts';
import type { Stage } from '../../../shared/sales/pipeline.ts';
import { isOpenStage, maxDaysIn, stageLabelIn, stages, stagesOf } from '../../../shared/sales/pipeline.ts';
import { isClosed } from '../../../shared/sales/stage-times.ts';
import { ApiError } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { Summary, WebRecord } from '../lib/records.ts';
import { summaryQuery } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { processQuery } from '../process/api.ts';
import { BoardCard } from '../records/board/card.tsx';
import { BoardColumn } from '../records/board/column.tsx';
import { focusCard } from '../records/board/focus.ts';
import { BoardFrame } from '../records/board/frame.tsx';
import { conditionText } from '../records/conditions.ts';
import { saveRecord } from '../records/save.ts';
import { noteEdit } from '../records/undo.ts';
import { useView } from '../records/use-view.ts';
import type { View } from '../records/view.ts';
import { DealCard } from './board-card.tsx';
import { BoardFilters, chosen } from './board-filters.tsx';
import { closingGaps, type Gaps, gapsOf, moveTo } from './gaps.ts';
import { usePipelines } from './pipelines.ts';
import { moveInSummary } from './summary.ts';
import { weightedSums } from './weighted.ts';

const MoveDialog = part(() => import('./move-dialog.tsx'));

/** A step of one's own, or the one that takes it back: only the first is there to be taken back. */
type Way = 'on' | 'back';

/** A move that waits for what the stage still asks for. */
interface Waiting {
  record: WebRecord;
  stage: Stage;
  gaps: Gaps;
}

/** The funnel as a board: one column a stage, cards are dragged or carried by keyboard. */
export default function Board({ view }: { view: View }) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const { workspaceId: ws, canWrite } = useWorkspace();
  const format = useFormat();
  const [, navigate] = useLocation();
  const [waiting, setWaiting] = useState<Waiting>();
  // Cards that were moved here; the columns' lists learn of it when they are read again.
  const [moved, setMoved] = useState<ReadonlyMap<string, WebRecord>>(new Map());
  const { change } = useView(opportunity);
  const pipelines = usePipelines();
  const pipelineId = chosen(view.conditions, 'pipelineId');
  const own = pipelineId ? pipelines.linesOf(pipelineId) : undefined;
  const columnStages = useMemo(
    () => [...stagesOf(own), 'won' as const, 'lost' as const].map((id) => ({ id, name: label(stageLabelIn(own, id)) })),
    [own, label],
  );
  const filter = useMemo(() => view.conditions.map(conditionText), [view.conditions]);
  // Under other conditions the columns are read anew, and a card that was moved may not belong there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of what is shown that counts
  useEffect(() => setMoved(new Map()), [filter, view.q, view.archived]);
  const summary = summaryQuery(ws, 'opportunity', {
    group: 'stage',
    sum: 'amount',
    filter,
    archived: view.archived,
    ...(view.q ? { q: view.q } : {}),
  });
  const counts = useQuery({ ...summary, placeholderData: keepPreviousData });
  // A pipeline weighs its deals by its own chances: where several are shown, each is asked for its part.
  const shownPipelines =
    pipelines.all.length > 1 ? pipelines.all.filter((one) => !pipelineId || one.id === pipelineId) : [];
  const parts = useQueries({
    queries: shownPipelines.map((one) => ({
      ...summaryQuery(ws, 'opportunity', {
        group: 'stage',
        sum: 'amount',
        filter: [...filter, `pipelineId:eq:${one.id}`],
        archived: view.archived,
        ...(view.q ? { q: view.q } : {}),
      }),
      placeholderData: keepPreviousData,
    })),
  });
  const weighted = weightedSums(
    counts.data,
    shownPipelines.map((one, index) => ({ lines: one.lines, summary: parts[index]?.data })),
    pipelines.standard?.lines,
  );
  const keep = useCallback((saved: WebRecord) => setMoved((now) => new Map(now).set(saved.id, saved)), []);
  const arrived = (saved: WebRecord, from: unknown) => {
    const stage = saved['stage'] as Stage;
    setMoved((now) => new Map(now).set(saved.id, saved));
    focusCard(saved.id);
    toast({
      text: t.sales.moved(titleOf(saved), nameOf(stage)),
      action: { label: t.common.undo, run: () => void move(saved, from as Stage) },
    });
  };
  const move = async (record: WebRecord, stage: Stage, way: Way = 'on'): Promise<void> => {
    const from = record['stage'] as Stage;
    if (from === stage) return;
    const moving = attempt(record, stage);
    // Known from the first moment: who lets a card go and presses Ctrl+Z at once means this move, not the edit before it.
    const forget =
      way === 'on' &&
      noteEdit({
        ws,
        back: async () => {
          const saved = await moving;
          if (saved) await move(saved, from, 'back');
        },
      });
    if (!(await moving) && forget) forget();
  };
  /** @returns the deal where it stands now; nothing where it was not moved, or is asked something first */
  const attempt = async (record: WebRecord, stage: Stage): Promise<WebRecord | undefined> => {
    const from = record['stage'];
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
        setWaiting({ record, stage, gaps: closingGaps(stage, step.gaps) });
        return undefined;
      }
      // Its end is what others learn from: why is asked whatever the process wants.
      if (step.how === 'go' && isClosed(stage)) {
        putBack();
        setWaiting({ record, stage, gaps: closingGaps(stage) });
        return undefined;
      }
      if (step.how === 'refused') {
        refuse(new ApiError(409, 'step-refused', { refusals: step.refusals }));
        return undefined;
      }
      const saved = await saveRecord(ws, record, { stage });
      arrived(saved, from);
      return saved;
    } catch (error) {
      const refusals = error instanceof ApiError ? error.refusals : [];
      const gaps = refusals.length > 0 ? gapsOf(refusals, false) : undefined;
      if (gaps) {
        putBack();
        setWaiting({ record, stage, gaps: closingGaps(stage, gaps) });
      } else refuse(error);
      return undefined;
    }
  };
  const nameOf = (id: unknown) =>
    columnStages.find((one) => one.id === id)?.name ?? label(stages[id as Stage] ?? stages.prospecting);
  const notesOf = (stage: Stage, sums: Readonly<Record<string, number>>) => [
    { text: format.sums(sums) },
    ...(isOpenStage(stage) && Object.keys(weighted[stage] ?? {}).length > 0
      ? [{ text: t.sales.board.weighted(format.sums(weighted[stage] ?? {})), title: t.sales.board.weightedNote }]
      : []),
  ];
  const groupOf = (stage: string) => counts.data?.groups.find((one) => one.value === stage);
  const movable = canWrite('opportunities');
  const toStage = (record: WebRecord, to: string) => void move(record, to as Stage);
  return (
    <>
      <BoardFilters
        conditions={view.conditions}
        pipelines={pipelines}
        onChange={(conditions) => change({ conditions })}
      />
      <BoardFrame
        places={columnStages}
        label={t.sales.stageLabel}
        placeOf={(record) => String(record['stage'])}
        countOf={({ id }) => groupOf(id)?.count ?? 0}
        onMove={toStage}
        face={(record) => (
          <DealCard record={record} maxDays={Number.MAX_SAFE_INTEGER} editable={false} onSaved={keep} />
        )}
        column={(place) => (
          <BoardColumn
            key={place.id}
            place={place}
            type="opportunity"
            ask={{
              // What ended long ago stands last.
              sort: view.sort ?? (isOpenStage(place.id) ? 'closeDate' : '-closedAt'),
              filter: [...filter, `stage:eq:${place.id}`],
              archived: view.archived,
              ...(view.q ? { q: view.q } : {}),
            }}
            here={(record) => record['stage'] === place.id}
            moved={moved}
            count={counts.data ? (groupOf(place.id)?.count ?? 0) : undefined}
            tone={`stage-${place.id}`}
            notes={notesOf(place.id, groupOf(place.id)?.sums ?? {})}
            empty={t.sales.emptyStage}
            card={(record) => (
              <BoardCard
                key={record.id}
                record={record}
                href={`/opportunities/${record.id}`}
                places={columnStages}
                at={place.id}
                label={t.sales.stageLabel}
                movable={movable && !record.archivedAt}
                onMove={toStage}
                face={(menu) => (
                  <DealCard
                    record={record}
                    maxDays={maxDaysIn(pipelines.linesOf(record['pipelineId']), place.id)}
                    editable={movable && !record.archivedAt}
                    onSaved={keep}
                    menu={menu}
                  />
                )}
              />
            )}
          />
        )}
      />
      {waiting ? (
        <MoveDialog
          {...waiting}
          onClose={() => {
            setWaiting(undefined);
            focusCard(waiting.record.id);
          }}
          onDone={(saved) => {
            setWaiting(undefined);
            void queryClient.invalidateQueries({ queryKey: summary.queryKey });
            const from = waiting.record['stage'] as Stage;
            noteEdit({ ws, back: () => move(saved, from, 'back') });
            arrived(saved, from);
          }}
        />
      ) : null}
    </>
  );
}
