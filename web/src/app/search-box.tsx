import type { KeyboardEvent } from 'react';
import { useId, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Popover } from '../kit/popover.tsx';
import { useWorkspace } from '../lib/me.tsx';
import { HitLine, hrefOfHit, useHits } from './search.tsx';

/** The search box of the frame: `/` focuses it, arrows choose, Enter opens. */
export function SearchBox({ onPalette }: { onPalette: () => void }) {
  const { t } = useI18n();
  const { can } = useWorkspace();
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const answer = useHits(open ? typed : '');
  const hits = (answer.data?.items ?? []).filter(hrefOfHit);
  if (!can('lists:read')) return <div className="search-box" />;

  const go = (index: number, input?: HTMLElement) => {
    const href = hits[index] && hrefOfHit(hits[index]);
    if (!href) return;
    setOpen(false);
    setTyped('');
    input?.blur();
    navigate(href);
  };
  const key = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setAt((at + (event.key === 'ArrowDown' ? 1 : -1) + Math.max(hits.length, 1)) % Math.max(hits.length, 1));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) go(at, event.currentTarget);
    else if (event.key === 'Escape') {
      setOpen(false);
      event.currentTarget.blur();
    }
  };
  const listed = open && typed.trim() !== '' && !answer.isPending;
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
          setAt(0);
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
            {hits.length === 0 ? <p className="quiet-text">{t.nav.noHits(typed.trim())}</p> : null}
            {hits.map((hit, index) => (
              <button
                key={hit.id}
                id={`${id}-${index}`}
                type="button"
                role="option"
                aria-selected={index === at}
                tabIndex={-1}
                className="hit"
                onPointerMove={() => setAt(index)}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => go(index)}
              >
                <HitLine hit={hit} />
              </button>
            ))}
          </div>
        </Popover>
      ) : null}
    </div>
  );
}
