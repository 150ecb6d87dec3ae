import { useMemo, useState } from 'react';
import type { Selection } from '../../../shared/views/bulk-edits.contract.ts';
import { MAX_NAMED } from '../../../shared/views/bulk-edits.contract.ts';
import type { ListAsk, WebRecord } from '../lib/records.ts';

/** Rows that are chosen: some by id, or all that match. */
export interface Chosen {
  all: boolean;
  ids: ReadonlySet<string>;
}

export interface SelectionState extends Chosen {
  count: number;
  has: (record: WebRecord) => boolean;
  /** Chooses rows, or lets go of them where all of them are chosen already. */
  toggle: (rows: readonly WebRecord[]) => void;
  selectAll: () => void;
  clear: () => void;
}

const nothing: Chosen = { all: false, ids: new Set() };

/** The chosen rows after some were named: chosen ones stay unless all of those named were chosen before. */
export const toggled = (now: Chosen, named: readonly string[], rows: readonly string[]): Chosen => {
  // Whoever leaves one out of all goes on with those that are on the page.
  const from = now.all ? new Set(rows) : new Set(now.ids);
  const off = named.every((id) => from.has(id));
  for (const id of named) {
    if (off) from.delete(id);
    else from.add(id);
  }
  return { all: false, ids: new Set([...from].slice(0, MAX_NAMED)) };
};

/** Which rows of a list are chosen. Another question to the list begins with none. */
export const useSelection = (rows: readonly WebRecord[], total: number, ask: ListAsk): SelectionState => {
  const of = JSON.stringify([ask.filter, ask.q, ask.archived]);
  const [state, setState] = useState({ of, chosen: nothing });
  const chosen = state.of === of ? state.chosen : nothing;
  return useMemo(() => {
    const put = (next: Chosen) => setState({ of, chosen: next });
    return {
      ...chosen,
      count: chosen.all ? total : chosen.ids.size,
      has: (record) => chosen.all || chosen.ids.has(record.id),
      toggle: (named) =>
        put(
          toggled(
            chosen,
            named.map((one) => one.id),
            rows.map((one) => one.id),
          ),
        ),
      selectAll: () => put({ all: true, ids: new Set() }),
      clear: () => put(nothing),
    };
  }, [chosen, of, rows, total]);
};

/** The question that finds what is chosen. */
export const selectionOf = ({ all, ids }: Chosen, ask: ListAsk): Selection =>
  all
    ? {
        query: {
          ...(ask.filter && ask.filter.length > 0 ? { filter: [...ask.filter] } : {}),
          ...(ask.q ? { q: ask.q } : {}),
          archived: ask.archived ?? 'no',
        },
      }
    : { ids: [...ids] };
