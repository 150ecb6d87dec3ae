import '../process/process.css';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { opportunity } from '../../../shared/sales/opportunity.ts';
import type { Stage } from '../../../shared/sales/pipeline.ts';
import { stages } from '../../../shared/sales/pipeline.ts';
import { ApiError } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { errorText, faultText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { CommentBox } from '../process/comment-box.tsx';
import { ReasonList } from '../process/reason-list.tsx';
import { draftOf, parseDraft } from '../records/draft.ts';
import { FieldEditor } from '../records/editors.tsx';
import { bodyFor, currencyOf, readField, useFieldSpecs } from '../records/fields.ts';
import type { Drafts } from '../records/record-form.tsx';
import { saveRecord } from '../records/save.ts';
import type { Gaps } from './gaps.ts';

interface Props {
  record: WebRecord;
  stage: Stage;
  gaps: Gaps;
  onDone: (saved: WebRecord) => void;
  onClose: () => void;
}

/** What a stage still asks for, filled where the card was dropped; saved together with the step. */
export default function MoveDialog({ record, stage, gaps, onDone, onClose }: Props) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const id = useId();
  const format = useFormat();
  const { workspaceId: ws, currency, timeZone } = useWorkspace();
  const all = useFieldSpecs(opportunity);
  const specs = useMemo(
    () => all.filter((spec) => gaps.fields.includes(spec.name) || gaps.optional?.includes(spec.name)),
    [all, gaps],
  );
  const context = { currency: currencyOf(record, currency), timeZone, today: format.today() };
  const [drafts, setDrafts] = useState<Drafts>(() =>
    Object.fromEntries(specs.map((spec) => [spec.name, draftOf(readField(record, spec), spec, context)])),
  );
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState<ReadonlyMap<string, string>>(new Map());
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (faults.size > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [faults]);

  const submit = async () => {
    if (busy) return;
    const found = new Map<string, string>();
    let body: Record<string, unknown> = { stage, ...(reason.trim() ? { reason: reason.trim() } : {}) };
    for (const spec of specs) {
      const parsed = parseDraft(drafts[spec.name] ?? '', spec, context);
      const free = gaps.optional?.includes(spec.name) || (gaps.advisory && reason.trim());
      if (!('fault' in parsed) && parsed.value === undefined && free) continue;
      if ('fault' in parsed || parsed.value === undefined) {
        const code = 'fault' in parsed ? parsed.fault : 'required';
        found.set(spec.name, faultText({ field: spec.name, code, message: '' }, i18n));
      } else body = { ...body, ...bodyFor(record, spec, parsed.value) };
    }
    if (gaps.reason && !reason.trim()) found.set('comment', t.process.reasonNeeded);
    setFaults(found);
    if (found.size > 0) return;
    setBusy(true);
    try {
      onDone(await saveRecord(ws, record, body));
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <Dialog
      kind="dialog"
      title={t.process.board.ask(titleOf(record), label(stages[stage]))}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn primary" disabled={busy} onClick={() => void submit()}>
            {t.sales.moveTo(label(stages[stage]))}
          </button>
          <button type="button" className="btn quiet" onClick={onClose}>
            {t.common.cancel}
          </button>
        </>
      }
    >
      {problem ? (
        <div className="proc-failure" role="alert">
          {problem instanceof ApiError && problem.refusals.length > 0 ? (
            <ReasonList type={record.type} refusals={problem.refusals} />
          ) : (
            <p>{errorText(problem, i18n)}</p>
          )}
        </div>
      ) : (
        <>
          {gaps.fields.length > 0 ? <p className="dialog-lead">{t.process.board.missing}</p> : null}
          {gaps.departs.length > 0 ? (
            <div className="proc-departure">
              <p>{t.process.departure}</p>
              <ReasonList type={record.type} refusals={gaps.departs} />
            </div>
          ) : null}
        </>
      )}
      <div className="form" ref={form}>
        {specs.map((spec) => (
          <div key={spec.name} className={`form-line${faults.has(spec.name) ? ' faulty' : ''}`}>
            <label htmlFor={`${id}-${spec.name}`}>{label(spec.label)}</label>
            <FieldEditor
              id={`${id}-${spec.name}`}
              spec={spec}
              draft={drafts[spec.name] ?? ''}
              invalid={faults.has(spec.name)}
              onDraft={(draft) => setDrafts((now) => ({ ...now, [spec.name]: draft }))}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.defaultPrevented || event.nativeEvent.isComposing) return;
                event.preventDefault();
                void submit();
              }}
            />
            <div className="form-fault" role={faults.has(spec.name) ? 'alert' : undefined}>
              {faults.get(spec.name)}
            </div>
          </div>
        ))}
        {gaps.reason || gaps.advisory ? (
          <CommentBox
            value={reason}
            onChange={setReason}
            onSubmit={() => void submit()}
            need={gaps.reason ? 'required' : 'optional'}
            place={specs.length > 0 ? 'last' : 'alone'}
            fault={faults.get('comment')}
          />
        ) : null}
      </div>
    </Dialog>
  );
}
