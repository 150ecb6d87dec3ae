import { useLocation, useSearch } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import type { ProcessList, ProcessSummary } from './api.ts';
import { DryRunDialog } from './dry-run-dialog.tsx';
import { EnforceDialog } from './enforce-dialog.tsx';
import type { DefinitionFault } from './faults.ts';
import { MigrateDialog } from './migrate-dialog.tsx';
import { SaveDialog } from './save-dialog.tsx';
import type { Designer } from './use-designer.ts';

export type OpenDialog = { kind: 'save' } | { kind: 'dry-run' } | { kind: 'enforce' | 'migrate'; version: number };

interface Props {
  open: OpenDialog | undefined;
  summary: ProcessSummary;
  register: ProcessList;
  designer: Designer;
  faults: readonly DefinitionFault[];
  onOpen: (dialog: OpenDialog | undefined) => void;
}

/** The panels that a process is tried, saved, put in force and migrated in. */
export function DesignerDialogs({ open, summary, register, designer, faults, onOpen }: Props) {
  const { t } = useI18n();
  const [, navigate] = useLocation();
  const proposalId = new URLSearchParams(useSearch()).get('proposal') ?? undefined;
  const close = () => onOpen(undefined);
  const { definition } = designer;
  if (!open || !definition) return null;
  if (open.kind === 'save')
    return (
      <SaveDialog
        process={summary.id}
        definition={definition}
        basedOn={designer.from}
        register={register}
        faults={faults}
        proposalId={proposalId}
        onSaved={(version) => {
          designer.discard();
          toast({ text: t.designer.savedAs(String(version)) });
          navigate(`/processes/${summary.id}?tab=versions`, { replace: true });
          // A version that nobody puts in force changes nothing: that is the next thing to decide.
          onOpen({ kind: 'enforce', version });
        }}
        onClose={close}
      />
    );
  if (open.kind === 'dry-run') return <DryRunDialog process={summary.id} definition={definition} onClose={close} />;
  if (open.kind === 'migrate') return <MigrateDialog summary={summary} to={open.version} onClose={close} />;
  return (
    <EnforceDialog
      summary={summary}
      register={register}
      version={open.version}
      onDone={(enforcement) => {
        close();
        toast({ text: t.designer.enforced[enforcement](String(open.version)) });
      }}
      onClose={close}
    />
  );
}
