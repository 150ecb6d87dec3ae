import './operators.css';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, useSearch } from 'wouter';
import { entityOf, isEntity } from '../../../shared/entities.ts';
import { issuers } from '../../../shared/operators/warning.process.ts';
import { processLabels } from '../../../shared/processes.ts';
import type { PageProps } from '../app/route.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { useRules } from '../lib/rules.ts';
import { useRefTitle } from '../lib/titles.ts';
import { monthName, monthShort } from '../review/period.ts';
import type { Card, CardMonth } from './api.ts';
import { cardQuery, noteOpened, operatorPolicyQuery } from './api.ts';
import { CertificateList } from './certificate-list.tsx';
import { DraftDialog } from './draft-dialog.tsx';
import { enteredHref, findingsHref, stepsHref } from './links.ts';
import { OperatorTabs } from './tabs.tsx';

/** A figure with its team's beside it. */
function Figure({
  value,
  median,
  most,
  percent,
}: {
  value: number | undefined;
  median?: number | undefined;
  /** The largest of its column, which the bar below the figure is as long as. */
  most?: number;
  percent?: true;
}) {
  const { t } = useI18n();
  const format = useFormat();
  const words = t.operators;
  const write = (n: number) => (percent ? words.percent(format.number(n)) : format.number(n));
  return (
    <>
      {value === undefined ? words.none : write(value)}
      {most ? (
        <span className="op-share" aria-hidden="true">
          <span style={{ width: `${((value ?? 0) / most) * 100}%` }} />
        </span>
      ) : null}
      {median === undefined ? null : (
        <div className="quiet-hint">
          {words.card.median} {write(median)}
        </div>
      )}
    </>
  );
}

function Months({ card, month, onChoose }: { card: Card; month: string; onChoose: (month: string) => void }) {
  const { t, lang } = useI18n();
  const words = t.operators;
  const mostOf = (name: 'entered' | 'errorRate') =>
    Math.max(0, ...card.months.map((one) => one.own?.scores[name] ?? 0));
  const most = { entered: mostOf('entered'), errorRate: mostOf('errorRate') };
  return (
    <table className="q-table op-table">
      <thead>
        <tr>
          <th scope="col">{words.month}</th>
          <th scope="col" className="number">
            {words.columns.entered}
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
        {[...card.months].reverse().map((one) => (
          <tr key={one.month}>
            <td>
              <button
                type="button"
                className="btn small quiet"
                aria-pressed={one.month === month}
                title={words.card.choose(monthName(one.month, lang))}
                onClick={() => onChoose(one.month)}
              >
                {monthShort(one.month, lang)}
              </button>{' '}
              {one.recognised ? <span className="badge good">{words.card.medal}</span> : null}
            </td>
            {one.own ? (
              <>
                <td className="number">
                  <Figure value={one.own.scores.entered} median={one.median.entered} most={most.entered} />
                </td>
                <td className="number">
                  <Figure value={one.own.scores.errorRate} median={one.median.errorRate} most={most.errorRate} />
                </td>
                <td className="number">
                  <Figure value={one.own.scores.inTime} median={one.median.inTime} most={100} percent />
                </td>
              </>
            ) : (
              <td colSpan={3} className="quiet-hint">
                {words.card.hidden}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What a month’s figures are made of: each opens its records. */
function Evidence({ memberId, of }: { memberId: string; of: CardMonth }) {
  const { t, lang, label } = useI18n();
  const format = useFormat();
  const rules = useRules();
  const { timeZone } = useWorkspace();
  const words = t.operators.card;
  if (!of.own) return null;
  const where = { memberId, month: of.month, timeZone };
  const sorted = (counts: Readonly<Record<string, number>>) => Object.entries(counts).sort((a, b) => b[1] - a[1]);
  const parts = [
    {
      title: words.entered,
      rows: sorted(of.own.entered).map(([type, n]) => ({
        key: type,
        name: isEntity(type) ? label(entityOf(type).plural) : type,
        value: format.number(n),
        href: enteredHref(type, where),
      })),
    },
    {
      title: words.findings,
      rows: sorted(of.own.findings).map(([rule, n]) => {
        const known = rules.data?.items.find((one) => one.id === rule);
        return {
          key: rule,
          name: known ? label(known.label) : rule,
          value: format.number(n),
          href: findingsHref(rule, where),
        };
      }),
    },
    {
      title: words.steps,
      rows: Object.entries(of.own.steps).map(([process, { steps, late }]) => ({
        key: process,
        name: processLabels[process] ? label(processLabels[process]) : process,
        value: words.stepsRead(format.number(steps), format.number(late)),
        href: stepsHref(process, where),
      })),
    },
  ].filter((part) => part.rows.length > 0);
  return (
    <section className="op-part" aria-labelledby="op-made">
      <h2 id="op-made">{words.evidence(monthName(of.month, lang))}</h2>
      {parts.length === 0 ? <p className="q-text">{words.nothing}</p> : null}
      <div className="op-evidence">
        {parts.map((part) => (
          <div key={part.title}>
            <h3>{part.title}</h3>
            <ul>
              {part.rows.map((row) => (
                <li key={row.key}>
                  <Link href={row.href}>{row.name}</Link>
                  <span>{row.value}</span>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}

/** Whether the team’s middle stands beside a month’s figures. */
const hasMedian = ({ own, median }: CardMonth): boolean =>
  own !== undefined && Object.values(median).some((one) => one !== undefined);

/** One person's scorecard: against their own past and the team's middle, each figure with its evidence. */
export default function CardPage({ params }: PageProps) {
  const { t } = useI18n();
  const { workspaceId, memberId: self, roles } = useWorkspace();
  const memberId = params['id'] ?? self;
  const asked = new URLSearchParams(useSearch()).get('month');
  const [chosen, setChosen] = useState<string>();
  const [giving, setGiving] = useState(false);
  const name = useRefTitle(memberId);
  const answer = useQuery(cardQuery(workspaceId, memberId));
  const policy = useQuery(operatorPolicyQuery(workspaceId)).data?.policy;
  const words = t.operators;
  const isOwn = memberId === self;
  const title = isOwn ? words.card.own : words.card.title(name ?? '…');
  useTitle(title);
  const months = answer.data?.months ?? [];
  const month =
    months.find((one) => one.month === (chosen ?? asked)) ??
    months.findLast((one) => one.own !== undefined) ??
    months.at(-1);
  useEffect(() => {
    // All months that are over stand on the page: the person has seen them. It matters while others do not see them yet.
    if (!isOwn) return;
    for (const one of months)
      if (one.shownFrom && Date.parse(one.shownFrom) > Date.now()) void noteOpened(workspaceId, one.month);
  }, [isOwn, months, workspaceId]);
  const gives = !isOwn && roles.some((role) => (issuers as readonly string[]).includes(role));
  return (
    <>
      <header className="page-head">
        <Icon name="chart" size={18} />
        <h1>{title}</h1>
        <span className="spread" />
        {gives && answer.data ? (
          <button type="button" className="btn" onClick={() => setGiving(true)}>
            <Icon name="warning" />
            {words.card.give}
          </button>
        ) : null}
      </header>
      <div className="q-body">
        <OperatorTabs />
        {answer.data ? (
          <>
            <section className="op-part" aria-labelledby="op-months">
              <h2 id="op-months">{words.card.months}</h2>
              <Months card={answer.data} month={month?.month ?? ''} onChoose={setChosen} />
              {policy && answer.data.months.some(hasMedian) ? (
                <p className="quiet-hint">{words.card.medianHint(String(policy.teamAtLeast))}</p>
              ) : null}
            </section>
            {month ? <Evidence memberId={memberId} of={month} /> : null}
            <section className="op-part" aria-labelledby="op-certificates">
              <h2 id="op-certificates">{words.certificates.title}</h2>
              <CertificateList items={answer.data.certificates} href={`/members/${memberId}#certificates`} />
            </section>
          </>
        ) : answer.error ? (
          <Failed error={answer.error} onRetry={() => void answer.refetch()} />
        ) : (
          <Waiting />
        )}
      </div>
      {giving ? <DraftDialog memberId={memberId} onClose={() => setGiving(false)} /> : null}
    </>
  );
}
