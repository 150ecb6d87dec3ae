import type { KeyboardEvent } from 'react';
import { Fragment, useId, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Popover } from '../kit/popover.tsx';
import { useWorkspace } from '../lib/me.tsx';
import { recentHits } from './recent-hits.ts';
import type { Hit } from './search.tsx';
import { HitLine, openedHit, useHeading, useSearch } from './search.tsx';

/** Leaves the box for the page. Not by `blur`: the closing list would fetch the focus back, and the next letter would be typed into the box. */
const leave = (): void => document.querySelector('main')?.focus({ preventScroll: true });

/** The search box of the frame: `/` focuses it, arrows choose, Enter opens. */
export function SearchBox({ onPalette }: { onPalette: () => void }) {
  const { t } = useI18n();
  const { can, workspaceId } = useWorkspace();
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const go = (hit: Hit | undefined) => {
    if (!hit) return;
    setOpen(false);
    setTyped('');
    leave();
    navigate(openedHit(workspaceId, hit));
  };
  const empty = typed.trim() === '';
  const search = useSearch(open ? typed : '', (hit, index) => go(empty ? recent[index] : hit));
  const recent = open && empty ? recentHits(workspaceId) : [];
  const hits = empty ? recent : search.hits;
  const { at, setAt } = search;
  const heading = useHeading(empty ? [] : hits);
  if (!can('lists:read')) return <div className="search-box" />;

  const key = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setAt((at + (event.key === 'ArrowDown' ? 1 : -1) + Math.max(hits.length, 1)) % Math.max(hits.length, 1));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) search.enter();
    else if (event.key === 'Escape') {
      // The browser would empty the box itself, which reads as typing and opens the list again.
      event.preventDefault();
      setTyped('');
      setOpen(false);
      leave();
    }
  };
  const listed = open && (empty ? recent.length > 0 : search.answered || search.failed);
  return (
    <div className="search-box" ref={box}>
      <Icon name="search" />
      <input
        data-search-box
        type="search"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        aria-label={t.common.search}
        aria-expanded={listed}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        {...(listed && hits.length > 0 ? { 'aria-activedescendant': `${id}-${at}` } : {})}
        placeholder={t.nav.searchPlaceholder}
        title={t.nav.searchHint}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setOpen(true);
          search.changed();
        }}
        onFocus={() => setOpen(true)}
        onKeyDown={key}
      />
      <button
        type="button"
        className="search-key"
        tabIndex={-1}
        aria-label={t.nav.palette}
        title={t.nav.palette}
        onClick={onPalette}
      >
        <kbd>Ctrl K</kbd>
      </button>
      {listed ? (
        <Popover anchor={box} onClose={() => setOpen(false)} className="hits" role="listbox" label={t.nav.hits}>
          <div id={`${id}-list`} role="none">
            {search.failed ? (
              <p className="quiet-text" role="alert">
                {t.nav.searchFailed}
              </p>
            ) : null}
            {hits.length === 0 && search.settled ? <p className="quiet-text">{t.nav.noHits(typed.trim())}</p> : null}
            {empty ? <div className="menu-heading">{t.nav.recent}</div> : null}
            {hits.map((hit, index) => (
              <Fragment key={hit.id}>
                {heading(index) ? <div className="menu-heading">{heading(index)}</div> : null}
                <button
                  id={`${id}-${index}`}
                  type="button"
                  role="option"
                  aria-selected={index === at}
                  tabIndex={-1}
                  className="hit"
                  onPointerMove={() => setAt(index)}
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={() => go(hit)}
                >
                  <HitLine hit={hit} />
                </button>
              </Fragment>
            ))}
          </div>
        </Popover>
      ) : null}
    </div>
  );
}
