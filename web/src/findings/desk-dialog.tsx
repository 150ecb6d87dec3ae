import '../styles/views.css';
import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import { accepterNames, mayAccept } from '../../../shared/findings/accept.ts';
import { finding as entity } from '../../../shared/findings/finding.ts';
import type { FieldFault } from '../../../shared/kernel/problem.ts';
import { fault } from '../../../shared/kernel/problem.ts';
import type { BulkChange, Selection } from '../../../shared/views/bulk-edits.contract.ts';
import { createBulkEdit } from '../../../shared/views/bulk-edits.contract.ts';
import { call, newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText, faultText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { FieldEditor } from '../records/editors.tsx';
import type { FieldSpec } from '../records/fields.ts';
import { BulkResult } from '../views/bulk-result.tsx';
import { changeOf } from '../views/change.ts';
import { bulkQuery, followJob, runBulk } from '../views/jobs.ts';

export type DeskKind = 'assign' | 'explain' | 'accept';

/** The fields that each kind asks for; those with a mark have to be given. */
const asks: Record<DeskKind, readonly { field: string; needed?: true }[]> = {
  assign: [{ field: 'ownerId', needed: true }, { field: 'dueDate' }],
  explain: [{ field: 'causeKind', needed: true }, { field: 'cause' }, { field: 'correction' }],
  accept: [{ field: 'causeKind', needed: true }, { field: 'cause' }, { field: 'acceptedUntil', needed: true }],
};
const states: Partial<Record<DeskKind, string>> = { explain: 'explained', accept: 'accepted' };

interface Props {
  kind: DeskKind;
  count: number;
  selection: Selection;
  specs: readonly FieldSpec[];
  onClose: () => void;
  /** The edit runs: the rows need not be chosen any more. */
  onDone: () => void;
}

/** Several findings at once: who, or why; what it would do; then done, with the way back at the foot of the page. */
export default function DeskDialog({ kind, count, selection, specs, onClose, onDone }: Props) {
  const i18n = useI18n();
  const { t, label, lang } = i18n;
  const words = t.findings.desk;
  const b = t.views.bulk;
  const id = useId();
  const format = useFormat();
  const { workspaceId: ws, currency, timeZone, roles } = useWorkspace();
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({});
  const [faults, setFaults] = useState<ReadonlyMap<string, FieldFault>>(new Map());
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [job, setJob] = useState<string>();
  const edit = useQuery({ ...bulkQuery(ws, job ?? ''), enabled: job !== undefined }).data;

  /** The change that was entered; undefined where something is missing or cannot be read. */
  const entered = (): BulkChange | undefined => {
    const lines = asks[kind].flatMap(({ field }, key) => {
      const draft = drafts[field] ?? '';
      return draft.trim() === '' ? [] : [{ key, field, how: 'set' as const, draft }];
    });
    const read = changeOf(lines, specs, { currency, timeZone, today: format.today() });
    const wrong = new Map(
      asks[kind].flatMap(({ field, needed }, key) => {
        const missing = needed && (drafts[field] ?? '').trim() === '' ? fault(field, 'required') : undefined;
        const found = missing ?? read.faults.get(key);
        return found ? [[field, found] as const] : [];
      }),
    );
    if (drafts['causeKind'] === 'other' && !drafts['cause']?.trim()) wrong.set('cause', fault('cause', 'required'));
    setFaults(wrong);
    if (wrong.size > 0) return undefined;
    const state = states[kind];
    return { set: { ...read.change.set, ...(state ? { state } : {}) } };
  };
  const preview = async (event: FormEvent) => {
    event.preventDefault();
    const change = entered();
    if (busy || !change) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const body = { entity: entity.name, selection, change };
      setJob((await call(createBulkEdit, { params: { workspaceId: ws }, body, idempotencyKey: newKey() })).id);
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const run = async () => {
    if (!edit || busy) return;
    setBusy(true);
    try {
      await runBulk(ws, edit);
      followJob({ kind: 'bulk', id: edit.id, ws, name: label(entity.plural) });
      onDone();
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
      setBusy(false);
    }
  };
  const will = edit?.preview?.['changed'] ?? 0;
  return (
    <Dialog
      title={words.title[kind](format.number(count))}
      onClose={onClose}
      footer={
        job === undefined ? (
          <button type="submit" form={id} className="btn primary" disabled={busy}>
            {b.preview}
          </button>
        ) : (
          <>
            <button
              type="button"
              className="btn primary"
              disabled={edit?.state !== 'ready' || will === 0 || busy}
              onClick={() => void run()}
            >
              {b.run(format.number(will))}
            </button>
            <button type="button" className="btn" onClick={() => setJob(undefined)}>
              {b.back}
            </button>
          </>
        )
      }
    >
      {problem ? (
        <p className="form-problem" role="alert">
          {errorText(problem, i18n)}
        </p>
      ) : null}
      {job === undefined ? (
        <form id={id} className="form" onSubmit={(event) => void preview(event)}>
          <p className="q-text">{words.text[kind]}</p>
          {kind === 'accept' && !mayAccept(roles, 'medium') ? (
            // Said before anything is entered: the refusal of each record could not say who may.
            <p className="q-fault">{t.findings.whoAccepts(accepterNames('medium', lang === 'en' ? 'en' : 'zh'))}</p>
          ) : null}
          {asks[kind].map(({ field, needed }, index) => {
            const spec = specs.find((one) => one.name === field);
            const wrong = faults.get(field);
            return spec ? (
              <div key={field} className="form-line">
                <label htmlFor={`${id}-${field}`}>
                  {label(spec.label)}
                  {needed ? <span className="required"> *</span> : null}
                </label>
                <FieldEditor
                  spec={spec}
                  id={`${id}-${field}`}
                  draft={drafts[field] ?? ''}
                  opened={index === 0}
                  invalid={wrong !== undefined}
                  describedBy={`${id}-${field}-fault`}
                  onDraft={(draft) => setDrafts((now) => ({ ...now, [field]: draft }))}
                />
                <div id={`${id}-${field}-fault`} className="form-fault" role={wrong ? 'alert' : undefined}>
                  {wrong ? faultText(wrong, i18n) : null}
                </div>
              </div>
            ) : null;
          })}
        </form>
      ) : edit ? (
        <BulkResult edit={edit} specs={specs} ws={ws} />
      ) : (
        <p className="quiet-text">{t.common.loading}</p>
      )}
    </Dialog>
  );
}
