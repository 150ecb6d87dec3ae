import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { isChecked } from '../duplicates/api.ts';
import { DuplicateWarning } from '../duplicates/warning.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import type { OnDuplicate } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { WhyOf } from '../problems/why-link.tsx';
import { NextCode } from '../steward/next-code.tsx';
import { defaultColumns } from './columns.ts';
import { type Drafts, RecordForm } from './record-form.tsx';
import { useCreate } from './use-create.ts';

interface Props {
  entity: Entity;
  onClose: () => void;
  /** Values that are known already: the account of a contact that is added on its page. */
  given?: Drafts;
}

const nothing: Drafts = {};

/** A drawer that creates a record; Ctrl+Enter saves. Documents open at once, for their lines. */
export default function CreateDrawer({ entity, onClose, given = nothing }: Props) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const [, navigate] = useLocation();
  const form = useCreate(entity, given);
  const body = useRef<HTMLFormElement>(null);
  const first = defaultColumns(entity);

  useEffect(() => {
    if (form.faults.size === 0) return;
    body.current?.querySelector<HTMLElement>('.faulty input, .faulty textarea')?.focus();
  }, [form.faults]);

  const save = async (then: 'close' | 'another', onDuplicate: OnDuplicate = 'refuse') => {
    const record = await form.submit(onDuplicate);
    if (!record) return;
    const href = `/${entity.collection}/${record.id}`;
    if (then === 'another') {
      toast({
        text: t.records.created(titleOf(record)),
        action: { label: t.records.openRecord, run: () => navigate(href) },
      });
      form.reset();
      body.current?.querySelector<HTMLElement>('input')?.focus();
      return;
    }
    onClose();
    if (entity.lines) navigate(href);
    else
      toast({
        text: t.records.created(titleOf(record)),
        action: { label: t.records.openRecord, run: () => navigate(href) },
      });
  };
  return (
    <Dialog
      title={t.records.create(label(entity.label))}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn primary" disabled={form.busy} onClick={() => void save('close')}>
            {form.busy ? t.common.saving : t.common.save}
          </button>
          {entity.lines ? null : (
            <button type="button" className="btn" disabled={form.busy} onClick={() => void save('another')}>
              {t.records.anotherAfter}
            </button>
          )}
          <span className="spread" />
          <span className="quiet-hint wide-only">{t.records.saveHint}</span>
        </>
      }
    >
      <form
        ref={body}
        onSubmit={(event) => {
          event.preventDefault();
          void save('close');
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void save('close');
        }}
      >
        {form.continued ? (
          <p className="form-note">
            {t.records.continued}{' '}
            <button type="button" className="link" onClick={form.reset}>
              {t.records.startAnew}
            </button>
          </p>
        ) : null}
        {form.faults.size > 0 ? (
          <p className="form-problem" role="alert">
            {t.records.fixFaults(form.faults.size)}
          </p>
        ) : form.problem ? (
          <p className="form-problem" role="alert">
            {errorText(form.problem, i18n)} <WhyOf error={form.problem} />
          </p>
        ) : null}
        <RecordForm
          specs={form.specs}
          drafts={form.drafts}
          faults={form.faults}
          onDraft={form.setDraft}
          first={first}
          helper={({ name }) => (
            <NextCode entity={entity} field={name} drafts={form.drafts} onCode={(code) => form.setDraft(name, code)} />
          )}
        />
        {isChecked(entity.name) ? (
          <DuplicateWarning
            type={entity.name}
            drafts={form.drafts}
            onOpen={onClose}
            {...(form.refused ? { onAnyway: () => void save('close', 'allow') } : {})}
          />
        ) : null}
        {/* Enter in a field saves; a form needs a button for that. */}
        <button type="submit" className="hidden-text" tabIndex={-1} aria-hidden="true" />
      </form>
    </Dialog>
  );
}
