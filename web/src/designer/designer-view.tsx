import { useEffect, useMemo, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { Failed, Note, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { TipsLink } from '../improvement/tips-link.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { Icon } from '../kit/icon.tsx';
import { Tabs } from '../kit/tabs.tsx';
import { toast } from '../kit/toast.tsx';
import { useLatest, usePhone } from '../lib/hooks.ts';
import { isCovered, isTyping } from '../lib/keys.ts';
import { useWorkspace } from '../lib/me.tsx';
import { useMembers } from '../lib/titles.ts';
import type { GraphKey } from '../process-graph/layout.ts';
import type { ProcessList, ProcessSummary } from './api.ts';
import { useStandard } from './api.ts';
import { Differences } from './compare.tsx';
import { DesignerDialogs, type OpenDialog } from './designer-dialogs.tsx';
import { transitionKey } from './draft.ts';
import { EnforcementBadge } from './enforcement-badge.tsx';
import { factsOf } from './facts.ts';
import { FaultList } from './fault-list.tsx';
import { faultMarks, faultsOf, isSound } from './faults.ts';
import { GraphTab, PartForm } from './graph-tab.tsx';
import { useOptions } from './options.ts';
import { StepCards } from './step-cards.tsx';
import { TransitionTable } from './transition-table.tsx';
import type { Designer, Edit } from './use-designer.ts';
import { useDesigner } from './use-designer.ts';
import { VersionsTab } from './versions-tab.tsx';

interface Props {
  summary: ProcessSummary;
  register: ProcessList;
  version: number;
  /** `read` for a stored version that was asked for by its number. */
  mode: 'edit' | 'read';
  onEditAsNew: (version: number) => void;
}

const tabNames = ['graph', 'table', 'changes', 'versions'] as const;
type TabName = (typeof tabNames)[number];

/** Ctrl+Z and Ctrl+Shift+Z, where they do not belong to a text that is being typed. */
const useUndoKeys = (designer: Designer): void => {
  const latest = useLatest(designer);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event) || isCovered()) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) latest.current.redo();
      else latest.current.undo();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [latest]);
};

interface HeadProps {
  summary: ProcessSummary;
  version: number;
  designer: Designer;
  mode: Props['mode'];
  /** Whether the person may change processes on this device. */
  may: boolean;
  sound: boolean;
  onOpen: (dialog: OpenDialog) => void;
  onEditAsNew: () => void;
}

function Head({ summary, version, designer, mode, may, sound, onOpen, onEditAsNew }: HeadProps) {
  const { t, label } = useI18n();
  const entry = summary.versions.find((one) => one.version === version);
  const discard = () => {
    const old = designer.discard();
    toast({ text: t.designer.discarded, action: { label: t.common.undo, run: () => designer.restore(old) } });
  };
  return (
    <header className="page-head ds-head">
      <Icon name="process" size={18} />
      <h1>
        <Link href="/processes" className="ds-crumb">
          {t.designer.title}
        </Link>{' '}
        / {label(summary.label)}
      </h1>
      <span className="badge">{version === 0 ? t.designer.standard : t.designer.version(String(version))}</span>
      {entry ? <EnforcementBadge enforcement={entry.enforcement} /> : null}
      {designer.begun ? <span className="badge info">{t.designer.unsaved(String(designer.from))}</span> : null}
      <TipsLink process={summary.id} />
      <span className="spread" />
      {may && mode === 'edit' ? (
        <>
          <button
            type="button"
            className="btn quiet square"
            aria-label={t.common.undo}
            title={`${t.common.undo} (Ctrl+Z)`}
            disabled={!designer.canUndo}
            onClick={designer.undo}
          >
            <Icon name="restore" />
          </button>
          <button
            type="button"
            className="btn quiet square ds-redo"
            aria-label={t.designer.redo}
            title={`${t.designer.redo} (Ctrl+Shift+Z)`}
            disabled={!designer.canRedo}
            onClick={designer.redo}
          >
            <Icon name="restore" />
          </button>
          {designer.begun ? (
            <button type="button" className="btn quiet" onClick={discard}>
              {t.designer.discard}
            </button>
          ) : null}
          <button type="button" className="btn" onClick={() => onOpen({ kind: 'dry-run' })}>
            {t.designer.dryRun}
          </button>
          <button
            type="button"
            className="btn primary"
            disabled={!designer.dirty || !sound}
            title={designer.dirty && !sound ? t.designer.mendFirst : undefined}
            onClick={() => onOpen({ kind: 'save' })}
          >
            {t.designer.saveNew}
          </button>
        </>
      ) : null}
      {mode === 'read' ? (
        <Link className="btn" href={`/processes/${summary.id}/versions/${version}/print`}>
          {t.designer.print}
        </Link>
      ) : null}
      {may && mode === 'read' ? (
        <>
          <button type="button" className="btn" onClick={() => onOpen({ kind: 'enforce', version })}>
            {t.designer.setEnforcement}
          </button>
          <button type="button" className="btn primary" onClick={onEditAsNew}>
            {t.designer.editAsNew}
          </button>
        </>
      ) : null}
    </header>
  );
}

/** The designer of a process: graph and forms, table of steps, what changed, versions. */
export function DesignerView({ summary, register, version, mode, onEditAsNew }: Props) {
  const { t } = useI18n();
  const { can } = useWorkspace();
  const phone = usePhone();
  const search = useSearch();
  const [path, navigate] = useLocation();
  const writer = can('processes:write');
  // On a phone a process is read, not drawn.
  const may = writer && !phone;
  const designer = useDesigner(summary.id, version, may && mode === 'edit' ? 'edit' : 'read');
  const { definition, start } = designer;
  const members = useMembers();
  const standard = useStandard();
  const facts = useMemo(
    () => factsOf(summary.id, standard.data?.standard ?? {}, members.data ?? []),
    [summary.id, standard.data, members.data],
  );
  const options = useOptions(definition, facts);
  const own = useMemo(
    // Without the people every approval would look as if nobody could give it.
    () => (definition && members.data && mode === 'edit' ? faultsOf(definition, facts.check) : undefined),
    [definition, facts, members.data, mode],
  );
  const faults = own ?? designer.query.data?.faults ?? [];
  const marks = useMemo(() => faultMarks(faults), [faults]);
  const [selected, setSelected] = useState<GraphKey>();
  const [dialog, setDialog] = useState<OpenDialog>();
  const [openStep, setOpenStep] = useState<string>();
  useUndoKeys(designer);

  const wanted = new URLSearchParams(search).get('tab');
  const tab: TabName = tabNames.find((one) => one === wanted) ?? (phone ? 'table' : 'graph');
  const show = (name: string) => navigate(`${path}?tab=${name}`, { replace: true });
  if (!definition || !start)
    return (
      <div className="q-body">
        {designer.query.error ? (
          <Failed error={designer.query.error} onRetry={() => void designer.query.refetch()} />
        ) : (
          <Waiting />
        )}
      </div>
    );
  const edit: Edit = {
    definition,
    known: {
      states: new Set(start.states.map((state) => state.id)),
      transitions: new Set(start.transitions.map((step) => step.id)),
    },
    readOnly: !may || mode === 'read',
    change: designer.change,
    select: setSelected,
  };
  const jump = (key: GraphKey | undefined) => {
    setOpenStep(undefined);
    setSelected(key);
    if (tab !== 'graph') show('graph');
    // The form is drawn after this; its heading takes the focus so that the keyboard stands where the fault is.
    requestAnimationFrame(() => document.querySelector<HTMLElement>('.ds-side h2')?.focus());
  };
  const part = { edit, facts, options, faults };
  const tabs = [
    { key: 'graph', label: t.designer.tabs.graph },
    { key: 'table', label: t.designer.tabs.table, count: definition.transitions.length },
    ...(designer.dirty ? [{ key: 'changes', label: t.designer.tabs.changes }] : []),
    { key: 'versions', label: t.designer.tabs.versions, count: summary.versions.length },
  ];
  const active = tabs.some((one) => one.key === tab) ? tab : 'graph';
  return (
    <>
      <Head
        summary={summary}
        version={version}
        designer={designer}
        mode={mode}
        may={may}
        sound={isSound(faults)}
        onOpen={setDialog}
        onEditAsNew={() => onEditAsNew(version)}
      />
      <div className="q-body ds-body">
        {writer ? (
          mode === 'edit' && !designer.begun && !phone ? (
            <p className="q-text">{version === 0 ? t.designer.firstUse : t.designer.howToChange}</p>
          ) : null
        ) : (
          <Note>{t.designer.readOnly}</Note>
        )}
        {phone && writer ? <Note>{t.designer.onPhone}</Note> : null}
        <Tabs tabs={tabs} active={active} onChange={show} label={t.designer.views}>
          {active === 'graph' ? (
            <GraphTab {...part} selected={selected} marks={marks} onJump={jump} />
          ) : active === 'table' ? (
            phone ? (
              <StepCards definition={definition} facts={facts} />
            ) : (
              <div className="ds-part">
                <TransitionTable {...part} onOpen={setOpenStep} />
                <FaultList definition={edit.definition} readOnly={edit.readOnly} faults={faults} onJump={jump} />
              </div>
            )
          ) : active === 'changes' ? (
            <div className="ds-part">
              <Differences before={start} after={definition} facts={facts} />
            </div>
          ) : (
            <VersionsTab
              summary={summary}
              facts={facts}
              actions={
                may
                  ? {
                      edit: onEditAsNew,
                      enforce: (of) => setDialog({ kind: 'enforce', version: of }),
                      migrate: (to) => setDialog({ kind: 'migrate', version: to }),
                    }
                  : undefined
              }
            />
          )}
        </Tabs>
      </div>
      {openStep ? (
        <Dialog title={t.designer.form} onClose={() => setOpenStep(undefined)}>
          <PartForm {...part} selected={transitionKey(openStep)} />
        </Dialog>
      ) : null}
      <DesignerDialogs
        open={dialog}
        summary={summary}
        register={register}
        designer={designer}
        faults={faults}
        onOpen={setDialog}
      />
    </>
  );
}
