import { keepPreviousData, useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { complaint } from '../../../shared/complaints/complaint.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { listQuery, pageQuery } from '../lib/records.ts';
import { useDefinition } from '../work/words.ts';
import { mostPressing, openStates, roleStates, turnFields, turnOf } from './desk.ts';

export const whoses = ['mine', 'role', 'all'] as const;
export type Whose = (typeof whoses)[number];

/** What the desk shows. */
export interface DeskChoice {
  whose: Whose;
  /** Somebody else's turn; only where all are shown. */
  person: string;
  severity: string;
  product: string;
}

/** Rows of one question about a person or a role: more than that nobody has to do. */
const LIMIT = 200;
/** The desk looks again by itself. */
const AGAIN_MS = 60_000;

export interface Desk {
  rows: readonly WebRecord[];
  /** All that fit, also those that are not read yet. */
  total: number;
  pending: boolean;
  error: unknown;
  retry: () => void;
  more: (() => void) | undefined;
  fetchingMore: boolean;
}

const conditions = ({ severity, product }: DeskChoice): string[] => [
  ...(severity ? [`severity:eq:${severity}`] : []),
  ...(product ? [`productId:eq:${product}`] : []),
];

/** Lists that together hold every complaint that can be a person's turn, or a role's. */
const useSeveral = (asks: readonly (readonly string[])[], keep: (row: WebRecord) => boolean): Desk => {
  const { workspaceId: ws } = useWorkspace();
  const answers = useQueries({
    queries: asks.map((filter) => ({
      ...pageQuery(ws, complaint.name, { filter, sort: 'stepDue', limit: LIMIT }),
      placeholderData: keepPreviousData,
      refetchInterval: AGAIN_MS,
    })),
  });
  const rows = mostPressing(answers.flatMap((one) => one.data?.items ?? [])).filter(keep);
  return {
    rows,
    total: rows.length,
    pending: answers.some((one) => one.isPending),
    error: answers.find((one) => one.error)?.error,
    retry: () => {
      for (const one of answers) void one.refetch();
    },
    more: undefined,
    fetchingMore: false,
  };
};

const useOne = (filter: readonly string[], wanted: 'on' | 'off'): Desk => {
  const { workspaceId: ws } = useWorkspace();
  const list = useInfiniteQuery({
    ...listQuery(ws, complaint.name, { filter, sort: 'stepDue', limit: 100 }),
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN_MS,
    enabled: wanted === 'on',
  });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  return {
    rows,
    total: list.data?.pages[0]?.total ?? rows.length,
    pending: list.isPending,
    error: list.error,
    retry: () => void list.refetch(),
    more: list.hasNextPage ? () => void list.fetchNextPage() : undefined,
    fetchingMore: list.isFetchingNextPage,
  };
};

/** The complaints of the desk: the queue as it was chosen, and what is overdue. `now` is ISO UTC. */
export const useDesk = (choice: DeskChoice, now: string): { queue: Desk; overdue: Desk; role: boolean } => {
  const { memberId, roles } = useWorkspace();
  const definition = useDefinition('complaint');
  const open = definition ? openStates(definition) : [];
  const more = conditions(choice);
  const byRole = definition ? roleStates(definition, roles) : { own: [], passedUp: [] };
  const states = `status:in:${open.join('|')}`;
  const person = choice.whose === 'mine' ? memberId : choice.whose === 'all' ? choice.person : '';
  const fields = definition && person ? turnFields(definition) : [];
  const asksOfRole =
    choice.whose === 'role'
      ? [
          ...(byRole.own.length > 0 ? [[`status:in:${byRole.own.join('|')}`, ...more]] : []),
          ...(byRole.passedUp.length > 0
            ? [[`status:in:${byRole.passedUp.join('|')}`, `stepDue:lt:${now}`, ...more]]
            : []),
        ]
      : [];
  const isTurn = (row: WebRecord): boolean => {
    const turn = definition ? turnOf(definition, row, 'status') : undefined;
    return turn !== undefined && 'person' in turn && turn.person === person;
  };
  const several = useSeveral(
    person ? fields.map((field) => [states, `${field}:eq:${person}`, ...more]) : asksOfRole,
    person ? isTurn : () => true,
  );
  const wholeDesk = choice.whose === 'all' && !person;
  const all = useOne([states, ...more], wholeDesk ? 'on' : 'off');
  const late = useOne([states, `stepDue:lt:${now}`, ...more], 'on');
  // The limit may have been passed on this page since the list was read.
  return { queue: wholeDesk ? all : several, overdue: late, role: byRole.own.length + byRole.passedUp.length > 0 };
};
