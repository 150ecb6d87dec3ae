import '../process-graph/graph.css';
import type { KeyboardEvent } from 'react';
import { useId, useMemo } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import type { GraphLine } from '../process-graph/layout.ts';
import { layoutOf, textWidth, wordHeight } from '../process-graph/layout.ts';
import type { MapEdge, ProcessMapData } from './map-model.ts';
import { drawnDefinition, edgeKey, paceOf, widthOf } from './map-model.ts';
import { useWait } from './map-words.ts';

export interface MapGraphProps {
  data: ProcessMapData;
  edges: readonly MapEdge[];
  /** `state:draft` or `edge:draft approved`. */
  selected: string | undefined;
  onSelect: (part: string) => void;
}

const pressable = (name: string, pressed: boolean, press: () => void) => ({
  role: 'button',
  tabIndex: 0,
  'aria-label': name,
  'aria-pressed': pressed,
  onClick: press,
  onKeyDown: (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    press();
  },
});

const lookOf = (edge: MapEdge): string => {
  const pace = edge.count === 0 ? 'idle' : paceOf(edge);
  return ['cm-line', pace ? `is-${pace}` : '', edge.standard ? '' : 'is-strange'].join(' ');
};

/** What stands on a line: how many documents, and how long they had waited. */
function LineWords({ line, edge, name, ...part }: { line: GraphLine; edge: MapEdge; name: string } & Part) {
  const { at, words } = line;
  const text = words[0]?.text ?? '';
  if (!at || edge.count === 0) return null;
  const width = textWidth(text) + 8;
  const pressed = part.selected === `edge:${line.id}`;
  return (
    <g
      className={['pg-word', 'cm-word', pressed ? 'selected' : '', edge.standard ? '' : 'strange'].join(' ')}
      {...pressable(name, pressed, () => part.onSelect(`edge:${line.id}`))}
    >
      <rect x={at.x - width / 2} y={at.y - wordHeight / 2} width={width} height={wordHeight} rx={3} />
      <text x={at.x} y={at.y + 4} textAnchor="middle">
        {text}
      </text>
    </g>
  );
}

type Part = Pick<MapGraphProps, 'selected' | 'onSelect'>;

/** The real ways of documents: width by number, colour by wait, dashed where the process has no such way. */
export default function MapGraph({ data, edges, selected, onSelect }: MapGraphProps) {
  const { t, label } = useI18n();
  const format = useFormat();
  const wait = useWait();
  const arrow = useId();
  const words = t.conformance.map;
  const drawn = useMemo(() => {
    const say = (edge: MapEdge) => {
      const text = edge.count === 0 ? '' : words.edgeLabel(format.number(edge.count), wait(edge.mean));
      return { en: text, zh: text };
    };
    return layoutOf(drawnDefinition(data, edges, say), {
      text: label,
      outcome: t.designer.outcomes,
      direction: 'down',
      words: 'shown',
    });
  }, [data, edges, label, t, words, format, wait]);
  const byKey = new Map(edges.map((edge) => [edgeKey(edge), edge]));
  const nodes = new Map(data.nodes.map((node) => [node.state, node]));
  const states = new Map(data.definition.states.map((state) => [state.id, state]));
  const nameOf = (id: string): string => {
    const state = states.get(id);
    return state ? label(state.label) : id;
  };
  const most = Math.max(...edges.map(({ count }) => count));
  const part = { selected, onSelect };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing whose parts are buttons is no fieldset
    <svg
      className="pg cm-graph"
      viewBox={`0 0 ${drawn.width} ${drawn.height}`}
      width={drawn.width}
      height={drawn.height}
      role="group"
      aria-label={words.chart(label(data.definition.label))}
    >
      <defs>
        <marker
          id={arrow}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="9"
          markerHeight="9"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 0.5L8 4L0 7.5z" className="pg-arrow" />
        </marker>
      </defs>
      {drawn.lines.map((line) => {
        const edge = byKey.get(line.id)!;
        const on = selected === `edge:${line.id}` ? ' on' : '';
        return (
          <path
            key={line.id}
            d={line.path}
            className={lookOf(edge) + on}
            strokeWidth={widthOf(edge.count, most)}
            markerEnd={`url(#${arrow})`}
          />
        );
      })}
      {drawn.boxes.map((box) => {
        const node = nodes.get(box.id);
        const count = (node?.entered ?? 0) + (node?.left ?? 0);
        const look = [
          'pg-state',
          states.get(box.id)?.final ? 'final' : '',
          states.get(box.id)?.approval ? 'approval' : '',
          count === 0 ? 'idle' : '',
          node?.standard ? '' : 'strange',
          selected === box.key ? 'selected' : '',
        ].join(' ');
        const read = words.stateRead(nameOf(box.id), format.number(node?.entered ?? 0), format.number(node?.left ?? 0));
        const middle = box.y + box.height / 2;
        return (
          <g key={box.key} className={look} {...pressable(read, selected === box.key, () => onSelect(box.key))}>
            <rect x={box.x} y={box.y} width={box.width} height={box.height} rx={8} />
            <text textAnchor="middle">
              {box.lines.map((line, index) => (
                <tspan
                  // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one name, in their order
                  key={index}
                  x={box.x + box.width / 2}
                  y={middle + 4.5 + (index - (box.lines.length - 1) / 2) * 18}
                >
                  {line}
                </tspan>
              ))}
            </text>
          </g>
        );
      })}
      {drawn.lines.map((line) => {
        const edge = byKey.get(line.id)!;
        const name = words.edgeRead(nameOf(edge.from), nameOf(edge.to), format.number(edge.count), wait(edge.mean));
        return <LineWords key={line.id} line={line} edge={edge} name={name} {...part} />;
      })}
    </svg>
  );
}
