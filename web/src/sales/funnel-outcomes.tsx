import { Link } from 'wouter';
import { closeReasons } from '../../../shared/sales/close-reasons.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import type { Measures } from './funnel-api.ts';
import type { About } from './funnel-links.ts';
import { closedHref } from './funnel-links.ts';

interface Props {
  total: Measures;
  about: About;
}

function Reasons({ total, about, as }: Props & { as: 'won' | 'lost' }) {
  const { t, label } = useI18n();
  const format = useFormat();
  const { reasons } = total[as];
  if (reasons.length === 0) return null;
  const most = Math.max(...reasons.map((one) => one.count));
  const nameOf = (key: string) =>
    key === '-' ? t.sales.noReason : label(closeReasons[key as keyof typeof closeReasons] ?? { en: key, zh: key });
  return (
    <div className="fn-reasons">
      <h3>{as === 'won' ? t.sales.whyWon : t.sales.whyLost}</h3>
      <ul>
        {reasons.map(({ key, count }) => (
          <li key={key}>
            <span className="fn-reason-name ellipsis">{nameOf(key)}</span>
            <span className="fn-track" aria-hidden="true">
              <span className={`fn-fill ${as}`} style={{ width: `${(count / most) * 100}%` }} />
            </span>
            <Link href={closedHref(as, about, key)}>{format.number(count)}</Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What was won and lost in the period, and why. */
export function Outcomes({ total, about }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const words = t.sales;
  const { won, lost, winRate, cycleDays } = total;
  return (
    <>
      <dl className="fn-figures">
        <div>
          <dt title={words.wonNote}>{words.won}</dt>
          <dd>
            <Link href={closedHref('won', about)}>{format.number(won.count)}</Link>
            <small>{format.sums(won.sums)}</small>
          </dd>
        </div>
        <div>
          <dt title={words.lostNote}>{words.lost}</dt>
          <dd>
            <Link href={closedHref('lost', about)}>{format.number(lost.count)}</Link>
            <small>{format.sums(lost.sums)}</small>
          </dd>
        </div>
        <div>
          <dt title={words.winRateNote}>{words.winRate}</dt>
          <dd>{winRate === undefined ? '–' : `${format.number(winRate)} %`}</dd>
        </div>
        <div>
          <dt title={words.cycleNote}>{words.cycle}</dt>
          <dd>{cycleDays === undefined ? '–' : format.number(cycleDays)}</dd>
        </div>
      </dl>
      <div className="fn-why">
        <Reasons total={total} about={about} as="won" />
        <Reasons total={total} about={about} as="lost" />
      </div>
    </>
  );
}
