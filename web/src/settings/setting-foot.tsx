import './calendar/calendar.css';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { isStale } from '../lib/api-error.ts';
import { errorText } from '../lib/faults.ts';

interface Props {
  words: { unsaved: string; stale: string; discard: string; discarded: string };
  /** Why it was not saved. */
  problem: unknown;
  /** What is wrong, where the fields say more: stands in place of the problem's own words. */
  wrong?: string | undefined;
  busy: boolean;
  /** Nothing can be saved before it is mended. */
  blocked?: boolean;
  onReload: () => void;
  /** Throws the changes away. @returns what brings them back */
  onDiscard: () => () => void;
  onSave: () => void;
}

/** The foot of a setting that was changed: why it cannot be saved, discard with undo, save. */
export function SettingFoot({ words, problem, wrong, busy, blocked = false, onReload, onDiscard, onSave }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const stale = problem !== undefined && isStale(problem);
  const said = stale ? words.stale : (wrong ?? (problem === undefined ? undefined : errorText(problem, i18n)));
  return (
    <footer className="q-foot">
      <div className="cal-foot-words">
        <strong>{words.unsaved}</strong>
        {said ? (
          <span className="form-fault" role="alert">
            {said}{' '}
            {stale ? (
              <button type="button" className="link" onClick={onReload}>
                {t.common.reload}
              </button>
            ) : null}
          </span>
        ) : null}
      </div>
      <button
        type="button"
        className="btn quiet"
        disabled={busy}
        onClick={() => {
          const undo = onDiscard();
          toast({ text: words.discarded, action: { label: t.common.undo, run: undo } });
        }}
      >
        {words.discard}
      </button>
      <button type="button" className="btn primary" disabled={busy || blocked} onClick={onSave}>
        {busy ? t.common.saving : t.common.save}
      </button>
    </footer>
  );
}
