import '../styles/views.css';
import { useEffect } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useLatest } from '../lib/hooks.ts';
import { isCovered } from '../lib/keys.ts';
import type { SelectionState } from '../views/selection.ts';
import type { DeskKind } from './desk-dialog.tsx';

interface Props {
  selection: SelectionState;
  total: number;
  onChoose: (kind: DeskKind) => void;
}

const kinds: readonly DeskKind[] = ['assign', 'explain', 'accept'];

/** What can be done with the chosen findings together; Esc lets go of them. */
export function DeskBar({ selection, total, onChoose }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const clear = useLatest(selection.clear);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !isCovered()) clear.current();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [clear]);
  const count = format.number(selection.count);
  return (
    <div className="bulk-bar" role="toolbar" aria-label={t.views.bulk.selected(count)}>
      <strong role="status">{selection.all ? t.views.bulk.allOf(count) : t.views.bulk.selected(count)}</strong>
      {!selection.all && total > selection.count ? (
        <button type="button" className="link" onClick={selection.selectAll}>
          {t.views.bulk.selectAll(format.number(total))}
        </button>
      ) : null}
      {kinds.map((kind) => (
        <button key={kind} type="button" className="btn small" onClick={() => onChoose(kind)}>
          {t.findings.desk[kind]}
        </button>
      ))}
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
  );
}
