import { useQuery } from '@tanstack/react-query';
import { defaultProcess } from '../../../shared/processes.ts';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { MonthsChart } from '../review/months-chart.tsx';
import type { Known } from './api.ts';
import { knowledgeQuery } from './api.ts';

const rate = ({ passed, held }: { passed: number; held: number }): number =>
  Math.round((passed / Math.max(1, held)) * 100);

/** A share as a bar with its number, readable without colour. */
function Share({ of }: { of: { passed: number; held: number } }) {
  const { t } = useI18n();
  const format = useFormat();
  const percent = rate(of);
  return (
    <span className="iv-share" title={t.interviews.knowledge.passed(format.number(of.passed), format.number(of.held))}>
      <span className="iv-track" aria-hidden="true">
        <span style={{ width: `${percent}%` }} />
      </span>
      <span className="number">{t.interviews.percent(format.number(percent))}</span>
    </span>
  );
}

function Process({ one }: { one: Known['processes'][number] }) {
  const { t, label } = useI18n();
  const words = t.interviews.knowledge;
  const format = useFormat();
  const name = defaultProcess(one.processKey)?.label;
  return (
    <li className="iv-known">
      <div className="iv-known-head">
        <strong>{name ? label(name) : one.processKey}</strong>
        <span className="quiet-hint">{words.passed(format.number(one.passed), format.number(one.held))}</span>
      </div>
      <Share of={one} />
      {one.teams.length > 1 || (one.teams[0]?.team ?? '') !== '' ? (
        <dl className="iv-teams" aria-label={words.teams}>
          {one.teams.map((team) => (
            <div key={team.team}>
              <dt>{team.team || words.noTeam}</dt>
              <dd>
                <Share of={team} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {one.wrong.length > 0 ? (
        <div>
          <span className="q-label">{words.wrong}</span>
          <ul className="iv-wrong">
            {one.wrong.slice(0, 3).map(({ key, times, question }) => (
              <li key={key}>
                {question ? label(question) : key}{' '}
                <span className="badge bad">{words.times(format.number(times))}</span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </li>
  );
}

/** What people know of each process, by team, with what they do not know. */
export function KnowledgePart() {
  const { t } = useI18n();
  const words = t.interviews.knowledge;
  const format = useFormat();
  const { workspaceId: ws } = useWorkspace();
  const answer = useQuery(knowledgeQuery(ws));
  const body = () => {
    if (answer.isPending) return <Waiting />;
    if (answer.isError) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
    const { months, processes } = answer.data;
    if (processes.length === 0) return <p className="q-text">{words.empty}</p>;
    return (
      <>
        <p className="quiet-hint">{words.intro}</p>
        <ul className="iv-list">
          {processes.map((one) => (
            <Process key={one.processKey} one={one} />
          ))}
        </ul>
        <h3>{words.months}</h3>
        <MonthsChart
          label={words.months}
          columns={months.map(({ month, held, passed }) => ({
            month,
            value: held,
            short: format.number(held),
            full: words.passed(format.number(passed), format.number(held)),
            href: `/interviews?month=${month}`,
          }))}
        />
      </>
    );
  };
  return (
    <section className="iv-part" aria-labelledby="iv-knowledge">
      <h2 id="iv-knowledge">{words.title}</h2>
      {body()}
    </section>
  );
}
