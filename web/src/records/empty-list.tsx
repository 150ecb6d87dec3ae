import type { Entity } from '../../../shared/kernel/entity.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import type { View } from './view.ts';

interface Props {
  entity: Entity;
  view: View;
  change: (part: Partial<View>) => void;
  onCreate?: () => void;
}

/** An empty list: one sentence, one action. */
export function EmptyList({ entity, view, change, onCreate }: Props) {
  const { t, label } = useI18n();
  const what = label(entity.plural);
  if (view.conditions.length > 0 || view.q) {
    return (
      <div className="message">
        <p>{t.records.emptyFiltered(what)}</p>
        <button type="button" className="btn" onClick={() => change({ conditions: [], q: '' })}>
          {t.records.clearAll}
        </button>
      </div>
    );
  }
  if (view.archived === 'only') {
    return (
      <div className="message">
        <p>{t.records.emptyArchived(what)}</p>
        <button type="button" className="btn" onClick={() => change({ archived: 'no' })}>
          {t.records.archivedToggle.no}
        </button>
      </div>
    );
  }
  return (
    <div className="message">
      <p>{t.records.empty(what)}</p>
      {onCreate ? (
        <button type="button" className="btn primary" onClick={onCreate}>
          <Icon name="plus" />
          {t.records.create(label(entity.label))}
        </button>
      ) : null}
    </div>
  );
}
