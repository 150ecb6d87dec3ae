import './compare.css';
import './goals.css';
import { Link } from 'wouter';
import type { PackFigure } from '../../../shared/review/measures.ts';
import { aimedFigures } from '../../../shared/review/measures.ts';
import type { PackMeasure } from '../../../shared/review/parts.contract.ts';
import type { ReviewPack } from '../../../shared/review/review.contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { barLength } from './change.ts';
import { useWrite } from './compared-table.tsx';
import { links } from './links.ts';
import { Meaning } from './meaning.tsx';
import { measureHref } from './measure-links.ts';
import { asOfDay } from './period.ts';

/** How far a value has come from its baseline to its goal, in percent; undefined where the two say no way. */
export const wayTo = ({ value, baseline, goal }: Pick<PackMeasure, 'value' | 'baseline' | 'goal'>) =>
  baseline === undefined || goal === undefined || goal === baseline
    ? undefined
    : Math.max(0, Math.min(100, Math.round(((value - baseline) / (goal - baseline)) * 100)));

const marks = { met: '✓', better: '▲', worse: '▼', same: '＝' } as const;
const tones = { met: 'good', better: 'good', worse: 'bad', same: 'plain' } as const;

/** Where a measure stands: mark and word, with the colour as a mere addition. */
export function MeasureState({ measure, asOf }: { measure: PackMeasure; asOf: string }) {
  const { t } = useI18n();
  const words = t.reviewParts.goals;
  const { state, goal, goalBy } = measure;
  if (goal !== undefined && state !== 'met' && goalBy !== undefined && goalBy < asOf)
    return <span className="rv-change bad">✕ {words.missed}</span>;
  if (!state) return <>—</>;
  return (
    <span className={`rv-change ${tones[state]}`}>
      <span aria-hidden="true">{marks[state]}</span> {words.states[state]}
    </span>
  );
}

interface RowProps {
  pack: ReviewPack;
  measure: PackMeasure;
  figure: PackFigure;
}

function Row({ pack, measure, figure }: RowProps) {
  const { t, label } = useI18n();
  const format = useFormat();
  const write = useWrite();
  const { timeZone } = useWorkspace();
  const words = t.reviewParts.goals;
  const { value, before, baseline, baselineOn, goal, goalBy, ownerName } = measure;
  const way = wayTo(measure);
  return (
    <tr>
      <th scope="row">
        <Link href={measureHref(measure.key, pack, timeZone)}>{label(figure.label)}</Link>
        {figure.currency ? <span className="rv-unit"> {figure.currency}</span> : null}
        <Meaning of={measure.key} />
        {ownerName ? <span className="rv-detail">{ownerName}</span> : null}
        {way === undefined ? null : (
          <svg
            className="rv-bar rv-way"
            viewBox="0 0 100 10"
            preserveAspectRatio="none"
            role="img"
            aria-label={words.progress(format.number(way))}
          >
            <rect className="rv-bar-ground" width="100" height="10" />
            <rect className="rv-bar-fill" width={barLength(way, 100)} height="10" />
          </svg>
        )}
      </th>
      <td className="rv-num" data-head={words.value}>
        <Link href={measureHref(measure.key, pack, timeZone)}>{write(figure, value)}</Link>
      </td>
      <td className="rv-num" data-head={words.before}>
        {before === undefined ? (
          '—'
        ) : pack.previous ? (
          <Link href={links.review(pack.previous)}>{write(figure, before)}</Link>
        ) : (
          write(figure, before)
        )}
      </td>
      <td className="rv-num" data-head={words.baseline}>
        {baseline === undefined ? '—' : write(figure, baseline)}
        {baselineOn ? <span className="rv-goal-day">{format.date(baselineOn)}</span> : null}
      </td>
      <td className="rv-num" data-head={words.goal}>
        {goal === undefined ? '—' : write(figure, goal)}
        {goalBy ? <span className="rv-goal-day">{words.due(format.date(goalBy))}</span> : null}
      </td>
      <td className="rv-num rv-to" data-head={words.state}>
        <MeasureState measure={measure} asOf={asOfDay(pack, timeZone)} />
      </td>
    </tr>
  );
}

/** The measures that somebody set a goal or a baseline for, as it was when the figures were frozen. */
export function GoalsSection({ pack }: { pack: ReviewPack }) {
  const { t } = useI18n();
  const { can } = useWorkspace();
  if (!pack.measures) return null;
  const words = t.reviewParts.goals;
  const figures = new Map(aimedFigures(pack).map((figure) => [figure.key, figure]));
  const aimed = pack.measures.filter(({ goal, baseline }) => goal !== undefined || baseline !== undefined);
  const heads = [words.value, words.before, words.baseline, words.goal, words.state];
  return (
    <section className="rv-section" aria-labelledby="rv-goals">
      <h2 id="rv-goals">{words.section}</h2>
      {aimed.length === 0 ? (
        <p className="rv-note">
          {words.empty}{' '}
          {can('reviews:write') ? (
            <Link className="no-print" href="/reviews/goals">
              {words.set}
            </Link>
          ) : null}
        </p>
      ) : (
        <table className="rv-table rv-compared rv-goals">
          <thead>
            <tr>
              <th scope="col">{words.measure}</th>
              {heads.map((head) => (
                <th key={head} scope="col" className="rv-num">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {aimed.map((measure) => {
              const figure = figures.get(measure.key);
              return figure ? <Row key={measure.key} pack={pack} measure={measure} figure={figure} /> : null;
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}
