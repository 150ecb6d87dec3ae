import '../styles/records.css';
import './print.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useSearch } from 'wouter';
import { Choice } from '../audit/parts/choice.tsx';
import { Progress } from '../audit/parts/progress.tsx';
import { Failed } from '../audit/parts/states.tsx';
import type { Language } from '../i18n/index.tsx';
import { InLanguage, languages, useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { formatDate, todayIn } from '../lib/dates.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { bookQuery } from './api.ts';
import type { HelpEntry } from './entry.ts';
import { titleOfEntry } from './entry.ts';
import { PrintedPictures } from './entry-pictures.tsx';
import { EntryLinks, EntryView, Freshness } from './entry-view.tsx';

/** All entries of the company that are in the book. */
const useBook = () => {
  const { workspaceId } = useWorkspace();
  const list = useInfiniteQuery(bookQuery(workspaceId, { from: 'company' }));
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return {
    entries: list.data?.pages.flatMap((page) => page.items as HelpEntry[]) ?? [],
    total: list.data?.pages[0]?.total ?? 0,
    isWhole: list.data !== undefined && !hasNextPage,
    error: list.error,
    retry: () => void list.refetch(),
  };
};

/** The book in the language around it: contents, then an entry a page. */
function Paper({ entries }: { entries: readonly HelpEntry[] }) {
  const { t, lang } = useI18n();
  const words = t.problems.print;
  const { workspaceName, timeZone } = useWorkspace();
  const printed = words.printed(formatDate(todayIn(timeZone), lang));
  return (
    <div className="pbp-paper">
      {entries.length > 1 ? (
        <section className="pbp-sheet" aria-labelledby="pbp-contents">
          <header className="pbp-head">
            <span>{workspaceName}</span>
            <span>{printed}</span>
          </header>
          <h1>{words.title}</h1>
          <p>{t.problems.intro}</p>
          <h2 id="pbp-contents">{words.contents}</h2>
          <ol className="pbp-contents">
            {entries.map((entry, index) => (
              <li key={entry.id}>
                <a href={`#pbp-${entry.id}`}>
                  <span>{index + 1}</span>
                  <span>{titleOfEntry(entry, lang)}</span>
                </a>
              </li>
            ))}
          </ol>
        </section>
      ) : null}
      {entries.map((entry, index) => (
        <article key={entry.id} id={`pbp-${entry.id}`} className="pbp-sheet">
          <header className="pbp-head">
            <span>
              {workspaceName} · {words.title}
            </span>
            <span>{printed}</span>
          </header>
          <h1>
            {entries.length > 1 ? `${index + 1}. ` : ''}
            {titleOfEntry(entry, lang)}
          </h1>
          <Freshness entry={entry} />
          <EntryView entry={entry} />
          <PrintedPictures entry={entry} />
          <EntryLinks entry={entry} />
        </article>
      ))}
    </div>
  );
}

/** The book on paper, or one entry of it. */
export default function PrintPage() {
  const { t, lang } = useI18n();
  const words = t.problems.print;
  const format = useFormat();
  const wanted = new URLSearchParams(useSearch()).getAll('id');
  const [chosen, setChosen] = useState<Language>(lang);
  const book = useBook();
  const entries = book.entries.filter((entry) => wanted.length === 0 || wanted.includes(entry.id));
  useTitle(words.title);
  const body = () => {
    if (book.error) return <Failed error={book.error} onRetry={book.retry} />;
    if (!book.isWhole)
      return (
        <Progress
          label={words.reading}
          done={book.entries.length}
          total={book.total}
          count={words.of(format.number(book.entries.length), format.number(book.total))}
        />
      );
    if (entries.length === 0)
      return (
        <div className="message">
          <p>{words.empty}</p>
          <Link className="btn" href="/problem-book">
            {words.back}
          </Link>
        </div>
      );
    return (
      <InLanguage lang={chosen}>
        <Paper entries={entries} />
      </InLanguage>
    );
  };
  return (
    <>
      <header className="page-head no-print">
        <Link
          href={wanted.length === 1 ? `/problem-entries/${wanted[0]}` : '/problem-book'}
          className="btn quiet small square"
          aria-label={words.back}
          title={words.back}
        >
          <Icon name="left" />
        </Link>
        <h1 className="ellipsis">{words.title}</h1>
        <span className="spread" />
        <Choice
          label={t.problems.entry.language}
          value={chosen}
          onChange={setChosen}
          options={languages.map((one) => ({ value: one, label: t.nav.languageNames[one] }))}
        />
        <button
          type="button"
          className="btn primary"
          disabled={!book.isWhole || entries.length === 0}
          onClick={() => window.print()}
        >
          <Icon name="print" />
          {words.print}
        </button>
      </header>
      <div className="q-body pbp-body">{body()}</div>
    </>
  );
}
