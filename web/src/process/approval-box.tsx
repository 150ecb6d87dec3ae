import { useState } from 'react';
import type { ApprovalRound, Slot } from '../../../shared/kernel/process.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { useFormat } from '../lib/format.ts';
import { usePageKeys } from '../lib/keys.ts';
import { useRefTitle, useTitles } from '../lib/titles.ts';
import type { Decision, DocumentProcess } from './api.ts';
import { DecisionDialog } from './decision-dialog.tsx';
import { ReasonList } from './reason-list.tsx';
import { personOf, roleLabel, slotState } from './signers.ts';
import type { DocumentState } from './use-document.ts';

type Verdict = Decision['verdict'];

function Signature({ round, level, slot }: { round: ApprovalRound; level: number; slot: Slot }) {
  const { t, label } = useI18n();
  const format = useFormat();
  const words = t.process.approval;
  const { decision } = slot;
  const adder = useRefTitle(slot.addedBy);
  const principal = useRefTitle(decision?.onBehalfOf);
  const state = slotState(round, level, slot);
  const person = decision?.by ?? personOf(slot.signer);
  const note = { waits: words.waits, later: words.later, 'not-asked': words.notAsked, signed: '' }[state];
  const bad = decision !== undefined && decision.verdict !== 'approve';
  return (
    <li className={`signature ${state}${bad ? ' bad' : ''}`}>
      <Icon name={state === 'signed' ? (bad ? 'close' : 'check') : state === 'waits' ? 'clock' : 'more'} size={14} />
      {person ? <Person id={person} /> : <span className="signature-role">{label(roleLabel(slot.signer))}</span>}
      {principal ? <span>{t.process.onBehalfOf(principal)}</span> : null}
      {decision ? (
        <>
          <span className={`badge ${bad ? 'bad' : 'good'}`}>{words.verdicts[decision.verdict]}</span>
          <time dateTime={decision.at}>{format.instant(decision.at)}</time>
        </>
      ) : (
        <span className="quiet-hint">{note}</span>
      )}
      {adder ? <span className="quiet-hint">{words.added(adder)}</span> : null}
      {decision?.comment ? <q className="signature-comment">{decision.comment}</q> : null}
    </li>
  );
}

function Levels({ process, round }: { process: DocumentProcess; round: ApprovalRound }) {
  const { t, label } = useI18n();
  const plans = process.definition.states.flatMap((state) => state.approval?.levels ?? []);
  if (round.levels.length === 0) return <p className="quiet-hint">{t.process.approval.byRule}</p>;
  return (
    <ol className="levels">
      {round.levels.map((level, index) => {
        const plan = plans.find((one) => one.id === level.id);
        return (
          <li key={level.id} {...(index === round.level && !round.outcome ? { 'aria-current': 'step' } : {})}>
            <div className="level-head">
              <strong>
                {index + 1}. {plan ? label(plan.label) : level.id}
              </strong>
              {level.slots.length > 1 ? (
                <span className="quiet-hint">{t.process.approval.modes[level.mode]}</span>
              ) : null}
            </div>
            <ul>
              {level.slots.map((slot) => (
                <Signature key={slot.id} round={round} level={index} slot={slot} />
              ))}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}

/** Whether the reason of an approval is kept with the document, for others to read: then it is asked for. */
const keepsWhy = ({ definition }: DocumentProcess): boolean =>
  definition.states.some(({ enter }) => enter?.some(({ id }) => id === 'note-judgement'));

interface Props {
  type: string;
  process: DocumentProcess;
  round: ApprovalRound;
  document: DocumentState;
}

/** The signatures of a document: whose turn it is, who signed what, and what the reader may do. Keys A, R and B decide. */
export function ApprovalBox({ type, process, round, document }: Props) {
  const { t } = useI18n();
  const words = t.process.approval;
  const format = useFormat();
  const titleOf = useTitles();
  const mine = process.approval;
  const open = round.outcome === undefined && mine !== undefined;
  const people = mine?.onBehalfOf ?? [];
  const self = open && mine.refusals.length === 0;
  const signs = open && (self || people.length > 0);
  const [asking, setAsking] = useState<Verdict>();
  const [shown, setShown] = useState(false);
  const [chosen, setChosen] = useState<string>();
  // Whoever may not sign in their own name signs for the first who named them.
  const signAs = chosen ?? (self ? '' : (people[0] ?? ''));
  const person = (id: string) => titleOf(id) ?? '…';

  const decide = (verdict: Verdict) => {
    const asks = verdict === 'approve' ? keepsWhy(process) : verdict !== 'recall';
    if (asks) return setAsking(verdict);
    void document.decide({
      verdict,
      round: round.round,
      ...(signAs && verdict === 'approve' ? { onBehalfOf: signAs } : {}),
    });
  };
  const key = (verdict: Verdict) => () => {
    if (signs && !document.busy) decide(verdict);
  };
  usePageKeys(signs ? { a: key('approve'), r: key('reject'), b: key('send-back') } : {});

  // Signatures that count no more step back; what was sent back or rejected still tells why.
  const over = round.outcome === 'voided' || round.outcome === 'recalled';
  const submitter = round.submittedOnBehalfOf
    ? `${person(round.submittedBy)} ${t.process.onBehalfOf(person(round.submittedOnBehalfOf))}`
    : person(round.submittedBy);
  return (
    <section className="approval" aria-label={words.title}>
      <header className="approval-head">
        <h2>{words.title}</h2>
        <span className="quiet-hint">{words.round(String(round.round))}</span>
        {round.outcome ? (
          <span className={`badge ${round.outcome === 'approved' ? 'good' : 'warn'}`}>
            {words.outcomes[round.outcome]}
          </span>
        ) : null}
      </header>
      {over ? (
        <details>
          <summary>{words.signatures}</summary>
          <p className="quiet-hint">{words.submitted(submitter, format.instant(round.submittedAt))}</p>
          <Levels process={process} round={round} />
        </details>
      ) : (
        <>
          <p className="quiet-hint">{words.submitted(submitter, format.instant(round.submittedAt))}</p>
          <Levels process={process} round={round} />
        </>
      )}
      {signs ? (
        <div className="approval-act">
          <p className="approval-turn">
            {self ? words.yours : words.yoursFor(people.map(person).join(format.style.lang === 'en' ? ', ' : '、'))}
          </p>
          {people.length > 0 ? (
            <label className="approval-as">
              {words.signAs}{' '}
              <select className="input" value={signAs} onChange={(event) => setChosen(event.target.value)}>
                {self ? <option value="">{t.process.asMyself}</option> : null}
                {people.map((id) => (
                  <option key={id} value={id}>
                    {t.process.onBehalfOf(person(id))}
                  </option>
                ))}
              </select>
            </label>
          ) : null}
          <div className="approval-buttons">
            {(['approve', 'send-back', 'reject'] as const).map((verdict) => (
              <button
                key={verdict}
                type="button"
                className={`btn${verdict === 'approve' ? ' primary' : verdict === 'reject' ? ' danger' : ''}`}
                data-verdict={verdict}
                disabled={document.busy}
                aria-keyshortcuts={{ approve: 'a', reject: 'r', 'send-back': 'b' }[verdict]}
                onClick={() => decide(verdict)}
              >
                {words[verdict]}
                <span className="approval-key">{{ approve: 'A', reject: 'R', 'send-back': 'B' }[verdict]}</span>
              </button>
            ))}
          </div>
        </div>
      ) : null}
      {open ? (
        <div className="approval-more">
          {mine.mayRecall ? (
            <button
              type="button"
              className="btn small"
              data-verdict="recall"
              disabled={document.busy}
              onClick={() => decide('recall')}
            >
              {words.recall}
            </button>
          ) : null}
          {mine.mayAddSigner ? (
            <button
              type="button"
              className="btn small quiet"
              data-verdict="add-signer"
              onClick={() => decide('add-signer')}
            >
              <Icon name="plus" size={14} />
              {words['add-signer']}
            </button>
          ) : null}
          {self ? null : (
            <button type="button" className="link approval-why" aria-expanded={shown} onClick={() => setShown(!shown)}>
              {words.notYours}
            </button>
          )}
        </div>
      ) : null}
      {open && !self && shown ? <ReasonList type={type} refusals={mine.refusals} /> : null}
      {asking ? (
        <DecisionDialog
          type={type}
          verdict={asking}
          round={round.round}
          onBehalfOf={signAs}
          document={document}
          onClose={() => setAsking(undefined)}
        />
      ) : null}
    </section>
  );
}
