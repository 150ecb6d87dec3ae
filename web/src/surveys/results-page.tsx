import '../styles/form.css';
import '../receivables/money.css';
import './surveys.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { addDays } from '../../../shared/kernel/time.ts';
import { scales } from '../../../shared/surveys/scales.ts';
import { survey } from '../../../shared/surveys/survey.ts';
import { surveyRequest } from '../../../shared/surveys/survey-request.ts';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { pageQuery } from '../lib/records.ts';
import { RefChip } from '../records/value.tsx';
import type { Figures, Results } from './api.ts';
import { resultsQuery } from './api.ts';
import { NotReached, Tiles } from './tiles.tsx';

const periods = { quarter: 90, year: 365, all: 0 } as const;
type Period = keyof typeof periods;

const share = (count: number, of: number): string => `${of === 0 ? 0 : Math.round((count / of) * 100)}%`;

/** How often each score was given: a bar with its number, readable without colour. */
function Distribution({ results, figures }: { results: Results; figures: Figures }) {
  const { t } = useI18n();
  const format = useFormat();
  const most = Math.max(1, ...results.distribution.map((one) => one.count));
  return (
    <table className="q-table sv-bars">
      <caption className="hidden-text">{t.surveys.page.distribution}</caption>
      <thead>
        <tr>
          <th scope="col" className="number">
            {t.surveys.page.score}
          </th>
          <th scope="col">
            <span className="hidden-text">{t.surveys.rate}</span>
          </th>
          <th scope="col" className="number">
            {t.surveys.page.count}
          </th>
        </tr>
      </thead>
      <tbody>
        {[...results.distribution].reverse().map(({ score, count }) => (
          <tr key={score}>
            <th scope="row" className="number">
              {score}
            </th>
            <td>
              <span className="sv-bar" style={{ width: `${(count / most) * 100}%` }} />
            </td>
            <td className="number nowrap">
              {format.number(count)} <span className="quiet-text sv-share">{share(count, figures.answered)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Months({ results, figures }: { results: Results; figures: Figures }) {
  const { t } = useI18n();
  const format = useFormat();
  const isNps = figures.kind === 'nps';
  const { least, most } = scales[figures.kind];
  const [from, span] = isNps ? [-100, 200] : [least, most - least];
  return (
    <table className="q-table sv-bars">
      <caption className="hidden-text">{t.surveys.page.trend}</caption>
      <thead>
        <tr>
          <th scope="col">{t.surveys.page.month}</th>
          <th scope="col">
            <span className="hidden-text">{t.surveys.page.trend}</span>
          </th>
          <th scope="col" className="number">
            {isNps ? t.surveys.nps : t.surveys.average}
          </th>
          <th scope="col" className="number">
            {t.surveys.page.count}
          </th>
        </tr>
      </thead>
      <tbody>
        {results.months.map(({ month, answered, average, nps }) => {
          const value = isNps ? (nps ?? 0) : average;
          return (
            <tr key={month}>
              <th scope="row" className="nowrap">
                {month}
              </th>
              <td>
                <span className="sv-bar" style={{ width: `${Math.max(1, ((value - from) / span) * 100)}%` }} />
              </td>
              <td className="number">{isNps ? value : value.toFixed(2)}</td>
              <td className="number">{format.number(answered)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Comments({ results }: { results: Results }) {
  const { t } = useI18n();
  const format = useFormat();
  const words = t.surveys.page;
  if (results.comments.length === 0) return <p className="q-text">{words.noComments}</p>;
  return (
    <ul className="sv-comments">
      {results.comments.map((one) => (
        <li key={one.id}>
          <p className="sv-said">{one.comment}</p>
          <p className="q-row">
            <Link href={`/${surveyRequest.collection}/${one.id}`} className={`badge${one.followUpId ? ' bad' : ''}`}>
              {words.outOf(one.score, scales[one.kind].most)}
            </Link>
            {one.accountId ? <RefChip id={one.accountId} /> : null}
            {one.contactId ? <RefChip id={one.contactId} /> : null}
            <span className="quiet-text">{format.instant(one.answeredAt)}</span>
            {one.followUpId ? (
              <Link className="link" href={`/activities/${one.followUpId}`}>
                {words.followUp}
              </Link>
            ) : null}
          </p>
        </li>
      ))}
    </ul>
  );
}

function One({ results, figures }: { results: Results; figures: Figures }) {
  const { t } = useI18n();
  const format = useFormat();
  const words = t.surveys.page;
  const { promoters, passives, detractors } = figures;
  return (
    <>
      <Tiles figures={figures} />
      {promoters === undefined ? null : (
        <p className="q-text">
          {words.groups(format.number(promoters), format.number(passives ?? 0), format.number(detractors ?? 0))}
        </p>
      )}
      <NotReached figures={figures} />
      {figures.answered > 0 ? (
        <div className="sv-charts">
          <section>
            <h2>{words.distribution}</h2>
            <Distribution results={results} figures={figures} />
          </section>
          <section>
            <h2>{words.trend}</h2>
            <Months results={results} figures={figures} />
          </section>
        </div>
      ) : null}
    </>
  );
}

/** What came of a survey: scores, their way through the months, and what customers wrote. */
export default function ResultsPage() {
  const { t } = useI18n();
  const words = t.surveys.page;
  const { workspaceId: ws } = useWorkspace();
  const format = useFormat();
  const id = useId();
  const [search, setSearch] = useSearchParams();
  const [period, setPeriod] = useState<Period>('year');
  useTitle(words.title);
  const surveys = useQuery(pageQuery(ws, survey.name, { sort: 'name', limit: 50, archived: 'all' }));
  const items = surveys.data?.items ?? [];
  const chosen = search.get('survey') ?? items[0]?.id;
  const days = periods[period];
  const answer = useQuery({
    ...resultsQuery(ws, {
      ...(chosen ? { surveyId: chosen } : {}),
      ...(days > 0 ? { from: addDays(format.today(), -days) } : {}),
    }),
    enabled: surveys.data !== undefined,
    placeholderData: keepPreviousData,
  });
  const figures = answer.data?.surveys.find((one) => one.surveyId === chosen);
  const error = surveys.error ?? answer.error;
  return (
    <>
      <header className="page-head">
        <h1>{words.title}</h1>
        <span className="spread" />
        <Link className="btn quiet" href="/surveys">
          {words.toSurveys}
        </Link>
      </header>
      <div className="q-body">
        <div className="q-row">
          <label htmlFor={`${id}-survey`}>{words.survey}</label>
          <select
            id={`${id}-survey`}
            className="input sv-choice"
            value={chosen ?? ''}
            onChange={({ target }) => setSearch({ survey: target.value }, { replace: true })}
          >
            {items.map((one) => (
              <option key={one.id} value={one.id}>
                {String(one['name'])}
              </option>
            ))}
          </select>
          <label htmlFor={`${id}-period`}>{words.period}</label>
          <select
            id={`${id}-period`}
            className="input sv-choice"
            value={period}
            onChange={({ target }) => setPeriod(target.value as Period)}
          >
            {(Object.keys(periods) as Period[]).map((one) => (
              <option key={one} value={one}>
                {words.periods[one]}
              </option>
            ))}
          </select>
        </div>
        {error ? (
          <Failed error={error} onRetry={() => void Promise.all([surveys.refetch(), answer.refetch()])} />
        ) : null}
        {answer.isPending && !error ? <Waiting /> : null}
        {answer.data && !figures ? <p className="q-text">{items.length === 0 ? t.surveys.empty : words.none}</p> : null}
        {answer.data && figures ? <One results={answer.data} figures={figures} /> : null}
        {answer.data && figures ? (
          <section className="mo-part">
            <h2>{words.comments}</h2>
            <Comments results={answer.data} />
          </section>
        ) : null}
      </div>
    </>
  );
}
