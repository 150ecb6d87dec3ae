import './operators.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useLocation, useSearch } from 'wouter';
import { addMonths } from '../../../shared/kernel/time.ts';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { isPeriod, monthName } from '../review/period.ts';
import type { Operator, Overview, Scores } from './api.ts';
import { operatorPolicyQuery, overviewQuery } from './api.ts';
import { OperatorTabs } from './tabs.tsx';

/** Months that can be chosen. */
const CHOICES = 13;

/** How a rate moved against the month before: told by words as well as by the arrow. */
function Movement({ now, before }: { now: number | undefined; before: number | undefined }) {
  const { t } = useI18n();
  if (now === undefined || before === undefined) return null;
  const words = t.operators;
  const way = now < before ? words.better : now > before ? words.worse : words.same;
  return (
    <span className="quiet-hint" title={way} role="img" aria-label={way}>
      {now < before ? '↓' : now > before ? '↑' : '→'}
    </span>
  );
}

function Row({ one }: { one: Operator }) {
  const { t } = useI18n();
  const format = useFormat();
  const { memberId } = useWorkspace();
  const words = t.operators;
  const show = (value: number | undefined, write = format.number) => (value === undefined ? words.none : write(value));
  const cells = (scores: Scores) => (
    <>
      <td className="number">{format.number(scores.entered)}</td>
      <td className="number op-wide">{format.number(scores.findings)}</td>
      <td className="number">
        {show(scores.errorRate)} <Movement now={scores.errorRate} before={one.before?.errorRate} />
      </td>
      <td className="number">{show(scores.inTime, (value) => words.percent(format.number(value)))}</td>
    </>
  );
  return (
    <tr>
      <td>
        <Link href={`/operators/${one.memberId}`}>
          <Person id={one.memberId} />
        </Link>{' '}
        {one.memberId === memberId ? <span className="badge">{words.you}</span> : null}
      </td>
      {one.scores ? (
        cells(one.scores)
      ) : (
        <td colSpan={4} className="quiet-hint">
          {one.shownFrom ? words.hiddenUntil(format.instant(one.shownFrom)) : words.hiddenRunning}
        </td>
      )}
    </tr>
  );
}

function Body({ data }: { data: Overview }) {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId, canWrite } = useWorkspace();
  const policy = useQuery(operatorPolicyQuery(workspaceId)).data?.policy;
  const words = t.operators;
  return (
    <>
      <section className="op-part" aria-labelledby="op-medals">
        <h2 id="op-medals">{words.recognised}</h2>
        {data.recognised.length > 0 ? (
          <div className="op-medals">
            {data.recognised.map((id) => (
              <span key={id}>
                <Icon name="check" size={14} /> <Person id={id} />
              </span>
            ))}
          </div>
        ) : (
          <p className="q-text">{words.nobody}</p>
        )}
        <p className="quiet-hint">
          {policy
            ? words.recognisedHint(format.number(policy.enoughRecords), format.number(policy.accurateRate))
            : null}{' '}
          <Link href="/settings/operators">{canWrite('warnings') ? words.settings.open : words.settings.title}</Link>
        </p>
      </section>
      <section className="op-part" aria-label={words.everybody}>
        <table className="q-table op-table">
          <thead>
            <tr>
              <th scope="col">{words.columns.person}</th>
              <th scope="col" className="number">
                {words.columns.entered}
              </th>
              <th scope="col" className="number op-wide">
                {words.columns.findings}
              </th>
              <th scope="col" className="number">
                {words.columns.errorRate}
              </th>
              <th scope="col" className="number">
                {words.columns.inTime}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((one) => (
              <Row key={one.memberId} one={one} />
            ))}
          </tbody>
        </table>
        {data.items.length < 2 ? <p className="q-text">{words.emptyTeam}</p> : null}
      </section>
    </>
  );
}

/** Everybody's month, as far as the reader manages them and they were shown it themselves. */
export default function OperatorsPage() {
  const { t, lang } = useI18n();
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('month') ?? '';
  const running = format.today().slice(0, 7);
  const month = isPeriod(asked) && asked <= running ? asked : addMonths(running, -1);
  const answer = useQuery({ ...overviewQuery(workspaceId, month), placeholderData: keepPreviousData });
  const words = t.operators;
  useTitle(words.title);
  return (
    <>
      <header className="page-head">
        <Icon name="chart" size={18} />
        <h1>{words.title}</h1>
        <span className="spread" />
        <select
          className="input op-month"
          aria-label={words.month}
          value={month}
          onChange={({ target }) => navigate(`/operators?month=${target.value}`, { replace: true })}
        >
          {Array.from({ length: CHOICES }, (_, back) => addMonths(running, -back)).map((one) => (
            <option key={one} value={one}>
              {one === running ? words.running(monthName(one, lang)) : monthName(one, lang)}
            </option>
          ))}
        </select>
      </header>
      <div className="q-body">
        <OperatorTabs />
        <p className="q-text">{words.intro}</p>
        {answer.data ? (
          <Body data={answer.data} />
        ) : answer.error ? (
          <Failed error={answer.error} onRetry={() => void answer.refetch()} />
        ) : (
          <Waiting />
        )}
      </div>
    </>
  );
}
