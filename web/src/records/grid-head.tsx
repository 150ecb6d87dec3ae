// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot place its rows by hand, which drawing only those in sight needs
import type { PointerEvent } from 'react';
import { MAX_NAMED } from '../../../shared/views/bulk-edits.contract.ts';
import { useI18n } from '../i18n/index.tsx';
import type { IconName } from '../kit/icon.tsx';
import { Icon } from '../kit/icon.tsx';
import type { WebRecord } from '../lib/records.ts';
import type { SelectionState } from '../views/selection.ts';
import type { FieldSpec } from './fields.ts';

const icons: Record<FieldSpec['type'], IconName> = {
  text: 'text',
  longText: 'note',
  integer: 'number',
  number: 'number',
  money: 'money',
  date: 'date',
  datetime: 'clock',
  boolean: 'toggle',
  enum: 'list',
  tags: 'tags',
  ref: 'link',
  email: 'email',
  phone: 'call',
  country: 'country',
  url: 'external',
};

/** The icon of a kind of field; people have their own. */
export const iconOfField = (spec: Pick<FieldSpec, 'type' | 'ref'>): IconName =>
  spec.type === 'ref'
    ? spec.ref === 'member'
      ? 'contact'
      : spec.ref === 'account'
        ? 'account'
        : 'link'
    : icons[spec.type];

interface Props {
  columns: readonly FieldSpec[];
  widths: Readonly<Record<string, number>>;
  onWidth: (column: string, width: number) => void;
  sort: string;
  onSort: (column: string) => void;
  onOrder: (column: string, before: string) => void;
  width: number;
  rows: readonly WebRecord[];
  selection: SelectionState | undefined;
}

/** Fields that stand on a record's own lists cannot be sorted by. */
const sortable = (spec: FieldSpec): boolean => spec.type !== 'tags' && spec.type !== 'longText';

/** The kind of thing that is dragged: a column of this table. */
const COLUMN = 'application/x-evergreen-column';

/** The head of the table: a click sorts, the right edge changes the width, a column is dragged before another one. */
export function GridHead({ columns, widths, onWidth, sort, onSort, onOrder, width, rows, selection }: Props) {
  const { t, label } = useI18n();
  const all = selection !== undefined && rows.length > 0 && (selection.all || rows.every((row) => selection.has(row)));
  const drag = (name: string) => (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const start = event.clientX - (widths[name] ?? 140);
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    const move = (next: globalThis.PointerEvent) => onWidth(name, Math.max(60, Math.min(600, next.clientX - start)));
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', () => handle.removeEventListener('pointermove', move), { once: true });
  };
  return (
    <div className="grid-head" style={{ width }} role="rowgroup">
      {/* biome-ignore lint/a11y/useFocusableInteractive: the buttons inside take the focus */}
      <div role="row" className="grid-head-row" aria-rowindex={1}>
        {selection ? (
          // biome-ignore lint/a11y/useFocusableInteractive: the box inside takes the focus
          <div className="grid-check" role="columnheader">
            <input
              type="checkbox"
              aria-label={t.views.bulk.selectRows}
              title={t.views.bulk.selectRows}
              checked={all}
              onChange={() => (selection.all ? selection.clear() : selection.toggle(rows.slice(0, MAX_NAMED)))}
            />
          </div>
        ) : null}
        {columns.map((spec, index) => {
          const order = sort === spec.name ? 'ascending' : sort === `-${spec.name}` ? 'descending' : 'none';
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the button inside takes the focus
            <div
              key={spec.name}
              role="columnheader"
              aria-sort={order}
              aria-colindex={index + 1}
              className={`grid-head-cell${index === 0 ? ' first' : ''}`}
              style={{ width: widths[spec.name] ?? 140 }}
              onDragOver={(event) => (event.dataTransfer.types.includes(COLUMN) ? event.preventDefault() : undefined)}
              onDrop={(event) => {
                event.preventDefault();
                onOrder(event.dataTransfer.getData(COLUMN), spec.name);
              }}
            >
              <button
                type="button"
                className="grid-sort"
                draggable={index > 0}
                onDragStart={(event) => event.dataTransfer.setData(COLUMN, spec.name)}
                disabled={!sortable(spec)}
                onClick={() => onSort(spec.name)}
                title={label(spec.label)}
              >
                <Icon name={iconOfField(spec)} size={14} />
                <span className="ellipsis">{label(spec.label)}</span>
                {order === 'none' ? null : <Icon name={order === 'ascending' ? 'arrowUp' : 'arrowDown'} size={12} />}
              </button>
              <span className="grid-handle" aria-hidden="true" onPointerDown={drag(spec.name)} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
