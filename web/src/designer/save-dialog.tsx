import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import type { ProcessDefinition } from '../../../shared/kernel/process.ts';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { isStale } from '../lib/api-error.ts';
import { errorText } from '../lib/faults.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import { titleOf } from '../lib/titles.ts';
import type { ProcessList } from './api.ts';
import { checkQuery, processesQuery, proposalsQuery, saveVersion } from './api.ts';
import { Line, Select } from './controls.tsx';
import { FaultNotes } from './fault-list.tsx';
import type { DefinitionFault } from './faults.ts';
import { isSound, joined } from './faults.ts';

interface Props {
  process: string;
  definition: ProcessDefinition;
  basedOn: number;
  register: ProcessList;
  faults: readonly DefinitionFault[];
  /** Proposal that the page was opened for. */
  proposalId?: string | undefined;
  onSaved: (version: number) => void;
  onClose: () => void;
}

/** Saves a definition as a new version: why, and which proposal it adopts. */
export function SaveDialog(props: Props) {
  const { process, definition, basedOn, register, onSaved, onClose } = props;
  const i18n = useI18n();
  const { t } = i18n;
  const { workspaceId, can } = useWorkspace();
  const id = useId();
  const [note, setNote] = useState('');
  const [proposalId, setProposalId] = useState(props.proposalId ?? '');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const ownSound = isSound(props.faults);
  const check = useQuery({ ...checkQuery(workspaceId, process, definition), enabled: ownSound });
  const proposals = useQuery({ ...proposalsQuery(workspaceId, process), enabled: can('proposals:read') });
  const faults = joined(props.faults, check.data?.faults ?? []);
  const ready = note.trim() !== '' && isSound(faults) && !busy;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const version = await saveVersion(workspaceId, process, {
        body: { definition, basedOn, note: note.trim(), ...(proposalId === '' ? {} : { proposalId }) },
        version: register.version,
      });
      onSaved(version);
    } catch (error) {
      setProblem(error);
      setBusy(false);
      // A version that somebody else saved meanwhile stays; the next try goes on top of it.
      if (isStale(error)) void queryClient.invalidateQueries({ queryKey: processesQuery(workspaceId).queryKey });
    }
  };
  return (
    <Dialog
      title={t.designer.saveTitle}
      onClose={onClose}
      footer={
        <>
          <button type="submit" form={id} className="btn primary" disabled={!ready}>
            {busy ? t.common.saving : t.designer.saveNew}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {t.common.cancel}
          </button>
        </>
      }
    >
      <form id={id} className="form" onSubmit={submit}>
        <p className="q-text">{t.designer.saveText}</p>
        {problem ? (
          <p className="form-problem" role="alert">
            {isStale(problem) ? t.designer.staleRegister : errorText(problem, i18n)}
          </p>
        ) : null}
        <Line label={t.designer.note} hint={t.designer.noteHint}>
          {(control) => (
            <textarea
              id={control}
              className="input"
              data-autofocus
              rows={3}
              maxLength={500}
              value={note}
              onChange={({ target }) => setNote(target.value)}
            />
          )}
        </Line>
        {proposals.data && proposals.data.items.length > 0 ? (
          <Line label={t.designer.proposal} hint={t.designer.proposalHint}>
            {(control) => (
              <Select
                id={control}
                value={proposalId}
                options={[
                  { value: '', text: t.designer.noProposal },
                  ...proposals.data.items.map((one) => ({ value: one.id, text: titleOf(one) })),
                ]}
                readOnly={false}
                onChange={setProposalId}
              />
            )}
          </Line>
        ) : null}
        {isSound(faults) ? null : <p className="form-fault">{t.designer.mendFirst}</p>}
        <FaultNotes faults={faults} />
      </form>
    </Dialog>
  );
}
