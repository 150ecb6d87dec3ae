import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { allOperations } from '../../../shared/kernel/entity.ts';
import { useI18n } from '../i18n/index.tsx';
import { Menu } from '../kit/menu.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { ListAsk } from '../lib/records.ts';
import { fetchPage, readSummary } from '../lib/records.ts';
import { recall, remember } from '../lib/storage.ts';
import type { SelectionState } from '../views/selection.ts';
import type { FieldSpec } from './fields.ts';
import { readField } from './fields.ts';
import { CHECK_WIDTH } from './grid-parts.ts';
import { addSums } from './list-footer.tsx';
import { plainValue } from './plain-value.ts';

export const figures = ['none', 'sum', 'least', 'most', 'earliest', 'latest', 'empty', 'filled', 'kinds'] as const;
export type Figure = (typeof figures)[number];

const numeric: readonly FieldSpec['type'][] = ['money', 'number', 'integer'];

/** The figures that a column can have under it. */
export const figuresOf = (spec: FieldSpec): readonly Figure[] => {
  if (numeric.includes(spec.type)) return ['none', 'sum', 'least', 'most', 'empty', 'filled'];
  if (spec.type === 'date' || spec.type === 'datetime') return ['none', 'earliest', 'latest', 'empty', 'filled'];
  return spec.type === 'enum' || spec.type === 'boolean' || spec.type === 'country'
    ? ['none', 'kinds', 'empty', 'filled']
    : ['none', 'empty', 'filled'];
};

type Question = Omit<ListAsk, 'sort' | 'limit'>;

/** Asks the list for one figure: a count, an end of its order, or a sum. */
const ask = async (ws: string, entity: Entity, spec: FieldSpec, [figure, question]: [Figure, Question]) => {
  const filter = [...(question.filter ?? [])];
  if (figure === 'sum') {
    const group = 'source';
    return { sums: addSums(await readSummary(ws, entity.name, { ...question, group, sum: spec.name })) };
  }
  if (figure === 'kinds')
    return { count: (await readSummary(ws, entity.name, { ...question, group: spec.name })).groups.length };
  if (figure === 'empty' || figure === 'filled') {
    const page = await fetchPage(ws, entity.name, {
      ...question,
      filter: [...filter, `${spec.name}:${figure}`],
      limit: 1,
    });
    return { count: page.total ?? 0 };
  }
  const down = figure === 'most' || figure === 'latest';
  const page = await fetchPage(ws, entity.name, {
    ...question,
    filter: [...filter, `${spec.name}:filled`],
    sort: down ? `-${spec.name}` : spec.name,
    limit: 1,
  });
  const [row] = page.items;
  return { row, value: row ? readField(row, spec) : undefined };
};

interface CellProps {
  entity: Entity;
  spec: FieldSpec;
  width: number;
  question: Question;
  total: number | undefined;
  chosen: Figure;
  onChoose: (figure: Figure) => void;
}

function FootCell({ entity, spec, width, question, total, chosen, onChoose }: CellProps) {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId: ws } = useWorkspace();
  const { data } = useQuery({
    queryKey: ['foot', ws, entity.name, spec.name, chosen, question],
    queryFn: () => ask(ws, entity, spec, [chosen, question]),
    enabled: chosen !== 'none',
    placeholderData: keepPreviousData,
  });
  const words = t.views.grid.figures;
  const value = (): string => {
    if (!data) return '…';
    if ('sums' in data)
      return spec.type === 'money'
        ? format.sums(data.sums ?? {}) || '0'
        : format.number(Object.values(data.sums ?? {}).reduce((a, b) => a + b, 0));
    if ('count' in data) {
      if (chosen === 'kinds' || !total) return format.number(data.count ?? 0);
      return `${format.number(Math.round(((data.count ?? 0) / total) * 1000) / 10)} %`;
    }
    const currency = spec.currency ?? (typeof data.row?.['currency'] === 'string' ? data.row['currency'] : undefined);
    return plainValue(data.value, spec, format, currency) || '—';
  };
  return (
    <div className={chosen === 'none' ? 'grid-figure blank' : 'grid-figure'} style={{ width }}>
      <Menu
        className="btn quiet"
        label={t.views.grid.figure}
        tabIndex={-1}
        button={<span className="ellipsis">{chosen === 'none' ? '+' : `${words[chosen]} ${value()}`}</span>}
        items={figuresOf(spec).map((one) => ({
          key: one,
          label: words[one],
          checked: one === chosen,
          onSelect: () => onChoose(one),
        }))}
      />
    </div>
  );
}

const isFigures = (value: unknown): value is Record<string, Figure> =>
  typeof value === 'object' && value !== null && Object.values(value).every((one) => figures.includes(one as Figure));

interface Props {
  entity: Entity;
  columns: readonly FieldSpec[];
  widths: Readonly<Record<string, number>>;
  question: Question;
  total: number | undefined;
  selection: SelectionState | undefined;
}

/** A figure under each column that somebody asked for; the choice is remembered on this device. */
export function GridFoot({ entity, columns, widths, question, total, selection }: Props) {
  const place = `figures:${entity.name}`;
  const [chosen, setChosen] = useState(() => recall(place, isFigures) ?? {});
  const sums = (entity.operations ?? allOperations).includes('summary');
  const choose = (column: string, figure: Figure) => {
    const next = { ...chosen, [column]: figure };
    remember(place, next);
    setChosen(next);
  };
  return (
    <>
      {selection ? <span style={{ width: CHECK_WIDTH, flex: 'none' }} /> : null}
      {columns.map((spec) => {
        const width = widths[spec.name] ?? 140;
        const own = chosen[spec.name] ?? 'none';
        return spec.type === 'longText' || !sums ? (
          <span key={spec.name} className="grid-figure" style={{ width }} />
        ) : (
          <FootCell
            key={spec.name}
            {...{ entity, spec, width, question, total }}
            chosen={own}
            onChoose={(figure) => choose(spec.name, figure)}
          />
        );
      })}
    </>
  );
}
