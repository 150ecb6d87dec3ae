import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { entityOf } from '../../../shared/entities.ts';
import { Failed, Note, Waiting } from '../audit/parts/states.tsx';
import { ChangeTable } from '../changes/change-table.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { useFormat } from '../lib/format.ts';
import { useRefTitle } from '../lib/titles.ts';
import type { WorkItem } from './api.ts';
import { DecisionBar } from './decision-bar.tsx';
import { DocumentFacts } from './document-facts.tsx';
import { OrderLines } from './order-lines.tsx';
import { Signatures } from './signatures.tsx';
import { Story } from './story.tsx';
import { useDecision } from './use-decision.ts';
import { useDecisionKeys } from './use-decision-keys.ts';
import type { ProcessWords } from './words.ts';
import { DueBadge, documentHref } from './work-line.tsx';

interface Props {
  item: WorkItem;
  now: string;
  words: ProcessWords;
  /** Whether the person came from another one: then the heading takes the focus, so that it is read out. */
  walked: boolean;
  onDone: () => void;
}

function Heading({ item, now, words, walked }: Omit<Props, 'onDone'>) {
  const { t } = useI18n();
  const format = useFormat();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (walked) heading.current?.focus({ preventScroll: true });
  }, [walked]);
  const href = documentHref(item);
  return (
    <header className="ap-head">
      <div className="ap-name">
        <h2 ref={heading} tabIndex={-1}>
          {item.title}
        </h2>
        <span className="q-quiet">{words.process(item.process)}</span>
      </div>
      {item.amount === undefined ? null : (
        <strong className="ap-amount">{format.money(item.amount, item.currency)}</strong>
      )}
      <DueBadge due={item.due} now={now} />
      {href ? (
        <Link href={href} className="btn quiet small" aria-label={t.work.approvals.open} title={t.work.approvals.open}>
          <Icon name="external" size={14} />
          <span className="wide-only">{t.work.approvals.open}</span>
        </Link>
      ) : null}
    </header>
  );
}

/** A document with all that a decision needs, and the decision. */
export function DecisionPane({ item, now, words, walked, onDone }: Props) {
  const { t, label } = useI18n();
  const text = t.work.approvals;
  const format = useFormat();
  const entity = entityOf(item.type);
  const decision = useDecision(item, onDone);
  const { record, standing, approval, refusals, problems } = decision;
  const principal = useRefTitle(item.onBehalfOf);
  const submitter = useRefTitle(approval?.round.submittedOnBehalfOf);
  useDecisionKeys({
    ready: decision.ready && !decision.busy && decision.asking === undefined,
    onApprove: () => void decision.decide('approve'),
    onAsk: decision.setAsking,
  });
  const failed = record.error ?? standing.error;
  const state = standing.data?.definition.states.find((one) => one.id === standing.data?.standing.state);
  return (
    <article className="ap-pane" aria-label={item.title}>
      <Heading item={item} now={now} words={words} walked={walked} />
      <div className="ap-content">
        {item.onBehalfOf ? <Note tone="warn">{text.onBehalf(principal ?? t.common.unknownPerson)}</Note> : null}
        {refusals.length > 0 ? (
          <Note tone="bad">
            <strong>{text.mayNot}</strong>
            {refusals.map((one) => (
              <p key={one.rule}>
                {label(one)} <a href={one.help}>{text.help}</a>
              </p>
            ))}
          </Note>
        ) : null}
        {standing.data && !decision.open ? <Note>{text.goneElse(item.title)}</Note> : null}
        {failed ? <Failed error={failed} onRetry={decision.readAgain} /> : null}
        {state?.caution ? (
          <Note tone="info">
            <strong>{text.mind}</strong> {label(state.caution)}
          </Note>
        ) : null}
        {record.data ? (
          <>
            {approval ? (
              <p className="ap-submitted">
                {text.submitted} <Person id={approval.round.submittedBy} />
                {approval.round.submittedOnBehalfOf ? text.submittedFor(submitter ?? t.common.unknownPerson) : null}{' '}
                <time dateTime={approval.round.submittedAt} className="q-quiet">
                  {format.ago(approval.round.submittedAt)}
                </time>
              </p>
            ) : null}
            {item.type === 'changeRequest' ? (
              <section className="ap-section">
                <h3>{t.work.approvals.changes}</h3>
                <ChangeTable request={record.data} />
              </section>
            ) : null}
            <DocumentFacts entity={entity} record={record.data} />
            {item.type === 'order' ? <OrderLines record={record.data} /> : null}
          </>
        ) : failed ? null : (
          <Waiting />
        )}
        {standing.data && approval ? (
          <Signatures
            definition={standing.data.definition}
            state={standing.data.standing.state}
            round={approval.round}
            words={words}
          />
        ) : null}
        {standing.data && decision.story.data ? (
          <Story steps={decision.story.data} definition={standing.data.definition} />
        ) : null}
      </div>
      {problems.length > 0 ? (
        <div className="ap-problem">
          <Note tone="bad">
            {problems.map((one) => (
              <p key={one.text}>
                {one.text} {one.help ? <a href={one.help}>{text.help}</a> : null}
              </p>
            ))}
          </Note>
        </div>
      ) : null}
      <DecisionBar
        asking={decision.asking}
        onAsk={decision.setAsking}
        onDecide={(verdict, comment) => void decision.decide(verdict, comment)}
        ready={decision.ready}
        busy={decision.busy}
      />
    </article>
  );
}
