import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { fieldWords } from '../../../shared/operators/weekly.ts';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { useRules } from '../lib/rules.ts';
import { RefChip } from '../records/value.tsx';
import type { Mistake, Week } from './api.ts';
import { weekQuery } from './api.ts';
import { fixHref } from './links.ts';

const HIGH = 36;

/** How many faults came in each week; the last column is the week that is told. */
function Trend({ trend }: { trend: Week['trend'] }) {
  const { t } = useI18n();
  const format = useFormat();
  const words = t.operators.week;
  const most = Math.max(1, ...trend.map((one) => one.opened));
  return (
    <div className="op-trend" role="img" aria-label={`${words.trend}: ${trend.map((one) => one.opened).join(', ')}`}>
      {trend.map((one) => (
        <span key={one.week} title={words.trendRead(format.date(one.week), format.number(one.opened))}>
          {format.number(one.opened)}
          <i style={{ height: `${Math.max(2, (one.opened / most) * HIGH)}px` }} />
          {one.week.slice(5)}
        </span>
      ))}
    </div>
  );
}

/** One fault: what, where, how it is done right, and the way there. */
function MistakeLine({ one }: { one: Mistake }) {
  const { t, lang, label } = useI18n();
  const format = useFormat();
  const rules = useRules();
  const words = t.operators.week;
  const rule = rules.data?.items.find((known) => known.id === one.rule);
  const field = fieldWords(one.subjectType, one.locator, lang === 'en' ? 'en' : 'zh');
  return (
    <li>
      <div>
        <span className="op-what">{rule ? label(rule.label) : one.rule}</span>{' '}
        {one.isNew ? <span className="badge">{words.isNew}</span> : null}{' '}
        {one.dueDate ? <span className="quiet-hint">{words.due(format.day(one.dueDate))}</span> : null}
        <div>
          <RefChip id={one.subjectId} /> {field ? <span className="quiet-hint">{field}</span> : null}
        </div>
      </div>
      <Link className="btn small" href={fixHref(one)}>
        {words.fix}
      </Link>
      {rule ? (
        <div className="op-how">
          {words.how}
          {lang === 'en' ? ': ' : '：'}
          {label(rule.help)}
        </div>
      ) : null}
    </li>
  );
}

/** What the caller is to put right, with how that was in the weeks before. */
export function WeekPart() {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId, memberId } = useWorkspace();
  const answer = useQuery(weekQuery(workspaceId));
  const words = t.operators.week;
  const body = (week: Week) => (
    <>
      <p className="q-text">{words.summary(format.number(week.opened), format.number(week.open))}</p>
      {week.trend.some((one) => one.opened > 0) ? <Trend trend={week.trend} /> : null}
      {week.mistakes.length === 0 ? (
        <div className="message">
          <Icon name="check" size={28} />
          <p className="q-text">{words.empty}</p>
          <Link className="btn" href={`/operators/${memberId}`}>
            {words.emptyAction}
          </Link>
        </div>
      ) : (
        <ul className="op-list">
          {week.mistakes.map((one) => (
            <MistakeLine key={one.findingId} one={one} />
          ))}
        </ul>
      )}
      {week.open > week.mistakes.length ? <Link href="/findings">{words.all(format.number(week.open))}</Link> : null}
    </>
  );
  return (
    <section className="op-part" aria-labelledby="op-week">
      <h2 id="op-week">{words.title}</h2>
      {answer.data ? (
        body(answer.data)
      ) : answer.error ? (
        <Failed error={answer.error} onRetry={() => void answer.refetch()} />
      ) : (
        <Waiting />
      )}
    </section>
  );
}
