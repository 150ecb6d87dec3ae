import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { tipsQuery } from './api.ts';

/** From a process to what colleagues found out about it, with how many tips there are. */
export function TipsLink({ process }: { process: string }) {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId: ws, can } = useWorkspace();
  const tips = useQuery({ ...tipsQuery(ws, { process }), enabled: can('improvement:read') });
  const count = tips.data?.items.length ?? 0;
  return (
    <Link className="btn quiet small" href={`/improvement?tab=tips&process=${process}`}>
      {t.improvement.tabs.tips}
      {count > 0 ? <span className="tab-count">{format.number(count)}</span> : null}
    </Link>
  );
}
