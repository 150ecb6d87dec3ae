import { useRef, useState } from 'react';
import type { FieldFault } from '../../../shared/kernel/problem.ts';
import { addDays } from '../../../shared/kernel/time.ts';
import { delegation } from '../../../shared/process/delegation.ts';
import { processes } from '../../../shared/processes.ts';
import { newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { toast } from '../kit/toast.tsx';
import { localParts } from '../lib/dates.ts';
import { errorText, faultsByField } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { useRefTitle } from '../lib/titles.ts';
import { fieldSpecs } from '../records/fields.ts';
import { type Drafts, RecordForm } from '../records/record-form.tsx';
import { bodyOf } from '../records/use-create.ts';
import { createDeputy, type NewDelegation } from './delegations.ts';

const YEAR_DAYS = 366;

/** What is wrong with a delegation before it is sent, in one sentence. */
const objection = (body: Record<string, unknown>, now: string, memberId: string): keyof Objections | undefined => {
  const from = String(body['from'] ?? '');
  const until = String(body['until'] ?? '');
  if (body['deputyId'] === (body['memberId'] ?? memberId)) return 'self';
  if (until <= from) return 'order';
  if (until <= now) return 'past';
  return until.slice(0, 10) > addDays(from.slice(0, 10), YEAR_DAYS) ? 'long' : undefined;
};
type Objections = Record<'self' | 'order' | 'past' | 'long', string>;

/** Names a deputy: who, from when until when, for which documents, why. */
export default function DeputyDialog({ onClose }: { onClose: () => void }) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const words = t.work.deputy;
  const format = useFormat();
  const workspace = useWorkspace();
  const names = ['deputyId', 'from', 'until', 'why', ...(workspace.canWrite('members') ? ['memberId'] : [])];
  const specs = fieldSpecs(delegation, workspace)
    .filter((spec) => names.includes(spec.name))
    .map((spec) => (spec.name === 'memberId' ? { ...spec, required: false } : spec));
  const today = format.today();
  const [drafts, setDrafts] = useState<Drafts>(() => ({
    ...(workspace.canWrite('members') ? { memberId: workspace.memberId } : {}),
    from: `${today} ${localParts(new Date().toISOString(), workspace.timeZone).clock}`,
    until: `${addDays(today, 7)} 18:00`,
  }));
  const [only, setOnly] = useState<readonly string[]>();
  const [faults, setFaults] = useState<ReadonlyMap<string, FieldFault>>(new Map());
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const key = useRef({ body: '', id: '' });
  const deputy = useRefTitle(drafts['deputyId'] || undefined);

  const submit = async () => {
    const { body, faults: wrong } = bodyOf(specs, drafts, {
      currency: workspace.currency,
      timeZone: workspace.timeZone,
      today,
    });
    setFaults(wrong);
    setProblem(undefined);
    if (wrong.size > 0 || busy) return;
    const against = objection(body, new Date().toISOString(), workspace.memberId);
    if (against) return setProblem(words[against]);
    if (only?.length === 0) return setProblem(words.none);
    // One's own work needs no naming.
    if (body['memberId'] === workspace.memberId) delete body['memberId'];
    const wanted = { ...body, ...(only ? { processes: [...only] } : {}) } as unknown as NewDelegation;
    const text = JSON.stringify(wanted);
    if (key.current.body !== text) key.current = { body: text, id: newKey() };
    setBusy(true);
    try {
      await createDeputy(workspace.workspaceId, wanted, key.current.id);
      toast({ text: words.created(deputy ?? '') });
      onClose();
    } catch (error) {
      const found = faultsByField(error);
      setFaults(found);
      if (found.size === 0) setProblem(errorText(error, i18n));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={words.create}
      onClose={onClose}
      footer={
        <button type="button" className="btn primary" disabled={busy} onClick={() => void submit()}>
          {busy ? t.common.saving : words.create}
        </button>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
        }}
      >
        {problem ? (
          <p className="form-problem" role="alert">
            {problem}
          </p>
        ) : null}
        <RecordForm
          specs={specs}
          drafts={drafts}
          faults={faults}
          onDraft={(name, draft) => setDrafts((now) => ({ ...now, [name]: draft }))}
          first={names}
        />
        <p className="quiet-hint">{words.zone(workspace.timeZone)}</p>
        <fieldset className="dp-processes">
          <legend>{words.processes}</legend>
          <label>
            <input type="radio" name="which" checked={only === undefined} onChange={() => setOnly(undefined)} />
            {words.allProcesses}
          </label>
          <label>
            <input type="radio" name="which" checked={only !== undefined} onChange={() => setOnly([])} />
            {words.someProcesses}
          </label>
          {only === undefined
            ? null
            : processes.map((process) => (
                <label key={process.id} className="dp-process">
                  <input
                    type="checkbox"
                    checked={only.includes(process.id)}
                    onChange={(event) =>
                      setOnly(event.target.checked ? [...only, process.id] : only.filter((one) => one !== process.id))
                    }
                  />
                  {label(process.label)}
                </label>
              ))}
        </fieldset>
        <button type="submit" className="hidden-text" tabIndex={-1} aria-hidden="true" />
      </form>
    </Dialog>
  );
}
