import './operators.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { warningKinds, warningStates } from '../../../shared/operators/warning.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { pageQuery } from '../lib/records.ts';
import { OperatorTabs } from './tabs.tsx';
import { WeekPart } from './week-part.tsx';

/** Notices and warnings that the caller was given; nothing where there are none. */
function MyWarnings() {
  const { t, label } = useI18n();
  const format = useFormat();
  const { workspaceId, memberId } = useWorkspace();
  const answer = useQuery(pageQuery(workspaceId, 'warning', { filter: [`shownTo:eq:${memberId}`], limit: 20 }));
  const rows = answer.data?.items ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="op-part" aria-labelledby="op-told">
      <h2 id="op-told">{t.operators.warnings.mine}</h2>
      <p className="q-text">{t.operators.warnings.answerHint}</p>
      <ul className="op-list">
        {rows.map((row) => (
          <li key={row.id}>
            <Link href={`/warnings/${row.id}`} className="op-what">
              {String(row['subject'])}
            </Link>
            <span className="badge">{label(warningStates[row['status'] as keyof typeof warningStates])}</span>
            <span className="quiet-hint">
              {label(warningKinds[row['kind'] as keyof typeof warningKinds])}
              {typeof row['issuedAt'] === 'string' ? ` · ${format.ago(row['issuedAt'])}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the audit found on the caller's records, how it is done right, and what they were told of it. */
export default function MyWorkPage() {
  const { t } = useI18n();
  const words = t.operators;
  useTitle(words.mine);
  return (
    <>
      <header className="page-head">
        <Icon name="finding" size={18} />
        <h1>{words.mine}</h1>
      </header>
      <div className="q-body">
        <OperatorTabs />
        <p className="q-text">{words.mineIntro}</p>
        <MyWarnings />
        <WeekPart />
      </div>
    </>
  );
}
