import './funnel.css';
import { maxDaysIn, openStages, stageLabelIn } from '../../../shared/sales/pipeline.ts';
import type { Journey } from '../../../shared/sales/stage-times.ts';
import { journeyOf } from '../../../shared/sales/stage-times.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import type { ExtraProps } from '../records/extras.tsx';
import { usePipelines } from './pipelines.ts';

export interface WayPart {
  stage: string;
  days: number;
  /** The deal is in it. */
  now: boolean;
}

const DAY = 86_400_000;

/** Days between the first entries into the stages of a deal; the last runs on until its end, or now (milliseconds). */
export const wayOf = ({ entered, closed }: Journey, now: number): WayPart[] => {
  const steps = openStages
    .flatMap((stage) => (entered[stage] ? [{ stage, at: Date.parse(entered[stage]) }] : []))
    .sort((a, b) => a.at - b.at);
  return steps.map(({ stage, at }, index) => {
    const next = steps[index + 1]?.at;
    const end = next ?? (closed ? Date.parse(closed.at) : now);
    return { stage, days: Math.max(0, Math.floor((end - at) / DAY)), now: next === undefined && !closed };
  });
};

/** The way of a deal: how long it was in each stage, and where it stands too long. */
export default function StageStrip({ record }: ExtraProps) {
  const { t, label } = useI18n();
  const format = useFormat();
  const { linesOf } = usePipelines();
  const lines = linesOf(record['pipelineId']);
  const parts = wayOf(journeyOf({ data: record, occurredAt: String(record['occurredAt'] ?? '') }), Date.now());
  if (parts.length === 0) return null;
  return (
    <ol className="way-bar" aria-label={t.sales.way}>
      {parts.map(({ stage, days, now }) => {
        const stuck = now && days > maxDaysIn(lines, stage);
        const text = t.sales.wayPart(label(stageLabelIn(lines, stage)), format.number(days));
        return (
          <li
            key={stage}
            className={`way-part ellipsis${stuck ? ' stuck' : now ? ' now' : ''}`}
            style={{ flexGrow: Math.max(1, days) }}
            title={stuck ? t.sales.board.stuckNote(format.number(maxDaysIn(lines, stage))) : text}
          >
            {stuck ? <Icon name="warning" size={12} /> : null} {text}
          </li>
        );
      })}
    </ol>
  );
}
