import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import { accepterNames, asksOnly, MOST_ACCEPTED_DAYS, mayAccept } from '../../../shared/findings/accept.ts';
import { causeKinds } from '../../../shared/findings/cause.ts';
import type { FieldFault } from '../../../shared/kernel/problem.ts';
import { fault } from '../../../shared/kernel/problem.ts';
import { addDays } from '../../../shared/kernel/time.ts';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText, faultsByField, faultText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
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

/** Whether a cause was given: one of the list is enough, unless it says nothing by itself. */
const isCaused = (kind: string, cause: string): boolean => cause.trim() !== '' || (kind !== '' && kind !== 'other');

const textOf = (finding: WebRecord, name: Name | 'causeKind' | 'acceptedUntil'): string => {
  const value = finding[name];
  return typeof value === 'string' ? value : '';
};

function Wrong({ fault: wrong }: { fault: FieldFault | undefined }) {
  const i18n = useI18n();
  return (
    <div className="form-fault" role={wrong ? 'alert' : undefined}>
      {wrong ? faultText(wrong, i18n) : null}
    </div>
  );
}

/** Why a value is as it is: cause, correction, prevention; or that it stays so until a day. */
export function ExplainForm({ finding, onDone, focus }: Props) {
  const i18n = useI18n();
  const { t, label, lang } = i18n;
  const words = t.findings;
  const id = useId();
  const { workspaceId, roles } = useWorkspace();
  const format = useFormat();
  const [kind, setKind] = useState(textOf(finding, 'causeKind'));
  const [until, setUntil] = useState(textOf(finding, 'acceptedUntil'));
  const [texts, setTexts] = useState<Record<Name, string>>({
    cause: textOf(finding, 'cause'),
    correction: textOf(finding, 'correction'),
    prevention: textOf(finding, 'prevention'),
  });
  const [faults, setFaults] = useState<ReadonlyMap<string, FieldFault>>(new Map());
  const [busy, setBusy] = useState(false);
  // Such a finding asks a question, and accepting it is the answer, which needs no end.
  const dated = !asksOnly(finding['rule']);
  const accepts = !dated || mayAccept(roles, finding['severity']);
  const today = format.today();
  const settled = finding['state'] === 'explained' || finding['state'] === 'accepted';

  const send = async (state: 'explained' | 'accepted' | 'open') => {
    const missing =
      state !== 'open' && !isCaused(kind, texts.cause)
        ? kind === 'other'
          ? 'cause'
          : 'causeKind'
        : state === 'accepted' && dated && until === ''
          ? 'acceptedUntil'
          : undefined;
    if (missing) {
      setFaults(new Map([[missing, fault(missing, 'required')]]));
      document.getElementById(`${id}-${missing}`)?.focus();
      return;
    }
    setBusy(true);
    try {
      await saveRecord(workspaceId, finding, {
        state,
        causeKind: kind || null,
        ...(state === 'accepted' && until !== '' ? { acceptedUntil: until } : {}),
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
      <div className="form-line">
        <label htmlFor={`${id}-causeKind`}>
          {words.causeKind}
          <span className="required"> *</span>
        </label>
        <select
          id={`${id}-causeKind`}
          className="input"
          value={kind}
          aria-invalid={faults.has('causeKind')}
          {...(focus === 'cause' ? { ref: focusNow, 'data-autofocus': true } : {})}
          onChange={(event) => setKind(event.target.value)}
        >
          <option value="">{words.chooseCause}</option>
          {Object.entries(causeKinds).map(([value, name]) => (
            <option key={value} value={value}>
              {label(name)}
            </option>
          ))}
        </select>
        <Wrong fault={faults.get('causeKind')} />
      </div>
      {names.map((name) => {
        const wrong = faults.get(name);
        return (
          <div key={name} className="form-line">
            <label htmlFor={`${id}-${name}`}>
              {words[name]}
              {name === 'cause' && kind === 'other' ? <span className="required"> *</span> : null}
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
        {settled ? (
          <button type="button" className="btn quiet" disabled={busy} onClick={() => void send('open')}>
            {words.reopen}
          </button>
        ) : null}
      </div>
      {accepts ? (
        <fieldset className="fnd-more">
          <legend>{dated ? words.acceptText : words.acceptForGood}</legend>
          <div className="q-row">
            {dated ? (
              <label className="fnd-until">
                {words.until}
                <input
                  id={`${id}-acceptedUntil`}
                  type="date"
                  className="input"
                  value={until}
                  min={today}
                  max={addDays(today, MOST_ACCEPTED_DAYS - 1)}
                  aria-invalid={faults.has('acceptedUntil')}
                  onChange={(event) => setUntil(event.target.value)}
                />
              </label>
            ) : null}
            <button type="button" className="btn" disabled={busy} onClick={() => void send('accepted')}>
              {words.markAccepted}
            </button>
          </div>
          <Wrong fault={faults.get('acceptedUntil') ?? faults.get('state')} />
        </fieldset>
      ) : (
        <p className="q-quiet">{words.whoAccepts(accepterNames(finding['severity'], lang === 'en' ? 'en' : 'zh'))}</p>
      )}
    </form>
  );
}
