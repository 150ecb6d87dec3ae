import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Label } from '../../../shared/kernel/field.ts';
import type { en } from './en.ts';

export type Language = 'zh-CN' | 'en';
export const languages: readonly Language[] = ['zh-CN', 'en'];

/** All texts of the client. English gives the type, so that a key missing in Chinese does not compile. */
export type Words = typeof en;

const load: Record<Language, () => Promise<Words>> = {
  en: () => import('./en.ts').then((module) => module.en),
  'zh-CN': () => import('./zh.ts').then((module) => module.zh),
};

const storageKey = 'language';
const listeners = new Set<() => void>();

const isLanguage = (text: string | null): text is Language => text === 'zh-CN' || text === 'en';
const first = (): Language => {
  // Outside a page (tests, tools) there is nobody whose language could be asked for.
  if (typeof localStorage === 'undefined') return 'en';
  const stored = localStorage.getItem(storageKey);
  if (isLanguage(stored)) return stored;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
};
let current: Language = first();

/** Changes the language of the page at once and remembers it on this device. */
export const setLanguage = (next: Language): void => {
  localStorage.setItem(storageKey, next);
  current = next;
  for (const listener of listeners) listener();
};

/** Takes the member's language unless a choice was made on this device. */
export const suggestLanguage = (suggested: string): void => {
  if (localStorage.getItem(storageKey) !== null || !isLanguage(suggested) || suggested === current) return;
  current = suggested;
  for (const listener of listeners) listener();
};

/** The language of the page, for what is no component. */
export const currentLanguage = (): Language => current;

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const snapshot = () => current;

export interface I18n {
  lang: Language;
  t: Words;
  /** The label in the user's language. */
  label: (label: Label) => string;
}

const Context = createContext<I18n | undefined>(undefined);

/** The label of shared metadata in a language. */
export const labelIn = (lang: Language, label: Label): string => (lang === 'en' ? label.en : label.zh);

/** The words of a language once they are there (they come with the first scripts, or when somebody asks for the other language). */
const useWords = (lang: Language): I18n | undefined => {
  const [loaded, setLoaded] = useState<{ lang: Language; words: Words }>();
  useEffect(() => {
    let wanted = true;
    load[lang]().then((words) => {
      if (wanted) setLoaded({ lang, words });
    });
    return () => {
      wanted = false;
    };
  }, [lang]);
  return useMemo<I18n | undefined>(
    () => (loaded ? { lang: loaded.lang, t: loaded.words, label: (label) => labelIn(loaded.lang, label) } : undefined),
    [loaded],
  );
};

/** Gives the page its language; draws nothing until the words are there. */
export function I18nProvider({ children }: { children: ReactNode }) {
  const lang = useSyncExternalStore(subscribe, snapshot);
  const value = useWords(lang);
  useEffect(() => {
    if (value) document.documentElement.lang = value.lang;
  }, [value]);
  return value ? <Context value={value}>{children}</Context> : null;
}

/** Another language for a part of the page: a document that is read in the language of its readers. */
export function InLanguage({ lang, children }: { lang: Language; children: ReactNode }) {
  const value = useWords(lang);
  return value ? (
    <Context value={value}>
      <div lang={lang}>{children}</div>
    </Context>
  ) : null;
}

/** Other words for a part of the page. @param change gives the same words for the same ones, and is itself the same each time */
export function Reworded({ change, children }: { change: (words: Words) => Words; children: ReactNode }) {
  const value = useI18n();
  const changed = useMemo(() => ({ ...value, t: change(value.t) }), [value, change]);
  return <Context value={changed}>{children}</Context>;
}

/** Language and words of the page: `const { t, lang, label } = useI18n()`. */
export const useI18n = (): I18n => {
  const value = useContext(Context);
  if (!value) throw new Error('useI18n outside I18nProvider');
  return value;
};
