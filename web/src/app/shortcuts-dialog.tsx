import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { useNav } from './rail.tsx';

/** All keys in one place. */
export default function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const i18n = useI18n();
  const s = i18n.t.nav.shortcuts;
  const rows: [string, string][] = [
    ['F1', i18n.t.problems.help.key],
    ['/', s.search],
    ['Ctrl K', s.palette],
    ['↑ ↓ ← →', s.move],
    ['Enter', s.edit],
    ['Esc', s.cancel],
    ['Ctrl Enter', s.save],
    ['N', s.create],
    ['F', s.filter],
    ['B', s.board],
    ['Shift Enter', s.open],
    ['J / K', s.walk],
    ['O', s.open],
    ['Space / X', s.select],
    ['Ctrl A', s.selectAll],
    ['Shift ↑ ↓ ← →', s.block],
    ['Ctrl C / Ctrl V', s.paste],
    ['Ctrl Z', s.undo],
    ['Ctrl Enter', s.sortBy],
  ];
  const pages = useNav().flatMap(({ pages: all }) => all.filter((route) => route.nav?.letter));
  return (
    <Dialog title={i18n.t.nav.help} kind="dialog" onClose={onClose}>
      <dl className="keys">
        {rows.map(([key, text]) => (
          // One key may do two things in two places.
          <div key={`${key} ${text}`}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
        {pages.map((route) => (
          <div key={route.path}>
            <dt>
              <kbd>G {route.nav?.letter?.toUpperCase()}</kbd>
            </dt>
            <dd>{i18n.t.nav.goTo(route.nav?.label(i18n) ?? '')}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
