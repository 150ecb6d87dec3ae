import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { useRules } from '../lib/rules.ts';
import { hintsQuery, linkTo } from './api.ts';

/** Findings of the person in the process; whoever holds the interview says which of them it is about. */
export function FindingsPart({ record }: { record: WebRecord }) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const words = t.interviews.findings;
  const { workspaceId: ws } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const rules = useRules();
  const hints = useQuery({ ...hintsQuery(ws, record), placeholderData: (before) => before });
  const found = hints.data?.findings ?? [];
  const nameOf = (id: string): string => {
    const rule = rules.data?.items.find((one) => one.id === id);
    return rule ? label(rule.label) : id;
  };
  const toggle = async (id: string) => {
    const linked = found.filter((one) => one.linked).map((one) => one.id);
    setBusy(true);
    try {
      await linkTo(ws, record, linked.includes(id) ? linked.filter((one) => one !== id) : [...linked, id]);
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
    }
    setBusy(false);
  };
  if (!hints.data) return null;
  return (
    <section className="iv-part" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p className="quiet-hint">{found.length > 0 ? words.hint : words.empty}</p>
      {found.length > 0 ? (
        <ul className="iv-findings">
          {found.map((one) => (
            <li key={one.id}>
              <input
                type="checkbox"
                aria-label={`${nameOf(one.rule)} · ${one.title}`}
                checked={one.linked}
                disabled={busy}
                onChange={() => void toggle(one.id)}
              />
              <Link className="link" href={`/findings?filter=id:eq:${one.id}`}>
                {nameOf(one.rule)} · {one.title}
              </Link>
              <span className={`badge ${one.open ? 'bad' : ''}`}>{one.open ? words.open : words.closed}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
