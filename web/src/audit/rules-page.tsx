import '../styles/records.css';
import './audit.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { RuleView } from '../../../shared/audit/audit.contract.ts';
import { entityOf, isEntity } from '../../../shared/entities.ts';
import { openStates } from '../../../shared/findings/finding.ts';
import { useSeverity } from '../findings/marks.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toneOf } from '../kit/tones.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { summaryQuery } from '../lib/records.ts';
import { useRules } from '../lib/rules.ts';
import { WhyLink } from '../problems/why-link.tsx';
import { AuditHead } from './audit-head.tsx';
import { Failed, Note, Waiting } from './parts/states.tsx';
import { RuleForm } from './rule-form.tsx';
import { useSaveRule } from './use-rule.ts';

const areas = ['process', 'documents', 'master-data'] as const;
const openFilter = `state:in:${openStates.join('|')}`;

function RuleCard({ rule, open }: { rule: RuleView; open: number | undefined }) {
  const { t, label } = useI18n();
  const format = useFormat();
  const { can } = useWorkspace();
  const severity = useSeverity();
  const [shown, setShown] = useState(false);
  const { busy, save } = useSaveRule();
  const writes = can('audit:write');
  const name = label(rule.label);
  return (
    <li className={rule.enabled ? 'aud-rule' : 'aud-rule off'}>
      <div className="aud-rule-head">
        <label className="q-switch">
          <input
            type="checkbox"
            checked={rule.enabled}
            disabled={!writes || busy}
            aria-label={t.audit.enabled(name)}
            onChange={() => void save(rule, { enabled: !rule.enabled })}
          />
          <span className="aud-switch-word">{rule.enabled ? t.audit.on : t.audit.off}</span>
        </label>
        <button type="button" className="aud-rule-name" aria-expanded={shown} onClick={() => setShown(!shown)}>
          <Icon name={shown ? 'down' : 'right'} size={14} />
          {name}
        </button>
        <span className={`badge ${toneOf(rule.severity)}`}>{severity(rule.severity)}</span>
        <span className="q-quiet">
          {rule.dueDays === 0 ? t.audit.dueAtOnce : t.audit.dueShort(format.number(rule.dueDays))}
        </span>
        {open ? (
          <Link href={`/findings?filter=rule:eq:${rule.id}&filter=${openFilter}`}>
            {t.audit.open(format.number(open))}
          </Link>
        ) : (
          <span className="q-quiet">{open === 0 ? t.audit.openNone : ''}</span>
        )}
      </div>
      {shown ? (
        <div className="aud-rule-body">
          <p>
            <strong>{t.audit.explanation}</strong> {label(rule.explanation)}
          </p>
          <p>
            <strong>{t.audit.help}</strong> {label(rule.help)} <WhyLink rule={rule.id} text={t.problems.help.inBook} />
          </p>
          <p>
            <strong>{t.audit.appliesTo}</strong>{' '}
            {rule.types
              .filter(isEntity)
              .map((type) => label(entityOf(type).plural))
              .join(', ')}
          </p>
          <RuleForm
            key={`${rule.severity} ${rule.dueDays} ${JSON.stringify(rule.settings)}`}
            rule={rule}
            busy={busy}
            onSave={writes ? (setting) => void save(rule, setting) : undefined}
          />
        </div>
      ) : null}
    </li>
  );
}

/** The rule catalogue: what the audit looks for, why, and how strictly. */
export default function RulesPage() {
  const { t, label } = useI18n();
  const { workspaceId, can } = useWorkspace();
  const rules = useRules();
  const counts = useQuery(summaryQuery(workspaceId, 'finding', { group: 'rule', filter: [openFilter] }));
  const [typed, setTyped] = useState('');
  useTitle(t.audit.rules);
  const wanted = typed.trim().toLowerCase();
  const found = (rules.data?.items ?? []).filter(
    (rule) =>
      wanted === '' || `${rule.id} ${label(rule.label)} ${label(rule.explanation)}`.toLowerCase().includes(wanted),
  );
  const openOf = (id: string) =>
    counts.data ? (counts.data.groups.find((group) => group.value === id)?.count ?? 0) : undefined;
  const body = () => {
    if (rules.isPending) return <Waiting />;
    if (rules.isError) return <Failed error={rules.error} onRetry={() => void rules.refetch()} />;
    if (found.length === 0) return <p className="quiet-text">{t.audit.noRule}</p>;
    return areas.map((area) => {
      const own = found.filter((rule) => rule.area === area);
      return own.length === 0 ? null : (
        <section key={area} className="q-field" aria-label={t.audit.areas[area]}>
          <h2>{t.audit.areas[area]}</h2>
          <ul className="aud-rules">
            {own.map((rule) => (
              <RuleCard key={rule.id} rule={rule} open={openOf(rule.id)} />
            ))}
          </ul>
        </section>
      );
    });
  };
  return (
    <>
      <AuditHead>
        <span className="aud-find">
          <Icon name="search" size={14} />
          <input
            type="search"
            className="input"
            placeholder={t.audit.find}
            aria-label={t.audit.find}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </span>
      </AuditHead>
      <div className="q-body">
        <p className="q-text">{t.audit.ruleIntro}</p>
        {can('audit:write') ? null : <Note>{t.audit.readOnly}</Note>}
        {body()}
      </div>
    </>
  );
}
