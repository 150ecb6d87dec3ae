import '../styles/form.css';
import '../review/review.css';
import '../review/print.css';
import './service.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useSearch } from 'wouter';
import { complaintStates, severities } from '../../../shared/complaints/complaint.ts';
import { channels, topics } from '../../../shared/enquiries/enquiry.ts';
import { Choice } from '../audit/parts/choice.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { Card } from '../review/parts.tsx';
import { figuresQuery } from './api.ts';
import { Causes, Cut, LostBesideCost, MonthsTable } from './cuts.tsx';
import { links } from './links.ts';
import type { ServiceView, Span } from './period.ts';
import { readView, searchOf } from './period.ts';
import { ResolutionTiles, VoiceTiles, VolumeTiles } from './tiles.tsx';
import { TogetherChart } from './together-chart.tsx';

function Figures({ view }: { view: ServiceView }) {
  const { t } = useI18n();
  const { workspaceId, timeZone } = useWorkspace();
  const answer = useQuery(figuresQuery(workspaceId, { from: view.from, to: view.to }));
  if (answer.isError) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <Waiting />;
  const { total, before } = answer.data;
  const at = { from: answer.data.from, to: answer.data.to, timeZone };
  const part = { answer: answer.data, at };
  const standing = Object.values(answer.data.open.byState).some((value) => value > 0);
  if (total.enquiries + total.opened + total.closed + total.sent + total.lost === 0 && !standing)
    return (
      <div className="message">
        <p>{t.service.empty}</p>
        <Link className="btn primary" href="/enquiries/new">
          {t.service.toEnquiry}
        </Link>
      </div>
    );
  return (
    <>
      <section className="rv-section rv-whole">
        <h2>{t.service.together}</h2>
        <p className="rv-note">{t.service.togetherNote}</p>
        <ResolutionTiles {...part} />
        <Card>
          <div className="sv-scroll">
            <TogetherChart months={answer.data.months} />
          </div>
          <MonthsTable {...part} />
        </Card>
      </section>
      <LostBesideCost {...part} />
      <section className="rv-section rv-whole">
        <VolumeTiles {...part} />
        <div className="rv-grid">
          <Cut
            title={t.service.topics}
            counts={total.byTopic}
            before={before.byTopic}
            names={topics}
            href={(key) => links.enquiriesBy('topic', key, at)}
          />
          <Causes {...part} />
          <Cut
            title={t.service.severity}
            counts={total.bySeverity}
            before={before.bySeverity}
            names={severities}
            href={(key) => links.openedBy('severity', key, at)}
          />
          <Cut
            title={t.service.states}
            counts={answer.data.open.byState}
            names={complaintStates}
            href={(key) => links.open(key)}
          />
          <Cut
            title={t.service.channels}
            counts={total.byChannel}
            before={before.byChannel}
            names={channels}
            href={(key) => links.enquiriesBy('channel', key, at)}
          />
        </div>
      </section>
      <section className="rv-section rv-whole">
        <h2>{t.service.voice}</h2>
        <VoiceTiles {...part} />
        <Link className="no-print" href="/surveys/results">
          {t.service.toSurveys}
        </Link>
      </section>
    </>
  );
}

/** Resolution beside speed, what it cost, and who left (SRV-4, SRV-6): read from counters alone. */
export default function ServicePage() {
  const { t } = useI18n();
  const { scope } = useWorkspace();
  const format = useFormat();
  const search = useSearch();
  const [path, navigate] = useLocation();
  const view = readView(search, format.today().slice(0, 7));
  const change = (part: Partial<ServiceView>) =>
    navigate(`${path}?${searchOf({ ...view, ...part })}`, { replace: true });
  const month = (name: 'from' | 'to') => (
    <label>
      {t.service[name]}
      <input
        className="input"
        type="month"
        value={view[name]}
        onChange={({ target }) => target.value && change({ span: 'own', [name]: target.value })}
      />
    </label>
  );
  useTitle(t.service.title);
  return (
    <>
      <header className="page-head">
        <Icon name="chart" size={18} />
        <h1>{t.service.title}</h1>
        <span className="spread" />
        <Link className="btn quiet no-print" href="/settings/service">
          <Icon name="settings" />
          <span className="wide-only">{t.service.policy}</span>
        </Link>
        <button type="button" className="btn quiet no-print" onClick={() => window.print()}>
          {t.service.print}
        </button>
      </header>
      <div className="q-body rv-body">
        <p className="q-text">{t.service.intro}</p>
        {scope === 'all' ? null : <p className="q-text">{t.service.wholeCompany}</p>}
        <div className="sv-controls no-print">
          <Choice<Span>
            label={t.service.period}
            options={(['quarter', 'year', 'own'] as const).map((value) => ({ value, label: t.service.spans[value] }))}
            value={view.span}
            onChange={(span) => change({ span })}
          />
          {view.span === 'own' ? (
            <span className="sv-own">
              {month('from')}
              {month('to')}
            </span>
          ) : null}
        </div>
        <Figures view={view} />
      </div>
    </>
  );
}
