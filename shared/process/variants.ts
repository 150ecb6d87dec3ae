import type { ProcessDefinition } from '../kernel/process.ts';
import { edgesOf } from './graph.ts';
import { stateOf } from './standing.ts';
import { digestOf, statesOfPath, waitBounds } from './variants-path.ts';

/** Paths that are told apart; the others are one number. */
export const MAX_VARIANTS = 40;

/** How long documents waited, business minutes. */
export interface Wait {
  mean?: number;
  /** Half of them waited no longer, nine of ten no longer. Reckoned within classes; none beyond the last bound (twenty days). */
  median?: number;
  most?: number;
}

export interface MapNode extends Wait {
  state: string;
  /** Documents that came in and went out in the period. */
  entered: number;
  left: number;
  /** Of those that left, how many did after their time. */
  late: number;
  /** Whether the process knows the state. */
  standard: boolean;
}

export interface MapEdge extends Wait {
  from: string;
  to: string;
  count: number;
  late: number;
  /** Steps that departed from the process: by their way, or by a condition that was not met. */
  departed: number;
  /** Whether the process has such a way. */
  standard: boolean;
}

export interface Variant {
  /** A short name for rows and addresses. */
  id: string;
  path: string[];
  count: number;
  /** Percent of all that ended, one decimal. */
  share: number;
  /** Times that an approval gave it back. */
  bounces: number;
  /** States that it entered once more. */
  repeats: number;
  /** States that it leapt over. */
  skipped: string[];
  /** Ways that the process does not have. */
  strange: number;
}

/** The real ways of documents beside the standard one. */
export interface ProcessMap {
  nodes: MapNode[];
  edges: MapEdge[];
  variants: Variant[];
  /** Documents that ended in the period; those on ways that are not told apart. */
  ended: number;
  others: number;
  /** Of all that ended: how many took only ways of the process. Those that are no pattern any more are not among them. */
  straight: number;
}

interface Flow {
  from: string;
  to: string;
  classes: number[];
  unknown: number;
  minutes: number;
  late: number;
  departed: number;
}

/** Counters of a process over some months, added up. */
export interface Ways {
  flows: Flow[];
  paths: ReadonlyMap<string, number>;
}

const classes = waitBounds.length + 1;
const noFlow = (from: string, to: string): Flow => ({
  from,
  to,
  classes: Array.from({ length: classes }, () => 0),
  unknown: 0,
  minutes: 0,
  late: 0,
  departed: 0,
});

const addTo = (flow: Flow, what: string, amount: number): void => {
  if (what === 'u') flow.unknown += amount;
  else if (what === 'm') flow.minutes += amount;
  else if (what === 'l') flow.late += amount;
  else if (what === 'd') flow.departed += amount;
  else if (Number(what) < classes) flow.classes[Number(what)]! += amount;
};

/** Reads counter items. @param items name after the process's beginning (`s|draft`, `v|3`), and fields with their numbers */
export const readWays = (items: Iterable<readonly [name: string, fields: Readonly<Record<string, unknown>>]>): Ways => {
  const flows = new Map<string, Flow>();
  const paths = new Map<string, number>();
  for (const [name, fields] of items) {
    const [kind, from = ''] = name.split('|');
    for (const [field, amount] of Object.entries(fields)) {
      if (typeof amount !== 'number' || amount === 0) continue;
      const cut = field.indexOf('|');
      if (kind === 'v') paths.set(field.slice(cut + 1), (paths.get(field.slice(cut + 1)) ?? 0) + amount);
      if (kind !== 's') continue;
      const to = field.slice(0, cut);
      const key = `${from} ${to}`;
      const flow = flows.get(key) ?? noFlow(from, to);
      addTo(flow, field.slice(cut + 1), amount);
      flows.set(key, flow);
    }
  }
  return { flows: [...flows.values()], paths };
};

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((all, one) => all + one, 0);
const countOf = (flow: Flow): number => sum(flow.classes) + flow.unknown;

/** The wait that a share of all does not exceed, business minutes: evenly spread within a class. */
const quantile = (counts: readonly number[], share: number): number => {
  let left = share * sum(counts);
  for (const [index, count] of counts.entries()) {
    const [low, high] = [waitBounds[index - 1] ?? 0, waitBounds[index] ?? waitBounds.at(-1)!];
    if (left <= count && count > 0) return Math.round(low + (high - low) * (left / count));
    left -= count;
  }
  return waitBounds.at(-1)!;
};

const waitOf = (flows: readonly Flow[]): Wait => {
  const counts = Array.from({ length: classes }, (_, index) => sum(flows.map((flow) => flow.classes[index]!)));
  const known = sum(counts);
  if (known === 0) return {};
  return {
    mean: Math.round(sum(flows.map((flow) => flow.minutes)) / known),
    median: quantile(counts, 0.5),
    most: quantile(counts, 0.9),
  };
};

const key = ({ from, to }: { from: string; to: string }): string => `${from} ${to}`;

/**
 * The states that lie between two on the shortest way on; none where the process has the way itself, or where it leads back or
 * nowhere (out of order). Nobody is asked to end a document and open it again on the way.
 */
export const skippedBetween = (definition: ProcessDefinition, from: string, to: string): string[] => {
  const place = definition.states.map((state) => state.id);
  if (place.indexOf(to) < place.indexOf(from)) return [];
  const edges = edgesOf(definition).filter(({ kind }) => kind === 'step' || kind === 'approved');
  const ways = new Map<string, string[]>([[from, []]]);
  const left = [from];
  for (let at = left.shift(); at !== undefined; at = left.shift()) {
    if (at === to) return ways.get(at)!.slice(0, -1);
    if (at !== from && stateOf(definition, at)?.final) continue;
    for (const edge of edges)
      if (edge.from === at && !ways.has(edge.to)) {
        ways.set(edge.to, [...ways.get(at)!, edge.to]);
        left.push(edge.to);
      }
  }
  return [];
};

/** Outcomes of an approval that give a document back: whoever refuses it for good does not. */
const isBounce = (definition: ProcessDefinition, from: string, to: string): boolean => {
  const plan = stateOf(definition, from)?.approval;
  return plan !== undefined && (plan.sentBack === to || (plan.rejected === to && !stateOf(definition, to)?.final));
};

/** What is to be said of a path by the standard. */
export const judgePath = (
  definition: ProcessDefinition,
  path: readonly string[],
): Pick<Variant, 'bounces' | 'repeats' | 'skipped' | 'strange'> => {
  const edges = edgesOf(definition);
  const standard = new Set(edges.map(key));
  const steps = path.slice(1).map((to, index) => ({ from: path[index]!, to }));
  const strange = steps.filter((step) => !standard.has(key(step)));
  const seen = new Set(path);
  return {
    bounces: steps.filter(({ from, to }) => isBounce(definition, from, to)).length,
    repeats: path.length - seen.size,
    skipped: [...new Set(strange.flatMap(({ from, to }) => skippedBetween(definition, from, to)))].filter(
      (state) => !seen.has(state),
    ),
    strange: strange.length,
  };
};

const nodesOf = (definition: ProcessDefinition, flows: readonly Flow[]): MapNode[] => {
  const known = definition.states.map((state) => state.id);
  const states = [...new Set([...known, ...flows.flatMap(({ from, to }) => [from, to])])];
  return states.map((state) => {
    const out = flows.filter((flow) => flow.from === state && flow.to !== state);
    return {
      state,
      entered: sum(flows.filter((flow) => flow.to === state && flow.from !== state).map(countOf)),
      left: sum(out.map(countOf)),
      late: sum(out.map((flow) => flow.late)),
      standard: known.includes(state),
      ...waitOf(out),
    };
  });
};

const mapEdges = (definition: ProcessDefinition, flows: readonly Flow[]): MapEdge[] => {
  const standard = new Map(edgesOf(definition).map((edge) => [key(edge), edge]));
  const taken = new Set(flows.map(key));
  const idle = [...standard.values()].filter((edge) => !taken.has(key(edge)) && edge.from !== edge.to);
  return [
    ...flows.map((flow) => ({
      from: flow.from,
      to: flow.to,
      count: countOf(flow),
      late: flow.late,
      departed: flow.departed,
      standard: standard.has(key(flow)),
      ...waitOf([flow]),
    })),
    ...idle.map(({ from, to }) => ({ from, to, count: 0, late: 0, departed: 0, standard: true })),
  ].sort((a, b) => b.count - a.count || (key(a) < key(b) ? -1 : 1));
};

const hasEnded = (definition: ProcessDefinition, path: string): boolean => {
  if (path === '') return true;
  const last = stateOf(definition, statesOfPath(path).at(-1)!);
  return last === undefined || last.final === true;
};

/** Sets the real ways of a period beside the definition that is in force. Pure. */
export const processMap = (definition: ProcessDefinition, ways: Ways): ProcessMap => {
  const paths = [...ways.paths].filter(([path, count]) => count > 0 && hasEnded(definition, path));
  const ended = sum(paths.map(([, count]) => count));
  const judged = paths
    .filter(([path]) => path !== '')
    .map(([text, count]): Variant => {
      const path = statesOfPath(text);
      const share = Math.round((count / ended) * 1000) / 10;
      return { id: digestOf(text), path, count, share, ...judgePath(definition, path) };
    })
    .sort((a, b) => b.count - a.count || (a.path.join() < b.path.join() ? -1 : 1));
  const flows = ways.flows.filter((flow) => countOf(flow) > 0);
  const variants = judged.slice(0, MAX_VARIANTS);
  return {
    nodes: nodesOf(definition, flows),
    edges: mapEdges(definition, flows),
    variants,
    ended,
    others: ended - sum(variants.map(({ count }) => count)),
    straight: sum(judged.filter(({ strange }) => strange === 0).map(({ count }) => count)),
  };
};
