import '../styles/views.css';
import { useEffect, useState } from 'react';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { allOperations } from '../../../shared/kernel/entity.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useLatest } from '../lib/hooks.ts';
import { isCovered } from '../lib/keys.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import type { ListAsk } from '../lib/records.ts';
import type { FieldSpec } from '../records/fields.ts';
import type { SelectionState } from './selection.ts';

const BulkDialog = part(() => import('./bulk-dialog.tsx'));
const ExportDialog = part(() => import('./export-dialog.tsx'));

interface Props {
  entity: Entity;
  specs: readonly FieldSpec[];
  columns: readonly FieldSpec[];
  ask: ListAsk;
  selection: SelectionState;
  total: number;
}

/** What can be done with the chosen rows; Esc lets go of them. */
export function BulkBar({ entity, specs, columns, ask, selection, total }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const { canWrite } = useWorkspace();
  const [open, setOpen] = useState<'edit' | 'owner' | 'archive' | 'export'>();
  const clear = useLatest(selection.clear);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !isCovered()) clear.current();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [clear]);
  if (selection.count === 0) return null;
  const operations = entity.operations ?? allOperations;
  const writes = canWrite(entity.domain) && canWrite('lists');
  const count = format.number(selection.count);
  const button = (key: typeof open, text: string) => (
    <button type="button" className="btn small" onClick={() => setOpen(key)}>
      {text}
    </button>
  );
  return (
    <>
      <div className="bulk-bar" role="toolbar" aria-label={t.views.bulk.selected(count)}>
        <strong role="status">{selection.all ? t.views.bulk.allOf(count) : t.views.bulk.selected(count)}</strong>
        {!selection.all && total > selection.count ? (
          <button type="button" className="link" onClick={selection.selectAll} title="Ctrl A">
            {t.views.bulk.selectAll(format.number(total))}
          </button>
        ) : null}
        {writes && operations.includes('update') ? button('edit', t.views.bulk.edit) : null}
        {writes && entity.owned && operations.includes('update') ? button('owner', t.views.bulk.owner) : null}
        {writes && operations.includes('archive') ? button('archive', t.views.bulk.archive) : null}
        {canWrite('lists') ? button('export', t.views.bulk.exportThem) : null}
        <button
          type="button"
          className="btn quiet small square"
          aria-label={t.views.bulk.clear}
          title={`${t.views.bulk.clear} (Esc)`}
          onClick={selection.clear}
        >
          <Icon name="close" size={14} />
        </button>
      </div>
      {open === 'export' ? (
        <ExportDialog
          {...{ entity, columns, ask, total: selection.count }}
          chosen={selection}
          onClose={() => setOpen(undefined)}
        />
      ) : open ? (
        <BulkDialog
          {...{ entity, specs, ask, selection }}
          kind={open}
          onClose={() => setOpen(undefined)}
          onDone={() => {
            setOpen(undefined);
            selection.clear();
          }}
        />
      ) : null}
    </>
  );
}
