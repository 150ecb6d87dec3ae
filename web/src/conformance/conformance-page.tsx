import '../styles/form.css';
import './conformance.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { processes } from '../../../shared/processes.ts';
import { Choice } from '../audit/parts/choice.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { ProcessSelect } from '../kit/process-select.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { isPeriod, monthName } from '../review/period.ts';
import { conformanceQuery } from './api.ts';
import { ConformanceChart } from './chart.tsx';
import type { Conformance, Monthly, Narrowed } from './figures.ts';
import { addMonths, narrowed, rateOf, totalOf } from './figures.ts';
import { ConformanceTabs } from './map-tabs.tsx';
import { ActionBars, TrendTable, useMovement } from './tables.tsx';
import { ThresholdDialog } from './threshold-dialog.tsx';

const spans = ['6', '12', '24'] as const;
type Span = (typeof spans)[number];
const isSpan = (text: string | null): text is Span => (spans as readonly (string | null)[]).includes(text);

/** The figures that a manager asks for first. */
function Tiles({ data, months }: { data: Conformance; months: readonly Monthly[] }) {
  const { t } = useI18n();
  const format = useFormat();
  const movement = useMovement();
  const words = t.conformance;
  const total = totalOf(months);
  const rate = rateOf(total);
  const watched = new Set(data.members.filter((one) => one.supervised).map((one) => one.memberId)).size;
  const everyone = new Set(data.members.map((one) => one.memberId)).size;
  const tiles = [
    {
      name: words.rate,
      value: rate === undefined ? words.tooFew : words.percent(format.number(rate)),
      note: movement(months) ?? words.rateHint,
    },
    { name: words.steps, value: format.number(total.steps), note: undefined },
    { name: words.deviations, value: format.number(total.deviations), note: undefined },
    { name: words.late, value: format.number(total.late), note: undefined },
    {
      name: words.supervisedPeople,
      value: words.ofPeople(format.number(watched), format.number(everyone)),
      note: undefined,
    },
  ];
  return (
    <dl className="cf-tiles">
      {tiles.map((tile) => (
        <div key={tile.name} className="cf-tile">
          <dt>{tile.name}</dt>
          <dd>{tile.value}</dd>
          {tile.note ? <dd className="quiet-hint">{tile.note}</dd> : null}
        </div>
      ))}
    </dl>
  );
}

/** Everything that conformance tells; of one person alone (`whole` is not set) nothing by action, which is everybody's. */
function Body({ data, process, whole }: { data: Conformance; process: string; whole: boolean }) {
  const { t, label } = useI18n();
  const words = t.conformance;
  const known = processes.find((one) => one.id === process);
  const months = addMonths(data.members.map((one) => one.months));
  if (totalOf(months).steps === 0)
    return (
      <div className="message">
        <Icon name="chart" size={28} />
        <p className="q-text">{process ? words.emptyFiltered : words.empty}</p>
      </div>
    );
  return (
    <>
      <Tiles data={data} months={months} />
      <section className="cf-part" aria-labelledby="cf-chart">
        <h2 id="cf-chart">{words.chart}</h2>
        <ConformanceChart
          months={months}
          threshold={data.threshold}
          label={words.chartLabel(known ? label(known.label) : words.everyProcess)}
        />
      </section>
      <section className="cf-part" aria-labelledby="cf-people">
        <h2 id="cf-people">{words.people}</h2>
        <TrendTable trends={data.members} kind="person" />
      </section>
      {data.teams.length > 0 ? (
        <section className="cf-part" aria-labelledby="cf-teams">
          <h2 id="cf-teams">{words.teams}</h2>
          <TrendTable trends={data.teams} kind="team" />
        </section>
      ) : null}
      {whole ? (
        <section className="cf-part" aria-labelledby="cf-actions">
          <h2 id="cf-actions">{words.actions}</h2>
          <p className="q-text">{words.actionsHint}</p>
          <ActionBars actions={data.actions} />
        </section>
      ) : null}
    </>
  );
}

/** Says whose steps of which month these are, and leads back to all. */
function NarrowedLine({ member, month, process, span }: Narrowed & { process: string; span: Span }) {
  const { t, lang } = useI18n();
  const words = t.conformance;
  return (
    <p className="q-row">
      <span className="chip">
        {member ? <Person id={member} /> : null}
        {month ? ` ${monthName(month, lang)}` : null}
      </span>
      <Link href={`/conformance?months=${span}${process ? `&process=${process}` : ''}`}>{words.showAll}</Link>
    </p>
  );
}

/** How far processes have become habit, by person, team and step. */
export default function ConformancePage() {
  const { t } = useI18n();
  const { workspaceId, can } = useWorkspace();
  const [, navigate] = useLocation();
  const params = new URLSearchParams(useSearch());
  const asked = params.get('months');
  // A month that somebody asks for may be an older one.
  const span: Span = isSpan(asked) ? asked : params.get('month') ? '24' : '12';
  const process = processes.find((one) => one.id === params.get('process'))?.id ?? '';
  const member = params.get('member') ?? undefined;
  const askedMonth = params.get('month') ?? '';
  const month = isPeriod(askedMonth) && /^\d{4}-\d{2}$/.test(askedMonth) ? askedMonth : undefined;
  const [setting, setSetting] = useState(false);
  const answer = useQuery({
    ...conformanceQuery(workspaceId, Number(span), process),
    placeholderData: keepPreviousData,
  });
  const words = t.conformance;
  useTitle(words.title);
  const show = (next: { months?: Span; process?: string }) => {
    const chosen = next.process ?? process;
    navigate(`/conformance?months=${next.months ?? span}${chosen ? `&process=${chosen}` : ''}`, { replace: true });
  };
  return (
    <>
      <header className="page-head">
        <Icon name="chart" size={18} />
        <h1>{words.title}</h1>
        <span className="spread" />
        {answer.data && can('processes:write') ? (
          <button type="button" className="btn" onClick={() => setSetting(true)}>
            <Icon name="settings" />
            {words.threshold}
          </button>
        ) : null}
      </header>
      <div className="q-body">
        <ConformanceTabs process={process} />
        <p className="q-text">{words.intro}</p>
        <div className="q-row">
          <Choice
            label={words.months}
            value={span}
            onChange={(next) => show({ months: next })}
            options={spans.map((one) => ({ value: one, label: words.monthCount(Number(one)) }))}
          />
          <ProcessSelect
            className="cf-select"
            label={words.process}
            everyProcess={words.everyProcess}
            value={process}
            onChange={(next) => show({ process: next })}
          />
        </div>
        {answer.data ? (
          <>
            {member || month ? <NarrowedLine {...{ member, month, process, span }} /> : null}
            <Body data={narrowed(answer.data, { member, month })} process={process} whole={member === undefined} />
          </>
        ) : answer.error ? (
          <Failed error={answer.error} onRetry={() => void answer.refetch()} />
        ) : (
          <Waiting />
        )}
      </div>
      {setting && answer.data ? (
        <ThresholdDialog threshold={answer.data.threshold} onClose={() => setSetting(false)} />
      ) : null}
    </>
  );
}
