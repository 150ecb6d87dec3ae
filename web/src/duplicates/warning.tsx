import './duplicates.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { entityOf } from '../../../shared/entities.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { useWorkspace } from '../lib/me.tsx';
import type { Candidate, CheckedType } from './api.ts';
import { askOf, checkQuery } from './api.ts';
import { EvidenceChips, Score } from './evidence.tsx';

/** What is typed once it has rested (ms). */
const REST = 250;

const useRested = (text: string): string => {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), REST);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
};

function Line({ type, one, sure, onOpen }: { type: CheckedType; one: Candidate; sure: number; onOpen: () => void }) {
  const { t } = useI18n();
  const facts = [one.data['code'], one.data['city'], one.data['phone'] ?? one.data['mobile'], one.data['email']];
  return (
    <li>
      <div className="du-line">
        <Score value={one.score} sure={sure} />
        {one.inScope ? (
          <Link href={`/${entityOf(type).collection}/${one.id}`} className="link ellipsis" onClick={onOpen}>
            {one.title}
          </Link>
        ) : (
          <span className="ellipsis">{one.title}</span>
        )}
        {one.ownerId ? <Person id={one.ownerId} /> : null}
        {one.archived ? <span className="badge">{t.duplicates.archived}</span> : null}
      </div>
      <div className="quiet-hint">{one.inScope ? facts.filter(Boolean).join(' · ') : t.duplicates.colleagues}</div>
      <EvidenceChips type={type} evidence={one.evidence} />
    </li>
  );
}

interface Props {
  type: CheckedType;
  drafts: Readonly<Record<string, string>>;
  /** The record that is being changed: it is no duplicate of itself. */
  id?: string;
  onOpen: () => void;
  /** Saving was refused because of them: makes the record all the same. */
  onAnyway?: () => void;
}

/** Records that may be what is being typed, said while it is typed: whoever sees them does not make another one. */
export function DuplicateWarning({ type, drafts, id, onOpen, onAnyway }: Props) {
  const { t } = useI18n();
  const { workspaceId } = useWorkspace();
  const asked = askOf(drafts);
  const rested = useRested(JSON.stringify(asked ?? null));
  const ask = JSON.parse(rested) as Record<string, string> | null;
  const answer = useQuery({
    ...checkQuery(workspaceId, type, { ...(id ? { id } : {}), ...ask }),
    enabled: ask !== null,
    placeholderData: keepPreviousData,
  });
  const found = ask === null || !asked ? [] : (answer.data?.items ?? []);
  const refused = onAnyway !== undefined;
  const anyway = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (refused) anyway.current?.focus();
  }, [refused]);
  return (
    <div className="du-warned" role="status" aria-live="polite">
      {found.length > 0 || refused ? (
        <section className="du-warning" aria-label={t.duplicates.there}>
          <strong>
            <Icon name="warning" size={14} /> {t.duplicates.there}
          </strong>
          <ul>
            {found.slice(0, 5).map((one) => (
              <Line key={one.id} type={type} one={one} sure={answer.data!.duplicateFrom} onOpen={onOpen} />
            ))}
          </ul>
          {refused ? (
            <div className="du-actions">
              <span>{t.duplicates.refused}</span>
              <button ref={anyway} type="button" className="btn small" onClick={onAnyway}>
                {t.duplicates.createAnyway}
              </button>
            </div>
          ) : null}
        </section>
      ) : null}
    </div>
  );
}
