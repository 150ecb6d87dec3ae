import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Progress } from '../audit/parts/progress.tsx';
import { Failed, Note, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { focusNow } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { Migration, ProcessSummary } from './api.ts';
import { migrate, processesQuery, refreshProcesses, versionQuery } from './api.ts';
import { Line, Select } from './controls.tsx';

interface Props {
  summary: ProcessSummary;
  /** Version that the documents are brought to. */
  to: number;
  onClose: () => void;
}

/** How many documents are still on the old version, asked again and again until there is none. */
function Running({ summary, from, total }: { summary: ProcessSummary; from: number; total: number }) {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const list = useQuery({
    ...processesQuery(workspaceId),
    refetchInterval: (query) => {
      const item = query.state.data?.items.find((one) => one.id === summary.id);
      return (item?.underWay[String(from)] ?? 0) > 0 ? 1500 : false;
    },
  });
  const left = list.data?.items.find((one) => one.id === summary.id)?.underWay[String(from)] ?? 0;
  const done = Math.max(0, total - left);
  return left === 0 ? (
    <Note tone="good">{t.designer.migrated(format.number(total))}</Note>
  ) : (
    <>
      <Progress
        label={t.designer.migrating}
        done={done}
        total={total}
        count={t.designer.migratedOf(format.number(done), format.number(total))}
      />
      <p className="quiet-hint">{t.designer.migratingHint}</p>
    </>
  );
}

interface TableProps {
  summary: ProcessSummary;
  from: number;
  to: number;
  preview: Migration;
  chosen: Readonly<Record<string, string>>;
  onChoose: (state: string, to: string) => void;
}

function StatesTable({ summary, from, to, preview, chosen, onChoose }: TableProps) {
  const { t, label } = useI18n();
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const old = useQuery(versionQuery(workspaceId, summary.id, from));
  const next = useQuery(versionQuery(workspaceId, summary.id, to));
  const nameIn = (version: typeof old, id: string): string => {
    const state = version.data?.definition.states.find((one) => one.id === id);
    return state ? label(state.label) : id;
  };
  const states = (next.data?.definition.states ?? []).map((state) => ({ value: state.id, text: label(state.label) }));
  const known = new Set(states.map((state) => state.value));
  return (
    <div className="q-scroll">
      <table className="q-table">
        <thead>
          <tr>
            <th scope="col">{t.designer.standsIn(String(from))}</th>
            <th scope="col" className="number">
              {t.designer.documents}
            </th>
            <th scope="col" className="number">
              {t.designer.waiting}
            </th>
            <th scope="col">{t.designer.willStandIn(String(to))}</th>
          </tr>
        </thead>
        <tbody>
          {preview.states.map((state) => (
            <tr key={state.from}>
              <th scope="row">{nameIn(old, state.from)}</th>
              <td className="number">{format.number(state.count)}</td>
              <td className="number">{format.number(state.waiting)}</td>
              <td>
                {known.has(state.from) ? (
                  nameIn(next, state.to ?? state.from)
                ) : (
                  <Select
                    label={t.designer.mapState(nameIn(old, state.from))}
                    value={chosen[state.from] ?? state.to ?? ''}
                    options={[{ value: '', text: t.designer.chooseState }, ...states]}
                    readOnly={false}
                    onChange={(value) => onChoose(state.from, value)}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Brings documents under way to another version: what would become of each state first, then the job with its progress. */
export function MigrateDialog({ summary, to, onClose }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const sources = Object.entries(summary.underWay)
    .filter(([version, count]) => count > 0 && Number(version) !== to)
    .map(([version, count]) => ({ version: Number(version), count }));
  const [from, setFrom] = useState<number | undefined>(sources[0]?.version);
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [started, setStarted] = useState<number>();
  const preview = useQuery({
    queryKey: ['process-migration', workspaceId, summary.id, from, to],
    queryFn: () => migrate(workspaceId, summary.id, { from: from ?? 0, to, mode: 'preview' }),
    enabled: from !== undefined && started === undefined,
    staleTime: 0,
    gcTime: 0,
  });
  const open = (preview.data?.states ?? []).filter((state) => state.to === undefined && !chosen[state.from]);
  const ready = preview.data !== undefined && open.length === 0 && reason.trim() !== '' && !busy;
  const run = async () => {
    if (!ready || from === undefined) return;
    setBusy(true);
    setProblem(undefined);
    const states = Object.fromEntries(Object.entries(chosen).filter(([, state]) => state !== ''));
    try {
      const done = await migrate(workspaceId, summary.id, { from, to, states, mode: 'run', reason: reason.trim() });
      setStarted(done.documents);
      void refreshProcesses(workspaceId, summary.id);
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t.designer.migrateTitle(String(to))}
      onClose={onClose}
      footer={
        started === undefined ? (
          <>
            <button type="button" className="btn primary" disabled={!ready} onClick={() => void run()}>
              {t.designer.migrateRun}
            </button>
            <button type="button" className="btn" onClick={onClose}>
              {t.common.cancel}
            </button>
          </>
        ) : (
          <button ref={focusNow} type="button" className="btn" onClick={onClose}>
            {t.common.close}
          </button>
        )
      }
    >
      <div className="form ds-wide">
        <p className="q-text">{t.designer.migrateText}</p>
        {from === undefined ? <Note>{t.designer.nothingToMigrate}</Note> : null}
        {started !== undefined && from !== undefined ? <Running summary={summary} from={from} total={started} /> : null}
        {started === undefined && from !== undefined ? (
          <>
            <Line label={t.designer.migrateFrom}>
              {(id) => (
                <Select
                  id={id}
                  value={String(from)}
                  options={sources.map((one) => ({
                    value: String(one.version),
                    text: t.designer.onVersion(format.number(one.count), String(one.version)),
                  }))}
                  readOnly={false}
                  onChange={(value) => {
                    setFrom(Number(value));
                    setChosen({});
                  }}
                />
              )}
            </Line>
            {preview.error ? <Failed error={preview.error} onRetry={() => void preview.refetch()} /> : null}
            {preview.isPending ? <Waiting /> : null}
            {preview.data ? (
              <StatesTable
                summary={summary}
                from={from}
                to={to}
                preview={preview.data}
                chosen={chosen}
                onChoose={(state, next) => setChosen({ ...chosen, [state]: next })}
              />
            ) : null}
            {open.length > 0 ? <p className="form-fault">{t.designer.mapFirst}</p> : null}
            <Line label={t.designer.reason}>
              {(id) => (
                <textarea
                  id={id}
                  className="input"
                  rows={2}
                  maxLength={500}
                  value={reason}
                  onChange={({ target }) => setReason(target.value)}
                />
              )}
            </Line>
          </>
        ) : null}
        {problem ? (
          <p className="form-problem" role="alert">
            {errorText(problem, i18n)}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
