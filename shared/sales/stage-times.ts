import type { Content } from '../kernel/entity.ts';
import type { Rec } from '../kernel/record.ts';
import type { OpenStage } from './pipeline.ts';
import { openStages } from './pipeline.ts';

/** The field that holds when a deal first came into a stage. */
export const stageMarks = {
  prospecting: 'prospectedAt',
  qualification: 'qualifiedAt',
  proposal: 'proposedAt',
  negotiation: 'negotiatedAt',
} as const satisfies Record<OpenStage, string>;

const times: readonly string[] = [...Object.values(stageMarks), 'closedAt', 'stageSince'];

export const isClosed = (stage: unknown): stage is 'won' | 'lost' => stage === 'won' || stage === 'lost';

/** Noon of a day in UTC: the same day almost everywhere. */
const noon = (day: unknown): string | undefined => (typeof day === 'string' ? `${day}T12:00:00.000Z` : undefined);

/**
 * The times of a deal's stages after a change: the first entry into each, and the end of the present outcome. They follow from the
 * image before alone, so that working them out twice changes nothing. A deal that comes closed (import) was closed on its close date.
 * @param now ISO UTC
 */
export const withStageTimes = (next: Content, previous: Content | undefined, now: string): Content => {
  const stage = next.data['stage'];
  const data = Object.fromEntries(Object.entries(next.data).filter(([name]) => !times.includes(name)));
  for (const name of times) {
    const known = previous?.data[name];
    if (known !== undefined) data[name] = known;
  }
  if (previous !== undefined && stage === previous.data['stage']) return { ...next, data };
  const { closedAt: _ended, ...open } = data;
  const old = previous === undefined && isClosed(stage) ? noon(data['closeDate']) : undefined;
  const at = old !== undefined && old < now ? old : now;
  const mark = stageMarks[stage as OpenStage];
  return {
    ...next,
    data: {
      ...open,
      stageSince: at,
      ...(mark && open[mark] === undefined ? { [mark]: at } : {}),
      ...(isClosed(stage) ? { closedAt: at } : {}),
    },
  };
};

/** The way of a deal so far: when it first came into each stage, and when and how it ended. Instants, ISO UTC. */
export interface Journey {
  entered: Partial<Record<OpenStage, string>>;
  closed?: { at: string; as: 'won' | 'lost' };
}

const instantOf = (value: unknown): string | undefined =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : undefined;

/** Reads the way of a deal from its image. Of one that is older than these times only its present stage is known. */
export const journeyOf = ({ data, occurredAt }: Pick<Rec, 'data' | 'occurredAt'>): Journey => {
  const stage = data['stage'];
  const since = () => instantOf(data['stageSince']) ?? instantOf(occurredAt);
  const entered: Journey['entered'] = {};
  for (const one of openStages) {
    const at = instantOf(data[stageMarks[one]]) ?? (stage === one ? since() : undefined);
    if (at !== undefined) entered[one] = at;
  }
  if (!isClosed(stage)) return { entered };
  const at = instantOf(data['closedAt']) ?? since();
  return at === undefined ? { entered } : { entered, closed: { at, as: stage } };
};
