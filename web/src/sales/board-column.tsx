import { useDroppable } from '@dnd-kit/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Stage } from '../../../shared/sales/pipeline.ts';
import { isOpenStage, maxDaysIn } from '../../../shared/sales/pipeline.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useSlow } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { Summary, WebRecord } from '../lib/records.ts';
import { listQuery } from '../lib/records.ts';
import { conditionText } from '../records/conditions.ts';
import type { View } from '../records/view.ts';
import type { BoardStage } from './board-card.tsx';
import { DraggableCard } from './board-card.tsx';
import type { Pipelines } from './pipelines.ts';

interface Props {
  stage: BoardStage;
  /** All columns of the board. */
  stages: readonly BoardStage[];
  pipelines: Pipelines;
  view: View;
  group: Summary['groups'][number] | undefined;
  /** The counts have been read: a missing group is an empty one. */
  known: boolean;
  /** Amounts by currency, each times its chance. */
  weighted: Readonly<Record<string, number>>;
  moved: ReadonlyMap<string, WebRecord>;
  movable: boolean;
  onMove: (record: WebRecord, stage: Stage) => Promise<void>;
  onSaved: (saved: WebRecord) => void;
}

/** Cards that one request brings. */
const CARDS = 50;

/** A stage with its cards, count and sum. */
export function BoardColumn(props: Props) {
  const { view, group, known, weighted, moved, movable, onMove, onSaved } = props;
  const { id: stage, name } = props.stage;
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const { setNodeRef, isOver } = useDroppable({ id: stage });
  const end = useRef<HTMLDivElement>(null);
  const ask = {
    // What ended long ago stands last.
    sort: view.sort ?? (isOpenStage(stage) ? 'closeDate' : '-closedAt'),
    filter: [...view.conditions.map(conditionText), `stage:eq:${stage}`],
    archived: view.archived,
    limit: CARDS,
    ...(view.q ? { q: view.q } : {}),
  };
  const list = useInfiniteQuery(listQuery(workspaceId, 'opportunity', ask));
  const slow = useSlow(list.isPending);
  const listed = list.data?.pages.flatMap((page) => page.items) ?? [];
  const arrived = [...moved.values()].filter(
    (record) => record['stage'] === stage && !listed.some((one) => one.id === record.id),
  );
  const cards = [
    ...arrived,
    ...listed.map((record) => moved.get(record.id) ?? record).filter((record) => record['stage'] === stage),
  ];
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;

  useEffect(() => {
    const element = end.current;
    if (!element || !hasNextPage) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting) && !isFetchingNextPage) void fetchNextPage();
      },
      { rootMargin: '400px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  return (
    <section ref={setNodeRef} className={`column${isOver ? ' over' : ''}`} aria-label={name}>
      <header className={`column-head stage-${stage}`}>
        <h2>{name}</h2>
        <span className="column-count">{known ? format.number(group?.count ?? 0) : ''}</span>
        <span className="column-sum ellipsis" title={format.sums(group?.sums ?? {})}>
          {format.sums(group?.sums ?? {})}
        </span>
        {isOpenStage(stage) && Object.keys(weighted).length > 0 ? (
          <span className="column-sum ellipsis" title={t.sales.board.weightedNote}>
            {t.sales.board.weighted(format.sums(weighted))}
          </span>
        ) : null}
      </header>
      <div className="column-cards">
        {slow ? (
          <>
            <span className="skeleton tall" />
            <span className="skeleton tall" />
          </>
        ) : null}
        {list.data && cards.length === 0 ? <p className="column-empty">{t.sales.emptyStage}</p> : null}
        {cards.map((record) => (
          <DraggableCard
            key={record.id}
            record={record}
            stage={stage}
            stages={props.stages}
            maxDays={maxDaysIn(props.pipelines.linesOf(record['pipelineId']), stage)}
            movable={movable && !record.archivedAt}
            onMove={onMove}
            onSaved={onSaved}
          />
        ))}
        <div ref={end} />
        {hasNextPage ? (
          <button
            type="button"
            className="btn quiet"
            disabled={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            {t.sales.more}
          </button>
        ) : null}
      </div>
    </section>
  );
}
