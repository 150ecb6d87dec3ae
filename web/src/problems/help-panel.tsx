import './help.css';
import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { SayTip, SayWrong } from '../improvement/say.tsx';
import { Icon } from '../kit/icon.tsx';
import { usePhone } from '../lib/hooks.ts';
import { isCovered } from '../lib/keys.ts';
import { useWorkspace } from '../lib/me.tsx';
import { AskHelp } from './ask-help.tsx';
import type { HelpEntry } from './entry.ts';
import { About, Entry, PageHelp } from './help-body.tsx';
import type { HelpAbout, HelpState } from './help-store.ts';
import { closeHelp, openHelp } from './help-store.ts';
import { MyQuestions } from './my-questions.tsx';

type View =
  | { kind: 'list' }
  | { kind: 'entry'; entry: HelpEntry }
  | { kind: 'ask' }
  | { kind: 'mine' }
  | { kind: 'tip' }
  | { kind: 'wrong' };

const focusable = 'a[href],button:not([disabled]),input:not([disabled]),textarea:not([disabled]),[tabindex="0"]';

const keepInside = (event: KeyboardEvent<HTMLElement>): void => {
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(focusable)].filter((one) => one.offsetParent);
  const leaves = event.shiftKey ? all[0] : all.at(-1);
  if (document.activeElement !== leaves) return;
  event.preventDefault();
  (event.shiftKey ? all.at(-1) : all[0])?.focus();
};

const isCoveredBesides = (panel: HTMLElement | null): boolean =>
  [...document.querySelectorAll('[aria-modal="true"]')].some((one) => one !== panel);

/** The panel's frame: focus goes in when it opens and back where it was when it closes. */
function Frame({
  id,
  modal,
  title,
  children,
  foot,
}: {
  id: string;
  modal: boolean;
  title: ReactNode;
  children: ReactNode;
  foot: ReactNode;
}) {
  const { t } = useI18n();
  const name = useId();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    document.documentElement.classList.add('has-help');
    const press = (event: globalThis.KeyboardEvent) => {
      // What had the focus may be gone; Esc means the panel all the same.
      if (event.key === 'Escape' && document.activeElement === document.body && !isCoveredBesides(panel.current))
        closeHelp();
    };
    document.addEventListener('keydown', press);
    return () => {
      document.removeEventListener('keydown', press);
      document.documentElement.classList.remove('has-help');
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <aside
      ref={panel}
      id={id}
      className={`help-panel${modal ? ' over' : ''}`}
      role="dialog"
      aria-modal={modal}
      aria-labelledby={name}
      tabIndex={-1}
      onKeyDown={(event) => {
        // The page behind has keys of its own.
        event.stopPropagation();
        if (event.key === 'Escape' && !event.defaultPrevented) closeHelp();
        else if (event.key === 'Tab' && modal) keepInside(event);
      }}
    >
      <header className="help-head">
        <h2 id={name}>{title}</h2>
        <span className="spread" />
        <button
          type="button"
          className="btn quiet square"
          aria-label={t.common.close}
          title={`${t.common.close} (Esc)`}
          onClick={() => closeHelp()}
        >
          <Icon name="close" />
        </button>
      </header>
      <div className="help-body">{children}</div>
      <footer className="help-foot">{foot}</footer>
    </aside>
  );
}

const asksAbout = (about: HelpAbout): boolean => Object.keys(about).length > 0;

/** Help beside the work: what is written about this page, an error, a finding; and the way to a person who knows. */
export default function HelpPanel({ help, id }: { help: HelpState; id: string }) {
  const { t } = useI18n();
  const words = t.problems.help;
  const { can } = useWorkspace();
  const phone = usePhone();
  // Over another panel the page is out of reach, and so it stays.
  const [covered] = useState(isCovered);
  const [view, setView] = useState<View>({ kind: 'list' });
  const [about, setAbout] = useState(help.about);
  const [typed, setTyped] = useState('');
  const box = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time that somebody asks, not each time that it is drawn
  useEffect(() => {
    setAbout(help.about);
    setView({ kind: 'list' });
    setTyped('');
    if (asksAbout(help.about) || phone) document.getElementById(id)?.focus({ preventScroll: true });
    else box.current?.focus({ preventScroll: true });
  }, [help.asked]);
  useEffect(() => {
    // Another entry begins at its top; what was clicked is gone, and the keyboard goes on in the panel.
    if (view.kind !== 'entry') return;
    const panel = document.getElementById(id);
    panel?.querySelector('.help-body')?.scrollTo({ top: 0 });
    panel?.querySelector<HTMLElement>('[data-help-start]')?.focus({ preventScroll: true });
  }, [view, id]);

  const away = view.kind !== 'list' || asksAbout(about);
  const back = () => {
    document.getElementById(id)?.focus({ preventScroll: true });
    setView({ kind: 'list' });
    setAbout({});
  };
  const ask = () => setView({ kind: 'ask' });
  const open = (entry: HelpEntry) => setView({ kind: 'entry', entry });
  const body = () => {
    if (view.kind === 'ask') return <AskHelp code={about.code} onMine={() => setView({ kind: 'mine' })} />;
    if (view.kind === 'mine') return <MyQuestions onOpen={(entryId) => openHelp({ id: entryId })} onAsk={ask} />;
    if (view.kind === 'tip') return <SayTip />;
    if (view.kind === 'wrong') return <SayWrong />;
    if (view.kind === 'entry') return <Entry entry={view.entry} />;
    if (asksAbout(about) && typed === '') return <About about={about} onOpen={open} onAsk={ask} />;
    return <PageHelp typed={typed} onOpen={open} onAsk={ask} />;
  };
  const title = away ? (
    <button type="button" className="btn quiet small help-back" onClick={back}>
      <Icon name="left" size={14} />
      {words.all}
    </button>
  ) : (
    words.title
  );
  return (
    <Frame
      id={id}
      modal={phone || covered}
      title={title}
      foot={
        can('help:write') ? (
          <>
            <button type="button" className="btn" aria-pressed={view.kind === 'ask'} onClick={ask}>
              <Icon name="meeting" size={14} />
              {words.ask}
            </button>
            <button
              type="button"
              className="btn quiet"
              aria-pressed={view.kind === 'mine'}
              onClick={() => setView({ kind: 'mine' })}
            >
              {words.mine}
            </button>
            {(['tip', 'wrong'] as const).map((kind) => (
              <button
                key={kind}
                type="button"
                className="btn quiet"
                aria-pressed={view.kind === kind}
                onClick={() => setView({ kind })}
              >
                {kind === 'tip' ? t.improvement.tips.add : t.improvement.issues.add}
              </button>
            ))}
          </>
        ) : null
      }
    >
      {view.kind === 'list' ? (
        <div className="help-search">
          <Icon name="search" size={14} />
          <input
            ref={box}
            type="search"
            className="input"
            placeholder={words.search}
            aria-label={words.search}
            maxLength={100}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
      ) : null}
      {body()}
    </Frame>
  );
}
