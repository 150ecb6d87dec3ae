import { languages, setLanguage, useI18n } from '../i18n/index.tsx';

/** Both languages side by side, each in its own name. */
export function LanguageSwitch() {
  const { t, lang } = useI18n();
  return (
    <fieldset className="language-switch" aria-label={t.nav.language}>
      {languages.map((one) => (
        <button key={one} type="button" lang={one} aria-pressed={one === lang} onClick={() => setLanguage(one)}>
          {t.nav.languageNames[one]}
        </button>
      ))}
    </fieldset>
  );
}
