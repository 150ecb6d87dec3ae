import { Link, useLocation } from 'wouter';
import { useI18n } from '../i18n/index.tsx';

/** The two views of conformance; a process that was chosen in one holds in the other. */
export function ConformanceTabs({ process }: { process: string }) {
  const { t } = useI18n();
  const [path] = useLocation();
  const words = t.conformance.map;
  const pages = [
    { href: '/conformance', label: words.rates },
    { href: '/conformance/map', label: words.tab },
  ];
  return (
    <nav className="q-tabs cf-tabs" aria-label={words.tabs}>
      {pages.map((page) => (
        <Link
          key={page.href}
          href={process ? `${page.href}?process=${process}` : page.href}
          {...(path === page.href ? { 'aria-current': 'page' as const } : {})}
        >
          {page.label}
        </Link>
      ))}
    </nav>
  );
}
