import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type * as z from 'zod';
import { accountTimeline, type timelineEntry } from '../../../shared/customers/customers.contract.ts';
import { entityOf, isEntity } from '../../../shared/entities.ts';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { entityFields } from '../../../shared/kernel/entity.ts';
import { Choice } from '../audit/parts/choice.tsx';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import type { IconName } from '../kit/icon.tsx';
import { Icon, iconOfType } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { fetchPage, recordQuery } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { plainValue } from './plain-value.ts';
import { QuickActivity } from './quick-activity.tsx';
import { activityField } from './relations.ts';
import { saveRecord } from './save.ts';
import { RefChip } from './value.tsx';

type Entry = z.infer<typeof timelineEntry>;

const entryOf = (record: WebRecord): Entry => ({
  type: record.type,
  id: record.id,
  at: String(record['occurredAt'] ?? record.createdAt),
  title: titleOf(record),
  by: record.createdBy,
  data: record,
  ...(record.ownerId ? { ownerId: record.ownerId } : {}),
});

/** Accounts have a timeline of everything; other records show the activities that name them. */
const timelineQuery = (ws: string, entity: Entity, id: string) =>
  infiniteQueryOptions({
    queryKey: ['timeline', ws, entity.name, id],
    queryFn: async ({ pageParam, signal }) => {
      const page = { limit: 30, cursor: pageParam };
      if (entity.name === 'account')
        return call(accountTimeline, { params: { workspaceId: ws, id }, query: page, signal });
      const found = await fetchPage(ws, 'activity', {
        filter: [`${activityField(entity)}:eq:${id}`],
        sort: '-occurredAt',
        ...page,
        signal,
      });
      return { ...found, items: found.items.map(entryOf) };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.cursor,
    staleTime: 5000,
  });

const kindIcons: Record<string, IconName> = {
  call: 'call',
  meeting: 'meeting',
  visit: 'visit',
  task: 'task',
  note: 'note',
  email: 'email',
};

const filters = ['all', 'talks', 'documents', 'money'] as const;
type Filter = (typeof filters)[number];

const money = ['receivable', 'payment', 'creditNote'];
const groupOf = (type: string): Filter =>
  type === 'activity' || type === 'lead' ? 'talks' : money.includes(type) ? 'money' : 'documents';

/** Texts beyond it are folded, characters. */
const FOLD = 220;

/** What was written, the beginning of it until somebody wants all. */
function Note({ text }: { text: string }) {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  const long = text.length > FOLD || text.split('\n').length > 4;
  return (
    <>
      <p className={`entry-note${long && !open ? ' folded' : ''}`}>{text}</p>
      {long ? (
        <button
          type="button"
          className="btn small quiet entry-more"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? t.activities.timeline.less : t.activities.timeline.more}
        </button>
      ) : null}
    </>
  );
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function EntryLine({ entry }: { entry: Entry }) {
  const i18n = useI18n();
  const format = useFormat();
  const { workspaceId: ws, canWrite } = useWorkspace();
  const { data } = entry;
  const known = isEntity(entry.type) ? entityOf(entry.type) : undefined;
  const kind = entry.type === 'activity' && typeof data['kind'] === 'string' ? data['kind'] : undefined;
  const done = data['done'] === true;
  const due = kind && !done ? textOf(data['dueAt']) : undefined;
  const tickable = kind === 'task' || due !== undefined || (kind !== undefined && done);
  const people = [
    textOf(data['mailFrom']) && `${i18n.t.activities.timeline.from} ${data['mailFrom']}`,
    textOf(data['mailTo']) && `${i18n.t.activities.timeline.to} ${data['mailTo']}`,
  ].filter(Boolean);
  const currency = typeof data['currency'] === 'string' ? data['currency'] : undefined;
  const facts =
    known && entry.type !== 'activity'
      ? entityFields(known)
          .filter((field) => ['amount', 'stage', 'status'].includes(field.name))
          .map((field) => plainValue(data[field.name], field, format, currency))
          .filter(Boolean)
      : [];
  const toggle = async () => {
    try {
      // The timeline does not tell the version; the record does.
      const record = await queryClient.fetchQuery({ ...recordQuery(ws, 'activity', entry.id), staleTime: 0 });
      await saveRecord(ws, record, { done: !done });
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
    }
  };
  return (
    <li className={`entry${done ? ' done' : ''}`}>
      <span className="entry-icon">
        <Icon name={kind ? (kindIcons[kind] ?? 'note') : iconOfType(entry.type)} size={14} />
      </span>
      <div className="entry-text">
        <div className="entry-head">
          {tickable && canWrite('activities') ? (
            <input
              type="checkbox"
              checked={done}
              aria-label={i18n.t.record.timeline.doneLabel(entry.title)}
              onChange={() => void toggle()}
            />
          ) : null}
          {known ? (
            <Link href={`/${known.collection}/${entry.id}`} className="entry-title">
              {entry.title}
            </Link>
          ) : (
            <span className="entry-title">{entry.title}</span>
          )}
          {facts.map((fact) => (
            <span key={fact} className="badge">
              {fact}
            </span>
          ))}
          {due ? (
            <span className={`badge ${due < new Date().toISOString() ? 'bad' : 'info'}`}>
              {kind === 'task' ? i18n.t.record.timeline.due : i18n.t.activities.timeline.planned} {format.instant(due)}
            </span>
          ) : null}
        </div>
        {people.length > 0 ? <p className="entry-people">{people.join(' · ')}</p> : null}
        {textOf(data['asked']) ? (
          <p className="entry-people">
            {i18n.t.complaints.told.asked}: {String(data['asked'])}
          </p>
        ) : null}
        {textOf(data['answered']) ? <Note text={String(data['answered'])} /> : null}
        {textOf(data['complaintId']) ? (
          <p className="entry-people">
            <RefChip id={String(data['complaintId'])} />
          </p>
        ) : null}
        {textOf(data['note']) ? <Note text={String(data['note'])} /> : null}
        {kind && textOf(data['outcome']) ? <p className="entry-note">→ {String(data['outcome'])}</p> : null}
        <div className="entry-foot">
          <Person id={entry.ownerId ?? entry.by} />
          <time dateTime={entry.at} title={format.instant(entry.at)}>
            {format.ago(entry.at)}
          </time>
        </div>
      </div>
    </li>
  );
}

/** What happened with a record, newest first, and the line on which the next thing is noted. */
export function Timeline({ entity, record }: { entity: Entity; record: WebRecord }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { workspaceId: ws, canWrite } = useWorkspace();
  const list = useInfiniteQuery(timelineQuery(ws, entity, record.id));
  const [filter, setFilter] = useState<Filter>('all');
  const loaded = list.data?.pages.flatMap((page) => page.items) ?? [];
  const entries = filter === 'all' ? loaded : loaded.filter((entry) => groupOf(entry.type) === filter);
  const words = t.activities.timeline;
  return (
    <div className="timeline">
      {canWrite('activities') && !record.archivedAt ? <QuickActivity entity={entity} record={record} /> : null}
      {entity.name === 'account' && loaded.length > 0 ? (
        <div className="entry-filter">
          <Choice
            label={words.show}
            value={filter}
            onChange={setFilter}
            options={filters.map((value) => ({ value, label: words.filters[value] }))}
          />
        </div>
      ) : null}
      {list.error ? (
        <p className="quiet-text" role="alert">
          {errorText(list.error, i18n)}
        </p>
      ) : null}
      {list.data && loaded.length === 0 ? <p className="quiet-text">{t.record.timeline.empty}</p> : null}
      {loaded.length > 0 && entries.length === 0 ? <p className="quiet-text">{words.nothing}</p> : null}
      <ol className="entries">
        {entries.map((entry) => (
          <EntryLine key={entry.id} entry={entry} />
        ))}
      </ol>
      {list.hasNextPage ? (
        <button type="button" className="btn" disabled={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          {t.record.timeline.older}
        </button>
      ) : null}
    </div>
  );
}
