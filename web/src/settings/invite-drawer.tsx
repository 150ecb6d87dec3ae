import { useRef, useState } from 'react';
import type { FieldFault } from '../../../shared/kernel/problem.ts';
import { member } from '../../../shared/workspaces/member.ts';
import { inviteMember } from '../../../shared/workspaces/workspaces.contract.ts';
import { callRaw, newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText, faultsByField } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { FieldSpec } from '../records/fields.ts';
import { fieldSpecs, isEditable } from '../records/fields.ts';
import { type Drafts, RecordForm } from '../records/record-form.tsx';
import { bodyOf } from '../records/use-create.ts';

const names = ['name', 'email', 'role', 'scope', 'team', 'language', 'reviewGroup'];

/** Invites a person: their sign-in is made, and a mail with a first password goes out. */
export default function InviteDrawer({ onClose }: { onClose: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const format = useFormat();
  const workspace = useWorkspace();
  const basis: FieldSpec = {
    name: 'basis',
    type: 'text',
    place: 'field',
    required: false,
    label: { en: t.settings.basis, zh: t.settings.basis },
    hint: t.settings.basisHint,
  };
  const specs = [
    ...fieldSpecs(member, workspace).filter((spec) => names.includes(spec.name) && isEditable(spec)),
    basis,
  ];
  const [drafts, setDrafts] = useState<Drafts>({ scope: 'own', role: 'sales-rep', language: i18n.lang });
  const [faults, setFaults] = useState<ReadonlyMap<string, FieldFault>>(new Map());
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const key = useRef({ body: '', id: '' });

  const submit = async () => {
    const { body, faults: wrong } = bodyOf(specs, drafts, {
      currency: workspace.currency,
      timeZone: workspace.timeZone,
      today: format.today(),
    });
    setFaults(wrong);
    setProblem(undefined);
    if (wrong.size > 0 || busy) return;
    const text = JSON.stringify(body);
    if (key.current.body !== text) key.current = { body: text, id: newKey() };
    setBusy(true);
    try {
      await callRaw(inviteMember, {
        params: { workspaceId: workspace.workspaceId },
        body,
        idempotencyKey: key.current.id,
      });
      for (const what of ['list', 'page'])
        void queryClient.invalidateQueries({ queryKey: [what, workspace.workspaceId, 'member'] });
      void queryClient.invalidateQueries({ queryKey: ['members', workspace.workspaceId] });
      toast({ text: t.settings.invited(String(body['name'])) });
      onClose();
    } catch (error) {
      setFaults(faultsByField(error));
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t.settings.invite}
      onClose={onClose}
      footer={
        <button type="button" className="btn primary" disabled={busy} onClick={() => void submit()}>
          {busy ? t.common.saving : t.settings.invite}
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
        {problem && faults.size === 0 ? (
          <p className="form-problem" role="alert">
            {errorText(problem, i18n)}
          </p>
        ) : null}
        <RecordForm
          specs={specs}
          drafts={drafts}
          faults={faults}
          onDraft={(name, draft) => setDrafts((now) => ({ ...now, [name]: draft }))}
          first={[...names, 'basis']}
        />
        <button type="submit" className="hidden-text" tabIndex={-1} aria-hidden="true" />
      </form>
    </Dialog>
  );
}
