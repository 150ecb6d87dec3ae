import { useEffect } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import { closeHelp, openHelp, useHelp } from './help-store.ts';

const HelpPanel = part(() => import('./help-panel.tsx'));
const panelId = 'help-panel';

/** F1 opens the help wherever the cursor is, and closes it again from inside. */
const useHelpKey = (allowed: boolean): void => {
  useEffect(() => {
    if (!allowed) return;
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'F1' || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      // The browser's own help knows nothing of this page.
      event.preventDefault();
      if (document.getElementById(panelId)?.contains(document.activeElement)) closeHelp();
      else openHelp();
    };
    // Before an editor takes the key for itself.
    document.addEventListener('keydown', press, true);
    return () => document.removeEventListener('keydown', press, true);
  }, [allowed]);
};

/** The question mark in the frame of every page. */
export function HelpButton() {
  const { t } = useI18n();
  const { can } = useWorkspace();
  const open = useHelp() !== undefined;
  if (!can('problems:read')) return null;
  return (
    <button
      type="button"
      className="btn quiet square"
      aria-expanded={open}
      aria-controls={panelId}
      aria-label={t.problems.help.title}
      title={`${t.problems.help.title} (F1)`}
      onPointerEnter={() => void HelpPanel.preload()}
      onFocus={() => void HelpPanel.preload()}
      onClick={() => (open ? closeHelp() : openHelp())}
    >
      <Icon name="help" size={18} />
    </button>
  );
}

/** Where the help panel appears; one in the frame. */
export function HelpPlace() {
  const { can } = useWorkspace();
  const help = useHelp();
  const allowed = can('problems:read');
  useHelpKey(allowed);
  return help && allowed ? <HelpPanel help={help} id={panelId} /> : null;
}
