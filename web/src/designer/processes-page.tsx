import '../audit/parts/parts.css';
import './designer.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { usePhone, useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { ProcessSummary } from './api.ts';
import { processesQuery } from './api.ts';
import { EnforcementBadge } from './enforcement-badge.tsx';
import { hasWork } from './use-designer.ts';

function UnderWay({ process }: { process: ProcessSummary }) {
  const { t } = useI18n();
  const format = useFormat();
  const counts = Object.entries(process.underWay)
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => Number(b) - Number(a));
  if (counts.length === 0) return <span className="q-quiet">{t.common.none}</span>;
  return counts.map(([version, count]) => (
    <div key={version}>{t.designer.onVersion(format.number(count), version)}</div>
  ));
}

function Process({ process }: { process: ProcessSummary }) {
  const { t, label } = useI18n();
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const current = process.versions.find((one) => one.version === process.current);
  const pilots = process.versions.filter((one) => one.enforcement === 'pilot' && one.version !== process.current);
  return (
    <tr>
      <th scope="row" className="ds-process">
        <Link href={`/processes/${process.id}`} className="q-main">
          {label(process.label)}
        </Link>
        {hasWork(workspaceId, process.id) ? <span className="badge info">{t.designer.unsavedMark}</span> : null}
        <div className="q-text">{label(process.purpose)}</div>
      </th>
      <td>
        {process.current === 0 ? t.designer.standard : t.designer.version(format.number(process.current))}
        {current?.since ? (
          <div className="quiet-hint">{t.designer.sinceWhen(format.instant(current.since))}</div>
        ) : null}
      </td>
      <td>
        {current ? <EnforcementBadge enforcement={current.enforcement} /> : null}
        {pilots.map((pilot) => (
          <div key={pilot.version} className="quiet-hint">
            {t.designer.pilotOf(String(pilot.version), pilot.teams?.join(t.designer.comma) ?? '')}
          </div>
        ))}
      </td>
      <td>
        <UnderWay process={process} />
      </td>
      <td className="number">
        <Link href={`/processes/${process.id}?tab=versions`}>{format.number(process.versions.length)}</Link>
      </td>
    </tr>
  );
}

/** All processes of the company: which version is in force, how far, and what is under way on it. */
export default function ProcessesPage() {
  const { t } = useI18n();
  const { workspaceId } = useWorkspace();
  const phone = usePhone();
  const list = useQuery(processesQuery(workspaceId));
  useTitle(t.designer.title);
  return (
    <>
      <header className="page-head">
        <Icon name="process" size={18} />
        <h1>{t.designer.title}</h1>
      </header>
      <div className="q-body">
        <p className="q-text">{t.designer.intro}</p>
        {list.data ? (
          <div className="q-scroll">
            <table className={`q-table ds-list${phone ? ' phone' : ''}`}>
              <thead>
                <tr>
                  <th scope="col">{t.designer.process}</th>
                  <th scope="col">{t.designer.inForce}</th>
                  <th scope="col">{t.designer.enforcement}</th>
                  <th scope="col">{t.designer.underWay}</th>
                  <th scope="col" className="number">
                    {t.designer.tabs.versions}
                  </th>
                </tr>
              </thead>
              <tbody>
                {list.data.items.map((process) => (
                  <Process key={process.id} process={process} />
                ))}
              </tbody>
            </table>
          </div>
        ) : list.error ? (
          <Failed error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <Waiting />
        )}
      </div>
    </>
  );
}
