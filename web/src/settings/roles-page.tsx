import '../styles/records.css';
import '../styles/sales.css';
import { Link } from 'wouter';
import type { Domain } from '../../../shared/access/permissions.ts';
import { domains, grants, roleNames, roles } from '../../../shared/access/permissions.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useTitle } from '../lib/hooks.ts';

/** What each role may do, from the one table that the API decides by. */
export default function RolesPage() {
  const { t, label } = useI18n();
  useTitle(t.settings.rolesTitle);
  const words = (list: readonly Domain[] | 'all') =>
    list === 'all' || list.length === domains.length
      ? t.settings.everything
      : list.map((one) => t.settings.domains[one]).join(t.settings.listComma);
  return (
    <section className="list">
      <header className="page-head list-head">
        <Link href="/members" className="btn quiet small square" aria-label={t.nav.members}>
          <Icon name="left" />
        </Link>
        <h1>{t.settings.rolesTitle}</h1>
      </header>
      <div className="page-body">
        <dl className="roles">
          {roleNames.map((role) => (
            <div key={role}>
              <dt>{label(roles[role])}</dt>
              <dd>
                <span>{t.settings.reads}</span>
                {words(grants[role].read)}
              </dd>
              <dd>
                <span>{t.settings.writes}</span>
                {words(grants[role].write)}
              </dd>
              {grants[role].sees.length > 0 ? (
                <dd>
                  <span>{t.settings.sees}</span>
                  {grants[role].sees.map((one) => t.settings.seesNames[one]).join(t.settings.listComma)}
                </dd>
              ) : null}
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}
