import type { EndpointOutput } from '../../../shared/kernel/endpoint.ts';
import type { Label } from '../../../shared/kernel/field.ts';
import type { ProcessDefinition } from '../../../shared/kernel/process.ts';
import type { readProcessMap } from '../../../shared/process/variants.contract.ts';
import { waitBounds } from '../../../shared/process/variants-path.ts';

export type ProcessMapData = EndpointOutput<typeof readProcessMap>;
export type MapEdge = ProcessMapData['edges'][number];
export type MapNode = ProcessMapData['nodes'][number];
export type Variant = ProcessMapData['variants'][number];

/** Minutes of a working day of eight hours. */
const DAY = 480;

/** How long was waited, for colours: up to a day, up to five, longer. Undefined where nobody knows. */
export const paceOf = ({ mean }: { mean?: number | undefined }): 'quick' | 'slow' | 'long' | undefined =>
  mean === undefined ? undefined : mean <= DAY ? 'quick' : mean <= 5 * DAY ? 'slow' : 'long';

/** A length of working time in the unit that people would say it in, one decimal. */
export const lengthOf = (minutes: number): { unit: 'minutes' | 'hours' | 'days'; value: number } => {
  const oneDecimal = (value: number): number => Math.round(value * 10) / 10;
  if (minutes < 60) return { unit: 'minutes', value: Math.round(minutes) };
  return minutes < DAY
    ? { unit: 'hours', value: oneDecimal(minutes / 60) }
    : { unit: 'days', value: oneDecimal(minutes / DAY) };
};

/** Whether a figure reckoned within classes is only known to be at least this. */
export const isBound = (minutes: number): boolean => minutes >= waitBounds.at(-1)!;

/** Width of a line, px: its area grows with the count. */
export const widthOf = (count: number, most: number): number =>
  count === 0 ? 1 : 1.4 + 5.6 * Math.sqrt(count / Math.max(1, most));

export const edgeKey = ({ from, to }: Pick<MapEdge, 'from' | 'to'>): string => `${from} ${to}`;

/** The name of a state; one that the process does not know has its id. */
export const stateLabel = (definition: ProcessDefinition, id: string): Label =>
  definition.states.find((state) => state.id === id)?.label ?? { en: id, zh: id };

/**
 * The real ways in the form of a definition, so that the same layout places them: a state for each node, a transition for each way,
 * named by what stands on its line.
 */
export const drawnDefinition = (
  { definition, nodes }: ProcessMapData,
  edges: readonly MapEdge[],
  say: (edge: MapEdge) => Label,
): ProcessDefinition => ({
  ...definition,
  states: nodes.map(({ state }) => ({
    id: state,
    label: stateLabel(definition, state),
    edit: 'free' as const,
  })),
  transitions: edges.map((edge) => ({
    id: edgeKey(edge),
    label: say(edge),
    from: [edge.from],
    to: edge.to,
    roles: ['administrator' as const],
  })),
});
