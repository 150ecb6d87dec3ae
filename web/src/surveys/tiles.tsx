import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import type { Figures } from './api.ts';

const signed = (value: number): string => (value > 0 ? `+${value}` : String(value).replace('-', '−'));

/** The figures of one survey side by side. */
export function Tiles({ figures }: { figures: Figures }) {
  const { t } = useI18n();
  const format = useFormat();
  const words = t.surveys;
  const { sent, answered, low, average, nps } = figures;
  const score = nps === undefined ? average : undefined;
  const tiles: [string, string, string?][] = [
    [words.sent, format.number(sent)],
    [words.answered, format.number(answered)],
    [words.rate, sent === 0 ? '–' : `${Math.round((answered / sent) * 100)}%`],
    ...(nps === undefined ? [] : [[words.nps, signed(nps)] as [string, string]]),
    ...(score === undefined ? [] : [[words.average, score.toFixed(2)] as [string, string]]),
    low > 0 ? [words.low, format.number(low), words.lowHint] : [words.low, format.number(low)],
  ];
  return (
    <dl className="mo-tiles">
      {tiles.map(([name, value, hint]) => (
        <div key={name} className={`mo-tile${hint && low > 0 ? ' bad' : ''}`}>
          <dt>{name}</dt>
          <dd>{value}</dd>
          {hint ? <dd className="q-text">{hint}</dd> : null}
        </div>
      ))}
    </dl>
  );
}

/** Whom the survey did not reach. */
export function NotReached({ figures }: { figures: Figures }) {
  const { t } = useI18n();
  const format = useFormat();
  const { skipped, failed } = figures;
  const parts = [
    ...(skipped > 0 ? [t.surveys.notAsked(format.number(skipped))] : []),
    ...(failed > 0 ? [t.surveys.failedCount(format.number(failed))] : []),
  ];
  return parts.length > 0 ? <p className="q-text">{parts.join(' · ')}</p> : null;
}
