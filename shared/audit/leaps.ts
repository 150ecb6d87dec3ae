import type { ProcessDefinition, TrailEntry } from '../kernel/process.ts';
import type { Rec } from '../kernel/record.ts';
import { edgesOf } from '../process/graph.ts';
import { skippedBetween } from '../process/variants.ts';
import { defaultProcess } from '../processes.ts';
import { remember } from './remember.ts';

/** Steps of people and of connected systems; what an import or the clock did is not a habit. */
export const isTaken = ({ by, action }: TrailEntry): boolean => !by.startsWith('job:') && action !== 'migrate';

const ways = new Map<ProcessDefinition, ReadonlySet<string>>();

/** Whether a process has a way from one state to another. */
export const hasWay = (definition: ProcessDefinition, { from, to }: Pick<TrailEntry, 'from' | 'to'>): boolean =>
  remember(ways, definition, () => new Set(edgesOf(definition).map((edge) => `${edge.from} ${edge.to}`))).has(
    `${from} ${to}`,
  );

/** Whether the document came into being with this step: it was entered in a state in which none begins. */
export const isBirth = (record: Rec, step: TrailEntry): boolean =>
  step.n === 1 && step.action === 'set' && step.at === record.createdAt;

/** A step that departed from the process and passed over states of it. */
interface Leap {
  step: TrailEntry;
  /** States that lie between, in the order of the process. */
  skipped: readonly string[];
  /** States to which the document came afterwards. */
  later: ReadonlySet<string>;
}

/** The leaps of a document, the oldest first; that of one which was entered late is not among them. */
export const leapsOf = (record: Rec): Leap[] => {
  const { process: standing } = record;
  const definition = standing && defaultProcess(standing.id);
  if (!definition) return [];
  return standing.trail.flatMap((step): Leap[] => {
    // Without a departure it is a way that the company's own version has.
    if ((step.deviations ?? 0) === 0 || !isTaken(step) || isBirth(record, step) || hasWay(definition, step)) return [];
    const skipped = skippedBetween(definition, step.from, step.to);
    if (skipped.length === 0) return [];
    return [{ step, skipped, later: new Set(standing.trail.filter(({ n }) => n > step.n).map(({ to }) => to)) }];
  });
};
