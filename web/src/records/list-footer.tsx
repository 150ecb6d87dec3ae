import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { allOperations } from '../../../shared/kernel/entity.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { Summary } from '../lib/records.ts';
import { summaryQuery } from '../lib/records.ts';
import { conditionText } from './conditions.ts';
import type { FieldSpec } from './fields.ts';
import type { View } from './view.ts';

interface Props {
  entity: Entity;
  view: View;
  columns: readonly FieldSpec[];
  total: number | undefined;
  busy: boolean;
  /** Shows or hides the figures under the columns. */
  figures?: { shown: boolean; toggle: () => void };
}

/** The sums of all groups together, apart by currency. */
export const addSums = (summary: Summary): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const group of summary.groups)
    for (const [currency, value] of Object.entries(group.sums ?? {})) sums[currency] = (sums[currency] ?? 0) + value;
  return sums;
};

/** What can be summed: money that is not a price or cost of one piece. */
const summable = (entity: Entity, columns: readonly FieldSpec[]): FieldSpec | undefined =>
  entity.name === 'product' ? undefined : columns.find((spec) => spec.type === 'money');

/** The foot of a list: how many, and the sum of its amounts. */
export function ListFooter({ entity, view, columns, total, busy, figures }: Props) {
  const { t, label } = useI18n();
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const column = summable(entity, columns);
  const group = Object.keys(entity.fields).find((name) => name === 'status' || name === 'stage') ?? 'source';
  const ask = {
    group,
    ...(column ? { sum: column.name } : {}),
    filter: view.conditions.map(conditionText),
    archived: view.archived,
    ...(view.q ? { q: view.q } : {}),
  };
  const summary = useQuery({
    ...summaryQuery(workspaceId, entity.name, ask),
    enabled: column !== undefined && (entity.operations ?? allOperations).includes('summary'),
    placeholderData: keepPreviousData,
  });
  const sums = column && summary.data ? format.sums(addSums(summary.data)) : '';
  return (
    <footer className="list-foot">
      <span>{total === undefined ? '' : t.records.count(format.number(total), total === 1)}</span>
      {column && sums ? <span>{t.records.sum(label(column.label), sums)}</span> : null}
      <span className="spread" />
      {figures ? (
        <button type="button" className="btn quiet small" aria-pressed={figures.shown} onClick={figures.toggle}>
          {t.views.grid.figures.show}
        </button>
      ) : null}
      {busy ? <span role="status">{t.records.more}</span> : null}
    </footer>
  );
}
