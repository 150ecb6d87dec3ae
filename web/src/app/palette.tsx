import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useLocation } from 'wouter';
import { entities } from '../../../shared/entities.ts';
import { allOperations } from '../../../shared/kernel/entity.ts';
import { languages, setLanguage, useI18n } from '../i18n/index.tsx';
import type { IconName } from '../kit/icon.tsx';
import { Icon, iconOfType } from '../kit/icon.tsx';
import { focusNow } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { openHelp } from '../problems/help-store.ts';
import { endSession } from '../session.ts';
import { useNav } from './rail.tsx';
import { recentHits } from './recent-hits.ts';
import { HitLine, openedHit, useHeading, useSearch } from './search.tsx';
import type { ShellDialog } from './shell.tsx';

interface Choice {
  key: string;
  face: ReactNode;
  run: () => void;
}

interface Command {
  key: string;
  icon: IconName;
  text: string;
  hint?: string;
  run: () => void;
}

const matches = (text: string, typed: string): boolean => {
  const lower = text.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
};

const useCommands = (onDialog: (dialog: ShellDialog) => void): Command[] => {
  const i18n = useI18n();
  const { t, label, lang } = i18n;
  const { canWrite } = useWorkspace();
  const [, navigate] = useLocation();
  const pages = useNav().flatMap(({ pages: all }) => all);
  const makeable = entities.filter(
    (entity) => (entity.operations ?? allOperations).includes('create') && canWrite(entity.domain),
  );
  return [
    ...pages.map((route): Command => {
      const letter = route.nav?.letter;
      return {
        key: `go ${route.path}`,
        icon: route.nav?.icon ?? 'right',
        text: t.nav.goTo(route.nav?.label(i18n) ?? ''),
        ...(letter ? { hint: `G ${letter.toUpperCase()}` } : {}),
        run: () => navigate(route.path),
      };
    }),
    ...makeable.map(
      (entity): Command => ({
        key: `new ${entity.name}`,
        icon: iconOfType(entity.name),
        text: t.nav.create(label(entity.label)),
        run: () => navigate(`/${entity.collection}?new=1`),
      }),
    ),
    ...languages
      .filter((one) => one !== lang)
      .map(
        (one): Command => ({
          key: one,
          icon: 'language',
          text: t.nav.switchTo(t.nav.languageNames[one]),
          run: () => setLanguage(one),
        }),
      ),
    { key: 'help', icon: 'help', text: t.problems.help.key, hint: 'F1', run: () => openHelp() },
    { key: 'keys', icon: 'keyboard', text: t.nav.help, run: () => onDialog('shortcuts') },
    { key: 'password', icon: 'key', text: t.nav.changePassword, run: () => onDialog('password') },
    { key: 'out', icon: 'out', text: t.nav.signOut, run: () => void endSession() },
  ];
};

export interface PaletteProps {
  onClose: () => void;
  onDialog: (dialog: ShellDialog) => void;
  /** What was typed while the code was on its way, and whether Enter was pressed behind it. */
  begun: string;
  entered: boolean;
  /** Where the focus was before. */
  from: Element | null;
}

/** Everything by typing: records first, then commands. */
export default function Palette({ onClose, onDialog, begun, entered, from }: PaletteProps) {
  const { t } = useI18n();
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState(begun);
  const { workspaceId } = useWorkspace();
  const list = useRef<HTMLDivElement>(null);
  const before = useRef(from);
  const empty = typed.trim() === '';
  // Where nothing is found the first command is meant.
  const search = useSearch(typed, (_, index) => run(choices[index]));
  const { at, setAt } = search;
  const commands = useCommands(onDialog).filter(
    (command) => typed.trim() === '' || matches(command.text, typed.trim()),
  );
  const hits = empty ? recentHits(workspaceId) : search.hits;
  const headingOfKind = useHeading(hits);

  const choices: Choice[] = [
    ...hits.map((hit) => ({
      key: hit.id,
      face: <HitLine hit={hit} />,
      run: () => navigate(openedHit(workspaceId, hit)),
    })),
    ...commands.map((command) => ({
      key: command.key,
      face: (
        <>
          <Icon name={command.icon} />
          <span className="hit-title">{command.text}</span>
          {command.hint ? <kbd>{command.hint}</kbd> : null}
        </>
      ),
      run: command.run,
    })),
  ];
  const active = Math.min(at, choices.length - 1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls whenever another choice becomes active
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  useEffect(
    () => () => {
      if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
    },
    [],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for the Enter that came before the list
  useEffect(() => {
    if (entered && !empty) search.enter();
  }, []);

  const heading = (index: number): string | undefined => {
    if (index === hits.length) return t.nav.commands;
    if (empty) return index === 0 ? t.nav.recent : undefined;
    return headingOfKind(index);
  };
  const run = (choice: Choice | undefined) => {
    if (!choice) return;
    before.current = null;
    onClose();
    choice.run();
  };
  return createPortal(
    <div className="palette-back">
      <div className="dialog-shade" aria-hidden="true" onClick={onClose} />
      <div className="palette" role="dialog" aria-modal="true" aria-label={t.nav.palette}>
        <div className="palette-input">
          <Icon name="search" />
          <input
            ref={focusNow}
            role="combobox"
            aria-expanded="true"
            aria-controls="palette-list"
            aria-activedescendant={`palette-${active}`}
            aria-label={t.nav.palettePlaceholder}
            placeholder={t.nav.palettePlaceholder}
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              search.changed();
            }}
            onKeyDown={(event) => {
              const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
              if (by) {
                event.preventDefault();
                setAt((active + by + choices.length) % Math.max(choices.length, 1));
              } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) search.enter();
              else if (event.key === 'Escape') onClose();
              else if (event.key === 'Tab') event.preventDefault();
            }}
          />
        </div>
        <div className="palette-list" id="palette-list" role="listbox" aria-label={t.nav.palette} ref={list}>
          {search.failed ? (
            <p className="quiet-text" role="alert">
              {t.nav.searchFailed}
            </p>
          ) : null}
          {choices.length === 0 && search.settled ? <p className="quiet-text">{t.nav.noHits(typed.trim())}</p> : null}
          {choices.map((choice, index) => (
            <div key={choice.key} role="none">
              {heading(index) ? <div className="menu-heading">{heading(index)}</div> : null}
              <button
                id={`palette-${index}`}
                type="button"
                role="option"
                aria-selected={index === active}
                tabIndex={-1}
                className="hit"
                onPointerMove={() => setAt(index)}
                onClick={() => run(choice)}
              >
                {choice.face}
              </button>
            </div>
          ))}
        </div>
      </div>
    </div>,
    document.body,
  );
}
