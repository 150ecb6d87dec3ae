import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import { runKinds } from '../../../shared/audit/audit.contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import type { RunKind } from './api.ts';
import type { RunAsk } from './use-start-run.ts';

interface Props {
  onStart: (ask: RunAsk) => void;
  onClose: () => void;
}

/** Which audit to run: each kind with what it is good for. */
export function StartDialog({ onStart, onClose }: Props) {
  const { t } = useI18n();
  const id = useId();
  const [kind, setKind] = useState<RunKind>('incremental');
  const [sample, setSample] = useState('100');
  const size = Number(sample);
  const wrong = kind === 'spot-check' && !(Number.isInteger(size) && size >= 1 && size <= 1000);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wrong) return;
    onClose();
    onStart({ kind, ...(kind === 'spot-check' ? { sample: size } : {}) });
  };
  return (
    <Dialog
      kind="dialog"
      title={t.audit.startTitle}
      onClose={onClose}
      footer={
        <>
          <button type="submit" form={id} className="btn primary" disabled={wrong}>
            {t.audit.start}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {t.common.cancel}
          </button>
        </>
      }
    >
      <form id={id} className="aud-kinds" onSubmit={submit}>
        {runKinds.map((one) => (
          <label key={one} className="aud-kind">
            <input type="radio" name="kind" value={one} checked={kind === one} onChange={() => setKind(one)} />
            <span>
              <strong>{t.audit.kinds[one]}</strong>
              <span>{t.audit.kindTexts[one]}</span>
            </span>
          </label>
        ))}
        {kind === 'spot-check' ? (
          <div className="q-field">
            <label htmlFor={`${id}-sample`}>{t.audit.sample}</label>
            <input
              id={`${id}-sample`}
              className="input aud-number"
              inputMode="numeric"
              value={sample}
              aria-invalid={wrong}
              aria-describedby={`${id}-range`}
              onChange={(event) => setSample(event.target.value)}
            />
            <span id={`${id}-range`} className={wrong ? 'q-fault' : 'quiet-hint'}>
              {t.audit.sampleRange}
            </span>
          </div>
        ) : null}
      </form>
    </Dialog>
  );
}
