import { useDroppable } from '@dnd-kit/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { useI18n } from '../../i18n/index.tsx';
import { useFormat } from '../../lib/format.ts';
import { useSlow } from '../../lib/hooks.ts';
import { useWorkspace } from '../../lib/me.tsx';
import type { ListAsk, WebRecord } from '../../lib/records.ts';
import { listQuery } from '../../lib/records.ts';
import type { BoardPlace } from './frame.tsx';

interface Props {
  place: BoardPlace;
  /** Kind of the records, and what is asked of their list. */
  type: string;
  ask: ListAsk;
  /** Whether a record stands in this column. */
  here: (record: WebRecord) => boolean;
  /** Records as they are since they were moved on this page, by id. */
  moved: ReadonlyMap<string, WebRecord>;
  count: number | undefined;
  /** Class of the head, which gives the column its colour. */
  tone: string;
  /** Lines under the name: sums. */
  notes?: readonly { text: string; title?: string }[];
  empty: string;
  card: (record: WebRecord) => ReactNode;
}

/** Cards that one request brings. */
const CARDS = 50;

/** A column of a board: its cards, read page by page, with their count and sums. */
export function BoardColumn({ place, type, ask, here, moved, count, tone, notes, empty, card }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const { setNodeRef, isOver } = useDroppable({ id: place.id });
  const end = useRef<HTMLDivElement>(null);
  const list = useInfiniteQuery(listQuery(workspaceId, type, { limit: CARDS, ...ask }));
  const slow = useSlow(list.isPending);
  const listed = list.data?.pages.flatMap((page) => page.items) ?? [];
  const arrived = [...moved.values()].filter((one) => here(one) && !listed.some((each) => each.id === one.id));
  const cards = [...arrived, ...listed.map((one) => moved.get(one.id) ?? one).filter(here)];
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
    <section ref={setNodeRef} className={`column${isOver ? ' over' : ''}`} aria-label={place.name}>
      <header className={`column-head ${tone}`}>
        <h2>{place.name}</h2>
        <span className="column-count">{count === undefined ? '' : format.number(count)}</span>
        {(notes ?? []).map((note) => (
          <span key={note.text} className="column-sum ellipsis" title={note.title ?? note.text}>
            {note.text}
          </span>
        ))}
      </header>
      <div className="column-cards">
        {slow ? (
          <>
            <span className="skeleton tall" />
            <span className="skeleton tall" />
          </>
        ) : null}
        {list.data && cards.length === 0 ? <p className="column-empty">{empty}</p> : null}
        {cards.map(card)}
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
