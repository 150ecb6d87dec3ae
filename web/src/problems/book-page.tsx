import '../styles/records.css';
import './book.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useEffect, useId, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { entryKinds } from '../../../shared/problems/entry.ts';
import { Choice } from '../audit/parts/choice.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { Icon } from '../kit/icon.tsx';
import { MoreButton } from '../kit/more-button.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useDebounced, useTitle } from '../lib/hooks.ts';
import { usePageKeys } from '../lib/keys.ts';
import { useWorkspace } from '../lib/me.tsx';
import { bookQuery, makeEntry } from './api.ts';
import type { BookView } from './book-view.ts';
import { askOf, bookText, freshnesses, isKept, isKind, readBook } from './book-view.ts';
import { Drafts } from './drafts.tsx';
import { fieldIn } from './entry.ts';
import { EntryCard } from './entry-card.tsx';
import { openHelp } from './help-store.ts';
import { LinkFilter } from './link-picker.tsx';
import { entryHref } from './write-entry.tsx';

const kinds = Object.keys(entryKinds).filter(isKind);

/** A new entry begins with its title; the rest is written on its page. */
function NewEntry({ onClose }: { onClose: () => void }) {
  const i18n = useI18n();
  const { t, label, lang } = i18n;
  const id = useId();
  const { workspaceId } = useWorkspace();
  const [, navigate] = useLocation();
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState('problem');
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const make = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (title.trim() === '') {
      setFault(t.problems.book.titleNeeded);
      document.getElementById(id)?.focus();
      return;
    }
    setBusy(true);
    try {
      const made = await makeEntry(workspaceId, { kind, [fieldIn('title', lang)]: title.trim() });
      navigate(entryHref(made.id));
    } catch (error) {
      setFault(errorText(error, i18n));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t.problems.book.add} kind="dialog" onClose={onClose}>
      <form className="form" onSubmit={(event) => void make(event)}>
        <div className="form-line">
          <label htmlFor={id}>{t.problems.parts.title}</label>
          <input
            id={id}
            className="input"
            data-autofocus
            maxLength={200}
            placeholder={t.problems.partHints.title}
            value={title}
            aria-invalid={fault !== undefined}
            aria-describedby={`${id}-fault`}
            onChange={(event) => setTitle(event.target.value)}
          />
          <div id={`${id}-fault`} className="form-fault" role={fault ? 'alert' : undefined}>
            {fault}
          </div>
        </div>
        <Choice
          label={t.problems.book.kind}
          value={kind}
          onChange={setKind}
          options={kinds.map((one) => ({ value: one as string, label: label(entryKinds[one]) }))}
        />
        <div>
          <button type="submit" className="btn primary" disabled={busy}>
            {busy ? t.problems.write.making : t.problems.book.begin}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface ViewProps {
  view: BookView;
  change: (part: Partial<BookView>) => void;
}

function Conditions({ view, change }: ViewProps) {
  const { t, label } = useI18n();
  const words = t.problems.book;
  const [typed, setTyped] = useState(view.q);
  const settled = useDebounced(typed.trim(), 250);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed changes the address, not the other way round
  useEffect(() => {
    if (settled !== view.q) change({ q: settled });
  }, [settled]);
  return (
    <div className="q-row pb-conditions">
      <span className="pb-find">
        <Icon name="search" size={14} />
        <input
          type="search"
          className="input"
          data-find-box
          placeholder={words.search}
          aria-label={words.search}
          maxLength={100}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </span>
      <select
        className="input pb-select"
        aria-label={words.kind}
        value={view.kind ?? ''}
        onChange={(event) => change({ kind: isKind(event.target.value) ? event.target.value : undefined })}
      >
        <option value="">{words.anyKind}</option>
        {kinds.map((one) => (
          <option key={one} value={one}>
            {label(entryKinds[one])}
          </option>
        ))}
      </select>
      {view.of === 'ours' ? (
        <select
          className="input pb-select"
          aria-label={words.freshness}
          value={view.fresh ?? ''}
          onChange={(event) => change({ fresh: freshnesses.find((one) => one === event.target.value) })}
        >
          <option value="">{words.anyFreshness}</option>
          <option value="stale">{words.staleOnly}</option>
          <option value="fresh">{words.freshOnly}</option>
        </select>
      ) : null}
      <LinkFilter value={view.link} onChange={(link) => change({ link })} />
    </div>
  );
}

function Entries({ view, change }: ViewProps) {
  const { t } = useI18n();
  const words = t.problems.book;
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const [, navigate] = useLocation();
  const list = useInfiniteQuery(bookQuery(workspaceId, askOf(view)));
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    // Whether an entry is fresh is asked of all of them; a company's own are few.
    if (view.of === 'ours' && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [view.of, hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (list.isPending) return <Waiting />;
  if (list.isError) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
  const today = format.today();
  const shown = list.data.pages.flatMap((page) => page.items).filter((entry) => isKept(entry, view.fresh, today));
  const narrowed = bookText({ ...view, of: 'ours' }) !== '';
  if (shown.length === 0)
    return (
      <div className="message">
        <Icon name="book" size={28} />
        <p className="q-text">{narrowed || view.of === 'product' ? words.emptyFiltered : words.empty}</p>
        {narrowed ? (
          <button
            type="button"
            className="btn"
            onClick={() => change({ q: '', kind: undefined, fresh: undefined, link: undefined })}
          >
            {words.clear}
          </button>
        ) : (
          <button type="button" className="btn" onClick={() => change({ of: 'product' })}>
            {words.toProduct}
          </button>
        )}
      </div>
    );
  const total = view.fresh ? shown.length : (list.data.pages[0]?.total ?? shown.length);
  return (
    <>
      <p className="quiet-hint" role="status">
        {words.count(format.number(total), total === 1)}
      </p>
      <ul className="pb-cards">
        {shown.map((entry) => (
          <EntryCard
            key={entry.id}
            entry={entry}
            onOpen={() => (view.of === 'product' ? openHelp({ id: entry.id }) : navigate(entryHref(entry.id)))}
          />
        ))}
      </ul>
      {view.of === 'product' ? <MoreButton list={list} /> : null}
    </>
  );
}

/** The book of what goes wrong and how it is done right: the company's own entries and those of the product. */
export default function BookPage() {
  const { t } = useI18n();
  const words = t.problems.book;
  const { canWrite } = useWorkspace();
  const [path, navigate] = useLocation();
  const search = useSearch();
  const view = readBook(search);
  const writes = canWrite('problems');
  const [opened, setAdding] = useState(false);
  const adding = writes && (opened || new URLSearchParams(search).has('new'));
  useTitle(t.problems.title);
  usePageKeys(writes ? { n: () => setAdding(true) } : {});
  const change = (part: Partial<BookView>) => {
    const text = bookText({ ...readBook(window.location.search), ...part });
    navigate(text ? `${path}?${text}` : path, { replace: true });
  };
  const of = view.of === 'drafts' && !writes ? 'ours' : view.of;
  return (
    <>
      <header className="page-head">
        <Icon name="book" size={18} />
        <h1>{t.problems.title}</h1>
        <span className="spread" />
        {writes ? (
          <Link className="btn quiet" href="/help-requests" title={words.questions} aria-label={words.questions}>
            <Icon name="meeting" />
            <span className="wide-only">{words.questions}</span>
          </Link>
        ) : null}
        <Link className="btn quiet" href="/problem-book/print" title={words.print} aria-label={words.print}>
          <Icon name="print" />
          <span className="wide-only">{words.print}</span>
        </Link>
        {writes ? (
          <button type="button" className="btn primary" title="N" onClick={() => setAdding(true)}>
            <Icon name="plus" />
            {words.add}
          </button>
        ) : null}
      </header>
      <div className="q-body">
        <p className="q-text">{of === 'product' ? words.productIntro : t.problems.intro}</p>
        <Choice
          label={t.problems.title}
          value={of}
          onChange={(next) => change({ of: next, fresh: undefined })}
          options={[
            { value: 'ours', label: words.views.ours },
            ...(writes ? [{ value: 'drafts' as const, label: words.views.drafts }] : []),
            { value: 'product', label: words.views.product },
          ]}
        />
        {of === 'drafts' ? (
          <Drafts />
        ) : (
          <>
            <Conditions key={of} view={{ ...view, of }} change={change} />
            <Entries view={{ ...view, of }} change={change} />
          </>
        )}
      </div>
      {adding ? (
        <NewEntry
          onClose={() => {
            setAdding(false);
            change({});
          }}
        />
      ) : null}
    </>
  );
}
