import type { Role } from '../../../shared/access/permissions.ts';
import { roles } from '../../../shared/access/permissions.ts';
import { languages, setLanguage, useI18n } from '../i18n/index.tsx';
import type { MenuEntry } from '../kit/menu.tsx';
import { Menu } from '../kit/menu.tsx';
import { initialsOf } from '../kit/person.tsx';
import { useWorkspace } from '../lib/me.tsx';
import { endSession } from '../session.ts';

export type UserDialog = 'password' | 'shortcuts';

/** The member's own menu: language, password, shortcuts, sign-out. */
export function UserMenu({ onOpen }: { onOpen: (dialog: UserDialog) => void }) {
  const { t, lang, label } = useI18n();
  const { name, email, roles: held } = useWorkspace();
  const items: MenuEntry[] = [
    {
      key: 'who',
      heading: `${name} · ${held.map((role) => label(roles[role as Role] ?? { en: role, zh: role })).join(', ')}`,
    },
    { key: 'mail', heading: email },
    { key: 'line1', divider: true },
    ...languages.map((one) => ({
      key: one,
      label: t.nav.languageNames[one],
      checked: one === lang,
      onSelect: () => setLanguage(one),
    })),
    { key: 'line2', divider: true },
    { key: 'password', label: t.nav.changePassword, icon: 'key', onSelect: () => onOpen('password') },
    { key: 'shortcuts', label: t.nav.help, icon: 'keyboard', hint: '?', onSelect: () => onOpen('shortcuts') },
    { key: 'docs', label: t.nav.apiDocs, icon: 'book', onSelect: () => window.open('/docs', '_blank', 'noopener') },
    { key: 'line3', divider: true },
    { key: 'out', label: t.nav.signOut, icon: 'out', onSelect: () => void endSession() },
  ];
  return (
    <Menu
      className="avatar-button"
      side="end"
      label={`${t.nav.account}: ${name}`}
      button={
        <span className="avatar" aria-hidden="true">
          {initialsOf(name)}
        </span>
      }
      items={items}
    />
  );
}
