import { useI18n } from '../i18n/index.tsx';
import { usePhone } from '../lib/hooks.ts';
import { Texts } from './controls.tsx';
import type { Edit } from './use-designer.ts';

/** The process itself: shown while nothing in the graph is chosen. */
export function ProcessForm({ edit }: { edit: Edit }) {
  const { t } = useI18n();
  const phone = usePhone();
  const { definition, readOnly, change } = edit;
  return (
    <div className="form">
      <h2>{t.designer.processHeading}</h2>
      <Texts
        name={t.designer.name}
        value={definition.label}
        readOnly={readOnly}
        required
        onChange={(label) => change((now) => ({ ...now, label }), 'label')}
      />
      <Texts
        name={t.designer.purpose}
        value={definition.purpose}
        readOnly={readOnly}
        long
        max={500}
        onChange={(purpose) => change((now) => ({ ...now, purpose }), 'purpose')}
      />
      {phone ? null : <p className="quiet-hint">{readOnly ? t.designer.pickToRead : t.designer.pickToEdit}</p>}
    </div>
  );
}
