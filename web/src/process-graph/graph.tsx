import './graph.css';
import type { KeyboardEvent } from 'react';
import { useId, useMemo } from 'react';
import type { ProcessDefinition } from '../../../shared/kernel/process.ts';
import { useI18n } from '../i18n/index.tsx';
import type { Direction, GraphBox, GraphKey, GraphLine } from './layout.ts';
import { layoutOf, textWidth, wordHeight } from './layout.ts';

/** What a comparison says of a part. */
export type GraphMark = 'added' | 'removed' | 'changed' | 'fault';

export interface ProcessGraphProps {
  definition: ProcessDefinition;
  /** State in which the document stands. */
  current?: string | undefined;
  /** States that it has passed. */
  passed?: ReadonlySet<string>;
  /** The part that is being looked at. */
  selected?: GraphKey | undefined;
  /** Without it the graph is a picture; with it states and words are buttons. */
  onSelect?: (key: GraphKey) => void;
  /** Without words on the lines: for the head of a document. */
  compact?: boolean;
  /** Parts that stand out: those that a comparison found, or that have a fault. */
  marks?: ReadonlyMap<GraphKey, GraphMark>;
  /** From the top downwards unless it says otherwise; a compact one goes to the right. */
  direction?: Direction;
}

/** What makes an element of a drawing a button. */
const pressable = (name: string, pressed: boolean, press: (() => void) | undefined) =>
  press
    ? {
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
      }
    : {};

type PartProps = Pick<ProcessGraphProps, 'selected' | 'onSelect' | 'marks'>;

function Line({ line, arrow, selected, marks }: PartProps & { line: GraphLine; arrow: string }) {
  const on =
    line.words.some((word) => word.key === selected) ||
    selected === `state:${line.from}` ||
    selected === `state:${line.to}`;
  const mark = line.words.map((word) => (word.outcome ? undefined : marks?.get(word.key))).find(Boolean);
  return (
    <path
      d={line.path}
      className={['pg-line', line.back ? 'back' : '', selected ? (on ? 'on' : 'off') : '', mark ?? ''].join(' ')}
      markerEnd={`url(#${arrow})`}
    />
  );
}

function Words({
  line,
  name,
  selected,
  onSelect,
  marks,
}: PartProps & { line: GraphLine; name: (text: string) => string }) {
  const { at, words } = line;
  if (!at) return null;
  const top = at.y - (words.length * wordHeight) / 2;
  const near = !selected || selected === `state:${line.from}` || selected === `state:${line.to}`;
  return words.map((word, index) => {
    const width = textWidth(word.text) + 8;
    const mark = word.outcome ? undefined : marks?.get(word.key);
    const pressed = !word.outcome && word.key === selected;
    return (
      <g
        key={`${word.key} ${word.outcome ?? ''}`}
        className={[
          'pg-word',
          pressed ? 'selected' : near ? '' : 'off',
          word.outcome ? 'outcome' : '',
          mark ?? '',
        ].join(' ')}
        {...pressable(name(word.text), pressed, onSelect && (() => onSelect(word.key)))}
      >
        <rect x={at.x - width / 2} y={top + index * wordHeight} width={width} height={wordHeight} rx={3} />
        <text x={at.x} y={top + index * wordHeight + 12.5} textAnchor="middle">
          {word.text}
        </text>
      </g>
    );
  });
}

interface StateProps extends PartProps {
  box: GraphBox;
  name: string;
  look: string;
}

function State({ box, name, look, selected, onSelect, marks }: StateProps) {
  const mark = marks?.get(box.key);
  const pressed = box.key === selected;
  const middle = box.y + box.height / 2;
  return (
    <g
      className={['pg-state', look, pressed ? 'selected' : '', mark ?? ''].join(' ')}
      data-state={box.id}
      {...pressable(name, pressed, onSelect && (() => onSelect(box.key)))}
    >
      <rect x={box.x} y={box.y} width={box.width} height={box.height} rx={8} />
      <text textAnchor="middle" x={box.x + box.width / 2}>
        {box.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one name, in their order
          <tspan key={index} x={box.x + box.width / 2} y={middle + 4.5 + (index - (box.lines.length - 1) / 2) * 18}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  );
}

/**
 * A process drawn as states and the ways between them. Its size is that of the drawing, and it shrinks to the width of what
 * surrounds it. Fetch it lazily (`lazy.ts`): the layout's code is not small.
 */
export default function ProcessGraph(props: ProcessGraphProps) {
  const { definition, current, passed, selected, onSelect, compact, marks } = props;
  const direction = props.direction ?? (compact ? 'right' : 'down');
  const { t, label } = useI18n();
  const arrow = useId();
  const drawn = useMemo(
    () =>
      layoutOf(definition, {
        text: label,
        outcome: t.designer.outcomes,
        direction,
        words: compact ? 'hidden' : 'shown',
      }),
    [definition, label, t, direction, compact],
  );
  const states = new Map(definition.states.map((state) => [state.id, state]));
  const nameOf = (id: string): string => {
    const state = states.get(id);
    return state ? label(state.label) : id;
  };
  const part = { selected, ...(onSelect ? { onSelect } : {}), ...(marks ? { marks } : {}) };
  return (
    <svg
      className={`pg${compact ? ' compact' : ''}`}
      viewBox={`0 0 ${drawn.width} ${drawn.height}`}
      width={drawn.width}
      height={drawn.height}
      role={onSelect ? 'group' : 'img'}
      aria-label={label(definition.label)}
    >
      <defs>
        <marker id={arrow} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
          <path d="M0 0.5L8 4L0 7.5z" className="pg-arrow" />
        </marker>
      </defs>
      {drawn.lines.map((line) => (
        <Line key={line.id} line={line} arrow={arrow} {...part} />
      ))}
      {drawn.lines.map((line) => (
        <Words
          key={line.id}
          line={line}
          name={(text) => t.designer.stepFromTo(text, nameOf(line.from), nameOf(line.to))}
          {...part}
        />
      ))}
      {drawn.boxes.map((box) => {
        const state = states.get(box.id);
        const name = nameOf(box.id);
        const here = box.id === current;
        const look = [
          definition.starts.includes(box.id) ? 'start' : '',
          state?.final ? 'final' : '',
          state?.approval ? 'approval' : '',
          here ? 'current' : passed?.has(box.id) ? 'passed' : '',
        ].join(' ');
        return <State key={box.key} box={box} name={here ? t.designer.standsHere(name) : name} look={look} {...part} />;
      })}
    </svg>
  );
}
