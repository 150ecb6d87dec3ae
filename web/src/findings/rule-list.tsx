import { useQuery } from '@tanstack/react-query';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { usePhone } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { summaryQuery } from '../lib/records.ts';
import { useRules } from '../lib/rules.ts';
import { conditionText } from '../records/conditions.ts';
import { useAsked } from './asked.ts';
import type { Conditions } from './board.ts';
import { ruleOf, withRule } from './board.ts';
import { useSeverity } from './marks.tsx';

interface Group {
  rule: string;
  name: string;
  severity: string;
  count: number;
}

const rank: Record<string, number> = { high: 0, medium: 1, low: 2 };

/** Findings by rule: the grave ones first, then by number. */
const useGroups = (conditions: Conditions): { total: number | undefined; groups: Group[] } => {
  const { label } = useI18n();
  const { workspaceId } = useWorkspace();
  const rules = useRules();
  const asked = useAsked(conditions);
  const summary = useQuery(
    summaryQuery(workspaceId, 'finding', { group: 'rule', filter: withRule(asked, undefined).map(conditionText) }),
  );
  const groups = (summary.data?.groups ?? []).map(({ value, count }): Group => {
    const rule = rules.data?.items.find((one) => one.id === value);
    return {
      rule: String(value ?? ''),
      name: rule ? label(rule.label) : String(value ?? ''),
      severity: rule?.severity ?? 'low',
      count,
    };
  });
  return {
    total: summary.data?.total,
    groups: groups.sort((a, b) => (rank[a.severity] ?? 3) - (rank[b.severity] ?? 3) || b.count - a.count),
  };
};

/** The rules that have findings, to choose one of them. */
export function RuleList({
  conditions,
  onChange,
}: {
  conditions: Conditions;
  onChange: (conditions: Conditions) => void;
}) {
  const { t } = useI18n();
  const format = useFormat();
  const phone = usePhone();
  const severity = useSeverity();
  const { total, groups } = useGroups(conditions);
  const chosen = ruleOf(conditions);
  const choose = (rule: string | undefined) => onChange(withRule(conditions, rule));
  if (total === undefined) return <div className="fnd-rules" />;
  if (phone) {
    return (
      <div className="fnd-rule-select">
        <select
          className="input"
          aria-label={t.findings.rules}
          value={chosen ?? ''}
          onChange={(event) => choose(event.target.value || undefined)}
        >
          <option value="">{`${t.findings.allRules} (${format.number(total)})`}</option>
          {groups.map((group) => (
            <option key={group.rule} value={group.rule}>{`${group.name} (${format.number(group.count)})`}</option>
          ))}
        </select>
      </div>
    );
  }
  return (
    <nav className="fnd-rules" aria-label={t.findings.rules}>
      <button type="button" className="fnd-rule" aria-pressed={chosen === undefined} onClick={() => choose(undefined)}>
        <span className="fnd-name">{t.findings.allRules}</span>
        <span className="fnd-count">{format.number(total)}</span>
      </button>
      {groups.map((group) => (
        <button
          key={group.rule}
          type="button"
          className="fnd-rule"
          aria-pressed={chosen === group.rule}
          onClick={() => choose(group.rule)}
        >
          <span className={`fnd-level ${group.severity}`} title={severity(group.severity)}>
            <span className="hidden-text">{severity(group.severity)}</span>
          </span>
          <span className="fnd-name">{group.name}</span>
          <span className="fnd-count">{format.number(group.count)}</span>
        </button>
      ))}
    </nav>
  );
}
