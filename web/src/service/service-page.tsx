import '../styles/form.css';
import '../review/review.css';
import '../review/print.css';
import './service.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useSearch } from 'wouter';
import { complaintStates, severities } from '../../../shared/complaints/complaint.ts';
import { lostReasons } from '../../../shared/customers/account.ts';
import { channels, topics } from '../../../shared/enquiries/enquiry.ts';
import type { Label } from '../../../shared/kernel/field.ts';
import { Choice } from '../audit/parts/choice.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { BarRow } from '../review/parts.tsx';
import { Bars, Card } from '../review/parts.tsx';
import { monthName } from '../review/period.ts';
import type { ServiceAnswer } from './api.ts';
import { figuresQuery } from './api.ts';
import type { Months } from './links.ts';
import { links } from './links.ts';
import type { ServiceView, Span } from './period.ts';
import { readView, searchOf } from './period.ts';
import { ResolutionTiles, VoiceTiles, VolumeTiles } from './tiles.tsx';
import { TogetherChart } from './together-chart.tsx';

interface PartProps {
  answer: ServiceAnswer;
  at: Months;
}

/** The numbers of the chart, for whoever would rather read them, or cannot see it. */
function MonthsTable({ answer }: PartProps) {
  const { t, lang } = useI18n();
  const format = useFormat();
  const words = t.service.lines;
  const percent = (value: number | null) =>
    value === null ? t.service.none : t.reviews.percent(format.number(Math.round(value * 1000) / 10));
  const inMinutes = (value: number | null) =>
    value === null ? t.service.none : format.number(Math.round(value / 6) / 10);
  return (
    <details className="sv-details">
      <summary>{t.service.asTable}</summary>
      <div className="sv-scroll">
        <table className="sv-table">
          <thead>
            <tr>
              <th scope="col">{t.service.month}</th>
              <th scope="col">{words.firstContact}</th>
              <th scope="col">{words.confirmed}</th>
              <th scope="col">{words.reopenRate}</th>
              <th scope="col">{t.service.tiles.ces}</th>
              <th scope="col">{t.service.tiles.waiting}</th>
              <th scope="col">{t.service.tiles.handle}</th>
            </tr>
          </thead>
          <tbody>
            {answer.months.map((month) => (
              <tr key={month.month}>
                <th scope="row">{monthName(month.month, lang)}</th>
                <td>{percent(month.firstContact)}</td>
                <td>{percent(month.confirmed)}</td>
                <td>{percent(month.reopenRate)}</td>
                <td>{month.ces === null ? t.service.none : format.number(Math.round(month.ces * 10) / 10)}</td>
                <td>{inMinutes(month.waitingSeconds)}</td>
                <td>{inMinutes(month.handleSeconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

const biggest = (rows: BarRow[]): BarRow[] => rows.sort((a, b) => b.value - a.value || (a.key < b.key ? -1 : 1));

/** Customers lost by reason, and beside them what service cost in the same months. */
function LostBesideCost({ answer: { total, before, costs: told }, at }: PartProps) {
  const { t, label } = useI18n();
  const format = useFormat();
  const words = t.service;
  const reasons = biggest(
    Object.entries(total.lostReasons).map(([key, value]) => ({
      key,
      value,
      before: before.lostReasons[key] ?? 0,
      label: key in lostReasons ? label(lostReasons[key as keyof typeof lostReasons]) : words.unknown,
      href: links.lost(key, at),
    })),
  );
  const costs = (['handlingCost', 'complaintCost', 'creditNotes'] as const).filter(
    (name) => Object.keys(total[name]).length > 0,
  );
  const hrefs = {
    handlingCost: links.enquiries(at),
    complaintCost: links.opened(at),
    creditNotes: '/credit-notes',
  };
  return (
    <section className="rv-section rv-whole">
      <h2>{words.lost}</h2>
      <p className="rv-note">{words.lostNote}</p>
      <div className="rv-grid">
        <Card title={words.lostCount(format.number(total.lost))}>
          {total.lost === 0 ? (
            <p className="rv-note">{words.nobodyLost}</p>
          ) : (
            <Bars label={words.lost} rows={reasons} wish="less" beforeLabel={words.beforeColumn} />
          )}
        </Card>
        {told ? (
          <Card title={words.cost}>
            {costs.length === 0 ? <p className="rv-note">{words.noCost}</p> : null}
            <dl className="sv-costs">
              {costs.map((name) => (
                <div key={name}>
                  <dt>{words.costs[name]}</dt>
                  <dd>
                    <Link href={hrefs[name]}>{format.sums(total[name])}</Link>
                    {Object.keys(before[name]).length > 0 ? (
                      <small>{words.before(format.sums(before[name]))}</small>
                    ) : null}
                  </dd>
                </div>
              ))}
            </dl>
          </Card>
        ) : null}
      </div>
    </section>
  );
}

interface CutProps {
  title: string;
  counts: Readonly<Record<string, number>>;
  before?: Readonly<Record<string, number>>;
  names: Readonly<Record<string, Label>>;
  href: (key: string) => string;
}

/** Counts of one kind as bars. */
function Cut({ title, counts, before, names, href }: CutProps) {
  const { t, label } = useI18n();
  const rows = biggest(
    Object.entries(counts).map(([key, value]) => ({
      key,
      value,
      ...(before ? { before: before[key] ?? 0 } : {}),
      label: names[key] ? label(names[key]) : key === '' ? t.service.none : key,
      href: href(key),
    })),
  );
  return (
    <Card title={title}>
      <Bars label={title} rows={rows} wish="none" beforeLabel={t.service.beforeColumn} />
    </Card>
  );
}

function Causes({ answer, at }: PartProps) {
  const { t, lang } = useI18n();
  const rows = answer.causes.map(({ id, name, nameEn, count }) => ({
    key: id,
    label: lang === 'en' ? (nameEn ?? name) : name,
    value: count,
    href: links.cause(id, at),
  }));
  return (
    <Card title={t.service.causes}>
      {rows.length === 0 ? (
        <p className="rv-note">{t.service.noCauses}</p>
      ) : (
        <Bars label={t.service.causes} rows={rows} wish="less" />
      )}
      <Link className="no-print" href="/causes/tree">
        {t.service.toCauses}
      </Link>
    </Card>
  );
}

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
