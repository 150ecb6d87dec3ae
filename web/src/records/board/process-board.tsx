import '../../process/process.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ComponentType, ReactNode } from 'react';
import { useEffect, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { Entity } from '../../../../shared/kernel/entity.ts';
import { ApiError, newKey } from '../../client.ts';
import { useI18n } from '../../i18n/index.tsx';
import { toast } from '../../kit/toast.tsx';
import { errorText } from '../../lib/faults.ts';
import { useFormat } from '../../lib/format.ts';
import { useWorkspace } from '../../lib/me.tsx';
import { part } from '../../lib/part.tsx';
import { queryClient } from '../../lib/query-client.ts';
import type { WebRecord } from '../../lib/records.ts';
import { summaryQuery } from '../../lib/records.ts';
import { titleOf } from '../../lib/titles.ts';
import { processQuery, takeStep } from '../../process/api.ts';
import { conditionText } from '../conditions.ts';
import type { View } from '../view.ts';
import { BoardCard } from './card.tsx';
import { BoardColumn } from './column.tsx';
import { columnFigures, columnOf, type StateColumn } from './figures.ts';
import { focusCard } from './focus.ts';
import { BoardFrame } from './frame.tsx';

const MoveNote = part(() => import('./move-note.tsx'));

export interface CardProps {
  record: WebRecord;
  menu?: ReactNode;
}

interface Props {
  entity: Entity;
  view: View;
  columns: readonly StateColumn[];
  /** A state in words. */
  nameOf: (state: string) => string;
  /** Order of the cards of a column where the view does not say. */
  sortOf: (column: string) => string;
  /** Field whose amounts are added up. */
  sum?: string;
  label: string;
  empty: string;
  Card: ComponentType<CardProps>;
}

/** A step that waits for its reason. */
interface Waiting {
  record: WebRecord;
  to: string;
  action: string;
}

/** Documents as a board: one column a state; cards go along the steps that their process allows. */
export function ProcessBoard({ entity, view, columns, nameOf, sortOf, sum, label, empty, Card }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const format = useFormat();
  const { workspaceId: ws, canWrite } = useWorkspace();
  const [, navigate] = useLocation();
  const [waiting, setWaiting] = useState<Waiting>();
  // What was moved here, and where it stood when the counts were read.
  const [moved, setMoved] = useState<ReadonlyMap<string, { from: unknown; record: WebRecord }>>(new Map());
  const filter = useMemo(() => view.conditions.map(conditionText), [view.conditions]);
  // Under other conditions the columns are read anew, and a card that was moved may not belong there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of what is shown that counts
  useEffect(() => setMoved(new Map()), [filter, view.q, view.archived]);
  const field = entity.process?.field ?? 'status';
  const asked = { archived: view.archived, ...(view.q ? { q: view.q } : {}) };
  const summary = summaryQuery(ws, entity.name, { group: field, filter, ...asked, ...(sum ? { sum } : {}) });
  // A fresh count knows of what was moved.
  const counts = useQuery({ ...summary, placeholderData: keepPreviousData });
  const hrefOf = (record: WebRecord) => `/${entity.collection}/${record.id}`;
  const placeOf = (record: WebRecord) => columnOf(columns, record[field]);

  const place = (record: WebRecord, from: unknown) => setMoved((now) => new Map(now).set(record.id, { from, record }));
  const refuse = (record: WebRecord, error: unknown) => {
    place(record, record[field]);
    toast({
      text: errorText(error, i18n),
      tone: 'bad',
      action: { label: t.process.board.open, run: () => navigate(hrefOf(record)) },
    });
  };
  const take = async (record: WebRecord, action: string, comment?: string) => {
    try {
      const after = await takeStep(ws, record, { action, comment, key: newKey() });
      // Where it came to, which an approval that nobody has to sign may have carried on.
      place(after, after[field]);
      focusCard(after.id);
      await queryClient.invalidateQueries({ queryKey: summary.queryKey });
      toast({ text: t.sales.moved(titleOf(after), nameOf(String(after[field]))) });
    } catch (error) {
      refuse(record, error);
    }
  };
  const move = async (record: WebRecord, to: string): Promise<void> => {
    const column = columns.find((one) => one.id === to);
    if (!column || placeOf(record) === to) return;
    place({ ...record, [field]: column.states[0] }, record[field]);
    try {
      const process = await queryClient.fetchQuery({ ...processQuery(ws, record), staleTime: 0 });
      const option = process.options
        .filter((one) => column.states.includes(one.to))
        .sort((a, b) => a.refusals.length - b.refusals.length)[0];
      const refusals = option?.refusals.filter((one) => one.rule !== 'comment-missing') ?? [];
      if (!option || refusals.length > 0)
        return refuse(record, new ApiError(409, 'step-refused', option ? { refusals } : {}));
      if (option.comment === 'required') {
        place(record, record[field]);
        return setWaiting({ record, to: option.to, action: option.action });
      }
      await take(record, option.action);
    } catch (error) {
      refuse(record, error);
    }
  };
  const records = useMemo(() => new Map([...moved].map(([id, one]) => [id, one.record])), [moved]);
  const changes = [...moved.values()].map((one) => ({ ...one, to: one.record[field] }));
  const figures = (id: string) => (counts.data ? columnFigures(counts.data, columns, id, changes) : undefined);
  const places = columns.map((one) => ({ ...one, name: nameOf(one.id) }));
  const movable = canWrite(entity.domain);
  return (
    <>
      <BoardFrame
        places={places}
        label={label}
        placeOf={placeOf}
        countOf={({ id }) => figures(id)?.count}
        onMove={(record, to) => void move(record, to)}
        face={(record) => <Card record={record} />}
        column={(column) => (
          <BoardColumn
            key={column.id}
            place={column}
            type={entity.name}
            ask={{
              sort: view.sort ?? sortOf(column.id),
              filter: [...filter, `${field}:in:${column.states.join('|')}`],
              ...asked,
            }}
            here={(record) => placeOf(record) === column.id}
            moved={records}
            count={figures(column.id)?.count}
            tone={`state-${column.id}`}
            {...(sum ? { notes: [{ text: format.sums(figures(column.id)?.sums ?? {}) }] } : {})}
            empty={empty}
            card={(record) => (
              <BoardCard
                key={record.id}
                record={record}
                href={hrefOf(record)}
                places={places}
                at={column.id}
                label={label}
                movable={movable && !record.archivedAt}
                onMove={(one, to) => void move(one, to)}
                face={(menu) => <Card record={record} menu={menu} />}
              />
            )}
          />
        )}
      />
      {waiting ? (
        <MoveNote
          record={waiting.record}
          to={nameOf(waiting.to)}
          onClose={() => setWaiting(undefined)}
          onSend={(comment) => {
            setWaiting(undefined);
            place({ ...waiting.record, [field]: waiting.to }, waiting.record[field]);
            void take(waiting.record, waiting.action, comment);
          }}
        />
      ) : null}
    </>
  );
}
