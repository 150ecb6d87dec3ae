import './duplicates.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { ExtraProps } from '../records/extras.tsx';
import { mergesQuery } from './api.ts';
import { useUndoMerge } from './merges-page.tsx';

/** Which records became part of this one, with the way back. */
export default function MergedLine({ record }: ExtraProps) {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId, can } = useWorkspace();
  const aliases = Array.isArray(record['aliases']) ? record['aliases'] : [];
  const query = useQuery({ ...mergesQuery(workspaceId, record.id), enabled: aliases.length > 0 });
  const takeBack = useUndoMerge();
  const merged = (query.data?.items ?? []).filter((one) => one.state === 'merged' && one.winnerId === record.id);
  if (aliases.length === 0 || merged.length === 0) return null;
  return (
    <section className="mo-strip" aria-label={t.duplicates.merges}>
      {merged.map((one) => (
        <span key={one.id} className="du-merged">
          {t.duplicates.holds(one.loserTitle, format.date(one.createdAt.slice(0, 10)))}
          {can('standards:write') ? (
            <button type="button" className="link" onClick={() => void takeBack(one)}>
              {t.common.undo}
            </button>
          ) : null}
        </span>
      ))}
      <Link href="/duplicates/merges" className="link">
        {t.duplicates.merges}
      </Link>
    </section>
  );
}
