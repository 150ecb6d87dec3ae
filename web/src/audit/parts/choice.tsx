import './parts.css';
import { Link, useLocation } from 'wouter';

interface Option<V extends string> {
  value: V;
  label: string;
}

interface Props<V extends string> {
  label: string;
  options: readonly Option<V>[];
  value: V;
  onChange: (value: V) => void;
}

/** A few choices side by side of which one holds. */
export function Choice<V extends string>({ label, options, value, onChange }: Props<V>) {
  return (
    <fieldset className="q-segments" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          className="btn small quiet"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}

/** Links between pages that belong together. */
export function PageTabs({ label, pages }: { label: string; pages: readonly { href: string; label: string }[] }) {
  const [path] = useLocation();
  return (
    <nav className="q-tabs" aria-label={label}>
      {pages.map((page) => (
        <Link key={page.href} href={page.href} {...(path === page.href ? { 'aria-current': 'page' as const } : {})}>
          {page.label}
        </Link>
      ))}
    </nav>
  );
}
