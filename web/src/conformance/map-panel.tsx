import { Link } from 'wouter';
import { entityOfProcess } from '../../../shared/process/subject.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { MapEdge, MapNode, ProcessMapData } from './map-model.ts';
import { edgeKey, stateLabel } from './map-model.ts';
import { useClassedWait, useWait } from './map-words.ts';

/** The list of the documents that stand in a state now. */
function StateLink({ data, state }: { data: ProcessMapData; state: string }) {
  const { t, label } = useI18n();
  const { can } = useWorkspace();
  const entity = entityOfProcess(data.definition.id);
  if (!can(`${entity.domain}:read`)) return null;
  return (
    <Link href={`/${entity.collection}?filter=${entity.process!.field}:eq:${state}`}>
      {t.conformance.map.openState(label(stateLabel(data.definition, state)))}
    </Link>
  );
}

interface Figure {
  name: string;
  value: string;
}

/** Figures of the state or line that was chosen, and the way to its documents. */
export function MapPanel({ data, selected, onClose }: { data: ProcessMapData; selected: string; onClose: () => void }) {
  const { t, label } = useI18n();
  const format = useFormat();
  const wait = useWait();
  const classed = useClassedWait();
  const words = t.conformance.map;
  const [kind, id] = [selected.slice(0, selected.indexOf(':')), selected.slice(selected.indexOf(':') + 1)];
  const node = kind === 'state' ? data.nodes.find((one) => one.state === id) : undefined;
  const edge = kind === 'edge' ? data.edges.find((one) => edgeKey(one) === id) : undefined;
  const part: MapNode | MapEdge | undefined = node ?? edge;
  if (!part) return null;
  const name = (state: string) => label(stateLabel(data.definition, state));
  const share = (count: number, of: number): string =>
    words.share(format.number(count), format.number(of === 0 ? 0 : Math.round((count / of) * 1000) / 10));
  const counts: Figure[] = node
    ? [
        { name: words.entered, value: format.number(node.entered) },
        { name: words.left, value: format.number(node.left) },
        { name: words.late, value: share(node.late, node.left) },
      ]
    : [
        { name: words.count, value: format.number(edge!.count) },
        { name: words.late, value: share(edge!.late, edge!.count) },
        { name: words.departedShort, value: share(edge!.departed, edge!.count) },
      ];
  const waits: Figure[] =
    part.mean === undefined
      ? [{ name: words.mean, value: words.notKnown }]
      : [
          { name: words.mean, value: wait(part.mean) },
          { name: words.median, value: classed(part.median) },
          { name: words.most, value: classed(part.most) },
        ];
  return (
    <section className="cm-panel" aria-live="polite">
      <div className="q-row">
        <h3>{node ? name(node.state) : `${name(edge!.from)} → ${name(edge!.to)}`}</h3>
        {part.standard ? null : <span className="badge bad">{words.strange}</span>}
        <span className="spread" />
        <button type="button" className="btn quiet square" aria-label={words.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <dl className="cm-figures">
        {[...counts, ...waits].map((figure) => (
          <div key={figure.name}>
            <dt>{figure.name}</dt>
            <dd>{figure.value}</dd>
          </div>
        ))}
      </dl>
      <p className="cm-links">
        <StateLink data={data} state={node?.state ?? edge!.to} />
        {edge && edge.departed > 0 ? (
          <Link href={`/deviations?days=365&process=${data.definition.id}`}>{words.openDepartures}</Link>
        ) : null}
      </p>
    </section>
  );
}
