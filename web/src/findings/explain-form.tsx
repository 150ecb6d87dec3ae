import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import type { FieldFault } from '../../../shared/kernel/problem.ts';
import { fault } from '../../../shared/kernel/problem.ts';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText, faultsByField, faultText } from '../lib/faults.ts';
import { focusNow } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { saveRecord } from '../records/save.ts';

const names = ['cause', 'correction', 'prevention'] as const;
type Name = (typeof names)[number];

interface Props {
  finding: WebRecord;
  onDone: () => void;
  focus?: 'cause' | undefined;
}

const textOf = (finding: WebRecord, name: Name): string => {
  const value = finding[name];
  return typeof value === 'string' ? value : '';
};

/** Why a value is as it is: cause, correction, prevention. */
export function ExplainForm({ finding, onDone, focus }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.findings;
  const id = useId();
  const { workspaceId } = useWorkspace();
  const [texts, setTexts] = useState<Record<Name, string>>({
    cause: textOf(finding, 'cause'),
    correction: textOf(finding, 'correction'),
    prevention: textOf(finding, 'prevention'),
  });
  const [faults, setFaults] = useState<ReadonlyMap<string, FieldFault>>(new Map());
  const [busy, setBusy] = useState(false);
  const settled = finding['state'] === 'explained' || finding['state'] === 'accepted';

  const send = async (state: 'explained' | 'accepted' | 'open') => {
    if (state !== 'open' && texts.cause.trim() === '') {
      setFaults(new Map([['cause', fault('cause', 'required')]]));
      document.getElementById(`${id}-cause`)?.focus();
      return;
    }
    setBusy(true);
    try {
      await saveRecord(workspaceId, finding, {
        state,
        ...Object.fromEntries(names.map((name) => [name, texts[name].trim() || null])),
      });
      void queryClient.invalidateQueries({ queryKey: ['list', workspaceId, 'finding'] });
      toast({ text: state === 'explained' ? words.explained : state === 'accepted' ? words.accepted : words.reopened });
      onDone();
    } catch (error) {
      setFaults(faultsByField(error));
      if (faultsByField(error).size === 0) toast({ text: errorText(error, i18n), tone: 'bad' });
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send('explained');
  };
  const hints: Record<Name, string> = {
    cause: words.causeHint,
    correction: words.correctionHint,
    prevention: words.preventionHint,
  };
  return (
    <form className="form" onSubmit={submit}>
      <p className="q-text">{words.explainText}</p>
      {names.map((name) => {
        const wrong = faults.get(name);
        return (
          <div key={name} className="form-line">
            <label htmlFor={`${id}-${name}`}>
              {words[name]}
              {name === 'cause' ? <span className="required"> *</span> : null}
            </label>
            <textarea
              id={`${id}-${name}`}
              className="input"
              rows={2}
              maxLength={1000}
              placeholder={hints[name]}
              value={texts[name]}
              aria-invalid={wrong !== undefined}
              aria-describedby={`${id}-${name}-fault`}
              {...(focus === name ? { ref: focusNow, 'data-autofocus': true } : {})}
              onChange={(event) => setTexts({ ...texts, [name]: event.target.value })}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
              }}
            />
            <div id={`${id}-${name}-fault`} className="form-fault" role={wrong ? 'alert' : undefined}>
              {wrong ? faultText(wrong, i18n) : null}
            </div>
          </div>
        );
      })}
      <div className="q-row">
        <button type="submit" className="btn primary" disabled={busy}>
          {words.markExplained}
        </button>
        <button type="button" className="btn" disabled={busy} onClick={() => void send('accepted')}>
          {words.markAccepted}
        </button>
        {settled ? (
          <button type="button" className="btn quiet" disabled={busy} onClick={() => void send('open')}>
            {words.reopen}
          </button>
        ) : null}
      </div>
    </form>
  );
}
