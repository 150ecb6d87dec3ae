import '../styles/form.css';
import './conformance.css';
import './map.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { addMonths } from '../../../shared/kernel/time.ts';
import { processes } from '../../../shared/processes.ts';
import { Choice } from '../audit/parts/choice.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import type { MapAsk } from './map-api.ts';
import { mapQuery } from './map-api.ts';
import type { MapGraphProps } from './map-graph.tsx';
import type { MapNode, ProcessMapData } from './map-model.ts';
import { stateLabel } from './map-model.ts';
import { MapPanel } from './map-panel.tsx';
import { VariantTable, WayTable } from './map-tables.tsx';
import { ConformanceTabs } from './map-tabs.tsx';
import { useWait } from './map-words.ts';

const MapGraph = part<MapGraphProps>(() => import('./map-graph.tsx'), Waiting);

const spans = ['1', '3', '6', '12'] as const;
type Span = (typeof spans)[number];
const isSpan = (text: string | null): text is Span => (spans as readonly (string | null)[]).includes(text);

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const percent = (count: number, of: number): number | undefined =>
  of === 0 ? undefined : Math.round((count / of) * 1000) / 10;
const slowest = (data: ProcessMapData): MapNode | undefined =>
  data.nodes.filter((node) => node.mean !== undefined).sort((a, b) => b.mean! - a.mean!)[0];
/** Percent of steps that went against the process. */
const departures = ({ edges }: ProcessMapData): number | undefined =>
  percent(sum(edges.map((edge) => edge.departed)), sum(edges.map((edge) => edge.count)));

/** What a manager asks first, beside the period before. */
function Tiles({ data, before }: { data: ProcessMapData; before: ProcessMapData | undefined }) {
  const { t, label } = useI18n();
  const format = useFormat();
  const wait = useWait();
  const words = t.conformance.map;
  const rate = (value: number | undefined): string | undefined =>
    value === undefined ? undefined : t.conformance.percent(format.number(value));
  const long = slowest(data);
  const straight = (one: ProcessMapData | undefined) => one && rate(percent(one.straight, one.ended));
  const tiles = [
    { name: words.ended, value: format.number(data.ended), was: before && format.number(before.ended) },
    { name: words.straight, value: straight(data), was: straight(before) },
    { name: words.departed, value: rate(departures(data)), was: before && rate(departures(before)) },
    {
      name: words.slowest,
      value: long && wait(long.mean),
      note: long && label(stateLabel(data.definition, long.state)),
    },
  ];
  return (
    <dl className="cf-tiles">
      {tiles.map((tile) => (
        <div key={tile.name} className="cf-tile">
          <dt>{tile.name}</dt>
          <dd>{tile.value ?? '–'}</dd>
          {tile.note ? <dd className="quiet-hint">{tile.note}</dd> : null}
          {tile.was ? <dd className="quiet-hint">{words.before(tile.was)}</dd> : null}
        </div>
      ))}
    </dl>
  );
}

function Legend() {
  const { t } = useI18n();
  const { legend } = t.conformance.map;
  return (
    <p className="cm-legend" aria-hidden="true">
      {(['quick', 'slow', 'long', 'strange'] as const).map((name) => (
        <span key={name} className={`cm-key is-${name}`}>
          {legend[name]}
        </span>
      ))}
    </p>
  );
}

function Body({ data, before, ask }: { data: ProcessMapData; before: ProcessMapData | undefined; ask: MapAsk }) {
  const { t } = useI18n();
  const words = t.conformance.map;
  const [ways, setWays] = useState<'taken' | 'all'>('taken');
  const [selected, setSelected] = useState<string>();
  const edges = useMemo(
    () => (ways === 'all' ? data.edges : data.edges.filter(({ count }) => count > 0)),
    [data, ways],
  );
  if (data.edges.every(({ count }) => count === 0))
    return (
      <div className="message">
        <Icon name="chart" size={28} />
        <p className="q-text">{words.empty}</p>
      </div>
    );
  return (
    <>
      <Tiles data={data} before={before} />
      <section className="cf-part" aria-labelledby="cm-map">
        <div className="q-row">
          <h2 id="cm-map">{words.title}</h2>
          <span className="spread" />
          <Choice
            label={words.ways}
            value={ways}
            onChange={setWays}
            options={(['taken', 'all'] as const).map((value) => ({ value, label: words[value] }))}
          />
        </div>
        <Legend />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reached by the keyboard */}
        <section className="cm-box" tabIndex={0} aria-labelledby="cm-map">
          <MapGraph
            data={data}
            edges={edges}
            selected={selected}
            onSelect={(one) => setSelected(one === selected ? undefined : one)}
          />
        </section>
        {selected ? (
          <MapPanel data={data} selected={selected} onClose={() => setSelected(undefined)} />
        ) : (
          <p className="quiet-hint">{words.hint}</p>
        )}
        <WayTable data={data} before={before} />
      </section>
      <section className="cf-part" aria-labelledby="cm-variants">
        <h2 id="cm-variants">{words.variants}</h2>
        <p className="q-text">{words.variantsHint}</p>
        <VariantTable data={data} ask={ask} />
      </section>
    </>
  );
}

/** The ways that documents really take, drawn against the standard. */
export default function MapPage() {
  const { t, label } = useI18n();
  const { workspaceId } = useWorkspace();
  const format = useFormat();
  const [, navigate] = useLocation();
  const params = new URLSearchParams(useSearch());
  const asked = params.get('months');
  const span: Span = isSpan(asked) ? asked : '3';
  const process = processes.find((one) => one.id === params.get('process'))?.id ?? 'order';
  const to = format.today().slice(0, 7);
  const months = Number(span);
  const ask: MapAsk = { process, from: addMonths(to, 1 - months), to };
  const earlier: MapAsk = { process, from: addMonths(to, 1 - 2 * months), to: addMonths(to, -months) };
  const answer = useQuery({ ...mapQuery(workspaceId, ask), placeholderData: keepPreviousData });
  const before = useQuery(mapQuery(workspaceId, earlier));
  const words = t.conformance.map;
  useTitle(words.title);
  const show = (next: { months?: Span; process?: string }) =>
    navigate(`/conformance/map?process=${next.process ?? process}&months=${next.months ?? span}`, { replace: true });
  return (
    <>
      <header className="page-head">
        <Icon name="chart" size={18} />
        <h1>{words.title}</h1>
      </header>
      <div className="q-body">
        <ConformanceTabs process={process} />
        <p className="q-text">{words.intro}</p>
        <div className="q-row">
          <select
            className="input cf-select"
            aria-label={t.conformance.process}
            value={process}
            onChange={({ target }) => show({ process: target.value })}
          >
            {processes.map((one) => (
              <option key={one.id} value={one.id}>
                {label(one.label)}
              </option>
            ))}
          </select>
          <Choice
            label={words.period}
            value={span}
            onChange={(next) => show({ months: next })}
            options={spans.map((value) => ({ value, label: words.periods[value] }))}
          />
        </div>
        {answer.data ? (
          <Body key={answer.data.definition.id} data={answer.data} before={before.data} ask={ask} />
        ) : answer.error ? (
          <Failed error={answer.error} onRetry={() => void answer.refetch()} />
        ) : (
          <Waiting />
        )}
      </div>
    </>
  );
}
