import '../styles/form.css';
import './money.css';
import './statement.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useLocation, useSearch } from 'wouter';
import type { Statement } from '../../../shared/receivables/receivables.contract.ts';
import type { PageProps } from '../app/route.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { useRefTitle } from '../lib/titles.ts';
import { PrintButton } from '../papers/print-button.tsx';
import { commerceQuery, statementQuery } from './api.ts';
import { periodOf, presets } from './period.ts';
import { OpenItems, StatementLines } from './statement-view.tsx';

const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text);

function PaperHead({ statement }: { statement: Statement }) {
  const { t, lang } = useI18n();
  const format = useFormat();
  const { workspaceId: ws, workspaceName } = useWorkspace();
  const policy = useQuery(commerceQuery(ws));
  const words = t.receivables.statement;
  const seller = policy.data?.policy.seller;
  const name = lang === 'en' ? seller?.nameEn || seller?.name : seller?.name || seller?.nameEn;
  return (
    <div className="mo-paper-head">
      <div>
        <h1>{words.title}</h1>
        <div>{statement.name}</div>
        <div>
          {format.date(statement.from)} – {format.date(statement.to)} · {statement.currency}
        </div>
      </div>
      <div className="mo-end">
        <div>{name || workspaceName}</div>
        <div>{words.printed(format.instant(new Date().toISOString()))}</div>
      </div>
    </div>
  );
}

function Body({ statement }: { statement: Statement }) {
  const { t } = useI18n();
  const words = t.receivables.statement;
  return (
    <>
      <PaperHead statement={statement} />
      <section className="mo-part">
        <StatementLines statement={statement} />
      </section>
      <section className="mo-part" aria-labelledby="mo-open-items">
        <h2 id="mo-open-items">{words.openItems}</h2>
        <OpenItems statement={statement} />
      </section>
    </>
  );
}

/** What a customer was billed and paid in a period, to look at and to print. */
export default function StatementPage({ params }: PageProps) {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId: ws, currency: own } = useWorkspace();
  const [path, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const id = params['id'] ?? '';
  const name = useRefTitle(id);
  const words = t.receivables.statement;
  const today = format.today();
  const usual = periodOf('quarter', today);
  const from = isDay(asked.get('from')) ? asked.get('from')! : usual.from;
  const to = isDay(asked.get('to')) ? asked.get('to')! : usual.to;
  const currency = asked.get('currency') ?? '';
  const wrong = to < from;
  const answer = useQuery({
    ...statementQuery(ws, id, { from, to, ...(currency ? { currency } : {}) }),
    enabled: !wrong,
    placeholderData: keepPreviousData,
  });
  useTitle(name ? words.of(name) : words.title);
  const go = (part: { from?: string; to?: string; currency?: string }) => {
    const next = new URLSearchParams({ from, to, ...(currency ? { currency } : {}), ...part });
    navigate(`${path}?${next}`, { replace: true });
  };
  const chosen = presets.find((one) => {
    const period = periodOf(one, today);
    return period.from === from && period.to === to;
  });
  const currencies = [...new Set([own, currency, answer.data?.currency ?? '', 'CNY', 'USD', 'EUR'])].filter(Boolean);
  return (
    <>
      <header className="page-head">
        <Link href={`/accounts/${id}`} className="btn quiet small square" aria-label={words.back} title={words.back}>
          <Icon name="left" />
        </Link>
        <h1 className="ellipsis">{name ? words.of(name) : words.title}</h1>
        <span className="spread" />
        {wrong ? null : <PrintButton what={{ kind: 'statement', id, from, to, ...(currency ? { currency } : {}) }} />}
      </header>
      <div className="q-body mo-statement">
        <div className="mo-period mo-no-print">
          <fieldset className="q-segments" aria-label={words.period}>
            {presets.map((one) => (
              <button
                key={one}
                type="button"
                className="btn small quiet"
                aria-pressed={one === chosen}
                onClick={() => go(periodOf(one, today))}
              >
                {words.presets[one]}
              </button>
            ))}
          </fieldset>
          <label>
            {words.from}{' '}
            <input
              type="date"
              className="input"
              value={from}
              onChange={({ target }) => isDay(target.value) && go({ from: target.value })}
            />
          </label>
          <label>
            {words.to}{' '}
            <input
              type="date"
              className="input"
              value={to}
              onChange={({ target }) => isDay(target.value) && go({ to: target.value })}
            />
          </label>
          <select
            className="input"
            aria-label={words.currency}
            value={currency || answer.data?.currency || own}
            onChange={({ target }) => go({ currency: target.value })}
          >
            {currencies.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </div>
        {wrong ? (
          <p className="form-problem" role="alert">
            {words.badPeriod}
          </p>
        ) : answer.data ? (
          <Body statement={answer.data} />
        ) : answer.error ? (
          <Failed error={answer.error} onRetry={() => void answer.refetch()} />
        ) : (
          <Waiting />
        )}
      </div>
    </>
  );
}
