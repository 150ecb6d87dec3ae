import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { allOperations } from '../../../shared/kernel/entity.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon, iconOfType } from '../kit/icon.tsx';
import { Menu } from '../kit/menu.tsx';
import { toast } from '../kit/toast.tsx';
import { useFormat } from '../lib/format.ts';
import { usePageKeys } from '../lib/keys.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import type { WebRecord } from '../lib/records.ts';
import { listQuery } from '../lib/records.ts';
import { useRecordTitle } from '../lib/titles.ts';
import { phoneOf, telHref } from './record-cards.tsx';
import { trailFor } from './trail.ts';
import { useArchive } from './use-archive.ts';
import { warmRecord } from './warm.ts';

const QualityMark = part(() => import('../quality/quality-mark.tsx'));

/** `7 of 1,204` with steps to the neighbours in the list that the record was opened from. */
function Walker({ entity, id }: { entity: Entity; id: string }) {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId: ws } = useWorkspace();
  const [, navigate] = useLocation();
  const trail = trailFor(ws, entity.name);
  const list = useInfiniteQuery({
    ...listQuery(ws, entity.name, trail?.ask ?? {}),
    enabled: trail !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const at = rows.findIndex((row) => row.id === id);
  const before = rows[at - 1];
  const after = at < 0 ? undefined : rows[at + 1];
  const { hasNextPage, fetchNextPage } = list;

  useEffect(() => {
    if (at >= 0 && at >= rows.length - 3 && hasNextPage) void fetchNextPage();
  }, [at, rows.length, hasNextPage, fetchNextPage]);
  useEffect(() => {
    for (const near of [after, before]) if (near) warmRecord(ws, entity.name, near.id);
  }, [ws, entity, after, before]);

  const go = (row: WebRecord | undefined) => {
    // The way back leads to the list, not through every record passed.
    if (row) navigate(`/${entity.collection}/${row.id}`, { replace: true });
  };
  usePageKeys({ j: () => go(after), k: () => go(before) });

  if (!trail || at < 0) return null;
  const total = list.data?.pages[0]?.total ?? rows.length;
  return (
    <span className="walker">
      <span className="walker-text">{t.record.position(format.number(at + 1), format.number(total))}</span>
      <button
        type="button"
        className="btn quiet small square"
        disabled={!before}
        aria-label={t.record.previous}
        title={t.record.previous}
        onClick={() => go(before)}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        className="btn quiet small square"
        disabled={!after}
        aria-label={t.record.next}
        title={t.record.next}
        onClick={() => go(after)}
      >
        <Icon name="down" />
      </button>
    </span>
  );
}

/** Whether the audit has something to say about the record. */
export function HealthMark({ findings, onOpen }: { findings: readonly WebRecord[]; onOpen: () => void }) {
  const { t } = useI18n();
  const grave = findings.some((one) => one['severity'] === 'high');
  const text = findings.length === 0 ? t.record.health.sound : t.record.health.open(findings.length);
  return (
    <button
      type="button"
      className={`badge health ${findings.length === 0 ? 'good' : grave ? 'bad' : 'warn'}`}
      title={text}
      onClick={onOpen}
    >
      <Icon name={findings.length === 0 ? 'healthy' : 'finding'} size={14} />
      <span className={findings.length === 0 ? 'hidden-text' : ''}>{text}</span>
    </button>
  );
}

interface Props {
  entity: Entity;
  record: WebRecord;
  findings: readonly WebRecord[];
  onFindings: () => void;
}

/** The head of a record page. */
export function RecordHead({ entity, record, findings, onFindings }: Props) {
  const { t, label } = useI18n();
  const { workspaceId: ws, canWrite, can } = useWorkspace();
  const archive = useArchive();
  const [, navigate] = useLocation();
  const title = useRecordTitle(record);
  const phone = phoneOf(record);
  const back = trailFor(ws, entity.name)?.href ?? `/${entity.collection}`;
  const backText = t.record.backTo(label(entity.plural));
  const archives = canWrite(entity.domain) && (entity.operations ?? allOperations).includes('archive');
  const operation = record.archivedAt ? 'restore' : 'archive';
  const copy = () => navigator.clipboard?.writeText(record.id).then(() => toast({ text: t.record.idCopied }));
  return (
    <header className="page-head record-head">
      <Link href={back} className="btn quiet small square" aria-label={backText} title={backText}>
        <Icon name="left" />
      </Link>
      <Icon name={iconOfType(entity.name)} size={18} />
      <h1 className="ellipsis" title={title}>
        {title}
      </h1>
      {can('findings:read') ? <HealthMark findings={findings} onOpen={onFindings} /> : null}
      <QualityMark entity={entity} record={record} />
      <span className="spread" />
      <Walker entity={entity} id={record.id} />
      {phone ? (
        <a className="btn call" href={telHref(phone)} aria-label={t.record.call(phone)} title={t.record.call(phone)}>
          <Icon name="call" />
          <span className="wide-only">{phone}</span>
        </a>
      ) : null}
      <Menu
        className="btn quiet square"
        side="end"
        label={t.common.more}
        button={<Icon name="more" />}
        items={[
          ...(archives
            ? [
                {
                  key: operation,
                  icon: operation,
                  label: t.records[operation],
                  onSelect: () => void archive(record, operation),
                } as const,
              ]
            : []),
          ...(entity.mergeable && can('standards:write') && !record.archivedAt
            ? [
                {
                  key: 'merge',
                  icon: 'merge',
                  label: t.duplicates.mergeWith,
                  onSelect: () => navigate(`/duplicates/merge?type=${entity.name}&a=${record.id}`),
                } as const,
              ]
            : []),
          { key: 'id', icon: 'copy', label: t.record.copyId, hint: record.id.slice(-6), onSelect: () => void copy() },
        ]}
      />
    </header>
  );
}
