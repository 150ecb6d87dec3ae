import '../styles/records.css';
import '../styles/record.css';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useSearch } from 'wouter';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { Message } from '../app/message.tsx';
import type { PageProps } from '../app/route.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Tabs } from '../kit/tabs.tsx';
import { errorText } from '../lib/faults.ts';
import { usePhone, useSlow, useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { entityOfCollection, knownRecord, recordQuery } from '../lib/records.ts';
import { noteTitles, useRecordTitle } from '../lib/titles.ts';
import { useWithCurrency } from '../prices/list-currency.ts';
import type { DocumentState } from '../process/use-document.ts';
import { useDocument } from '../process/use-document.ts';
import { saveOpen } from '../quotes/unsaved.ts';
import { extrasOf } from './extras.tsx';
import { RecordFields } from './record-fields.tsx';
import { RecordHead } from './record-head.tsx';
import { TabBody } from './record-tabs.tsx';
import { recordTabs, useFindings, useRelatedCounts } from './relations.ts';
import { useUndoKey } from './undo.ts';
import { useBeside } from './use-beside.ts';

const MergedLine = part(() => import('../duplicates/merged-line.tsx'));
const ProcessPanel = part(() => import('../process/process-panel.tsx'));

/** A field that something on the page wants to be edited; a new object each time. */
export interface Wanted {
  field: string;
}

function Waiting() {
  const slow = useSlow(true);
  return slow ? (
    <div className="page-wait" aria-busy="true">
      <span className="bar" />
      <span className="bar" />
      <span className="bar" />
    </div>
  ) : null;
}

function Loaded({ entity, record, whole }: { entity: Entity; record: WebRecord; whole: boolean }) {
  const i18n = useI18n();
  const { t } = i18n;
  const workspace = useWorkspace();
  const phone = usePhone();
  const findings = useFindings(record.id);
  const counts = useRelatedCounts(entity, record.id);
  const { Strip, Lines } = extrasOf(entity.name);
  // Where the lines are shown with their head, the fields stand there.
  const apart = Lines === undefined;
  const tabs = useMemo(() => {
    const all = recordTabs(entity, workspace, i18n);
    return phone && apart ? [{ key: 'details', label: t.record.tabs.details }, ...all] : all;
  }, [entity, workspace, i18n, phone, apart, t]);
  const own = useDocument(entity, record);
  // What was typed goes before the step that is taken with it.
  const document: DocumentState = {
    ...own,
    take: async (asked, comment) => (await saveOpen(record.id)) && own.take(asked, comment),
  };
  const [tab, setTab] = useState<string>();
  const fix = new URLSearchParams(useSearch()).get('fix');
  const [wanted, setWanted] = useState<Wanted>();
  const active = tabs.find((one) => one.key === tab)?.key ?? tabs[0]?.key ?? 'history';

  const focusField = useCallback(
    (locator: string) => {
      if (!apart || locator === 'lines' || locator.startsWith('lines.')) setTab('lines');
      else if (phone) setTab('details');
      setWanted({ field: locator });
    },
    [phone, apart],
  );
  useEffect(() => {
    // A link from a finding says which field it is about.
    if (fix) focusField(fix);
  }, [fix, focusField]);
  useTitle(useRecordTitle(record));
  useBeside();
  useUndoKey(workspace.workspaceId);
  const fields = <RecordFields {...{ entity, record, wanted, findings, document, whole }} />;
  const counted = tabs.map((one) => ({
    ...one,
    count: one.key === 'findings' ? findings.length || undefined : counts[one.key],
  }));
  return (
    <article className={entity.process ? 'record governed' : 'record'}>
      <RecordHead entity={entity} record={record} findings={findings} onFindings={() => setTab('findings')} />
      {record.archivedAt ? <p className="record-note">{t.record.archivedNote}</p> : null}
      {entity.process ? (
        <ProcessPanel entity={entity} record={record} document={document} onField={focusField} />
      ) : null}
      {Strip && whole ? <Strip record={record} /> : null}
      {record['aliases'] && whole ? <MergedLine record={record} /> : null}
      <div className="record-columns">
        {phone || !apart ? null : (
          <aside className="record-side" aria-label={t.record.fields}>
            {fields}
          </aside>
        )}
        <div className="record-main">
          <Tabs tabs={counted} active={active} onChange={setTab} label={t.record.openIn}>
            {active === 'details' ? (
              fields
            ) : (
              <TabBody
                entity={entity}
                record={record}
                whole={whole}
                tab={active}
                wanted={wanted}
                findings={findings}
                document={document}
                onFix={focusField}
              />
            )}
          </Tabs>
        </div>
      </div>
    </article>
  );
}

/** A record: identity and fields at the left, what happened and what belongs to it at the right. */
export default function RecordPage({ params }: PageProps) {
  const i18n = useI18n();
  const { workspaceId: ws } = useWorkspace();
  const entity = useMemo(() => entityOfCollection((params['path'] ?? '').split('/')[1] ?? ''), [params]);
  const id = params['id'] ?? '';
  const type = entity?.name ?? 'account';
  const answer = useQuery({
    ...recordQuery(ws, type, id),
    placeholderData: () => knownRecord(queryClient, ws, { type, id }),
  });
  const record = useWithCurrency(answer.data);
  useEffect(() => {
    if (record) noteTitles(ws, [record]);
  }, [ws, record]);
  if (!entity) return null;
  if (answer.error && !record) {
    const gone = 'status' in answer.error && answer.error.status === 404;
    return gone ? (
      <Message
        title={i18n.t.common.notFoundTitle}
        text={errorText(answer.error, i18n)}
        action={{ label: i18n.t.record.backTo(i18n.label(entity.plural)), href: `/${entity.collection}` }}
      />
    ) : (
      <div className="message" role="alert">
        <p>{errorText(answer.error, i18n)}</p>
        <button type="button" className="btn" onClick={() => answer.refetch()}>
          {i18n.t.common.retry}
        </button>
      </div>
    );
  }
  // A row of a list has neither lines nor long texts; those wait for the whole record.
  return record ? <Loaded key={id} entity={entity} record={record} whole={!answer.isPlaceholderData} /> : <Waiting />;
}
