import type { ReactNode } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useWorkspace } from '../lib/me.tsx';
import { PageTabs } from './parts/choice.tsx';

/** The head of the audit's pages. */
export function AuditHead({ children }: { children?: ReactNode }) {
  const { t } = useI18n();
  const { can } = useWorkspace();
  return (
    <header className="page-head">
      <Icon name="audit" size={18} />
      <h1>{t.audit.title}</h1>
      <PageTabs
        label={t.audit.pages}
        pages={[
          ...(can('audit:read') ? [{ href: '/audit', label: t.audit.runs }] : []),
          { href: '/audit/rules', label: t.audit.rules },
        ]}
      />
      <span className="spread" />
      {children}
    </header>
  );
}
