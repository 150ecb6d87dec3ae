import '../styles/records.css';
import '../styles/record.css';
import './book.css';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { problemEntry } from '../../../shared/problems/entry.ts';
import { Message } from '../app/message.tsx';
import type { PageProps } from '../app/route.tsx';
import { Failed, Note, Waiting } from '../audit/parts/states.tsx';
import { ApiError } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Tabs } from '../kit/tabs.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import type { WebRecord } from '../lib/records.ts';
import { recordQuery } from '../lib/records.ts';
import { noteTitles, titleOf } from '../lib/titles.ts';
import type { DocumentState } from '../process/use-document.ts';
import { useDocument } from '../process/use-document.ts';
import { RecordFields } from '../records/record-fields.tsx';
import { RecordHead } from '../records/record-head.tsx';
import { useFindings } from '../records/relations.ts';
import { useUndoKey } from '../records/undo.ts';
import { useBeside } from '../records/use-beside.ts';
import { confirmRight, forgetHelp, helpQuery } from './api.ts';
import { EditionsTab } from './editions-tab.tsx';
import { editionsOf, isStale, missingIn, titleOfEntry, workingEntry } from './entry.ts';
import { EntryPictures } from './entry-pictures.tsx';
import { EntryPlaces, EntryTexts } from './entry-texts.tsx';
import { EntryLinks, EntryView, Freshness } from './entry-view.tsx';

const ProcessPanel = part(() => import('../process/process-panel.tsx'));
const HistoryTab = part(() => import('../records/history-tab.tsx'));
const FindingsTab = part(() => import('../records/findings-tab.tsx'));
const StepsTab = part(() => import('../process/steps-tab.tsx'));

const printHref = (id: string): string => `/problem-book/print?id=${id}`;

/** What readers see of the entry meanwhile, what it lacks, and whether somebody should look at it again. */
function Strip({ record }: { record: WebRecord }) {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.problems.entry;
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const status = String(record['status'] ?? '');
  const published = status === 'published';
  const inBook = typeof record['publishedAt'] === 'string';
  const entry = workingEntry(record);
  const missing = missingIn(entry);
  const confirm = async () => {
    setBusy(true);
    try {
      await confirmRight(workspaceId, record);
      toast({ text: words.confirmed });
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="pb-strip no-print">
      {published ? <Freshness entry={{ ...entry, edition: Number(record['edition'] ?? 0) }} /> : null}
      {published || status === 'withdrawn' ? null : (
        <p className="quiet-hint">
          {inBook ? words.readersSee(format.number(Number(record['edition'] ?? 0))) : words.notPublished}
        </p>
      )}
      {missing.length === 1 ? <p className="quiet-hint">{words.missing[missing[0]!]}</p> : null}
      <span className="spread" />
      {published ? (
        <button
          type="button"
          className={`btn small${isStale(entry, format.today()) ? ' primary' : ''}`}
          title={words.confirmHint}
          disabled={busy}
          onClick={() => void confirm()}
        >
          <Icon name="check" size={14} />
          {words.confirm}
        </button>
      ) : null}
      {inBook ? (
        <Link className="btn small quiet" href={printHref(record.id)}>
          <Icon name="print" size={14} />
          {words.print}
        </Link>
      ) : null}
    </div>
  );
}

type TabKey = 'read' | 'write' | 'editions' | 'findings' | 'steps' | 'history';

interface BodyProps {
  record: WebRecord;
  document: DocumentState;
  findings: readonly WebRecord[];
  editable: boolean;
  tab: TabKey;
  onField: (field: string) => void;
}

function TabBody({ record, document, findings, editable, tab, onField }: BodyProps) {
  const { t } = useI18n();
  if (tab === 'editions') return <EditionsTab record={record} />;
  if (tab === 'findings') return <FindingsTab entity={problemEntry} findings={findings} onFix={onField} />;
  if (tab === 'steps')
    return <StepsTab entity={problemEntry} record={record} definition={document.process?.definition} />;
  if (tab === 'history') return <HistoryTab entity={problemEntry} record={record} />;
  const entry = workingEntry(record);
  return (
    <div className="pb-body">
      {tab === 'write' ? <EntryTexts record={record} /> : <EntryView entry={entry} />}
      <EntryPictures entry={entry} canWrite={editable} />
      <EntryPlaces record={record} editable={tab === 'write'} />
      <section className="pb-details" aria-label={t.problems.entry.details}>
        <h2>{t.problems.entry.details}</h2>
        <RecordFields
          entity={problemEntry}
          record={record}
          wanted={undefined}
          findings={findings}
          document={document}
          only={['kind', 'reviewOn', 'ownerId', 'note']}
        />
      </section>
    </div>
  );
}

function Loaded({ record }: { record: WebRecord }) {
  const { t } = useI18n();
  const words = t.problems.entry;
  const { workspaceId, can } = useWorkspace();
  const findings = useFindings(record.id);
  const document = useDocument(problemEntry, record);
  const editable = document.process !== undefined && document.lock === undefined && !record.archivedAt;
  const [chosen, setTab] = useState<TabKey>();
  const [wanted, setWanted] = useState<{ field: string }>();
  useTitle(titleOf(record));
  useBeside();
  useUndoKey(workspaceId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time that a step was taken
  useEffect(() => {
    // Written and read are two states of it: after a step the page shows what the entry is for now.
    setTab(undefined);
  }, [record['status']]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time that the book changed
  useEffect(() => {
    forgetHelp(workspaceId);
  }, [record['publishedAt'], record['edition'], workspaceId]);
  useEffect(() => {
    if (!wanted) return;
    window.document.querySelector<HTMLElement>(`[data-field-editor="${CSS.escape(wanted.field)}"]`)?.focus();
  }, [wanted]);
  const tabs: { key: TabKey; label: string; count?: number }[] = [
    ...(editable ? [{ key: 'write' as const, label: words.write }] : []),
    { key: 'read', label: words.read },
    { key: 'editions', label: words.editions, count: editionsOf(record).length },
    ...(can('findings:read')
      ? [{ key: 'findings' as const, label: t.record.tabs.findings, count: findings.length }]
      : []),
    { key: 'steps', label: t.process.tab },
    { key: 'history', label: t.record.tabs.history },
  ];
  const active = tabs.find((one) => one.key === chosen)?.key ?? tabs[0]!.key;
  const toField = (field: string) => {
    setTab(undefined);
    setWanted({ field });
  };
  return (
    <article className="record governed pb-page">
      <RecordHead entity={problemEntry} record={record} findings={findings} onFindings={() => setTab('findings')} />
      {record.archivedAt ? <p className="record-note">{t.record.archivedNote}</p> : null}
      <ProcessPanel entity={problemEntry} record={record} document={document} onField={toField} />
      <Strip record={record} />
      <div className="pb-main">
        <Tabs
          label={t.record.openIn}
          active={active}
          onChange={(key) => setTab(tabs.find((one) => one.key === key)?.key)}
          tabs={tabs.map((one) => ({ ...one, count: one.count || undefined }))}
        >
          <TabBody {...{ record, document, findings, editable }} tab={active} onField={toField} />
        </Tabs>
      </div>
    </article>
  );
}

const gone = (error: unknown): boolean => error instanceof ApiError && error.status === 404;

function NotThere() {
  const { t } = useI18n();
  return (
    <Message
      title={t.common.notFoundTitle}
      text={t.common.notFoundText}
      action={{ label: t.problems.title, href: '/problem-book' }}
    />
  );
}

/** For those who write the book: the entry with its way, whatever state it is in. */
function Editor({ id }: { id: string }) {
  const { workspaceId } = useWorkspace();
  const answer = useQuery(recordQuery(workspaceId, 'problemEntry', id));
  useEffect(() => {
    if (answer.data) noteTitles(workspaceId, [answer.data]);
  }, [answer.data, workspaceId]);
  if (answer.data) return <Loaded key={id} record={answer.data} />;
  if (answer.error)
    return gone(answer.error) ? <NotThere /> : <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  return <Waiting />;
}

/** For readers: the edition that stands in the book. */
function Reader({ id }: { id: string }) {
  const { t, lang } = useI18n();
  const { workspaceId } = useWorkspace();
  const answer = useQuery(helpQuery(workspaceId, { id }));
  const entry = answer.data?.[0];
  useTitle(entry ? titleOfEntry(entry, lang) : t.problems.title);
  if (answer.isPending) return <Waiting />;
  if (answer.isError) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!entry) return <NotThere />;
  return (
    <>
      <header className="page-head">
        <Link
          href="/problem-book"
          className="btn quiet small square"
          aria-label={t.problems.entry.back}
          title={t.problems.entry.back}
        >
          <Icon name="left" />
        </Link>
        <Icon name="book" size={18} />
        <h1 className="ellipsis">{titleOfEntry(entry, lang)}</h1>
        <span className="spread" />
        <Link className="btn quiet" href={printHref(entry.id)}>
          <Icon name="print" />
          <span className="wide-only">{t.problems.entry.print}</span>
        </Link>
      </header>
      <div className="q-body">
        <Freshness entry={entry} />
        {isStale(entry, '') ? <Note tone="warn">{t.problems.fresh.staleNote}</Note> : null}
        <EntryView entry={entry} />
        <EntryPictures entry={entry} />
        <EntryLinks entry={entry} />
      </div>
    </>
  );
}

/** An entry of the problem book. */
export default function EntryPage({ params }: PageProps) {
  const { canWrite } = useWorkspace();
  const id = params['id'] ?? '';
  return canWrite('problems') ? <Editor key={id} id={id} /> : <Reader key={id} id={id} />;
}
