import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import type { Enforcement } from '../../../shared/kernel/process.ts';
import { enforcements } from '../../../shared/kernel/process.ts';
import { Failed, Note, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { isStale } from '../lib/api-error.ts';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import { useMembers } from '../lib/titles.ts';
import type { ProcessList, ProcessSummary } from './api.ts';
import { checkQuery, processesQuery, setEnforcement, versionQuery } from './api.ts';
import { Group, Line } from './controls.tsx';
import { teamsOf } from './facts.ts';
import { FaultNotes } from './fault-list.tsx';
import { isSound } from './faults.ts';
import { WorkloadTable } from './workload-table.tsx';

interface Props {
  summary: ProcessSummary;
  register: ProcessList;
  version: number;
  onDone: (enforcement: Enforcement) => void;
  onClose: () => void;
}

const order = ['draft', 'pilot', 'advisory', 'enforced'] as const;

/** What a version changes for people: faults that stand in its way, and the work that moves. */
function Consequences({ summary, version }: Pick<Props, 'summary' | 'version'>) {
  const { t } = useI18n();
  const { workspaceId } = useWorkspace();
  const next = useQuery(versionQuery(workspaceId, summary.id, version));
  const now = useQuery(versionQuery(workspaceId, summary.id, summary.current));
  const check = useQuery({
    ...checkQuery(workspaceId, summary.id, next.data?.definition ?? ({} as never)),
    enabled: next.data !== undefined,
  });
  const error = next.error ?? check.error;
  if (error) return <Failed error={error} onRetry={() => void (next.error ? next : check).refetch()} />;
  if (!check.data || !next.data) return <Waiting />;
  const definitions = [...(now.data ? [now.data.definition] : []), next.data.definition];
  const grave = check.data.faults.filter((fault) => fault.severity === 'error');
  return (
    <>
      {isSound(check.data.faults) ? null : <Note tone="bad">{t.designer.unsoundVersion}</Note>}
      <FaultNotes faults={grave.length > 0 ? grave : check.data.faults} />
      <Group title={t.designer.workload} hint={t.designer.workloadHint}>
        <WorkloadTable workload={check.data.workload} definitions={definitions} />
      </Group>
    </>
  );
}

/** How many documents run on which version now, and what becomes of them. */
function UnderWay({ summary, version }: Pick<Props, 'summary' | 'version'>) {
  const { t } = useI18n();
  const format = useFormat();
  const others = Object.entries(summary.underWay).filter(([of, count]) => count > 0 && Number(of) !== version);
  return (
    <p className="q-text">
      {others.length === 0
        ? t.designer.noneUnderWay
        : t.designer.stillUnderWay(
            others.map(([of, count]) => t.designer.onVersion(format.number(count), of)).join(t.designer.comma),
          )}
    </p>
  );
}

/** Sets how far a version is in force; what it brings about is shown before anybody can agree to it. */
export function EnforceDialog({ summary, register, version, onDone, onClose }: Props) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const { workspaceId, workspaceKind } = useWorkspace();
  const id = useId();
  const members = useMembers();
  const present = summary.versions.find((one) => one.version === version);
  const isCurrent = summary.current === version;
  const [chosen, setChosen] = useState<Enforcement>(
    present && present.enforcement !== 'draft' ? present.enforcement : 'advisory',
  );
  const [teams, setTeams] = useState<readonly string[]>(present?.teams ?? []);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const known = [...new Set([...teamsOf(members.data ?? []), ...teams])];
  const needsTeam = chosen === 'pilot' && workspaceKind !== 'sandbox' && teams.length === 0;
  const ready = reason.trim() !== '' && !needsTeam && !busy;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await setEnforcement(
        workspaceId,
        { process: summary.id, version },
        {
          body: {
            enforcement: chosen,
            reason: reason.trim(),
            ...(chosen === 'pilot' && teams.length > 0 ? { teams: [...teams] } : {}),
          },
          version: register.version,
        },
      );
      onDone(chosen);
    } catch (error) {
      setProblem(error);
      setBusy(false);
      if (isStale(error)) void queryClient.invalidateQueries({ queryKey: processesQuery(workspaceId).queryKey });
    }
  };
  return (
    <Dialog
      title={t.designer.enforceTitle(String(version))}
      onClose={onClose}
      footer={
        <>
          <button type="submit" form={id} className="btn primary" disabled={!ready}>
            {busy ? t.common.saving : t.designer.putInForce[chosen]}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            {t.common.cancel}
          </button>
        </>
      }
    >
      <form id={id} className="form ds-wide" onSubmit={submit}>
        <Consequences summary={summary} version={version} />
        <UnderWay summary={summary} version={version} />
        <fieldset className="ds-radios">
          <legend>{t.designer.howFar}</legend>
          {order
            // The version that new documents follow cannot be taken out of force without another in its place.
            .filter((one) => !isCurrent || one === 'advisory' || one === 'enforced')
            .map((one) => (
              <label key={one} className="ds-radio">
                <input type="radio" name={id} value={one} checked={chosen === one} onChange={() => setChosen(one)} />
                <span>
                  <strong>{label(enforcements[one])}</strong>
                  <span className="quiet-hint ds-block">{t.designer.enforcementTexts[one]}</span>
                </span>
              </label>
            ))}
        </fieldset>
        {chosen === 'pilot' ? (
          <fieldset className="ds-radios">
            <legend>{t.designer.pilotTeams}</legend>
            {known.length === 0 ? <p className="quiet-hint">{t.designer.noTeams}</p> : null}
            {known.map((team) => (
              <label key={team} className="ds-check">
                <input
                  type="checkbox"
                  checked={teams.includes(team)}
                  onChange={({ target }) =>
                    setTeams(target.checked ? [...teams, team] : teams.filter((one) => one !== team))
                  }
                />
                {team}
              </label>
            ))}
          </fieldset>
        ) : null}
        <Line label={t.designer.reason} hint={t.designer.reasonHint}>
          {(control) => (
            <textarea
              id={control}
              className="input"
              rows={2}
              maxLength={500}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          )}
        </Line>
        {problem ? (
          <p className="form-problem" role="alert">
            {isStale(problem) ? t.designer.staleRegister : errorText(problem, i18n)}
          </p>
        ) : null}
      </form>
    </Dialog>
  );
}
