import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useDebounced } from '../lib/hooks.ts';
import { lastFailure } from '../lib/last-failure.ts';
import { useWorkspace } from '../lib/me.tsx';
import { helpQuery } from './api.ts';
import type { HelpEntry } from './entry.ts';
import { isStale, read, titleOfEntry } from './entry.ts';
import { EntryPictures } from './entry-pictures.tsx';
import { EntryLinks, EntryView, Freshness } from './entry-view.tsx';
import type { HelpAbout } from './help-store.ts';
import { openHelp } from './help-store.ts';
import { useLinkNames } from './links.ts';
import { pageOf } from './page-of.ts';
import { EntryActions } from './write-entry.tsx';

/** Entries as lines: title, and the beginning of what to do. */
function EntryList({ entries, onOpen }: { entries: readonly HelpEntry[]; onOpen: (entry: HelpEntry) => void }) {
  const { t, lang } = useI18n();
  return (
    <ul className="help-list">
      {entries.map((entry) => (
        <li key={entry.id}>
          <button type="button" className="help-line" onClick={() => onOpen(entry)}>
            <span className="help-line-head">
              <Icon
                name={entry.kind === 'guide' ? 'book' : entry.kind === 'answer' ? 'meeting' : 'warning'}
                size={14}
              />
              <strong>{titleOfEntry(entry, lang)}</strong>
              {isStale(entry, '') ? <span className="badge warn">{t.problems.fresh.staleShort}</span> : null}
            </span>
            <span className="help-line-text">{read(entry.rightWay, lang)?.text ?? ''}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What a question about one thing brings: its entry at once, what else is said about it below. */
export function About({
  about,
  onOpen,
  onAsk,
}: {
  about: HelpAbout;
  onOpen: (entry: HelpEntry) => void;
  onAsk: () => void;
}) {
  const { t } = useI18n();
  const { workspaceId } = useWorkspace();
  const answer = useQuery(helpQuery(workspaceId, about));
  if (answer.isPending) return <Waiting />;
  if (answer.isError) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  const [first, ...others] = answer.data;
  if (!first)
    return (
      <>
        <div className="help-empty">
          <p>{t.problems.help.nothingAbout}</p>
          <button type="button" className="btn primary" onClick={onAsk}>
            {t.problems.help.ask}
          </button>
        </div>
        <PageHelp typed="" onOpen={onOpen} onAsk={undefined} />
      </>
    );
  return (
    <>
      <Entry entry={first} />
      {others.length > 0 ? (
        <section className="help-part">
          <h3>{t.problems.help.more}</h3>
          <EntryList entries={others} onOpen={onOpen} />
        </section>
      ) : null}
    </>
  );
}

export function Entry({ entry }: { entry: HelpEntry }) {
  const { lang } = useI18n();
  return (
    <article className="help-entry">
      <h3 className="help-entry-title" tabIndex={-1} data-help-start>
        {titleOfEntry(entry, lang)}
      </h3>
      <Freshness entry={entry} />
      <EntryView entry={entry} />
      <EntryPictures entry={entry} />
      <EntryLinks entry={entry} />
      <EntryActions entry={entry} />
    </article>
  );
}

/** What just went wrong on this page: most likely the reason for asking. */
function JustNow() {
  const { t } = useI18n();
  const names = useLinkNames();
  const failure = lastFailure(window.location.pathname, Date.now());
  if (!failure) return null;
  return (
    <button type="button" className="help-just" onClick={() => openHelp({ code: failure.code })}>
      <Icon name="warning" />
      <span>
        <span className="quiet-hint">{t.problems.help.justNow}</span>
        <strong>{names.nameOf('errorCodes', failure.code)}</strong>
      </span>
      <Icon name="right" size={14} />
    </button>
  );
}

export function PageHelp({
  typed,
  onOpen,
  onAsk,
}: {
  typed: string;
  onOpen: (entry: HelpEntry) => void;
  onAsk: (() => void) | undefined;
}) {
  const { t } = useI18n();
  const { workspaceId } = useWorkspace();
  const [path] = useLocation();
  const q = useDebounced(typed.trim(), 200);
  const answer = useQuery(helpQuery(workspaceId, q ? { q } : { page: pageOf(path) }));
  const body = () => {
    if (answer.isPending) return <Waiting />;
    if (answer.isError) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
    if (answer.data.length === 0)
      return (
        <div className="help-empty">
          <p>{q ? t.problems.help.nothingFound(q) : t.problems.help.nothingHere}</p>
          {onAsk ? (
            <button type="button" className="btn" onClick={onAsk}>
              {t.problems.help.ask}
            </button>
          ) : null}
        </div>
      );
    return <EntryList entries={answer.data} onOpen={onOpen} />;
  };
  return (
    <>
      {q ? null : <JustNow />}
      <section className="help-part" aria-busy={answer.isFetching}>
        <h3>{q ? t.problems.help.found : t.problems.help.forPage}</h3>
        {body()}
      </section>
    </>
  );
}
