import '../styles/form.css';
import '../audit/parts/parts.css';
import './designer.css';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { Message } from '../app/message.tsx';
import type { PageProps } from '../app/route.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import { processesQuery, versionQuery } from './api.ts';
import { DesignerView } from './designer-view.tsx';
import { beginWith, hasWork, workFrom } from './use-designer.ts';

/** A process: the designer on its current version, or one version to be read. */
export default function ProcessPage({ params }: PageProps) {
  const { t, label } = useI18n();
  const { workspaceId } = useWorkspace();
  const [, navigate] = useLocation();
  const list = useQuery(processesQuery(workspaceId));
  const process = params['process'] ?? '';
  const asked = params['version'];
  const summary = list.data?.items.find((one) => one.id === process);
  useTitle(summary ? label(summary.label) : t.designer.title);
  if (!list.data)
    return (
      <div className="q-body">
        {list.error ? <Failed error={list.error} onRetry={() => void list.refetch()} /> : <Waiting />}
      </div>
    );
  const known = summary?.versions.some((one) => String(one.version) === asked);
  if (!summary || (asked !== undefined && !known))
    return (
      <Message
        title={t.common.notFoundTitle}
        text={t.designer.noSuchVersion}
        action={{ label: t.designer.toList, href: '/processes' }}
      />
    );
  const version = asked === undefined ? summary.current : Number(asked);
  /** Takes a version as the beginning of a new one; unsaved work that gives way can be had back. */
  const editAsNew = async (from: number) => {
    const read = await queryClient.ensureQueryData(versionQuery(workspaceId, process, from));
    const replaced = hasWork(workspaceId, process);
    const old = beginWith(workspaceId, process, workFrom(from, read.definition));
    navigate(`/processes/${process}`);
    if (replaced && old)
      toast({
        text: t.designer.replacedWork,
        action: { label: t.common.undo, run: () => void beginWith(workspaceId, process, old) },
      });
  };
  return (
    <DesignerView
      key={`${process} ${asked ?? 'new'}`}
      summary={summary}
      register={list.data}
      version={version}
      mode={asked === undefined ? 'edit' : 'read'}
      onEditAsNew={(from) => void editAsNew(from)}
    />
  );
}
