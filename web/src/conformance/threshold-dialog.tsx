import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText, faultsByField, faultText } from '../lib/faults.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { Threshold } from './api.ts';
import { saveThreshold } from './api.ts';

const parts = ['ends', 'starts', 'steps'] as const;
type Part = (typeof parts)[number];

/** Sets when the supervision of a habit ends and starts again. */
export function ThresholdDialog({ threshold, onClose }: { threshold: Threshold; onClose: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.conformance;
  const { workspaceId } = useWorkspace();
  const id = useId();
  const [drafts, setDrafts] = useState<Record<Part, string>>({
    ends: String(threshold.ends),
    starts: String(threshold.starts),
    steps: String(threshold.steps),
  });
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const labels: Record<Part, string> = { ends: words.ends, starts: words.starts, steps: words.minimum };
  const number = (part: Part): number => (drafts[part].trim() === '' ? Number.NaN : Number(drafts[part]));
  const refused = faultsByField(problem);
  const wrong = (part: Part): string | undefined => {
    if (!Number.isInteger(number(part))) return words.number;
    if (part === 'starts' && number('starts') > number('ends')) return words.startsOver;
    const found = refused.get(part);
    return found ? faultText(found, i18n) : undefined;
  };
  const sound = parts.every((part) => Number.isInteger(number(part))) && number('starts') <= number('ends');
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!sound || busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await saveThreshold(workspaceId, { ends: number('ends'), starts: number('starts'), steps: number('steps') });
      toast({ text: words.saved });
      onClose();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <Dialog
      kind="dialog"
      title={words.thresholdTitle}
      onClose={onClose}
      footer={
        <>
          <button type="submit" form={id} className="btn primary" disabled={busy || !sound}>
            {busy ? t.common.saving : t.common.save}
          </button>
          <button type="button" className="btn quiet" onClick={onClose}>
            {t.common.cancel}
          </button>
        </>
      }
    >
      <form id={id} className="form" onSubmit={(event) => void save(event)}>
        <p className="q-text">{words.thresholdText}</p>
        {problem && refused.size === 0 ? (
          <p className="form-problem" role="alert">
            {errorText(problem, i18n)}
          </p>
        ) : null}
        {parts.map((part) => {
          const fault = wrong(part);
          return (
            <div key={part} className="form-line">
              <label htmlFor={`${id}-${part}`}>{labels[part]}</label>
              <input
                id={`${id}-${part}`}
                className="input aud-number"
                inputMode="numeric"
                maxLength={4}
                value={drafts[part]}
                aria-invalid={fault !== undefined}
                aria-describedby={`${id}-${part}-fault`}
                onChange={({ target }) => setDrafts({ ...drafts, [part]: target.value })}
              />
              <div id={`${id}-${part}-fault`} className="form-fault">
                {fault}
              </div>
            </div>
          );
        })}
      </form>
    </Dialog>
  );
}
