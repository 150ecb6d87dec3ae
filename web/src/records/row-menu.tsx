import { useLocation } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Menu } from '../kit/menu.tsx';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { useArchive } from './use-archive.ts';
import { useEnable } from './use-enable.ts';

/** What can be done with a row. */
export function RowMenu({
  record,
  href,
  archives,
}: {
  record: WebRecord;
  href: string | undefined;
  archives: boolean;
}) {
  const { t } = useI18n();
  const [, navigate] = useLocation();
  const archive = useArchive();
  const enable = useEnable();
  const { canWrite, memberId } = useWorkspace();
  // Nobody locks themselves out.
  const switches = record.type === 'member' && canWrite('members') && record.id !== memberId;
  const disabled = record['status'] === 'disabled';
  if (!href && !archives && !switches) return null;
  return (
    <Menu
      tabIndex={-1}
      className="btn quiet small square"
      side="end"
      label={t.records.rowActions}
      button={<Icon name="more" />}
      items={[
        ...(href
          ? [
              {
                key: 'open',
                icon: 'external' as const,
                label: t.records.openRecord,
                hint: 'Shift Enter',
                onSelect: () => navigate(href),
              },
            ]
          : []),
        ...(archives
          ? [
              record.archivedAt
                ? {
                    key: 'restore',
                    icon: 'restore' as const,
                    label: t.records.restore,
                    onSelect: () => archive(record, 'restore'),
                  }
                : {
                    key: 'archive',
                    icon: 'archive' as const,
                    label: t.records.archive,
                    onSelect: () => archive(record, 'archive'),
                  },
            ]
          : []),
        ...(switches
          ? [
              {
                key: 'status',
                icon: disabled ? ('restore' as const) : ('close' as const),
                label: disabled ? t.settings.enable : t.settings.disable,
                onSelect: () => void enable(record, disabled ? 'active' : 'disabled'),
              },
            ]
          : []),
      ]}
    />
  );
}
