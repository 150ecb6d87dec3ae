import type { ReactNode } from 'react';
import { severities } from '../../../shared/complaints/complaint.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { roleLabel } from '../process/signers.ts';
import type { Turn } from './desk.ts';

const tones: Readonly<Record<string, string>> = { critical: 'bad', major: 'warn', minor: '' };

/** How grave a complaint is: the word, with its colour and a mark for the gravest. */
export function SeverityBadge({ severity }: { severity: unknown }) {
  const { label } = useI18n();
  const known = severities[String(severity) as keyof typeof severities];
  if (!known) return null;
  return (
    <span className={`badge ${tones[String(severity)] ?? ''}`}>
      {severity === 'critical' ? <Icon name="warning" size={12} /> : null}
      {label(known)}
    </span>
  );
}

/** Whose turn it is: a person, a role, or nobody. */
export function TurnMark({ turn }: { turn: Turn }) {
  const { t, label } = useI18n();
  if (turn === undefined) return <span className="quiet-hint">{t.complaints.desk.nobody}</span>;
  return 'person' in turn ? <Person id={turn.person} /> : <span>{label(roleLabel(turn.role))}</span>;
}

interface BlockProps {
  title: string;
  hint?: string;
  /** Stands at the right end of the heading. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A part of the complaint's page. */
export function Block({ title, hint, aside, className = '', children }: BlockProps) {
  return (
    <section className={`cp-block ${className}`} aria-label={title}>
      <header>
        <h2>{title}</h2>
        {aside}
      </header>
      {hint ? <p className="quiet-hint">{hint}</p> : null}
      {children}
    </section>
  );
}
