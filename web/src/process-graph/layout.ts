import { Graph, layout } from '@dagrejs/dagre';
import type { Label } from '../../../shared/kernel/field.ts';
import type { ApprovalPlan, ProcessDefinition } from '../../../shared/kernel/process.ts';

/** A part of a definition: `state:draft`, `transition:submit`. Outcomes of an approval belong to their state. */
export type GraphKey = `state:${string}` | `transition:${string}`;

/** The outcomes of an approval; each leads to a state of the process. */
export const outcomes = [
  'approved',
  'rejected',
  'sentBack',
  'recalled',
] as const satisfies readonly (keyof ApprovalPlan)[];
export type Outcome = (typeof outcomes)[number];

/** Where the first state stands: at the left, or at the top. */
export type Direction = 'right' | 'down';

export interface GraphBox {
  key: GraphKey;
  id: string;
  /** Upper left corner. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** The name, cut into lines that fit. */
  lines: readonly string[];
}

/** What a line says; several transitions between the same two states share one line. */
export interface GraphWord {
  key: GraphKey;
  outcome?: Outcome;
  text: string;
}

export interface GraphLine {
  id: string;
  from: string;
  to: string;
  /** Path of an SVG. */
  path: string;
  words: readonly GraphWord[];
  /** Middle of the words; absent where a line shows none. */
  at?: { x: number; y: number };
  /** Leads to a state that stands before the one it comes from. */
  back: boolean;
}

export interface GraphLayout {
  width: number;
  height: number;
  boxes: readonly GraphBox[];
  lines: readonly GraphLine[];
}

export interface LayoutAsk {
  /** The label in the reader's language. */
  text: (label: Label) => string;
  /** The words of an approval's outcomes. */
  outcome: Readonly<Record<Outcome, string>>;
  direction: Direction;
  /** Whether lines carry their words. */
  words: 'shown' | 'hidden';
}

/** Height of a line of words. */
export const wordHeight = 17;
const boxLine = 18;
const narrow = 6.7;
const wide = 13;

/** About how wide a text is at 13 px: Chinese characters are squares, others about half as wide. */
export const textWidth = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character.codePointAt(0)! > 0x2e80 ? wide : narrow), 0);

const cut = (text: string, width: number): string => {
  if (textWidth(text) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (textWidth(`${kept}${character}…`) > width) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
};

/** A name in at most two lines. Words stay whole where there are words. */
export const wrap = (text: string, width: number): string[] => {
  if (textWidth(text) <= width) return [text];
  const parts = text.includes(' ') ? text.split(/(?<= )/) : [...text];
  let first = '';
  while (parts.length > 0 && textWidth(first + parts[0]) <= width) first += parts.shift();
  return first === '' ? [cut(text, width)] : [first.trim(), cut(parts.join('').trim(), width)];
};

interface Between {
  from: string;
  to: string;
  words: GraphWord[];
}

/** All ways from state to state; those between the same two are one. Ways to states that do not exist have no line. */
const waysOf = (definition: ProcessDefinition, ask: LayoutAsk): Between[] => {
  const known = new Set(definition.states.map((state) => state.id));
  const ways = new Map<string, Between>();
  const add = (from: string, to: string, word: GraphWord): void => {
    if (!known.has(from) || !known.has(to)) return;
    const id = `${from} ${to}`;
    const way = ways.get(id) ?? { from, to, words: [] };
    way.words.push(word);
    ways.set(id, way);
  };
  for (const transition of definition.transitions)
    for (const from of new Set(transition.from))
      add(from, transition.to, { key: `transition:${transition.id}`, text: ask.text(transition.label) });
  for (const state of definition.states)
    for (const outcome of outcomes)
      if (state.approval)
        add(state.id, state.approval[outcome], { key: `state:${state.id}`, outcome, text: ask.outcome[outcome] });
  return [...ways.values()];
};

interface Point {
  x: number;
  y: number;
}

const round = (value: number): number => Math.round(value * 10) / 10;
const spot = ({ x, y }: Point): string => `${round(x)},${round(y)}`;

/** A smooth way through the points: straight to the first middle, then a bow around each corner. */
const pathThrough = (points: readonly Point[]): string => {
  const [first, ...rest] = points as [Point, ...Point[]];
  if (rest.length === 1) return `M${spot(first)}L${spot(rest[0]!)}`;
  const bows = rest.slice(0, -1).map((corner, index) => {
    const next = rest[index + 1]!;
    const last = index === rest.length - 2;
    const end = last ? next : { x: (corner.x + next.x) / 2, y: (corner.y + next.y) / 2 };
    return `Q${spot(corner)} ${spot(end)}`;
  });
  return `M${spot(first)}${bows.join('')}`;
};

/** A longer name takes two lines. */
const nameWidth = 132;
const margin = 8;

interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The room that boxes, words and corners of lines take: dagre's own figures leave lines without words out. */
const boundsOf = (graph: Graph): Bounds => {
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  const take = ({ x, y }: Point, width: number, height: number): void => {
    bounds.left = Math.min(bounds.left, x - width / 2);
    bounds.right = Math.max(bounds.right, x + width / 2);
    bounds.top = Math.min(bounds.top, y - height / 2);
    bounds.bottom = Math.max(bounds.bottom, y + height / 2);
  };
  for (const id of graph.nodes()) {
    const node = graph.node(id) as Point & { width: number; height: number };
    take(node, node.width, node.height);
  }
  for (const id of graph.edges()) {
    const edge = graph.edge(id) as { points: Point[]; x?: number; y?: number; width: number; height: number };
    for (const point of edge.points) take(point, 0, 0);
    if (edge.x !== undefined && edge.y !== undefined) take({ x: edge.x, y: edge.y }, edge.width, edge.height);
  }
  return bounds;
};

/**
 * Places the states of a definition and the lines between them. The order of the states in the definition is the order of
 * the way: a line to an earlier state counts as one back and does not move anything.
 */
export const layoutOf = (definition: ProcessDefinition, ask: LayoutAsk): GraphLayout => {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({
    rankdir: ask.direction === 'right' ? 'LR' : 'TB',
    nodesep: ask.words === 'shown' ? 26 : 18,
    ranksep: ask.words === 'shown' ? 26 : 34,
    edgesep: 14,
  });
  graph.setDefaultEdgeLabel(() => ({}));
  const place = new Map(definition.states.map((state, index) => [state.id, index]));
  const names = new Map(definition.states.map((state) => [state.id, wrap(ask.text(state.label), nameWidth)]));
  for (const [id, lines] of names)
    graph.setNode(id, {
      width: Math.max(72, Math.max(...lines.map(textWidth)) + 28),
      height: lines.length * boxLine + 16,
    });
  const ways = waysOf(definition, ask);
  const isBack = (way: Between): boolean => (place.get(way.to) ?? 0) < (place.get(way.from) ?? 0);
  for (const way of ways) {
    const back = isBack(way);
    const size =
      ask.words === 'shown'
        ? {
            width: Math.max(...way.words.map((word) => textWidth(cut(word.text, 150)))) + 10,
            height: way.words.length * wordHeight,
            labelpos: 'c' as const,
          }
        : { width: 0, height: 0 };
    // Placed as if it led forward; its points are turned round afterwards.
    const [from, to] = back ? [way.to, way.from] : [way.from, way.to];
    graph.setEdge(
      from,
      to,
      { ...size, minlen: 1, weight: back ? 1 : (place.get(way.to) ?? 0) - (place.get(way.from) ?? 0) === 1 ? 6 : 2 },
      back ? 'back' : 'on',
    );
  }
  layout(graph);
  const bounds = boundsOf(graph);
  const shifted = ({ x, y }: Point): Point => ({ x: x - bounds.left + margin, y: y - bounds.top + margin });
  const boxes = definition.states.map((state): GraphBox => {
    const node = graph.node(state.id) as { x: number; y: number; width: number; height: number };
    return {
      key: `state:${state.id}`,
      id: state.id,
      x: round(shifted(node).x - node.width / 2),
      y: round(shifted(node).y - node.height / 2),
      width: node.width,
      height: node.height,
      lines: names.get(state.id) ?? [],
    };
  });
  const lines = ways.map((way): GraphLine => {
    const back = isBack(way);
    const [from, to] = back ? [way.to, way.from] : [way.from, way.to];
    const edge = graph.edge({ v: from, w: to, name: back ? 'back' : 'on' }) as {
      points: Point[];
      x?: number;
      y?: number;
    };
    const placed = edge.points.map(shifted);
    const points = back ? placed.reverse() : placed;
    const middle = edge.x === undefined || edge.y === undefined ? undefined : shifted({ x: edge.x, y: edge.y });
    return {
      id: `${way.from} ${way.to}`,
      from: way.from,
      to: way.to,
      path: pathThrough(points),
      words: way.words.map((word) => ({ ...word, text: cut(word.text, 150) })),
      back,
      ...(ask.words === 'shown' && middle ? { at: { x: round(middle.x), y: round(middle.y) } } : {}),
    };
  });
  return {
    width: Math.ceil(bounds.right - bounds.left + 2 * margin),
    height: Math.ceil(bounds.bottom - bounds.top + 2 * margin),
    boxes,
    lines,
  };
};
