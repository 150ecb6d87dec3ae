import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import { shares } from '../../../shared/views/view.ts';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { ListState } from '../records/use-view.ts';
import { changeView, makeDefault, saveNewView } from './api.ts';
import type { SavedView } from './saved.ts';
import { newBodyOf } from './saved.ts';

interface Props {
  entity: string;
  state: ListState;
  widths: Readonly<Record<string, number>>;
  /** The view to rename; without it what the list shows becomes a new one. */
  target?: SavedView;
  onClose: () => void;
}

const order = ['mine', 'team', 'all'] as const;

/** Name of a view, and for whom it is. */
export default function ViewDialog({ entity, state, widths, target, onClose }: Props) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const { workspaceId: ws } = useWorkspace();
  const id = useId();
  const [name, setName] = useState(target?.name ?? '');
  const [shared, setShared] = useState<(typeof order)[number]>(target?.shared ?? 'mine');
  const [usual, setUsual] = useState(target !== undefined && target.id === state.usual);
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '' || busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const head = { name: name.trim(), shared };
      const saved = target
        ? await changeView(ws, target, head)
        : await saveNewView(ws, { ...newBodyOf(state.view, widths), ...head, entity });
      if (usual !== (saved.id === state.usual)) await makeDefault(ws, entity, usual ? saved.id : null);
      if (!target) state.choose(saved.id);
      toast({ text: t.views.saved(saved.name) });
      onClose();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <Dialog title={target ? t.views.rename : t.views.saveNew} kind="dialog" onClose={onClose}>
      <form className="form" onSubmit={(event) => void send(event)}>
        {problem ? (
          <p className="form-problem" role="alert">
            {errorText(problem, i18n)}
          </p>
        ) : null}
        <div className="form-line">
          <label htmlFor={id}>{t.views.name}</label>
          <input
            id={id}
            className="input"
            data-autofocus
            maxLength={80}
            autoComplete="off"
            placeholder={t.views.nameHint}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <fieldset className="view-shares">
          <legend>{t.views.shared}</legend>
          {order.map((one) => (
            <label key={one} className="check">
              <input type="radio" name="shared" checked={shared === one} onChange={() => setShared(one)} />
              {label(shares[one])}
            </label>
          ))}
        </fieldset>
        <label className="check">
          <input type="checkbox" checked={usual} onChange={(event) => setUsual(event.target.checked)} />
          {t.views.usual}
        </label>
        <div className="form-end">
          <button type="submit" className="btn primary" disabled={busy || name.trim() === ''}>
            {busy ? t.common.saving : t.common.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
